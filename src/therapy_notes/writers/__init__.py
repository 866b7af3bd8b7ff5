"""A document becomes a file of one kind: ``markdown``, ``html`` or ``docx``, each with one function ``render``."""

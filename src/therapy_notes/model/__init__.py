"""The journal: frozen values that know nothing of files, JSON or documents."""

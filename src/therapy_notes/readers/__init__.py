"""Foreign bytes become journals: one module per kind of file, each a pure function of what it is given."""

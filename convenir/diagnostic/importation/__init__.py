"""A table of figures → values: read as a stream, understood by its columns, checked, then written at once."""

"""Services on the screen: the list with its map, one record, tables in and out, numbers alone."""

"""One notion, several values."""

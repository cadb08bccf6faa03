"""« Mon compte »: what a person reads and does about themselves."""

"""The pages of a convention that this room owns: its text, its members."""

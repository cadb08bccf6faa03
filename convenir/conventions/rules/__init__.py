"""Pure rules of the room, one subject a file: no database, no settings, no clock of their own."""

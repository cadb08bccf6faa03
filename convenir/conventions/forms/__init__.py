"""What a person types, a module for each life of a convention."""

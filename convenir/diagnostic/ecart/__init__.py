"""The gap between offer and need: coverage, access, priorities, projection, where to open."""

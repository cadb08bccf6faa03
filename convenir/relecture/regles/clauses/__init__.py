"""Clauses against their titles and each other."""

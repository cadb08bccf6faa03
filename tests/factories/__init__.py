"""Deterministic makers of records, one module per room."""

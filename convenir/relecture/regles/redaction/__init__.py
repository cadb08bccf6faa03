"""Drafting and extraction."""

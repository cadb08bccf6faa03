"""Reused reads of the plan."""

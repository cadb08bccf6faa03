"""Dates, durations and rhythms."""

"""Figures typed by people, in a grid: beside what is published, never in its place."""

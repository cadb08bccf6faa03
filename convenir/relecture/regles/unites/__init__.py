"""Units: what is divided by what, percent or points, euros or thousands."""

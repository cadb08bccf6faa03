"""Arithmetic: sums, shares, evolutions, announced counts against what follows."""

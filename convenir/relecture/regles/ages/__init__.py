"""Age bands: overlaps, gaps, labels that disagree."""

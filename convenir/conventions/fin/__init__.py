"""The end of a convention (article 13), the disputes between its parties (14), and what comes next (11)."""

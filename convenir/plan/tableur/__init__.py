"""The fiches as a workbook that comes back: the same columns out and in, only what was edited is written."""

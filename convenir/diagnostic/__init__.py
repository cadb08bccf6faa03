"""The figures of the shared diagnostic: what is measured, for which territory, when, and who says so.

A value keeps its source, vintage and status; conflicting values stand side by side until one is chosen.
"""

"""The written part of the shared diagnostic: blocks by theme, issues raised by communes, portraits, annexe 1.

Figures are those of the diagnostic, never typed here.
"""

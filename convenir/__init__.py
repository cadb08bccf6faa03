"""Convenir runs a Convention Territoriale Globale from its first draft to its final bilan.

Three verbs carry the whole: *lire* an existing convention, *relire* it, *éditer* it.
The rooms and the direction of imports are described in ARCHITECTURE.md.
"""

__version__ = "0.1.0"

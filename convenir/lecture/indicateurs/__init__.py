"""Figures that say something of the territory, with unit, territory, comparison and vintage.

`recueil` walks the passages; `masques` hides what is no figure, `chiffres` reads figures, `libelles`
what they count, `contexte` their vintage and territory, `rangees` those of tables.
"""

from convenir.lecture.indicateurs.recueil import Recolte, lire_indicateurs

__all__ = ["Recolte", "lire_indicateurs"]

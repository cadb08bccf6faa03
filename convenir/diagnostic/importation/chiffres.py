"""A figure as people and producers write it → a number that its indicator allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.diagnostic.models import Indicateur

_NOMBRE = re.compile(r"[-\u2212]?\d{1,14}(?:[.,]\d*)?")
_BLANCS = re.compile(r"[\s\u00a0\u202f\u2009]|%$")
_CENT = 100


def lire_chiffre(indicateur: Indicateur, ecrit: str) -> str:
    """A figure as databases read it: « 12 345,6 % » → "12345.6".

    Raises `Refus` when it is no number, or one that the definition of the indicator forbids.
    """
    nu = ecrit.strip()
    nombre = _nombre(nu)
    if nombre[0] == "-" and not indicateur.peut_etre_negatif and float(nombre):
        raise Refus(f"« {indicateur} » ne peut être négatif : {nu}.")
    if indicateur.unite == "%" and not indicateur.peut_depasser_cent and float(nombre) > _CENT:
        raise Refus(f"« {indicateur} » est une part, elle ne peut dépasser 100 % : {nu}.")
    return nombre


def _nombre(ecrit: str) -> str:
    nu = ecrit if _NOMBRE.fullmatch(ecrit) else _BLANCS.sub("", ecrit)
    if not _NOMBRE.fullmatch(nu):
        raise Refus(f"« {ecrit[:40]} » n’est pas un nombre.")
    return nu.replace(",", ".").replace("\u2212", "-").rstrip(".")

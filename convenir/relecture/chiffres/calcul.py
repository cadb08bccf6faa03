"""Shares and sums compared within what rounding allows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.nombres import ecrire, ecrire_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.relecture.chiffres.nombres import Nombre

_RIEN = Decimal("1e-9")


def est_la_part(part: Nombre, numerateurs: Sequence[Nombre], denominateur: Nombre) -> bool:
    """Whether the printed percentage can be the share, given how each number was rounded."""
    haut = sum((n.valeur for n in numerateurs), Decimal(0))
    flou = sum((n.marge for n in numerateurs), Decimal(0))
    petit, grand = denominateur.valeur - denominateur.marge, denominateur.valeur + denominateur.marge
    if petit <= 0:
        return True
    bas, sommet = (haut - flou) / grand * 100, (haut + flou) / petit * 100
    return sommet >= part.valeur - part.marge - _RIEN and bas <= part.valeur + part.marge + _RIEN


def preuve_de_part(part: Nombre, numerateurs: Sequence[Nombre], denominateur: Nombre) -> str:
    """The division done again, with one more decimal than needed to see the gap."""
    decimales = max(1, -int(part.pas.adjusted()))
    haut = sum((n.valeur for n in numerateurs), Decimal(0))
    somme = f"{addition(numerateurs)} ; " if len(numerateurs) > 1 else ""
    quotient = ecrire_part(haut / denominateur.valeur, decimales)
    return f"{somme}{ecrire(haut)} ÷ {ecrire(denominateur.valeur)} = {quotient}, et non {part.ecrit}"


def addition(termes: Sequence[Nombre]) -> str:
    """The sum written out: "24 + 13 = 37"."""
    decimales = max((max(0, -int(n.pas.adjusted())) for n in termes), default=0)
    somme = sum((n.valeur for n in termes), Decimal(0))
    return f"{' + '.join(ecrire(n.valeur, decimales) for n in termes)} = {ecrire(somme, decimales)}"


def total(termes: Sequence[Nombre]) -> Decimal:
    return sum((n.valeur for n in termes), Decimal(0))


def marge(termes: Sequence[Nombre]) -> Decimal:
    """How far the sum of rounded numbers may be from the rounded sum."""
    return sum((n.marge for n in termes), Decimal(0))

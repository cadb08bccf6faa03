"""A recorded convention as a Dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.queries import get_convention, numerotation
from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier


def get_dossier(code: str) -> Dossier:
    """The Dossier of a recorded convention, read from its text as it is now.

    Raises `Refus` when no convention has this code.
    """
    convention = get_convention(code)
    numeros = numerotation(convention)
    morceaux = [convention.ouverture]
    for disposition in convention.dispositions.all():
        nom = TypeDisposition(disposition.type).label
        numero = numeros[disposition.cle]
        titre = nom if numero is None else f"{nom} {numero} – {disposition.titre}"
        morceaux.append(f"{titre}\n\n{disposition.texte}")
    morceaux.append(convention.cloture)
    return comprendre(lire_octets(f"{code}.txt", "\n\n".join(morceaux).encode()))

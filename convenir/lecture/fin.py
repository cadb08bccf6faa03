"""What the services of the territory lose when the convention ends, as its own tables tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.conventions.fin.effets import Effet
from convenir.lecture.queries import get_dossier
from convenir.socle.formats import ecrire_euros
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.conventions.models import Convention
    from convenir.lecture.dossier import Subvention

_LIBELLES = {theme.cle: theme.libelle for theme in THEMES}


def soutiens_qui_cessent(convention: Convention, jour: datetime.date) -> Iterator[Effet]:
    """The subsidies of the convention in force that day, by theme, with the services they support."""
    subventions = get_dossier(convention.code, jour).subventions
    if subventions:
        yield Effet("Soutiens de la Caf inscrits dans la convention :", tuple(map(_dire, subventions)))


def _dire(subvention: Subvention) -> str:
    montant = "montant à compléter" if subvention.montant is None else ecrire_euros(subvention.montant)
    services = [f"{genre} ({nombre})" for genre, nombre in subvention.equipements if nombre]
    theme = _LIBELLES.get(subvention.thematique, subvention.thematique)
    return f"{theme}, {montant}" + (f" : {', '.join(services)}" if services else "")

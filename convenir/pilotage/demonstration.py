"""The accounts of the demonstration, as its first page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from convenir.acteurs.models import Mandat, Occupation, Personne
from convenir.acteurs.roles import PHRASES
from convenir.conventions.models import Membre

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class CompteDeDemonstration:
    """Someone invented: who they are, what they are trusted with, what that allows."""

    personne: Personne
    fonction: str
    organisation: str
    role: str
    permet: str


def comptes_de_demonstration() -> Iterator[CompteDeDemonstration]:
    """The demonstration accounts, in the order they were opened; call in demonstration mode only."""
    personnes = Personne.objects.filter(demonstration=True, is_active=True).order_by("pk")
    for personne in personnes.prefetch_related(
        Prefetch("occupations", Occupation.objects.select_related("poste__organisation").order_by("pk")),
        Prefetch("mandats", Mandat.objects.select_related("organisation").order_by("pk")),
        Prefetch("participations", Membre.objects.filter(parti_le=None).order_by("pk")),
    ):
        yield _compte(personne)


def _compte(personne: Personne) -> CompteDeDemonstration:
    poste = next((o.poste for o in personne.occupations.all()), None)
    mandat = next(iter(personne.mandats.all()), None)
    tenu = poste or mandat
    membre: Membre | None = next(iter(personne.participations.all()), None)
    return CompteDeDemonstration(
        personne=personne,
        fonction=poste.intitule if poste else mandat.get_qualite_display() if mandat else "",
        organisation=tenu.organisation.nom if tenu else "",
        role=_role(membre),
        permet=_permet(membre),
    )


def _role(membre: Membre | None) -> str:
    if membre is None:
        return "Étrangère à la convention"
    noms = [membre.get_role_display(), *(fonction.label for fonction in membre.fonctions)]
    return " et ".join([noms[0], *(nom[0].lower() + nom[1:] for nom in noms[1:])])


def _permet(membre: Membre | None) -> str:
    if membre is None:
        return "ne voit rien de cette convention"
    if membre.est_restreint:
        return "lit tout, n’écrira que sur sa commune"
    return "peut " + ", ".join(phrase for acte, phrase in PHRASES.items() if acte in membre.actes)

"""Taking over the plan that a text tells: its enjeux and its objectives, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.journal.operations import consigner
from convenir.plan.models import Enjeu, Objectif
from convenir.plan.operations.ecriture import verrouiller_la_convention
from convenir.socle.themes import normaliser, theme_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

_LIBELLE = 500  # characters


@dataclass(frozen=True, slots=True)
class Bilan:
    """What taking over the text added."""

    enjeux: int
    objectifs: int

    @property
    def phrase(self) -> str:
        parts = [
            f"{nombre} {singulier if nombre == 1 else pluriel}"
            for nombre, singulier, pluriel in (
                (self.enjeux, "enjeu repris", "enjeux repris"),
                (self.objectifs, "objectif repris", "objectifs repris"),
            )
            if nombre
        ]
        return f"Plan lu dans le texte : {', '.join(parts) or 'rien de nouveau'}."


@transaction.atomic
def reprendre(convention: Convention, *, auteur: str | Auteur = "") -> Bilan:
    """Take over the enjeux and objectives that the text tells; what is there already is left alone.

    The reading itself is kept as it is. The same text again adds nothing.
    """
    tenue = verrouiller_la_convention(convention)
    connus = {
        modele: {
            (ligne.theme, normaliser(ligne.libelle))
            for ligne in modele.objects.filter(convention=tenue).order_by("pk")
        }
        for modele in (Enjeu, Objectif)
    }
    nombres = {Enjeu: 0, Objectif: 0}
    for modele, theme, libelle in _lus(tenue):
        cle = (theme, normaliser(libelle))
        if cle[1] and cle not in connus[modele]:
            connus[modele].add(cle)
            ordre = sum(connue == theme for connue, _ in connus[modele])
            modele.objects.create(convention=tenue, theme=theme, libelle=libelle, ordre=ordre)
            nombres[modele] += 1
    bilan = Bilan(nombres[Enjeu], nombres[Objectif])
    if bilan.enjeux or bilan.objectifs:
        consigner(
            "plan.repris",
            objet=f"convention:{tenue.code}/plan",
            resume=bilan.phrase,
            auteur=auteur,
            donnees={"enjeux": bilan.enjeux, "objectifs": bilan.objectifs},
        )
    return bilan


def _lus(convention: Convention) -> Iterator[tuple[type[Enjeu | Objectif], str, str]]:
    """The lines of the plans that the reading kept, in their order."""
    for plan in convention.lecture.get("plans", []):
        ecrit = " ".join(plan.get("thematique", "").split())
        connu = theme_de(ecrit)
        theme = connu.cle if connu else (ecrit[:80] or "autre")
        for modele, famille in ((Enjeu, "enjeux"), (Objectif, "objectifs")):
            for ligne in plan.get(famille, []):
                yield modele, theme, " ".join(ligne.get("libelle", "").split())[:_LIBELLE]


def est_a_reprendre(convention: Convention) -> bool:
    """Whether the text tells a plan of which nothing was taken over yet."""
    lu = any(plan.get("objectifs") or plan.get("enjeux") for plan in convention.lecture.get("plans", []))
    return lu and not (convention.enjeux.exists() or convention.objectifs.exists())

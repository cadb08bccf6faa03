"""Opening the register, refreshing it from the geographic code, taking over what a document says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.adhesions.enums import EtatAdhesion, Source
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations.actes import Vote, enregistrer
from convenir.adhesions.operations.ecriture import ecrire, photographier
from convenir.adhesions.queries import adhesions_de
from convenir.conventions.models import Convention
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import communes_de_epci
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.journal.operations import Auteur


#: states in which a document still has something to tell
ATTENTES = frozenset({EtatAdhesion.NON_DEMANDEE, EtatAdhesion.DEMANDEE})


@dataclass(frozen=True, slots=True)
class Bilan:
    """What opening or refreshing changed: communes entered, communes that left, votes taken over."""

    entrees: int
    sorties: int
    reprises: int

    @property
    def phrase(self) -> str:
        parts = [
            f"{nombre} {singulier if nombre == 1 else pluriel}"
            for nombre, singulier, pluriel in (
                (self.entrees, "commune inscrite", "communes inscrites"),
                (self.sorties, "commune sortie", "communes sorties"),
                (self.reprises, "vote repris du texte lu", "votes repris du texte lu"),
            )
            if nombre
        ]
        return f"Registre à jour : {', '.join(parts) or 'rien n’a changé'}."


@transaction.atomic
def ouvrir(convention: Convention, *, auteur: str | Auteur = "") -> Bilan:
    """Open the register with the communes of the EPCI, or refresh it; take over what the document says.

    A commune that left the EPCI, or merged, keeps its record, marked so; one that came in gets one.
    Raises `Refus` when the convention has no EPCI.
    """
    tenue = Convention.objects.select_for_update().get(pk=convention.pk)
    membres = {c.insee: c.nom for c in communes_de_epci(tenue.epci_siren)} if tenue.epci_siren else {}
    if not membres:
        raise Refus("L’intercommunalité de cette convention n’est pas connue : indiquez-la d’abord.")
    connues = {a.insee: a for a in adhesions_de(tenue)}
    nouvelles = [
        Adhesion(convention=tenue, insee=insee, nom=nom)
        for insee, nom in membres.items()
        if insee not in connues
    ]
    Adhesion.objects.bulk_create(nouvelles)
    if nouvelles:
        _consigner_ouverture(tenue, nouvelles, auteur)
    sorties = [_sortir(a, auteur) for a in connues.values() if a.insee not in membres and a.sortie_le is None]
    for revenue in (a for a in connues.values() if a.insee in membres and a.sortie_le is not None):
        _revenir(revenue, auteur)
    return Bilan(len(nouvelles), len(sorties), reprendre(tenue, auteur=auteur))


def _consigner_ouverture(convention: Convention, nouvelles: list[Adhesion], auteur: str | Auteur) -> None:
    nombre = len(nouvelles)
    mots = "une commune inscrite" if nombre == 1 else f"{nombre} communes inscrites"
    consigner(
        "adhesion.registre_ouvert",
        objet=f"convention:{convention.code}",
        resume=f"Registre des adhésions : {mots}.",
        auteur=auteur,
        donnees={"communes": [a.insee for a in nouvelles]},
    )


def _sortir(adhesion: Adhesion, auteur: str | Auteur) -> Adhesion:
    avant = photographier(adhesion)
    adhesion.sortie_le = timezone.localdate()
    resume = f"{adhesion.nom} n’est plus membre de l’intercommunalité ; son adhésion reste au registre."
    return ecrire(adhesion, avant, "sortie", resume, auteur)


def _revenir(adhesion: Adhesion, auteur: str | Auteur) -> Adhesion:
    avant = photographier(adhesion)
    adhesion.sortie_le = None
    return ecrire(adhesion, avant, "revenue", f"{adhesion.nom} est de nouveau membre.", auteur)


@transaction.atomic
def reprendre(convention: Convention, *, auteur: str | Auteur = "") -> int:
    """Take over the votes that the document tells: the dates of its annexe, the act stamped on it.

    A commune whose vote is already recorded is left alone, and so is what the document says wrongly (an act
    of another commune, a date to come). Returns how many were taken over; the reading is kept as it is.
    """
    ouvertes = [a for a in adhesions_de(convention) if a.statut in ATTENTES]
    votes = _votes_lus(convention.lecture)
    return sum(
        _est_repris(adhesion, vote, auteur)
        for adhesion in ouvertes
        if (vote := votes.get(adhesion.insee) or votes.get(cle(adhesion.nom)))
    )


def _votes_lus(lecture: Mapping[str, Any]) -> dict[str, Vote]:
    """The votes a document tells, by INSEE code for the act stamped on it, else by name of commune."""
    votes = {
        cle(lue["nom"]): Vote(_date(lue["date"]), source=Source.DOCUMENT)
        for lue in lecture.get("communes", [])
        if lue.get("date")
    }
    acte = lecture.get("acte", {})
    if acte.get("insee") and acte.get("date"):
        recue = _date(acte["recu"]) if acte.get("recu") else None
        votes[acte["insee"]] = Vote(_date(acte["date"]), identifiant=acte["identifiant"], recue_le=recue)
    return votes


def _date(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def _est_repris(adhesion: Adhesion, vote: Vote, auteur: str | Auteur) -> bool:
    try:
        with transaction.atomic():
            enregistrer(adhesion, vote, auteur=auteur)
    except Refus:
        return False
    return True

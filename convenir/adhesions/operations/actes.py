"""The acts on the vote of a commune: recorded, dated, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.adhesions.enums import EtatAdhesion, Source
from convenir.adhesions.operations.corrections import rouvrir
from convenir.adhesions.operations.ecriture import (
    ecrire,
    exiger_la_version,
    passer,
    photographier,
    verrouiller,
)
from convenir.conventions.rules.actes import exiger_acte
from convenir.conventions.rules.controles import Attendu, controler
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.adhesions.models import Adhesion
    from convenir.documents.models import Fichier
    from convenir.journal.operations import Auteur, Lot


@dataclass(frozen=True, slots=True)
class Vote:
    """What a council decided, and what is known of its act.

    `identifiant`: the whole one when the act is known by it, which then gives date and number; otherwise
    `attestation` says from whom the vote is known. `publication`: a value of `Publication`, with
    `publiee_le` only. `source` is told by the caller when it is neither.
    """

    date: datetime.date
    favorable: bool = True
    identifiant: str = ""
    numero: str = ""
    recue_le: datetime.date | None = None
    publiee_le: datetime.date | None = None
    publication: str = ""
    attestation: str = ""
    copie: Fichier | None = None
    source: str = ""


@transaction.atomic
def enregistrer(
    adhesion: Adhesion,
    vote: Vote,
    *,
    version: int | None = None,
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> Adhesion:
    """Record the vote of a commune, for or against; it is told with others when a `lot` is given.

    A commune that had refused or withdrawn votes anew: its closed record is filed, another opens.
    The same vote recorded twice, by two people at once, is refused the second time, in so many words.
    Raises `Refus` for an act that cannot be this commune's (its identifier, its dates), a vote already
    recorded, a stale `version`.
    """
    actuelle = verrouiller(adhesion)
    _refuser_deux_fois(actuelle, vote)
    exiger_la_version(actuelle, version)
    actuelle = rouvrir(actuelle, auteur=auteur)
    _verifier(actuelle, vote)
    avant = photographier(actuelle)
    passer(actuelle, EtatAdhesion.VOTEE if vote.favorable else EtatAdhesion.REFUSEE)
    actuelle.deliberee_le = vote.date
    actuelle.identifiant, actuelle.numero = _references(vote)
    actuelle.recue_le, actuelle.publiee_le = vote.recue_le, vote.publiee_le
    actuelle.publication, actuelle.attestation = vote.publication, vote.attestation
    actuelle.copie, actuelle.source = vote.copie, vote.source or _source(vote)
    mot = "vote favorable" if vote.favorable else "vote défavorable"
    resume = f"{actuelle.nom} : {mot} le {ecrire_date(vote.date)}."
    return ecrire(actuelle, avant, "votee", resume, auteur, lot)


def _refuser_deux_fois(adhesion: Adhesion, vote: Vote) -> None:
    """A second recording of the standing vote has no effect and says so."""
    meme_acte = bool(vote.identifiant) and _references(vote)[0] == adhesion.identifiant
    meme_vote = adhesion.deliberee_le == vote.date and not vote.identifiant
    if adhesion.statut == EtatAdhesion.VOTEE and (meme_acte or meme_vote):
        raise Refus(
            f"{adhesion.nom} : la délibération du {ecrire_date(vote.date)} est déjà enregistrée, "
            "il n’y a rien à refaire."
        )


def _references(vote: Vote) -> tuple[str, str]:
    """The identifier as it is written, and the number of the act."""
    if not vote.identifiant:
        return "", vote.numero
    acte = exiger_acte(vote.identifiant)
    return acte.identifiant, acte.numero


def _source(vote: Vote) -> Source:
    return Source.ACTE if vote.identifiant else Source.PAPIER


def _verifier(adhesion: Adhesion, vote: Vote) -> None:
    """What the model cannot tell: an act of another commune, a date to come, who attests."""
    aujourd_hui = timezone.localdate()
    if vote.identifiant:
        acte = exiger_acte(vote.identifiant)
        attendu = Attendu(
            commune=adhesion.insee, epci="" if adhesion.sortie_le else adhesion.convention.epci_siren
        )
        fautes = [r.message for r in controler(acte, aujourd_hui, attendu) if r.bloquante]
        if fautes:
            raise Refus(" ".join(fautes))
        if acte.date != vote.date:
            raise Refus(
                f"L’identifiant de l’acte porte la date du {ecrire_date(acte.date or vote.date)}, "
                f"le formulaire celle du {ecrire_date(vote.date)} : corrigez l’une des deux."
            )
    elif not vote.source and not vote.attestation.strip():
        raise Refus("Sans identifiant d’acte, dites qui atteste de ce vote et par quel document.")
    refuser_l_avenir(aujourd_hui, vote.date, vote.recue_le, vote.publiee_le)


def refuser_l_avenir(aujourd_hui: datetime.date, *dates: datetime.date | None) -> None:
    """Raise `Refus` when something would have been done after today."""
    for date in dates:
        if date is not None and date > aujourd_hui:
            raise Refus(f"Le {ecrire_date(date)} est à venir : n’enregistrez que ce qui est fait.")


@transaction.atomic
def dater(
    adhesion: Adhesion,
    *,
    recue_le: datetime.date | None,
    publiee_le: datetime.date | None,
    publication: str = "",
    version: int | None = None,
    auteur: str | Auteur = "",
    lot: Lot | None = None,
) -> Adhesion:
    """Note when the act was received by the préfecture and made public, and how.

    Raises `Refus` for a commune that has not voted, a date before the vote or to come, a stale `version`.
    """
    actuelle = verrouiller(adhesion, version)
    if actuelle.statut not in {EtatAdhesion.VOTEE, EtatAdhesion.RETIREE}:
        raise Refus(f"{actuelle.nom} n’a pas voté son adhésion : enregistrez d’abord sa délibération.")
    refuser_l_avenir(timezone.localdate(), recue_le, publiee_le)
    avant = photographier(actuelle)
    actuelle.recue_le, actuelle.publiee_le = recue_le, publiee_le
    actuelle.publication = publication if publiee_le else ""
    if photographier(actuelle) == avant:
        return actuelle
    return ecrire(actuelle, avant, "datee", f"{actuelle.nom} : dates de l’acte notées.", auteur, lot)


@transaction.atomic
def retirer(
    adhesion: Adhesion, jour: datetime.date, *, version: int | None = None, auteur: str | Auteur = ""
) -> Adhesion:
    """Note that a commune withdraws from the convention, from that day on; its past adhesion stays told.

    Raises `Refus` for a commune that has not voted, a day before its vote or to come, a stale `version`.
    """
    actuelle = verrouiller(adhesion, version)
    refuser_l_avenir(timezone.localdate(), jour)
    avant = photographier(actuelle)
    passer(actuelle, EtatAdhesion.RETIREE)
    actuelle.retiree_le = jour
    resume = f"{actuelle.nom} : adhésion retirée au {ecrire_date(jour)}."
    return ecrire(actuelle, avant, "retiree", resume, auteur)

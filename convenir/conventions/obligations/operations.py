"""What people do about due dates: note one as done, set one aside, choose a rhythm; each may be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.conventions.models import Accomplissement, Ecart, Rythme
from convenir.conventions.obligations.catalogue import OBLIGATIONS, Periodique
from convenir.conventions.obligations.queries import echeancier
from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.conventions.models import Convention
    from convenir.conventions.obligations.rules import Occurrence
    from convenir.journal.operations import Auteur

DISPARUE = "Cette échéance n’est plus à cette date : rechargez la page, elle a pu être faite ou déplacée."
A_VENIR = "Cette date est à venir : notez-la une fois la chose faite."


@transaction.atomic
def noter(note: Accomplissement, *, auteur: str | Auteur = "") -> Accomplissement:
    """Note by hand that something was done. Raises `Refus` for a day to come, or what is noted already."""
    convention = verrouiller(note.convention)
    if note.fait_le > timezone.localdate():
        raise Refus(A_VENIR)
    if convention.debut and note.fait_le < convention.debut:
        raise Refus("Cette date précède le premier jour de la convention : vérifiez-la.")
    verifier(note, unicite=True)
    note.save(force_insert=True)
    resume = f"{_libelle(note.obligation)} : fait le {ecrire_date(note.fait_le)}."
    consigner_l_acte(
        convention,
        "echeance_faite",
        resume,
        auteur,
        obligation=note.obligation,
        sujet=note.sujet,
        fait_le=note.fait_le.isoformat(),
    )
    return note


@transaction.atomic
def effacer(note: Accomplissement, *, auteur: str | Auteur = "") -> None:
    """Take back what was noted by mistake. Nothing happens when it is not there any more."""
    convention = verrouiller(note.convention)
    retires, _ = Accomplissement.objects.filter(pk=note.pk, convention=convention).delete()
    if retires:
        resume = f"{_libelle(note.obligation)} : retiré, n’était pas fait le {ecrire_date(note.fait_le)}."
        consigner_l_acte(convention, "echeance_non_faite", resume, auteur, obligation=note.obligation)


@transaction.atomic
def ecarter(ecart: Ecart, *, auteur: str | Auteur = "") -> Ecart:
    """Let a due date go, for a reason. Raises `Refus` without one, or when that date is not open any more."""
    convention = verrouiller(ecart.convention)
    occurrence = _ouverte(convention, ecart)
    ecart.motif = ecart.motif.strip()
    verifier(ecart, unicite=True)
    ecart.save(force_insert=True)
    resume = f"Échéance écartée : {occurrence.libelle}, {ecrire_date(ecart.pour_le)}."
    consigner_l_acte(
        convention,
        "echeance_ecartee",
        resume,
        auteur,
        obligation=ecart.obligation,
        pour_le=ecart.pour_le.isoformat(),
        motif=ecart.motif,
    )
    return ecart


def _ouverte(convention: Convention, ecart: Ecart) -> Occurrence:
    ouvertes = echeancier(convention, timezone.localdate()).ouvertes
    for occurrence in ouvertes:
        vise = (occurrence.obligation.cle, occurrence.sujet, occurrence.echeance.echeance)
        if vise == (ecart.obligation, ecart.sujet, ecart.pour_le):
            return occurrence
    raise Refus(DISPARUE)


@transaction.atomic
def reprendre(
    convention: Convention, obligation: str, sujet: str, pour_le: datetime.date, *, auteur: str | Auteur = ""
) -> None:
    """Think better of a due date set aside. Nothing happens when it is not."""
    actuelle = verrouiller(convention)
    ecarts = Ecart.objects.filter(convention=actuelle, obligation=obligation, sujet=sujet, pour_le=pour_le)
    retires, _ = ecarts.delete()
    if retires:
        resume = f"Échéance reprise : {_libelle(obligation)}, {ecrire_date(pour_le)}."
        consigner_l_acte(actuelle, "echeance_reprise", resume, auteur, obligation=obligation)


@transaction.atomic
def choisir_rythme(rythme: Rythme, *, auteur: str | Auteur = "") -> Rythme:
    """Record how often the parties chose to do something.

    Raises `Refus` for what has no rhythm, when the text already sets one, for a day to come, or without
    who chose.
    """
    convention = verrouiller(rythme.convention)
    obligation = OBLIGATIONS.get(rythme.obligation)
    if obligation is None or not isinstance(obligation.cadence, Periodique):
        raise Refus("Cette obligation n’a pas de rythme.")
    jour = timezone.localdate()
    if rythme.choisi_le > jour:
        raise Refus("Un rythme se note une fois choisi : cette date est à venir.")
    fondees = {f.obligation.cle: f for f in echeancier(convention, jour).fondees}
    fondee = fondees.get(obligation.cle)
    if fondee and fondee.fondement.mois:
        raise Refus("Le texte en vigueur fixe ce rythme : seul un avenant le change.")
    verifier(rythme, unicite=True)
    rythme.save(force_insert=True)
    resume = f"Rythme choisi : {obligation.libelle}, tous les {rythme.mois} mois ({rythme.choisi_par})."
    consigner_l_acte(convention, "rythme_choisi", resume, auteur, obligation=obligation.cle, mois=rythme.mois)
    return rythme


def _libelle(cle: str) -> str:
    obligation = OBLIGATIONS.get(cle)
    return obligation.libelle if obligation else cle

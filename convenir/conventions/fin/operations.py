"""The acts that end a convention early, keep its disputes, or start the one that renews it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from convenir.conventions.enums import (
    SCELLES,
    EtatDifferend,
    EtatProcedure,
    NatureProcedure,
    Statut,
)
from convenir.conventions.enums.differends import TRANSITIONS as SUITES_D_UN_DIFFEREND
from convenir.conventions.enums.procedures import TRANSITIONS
from convenir.conventions.fin.rules import REMEDIABLES, echeance_de, refus_d_ouvrir
from convenir.conventions.models import Differend, Procedure
from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.conventions.queries import parties_en_vigueur
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime

    from convenir.journal.operations import Auteur

NON_SIGNEE = "Seule une convention signée peut prendre fin avant son terme."


@transaction.atomic
def ouvrir_procedure(procedure: Procedure, *, auteur: str | Auteur = "") -> Procedure:
    """Start what may end a convention. Takes an unsaved procedure: nature, parties, reason, delay.

    Raises `Refus` when the convention is not in force, or when this party may not act on these grounds.
    """
    convention = verrouiller(procedure.convention)
    if convention.statut != Statut.SIGNEE:
        raise Refus(NON_SIGNEE)
    if procedure.partie not in parties_en_vigueur(convention, timezone.localdate()):
        raise Refus("La partie qui agit est l’un des signataires de la convention : choisissez-la.")
    if refus := refus_d_ouvrir(NatureProcedure(procedure.nature), procedure.partie):
        raise Refus(refus)
    if procedure.nature == NatureProcedure.MODIFICATION:
        procedure.delai_mois = 0
    verifier(procedure)
    procedure.save(force_insert=True)
    _consigner(
        procedure, "ouverte", f"Procédure de fin préparée : {procedure}, par {procedure.partie}.", auteur
    )
    return procedure


@transaction.atomic
def envoyer_la_lettre(procedure: Procedure, jour: datetime.date, *, auteur: str | Auteur = "") -> Procedure:
    """Note when the registered letter was sent: the delay runs from that day.

    Raises `Refus` out of turn, on a day to come, or when these grounds need no letter.
    """
    actuelle = _verrouiller(procedure, EtatProcedure.ENVOYEE)
    if actuelle.nature == NatureProcedure.MODIFICATION:
        raise Refus("Pour un terme changé sans avenant, aucune lettre n’est à attendre : constatez la fin.")
    _passe(jour)
    actuelle.etat, actuelle.envoyee_le = EtatProcedure.ENVOYEE, jour
    return _garder(actuelle, "envoyee", f"Lettre recommandée envoyée le {ecrire_date(jour)}.", auteur)


@transaction.atomic
def noter_la_reception(procedure: Procedure, jour: datetime.date, *, auteur: str | Auteur = "") -> Procedure:
    """Note when the letter was received; the delay does not move. Raises `Refus` before any sending."""
    actuelle = Procedure.objects.select_for_update().get(pk=procedure.pk)
    if actuelle.etat != EtatProcedure.ENVOYEE:
        raise Refus("Aucune lettre n’attend d’avis de réception dans cette procédure : rechargez la page.")
    _passe(jour)
    actuelle.recue_le = jour
    return _garder(actuelle, "recue", f"Lettre recommandée reçue le {ecrire_date(jour)}.", auteur)


@transaction.atomic
def remedier(
    procedure: Procedure, jour: datetime.date, remede: str, *, auteur: str | Auteur = ""
) -> Procedure:
    """Note that the breach was put right in time: the clock stops, the convention goes on.

    Raises `Refus` out of turn, when nothing can be put right, or once the delay is over.
    """
    actuelle = _verrouiller(procedure, EtatProcedure.REMEDIEE)
    echeance = echeance_de(actuelle)
    if actuelle.nature not in REMEDIABLES or echeance is None:
        raise Refus("Cette procédure n’attend aucun remède : la partie peut y renoncer.")
    _passe(jour)
    if echeance.est_echue(jour):
        raise Refus(
            f"Le délai finissait le {ecrire_date(echeance.retenue)} : passé ce jour, la partie peut renoncer "
            "à la procédure, mais il n’a plus été remédié dans le délai."
        )
    if jour < echeance.depart:
        raise Refus(f"La lettre n’est partie que le {ecrire_date(echeance.depart)} : vérifiez la date.")
    actuelle.etat, actuelle.remediee_le = EtatProcedure.REMEDIEE, jour
    actuelle.issue = _dit(remede, "Dites ce qui a été fait pour remédier.")
    return _garder(
        actuelle, "remediee", f"Il a été remédié le {ecrire_date(jour)} : {actuelle.issue}", auteur
    )


@transaction.atomic
def abandonner(procedure: Procedure, motif: str, *, auteur: str | Auteur = "") -> Procedure:
    """The party gives the procedure up, for a reason. Raises `Refus` out of turn or without a reason."""
    actuelle = _verrouiller(procedure, EtatProcedure.ABANDONNEE)
    actuelle.etat = EtatProcedure.ABANDONNEE
    actuelle.issue = _dit(motif, "Dites pourquoi la partie y renonce.")
    return _garder(actuelle, "abandonnee", f"Procédure abandonnée : {actuelle.issue}", auteur)


@transaction.atomic
def constater_la_fin(procedure: Procedure, jour: datetime.date, *, auteur: str | Auteur = "") -> Procedure:
    """End the convention: at the end of the delay, or on the day given when these grounds have none.

    Raises `Refus` out of turn, while the delay still runs, or when the convention ended already.
    """
    actuelle = _verrouiller(procedure, EtatProcedure.PRONONCEE)
    convention = verrouiller(actuelle.convention)
    if convention.statut != Statut.SIGNEE:
        raise Refus(NON_SIGNEE)
    actuelle.prend_effet_le = _dernier_jour(actuelle, jour)
    actuelle.etat = EtatProcedure.PRONONCEE
    convention.statut = Statut.RESILIEE
    convention.save(update_fields=["statut"])
    resume = f"La convention prend fin le {ecrire_date(actuelle.prend_effet_le)} : {actuelle}."
    return _garder(actuelle, "prononcee", resume, auteur)


def _dernier_jour(procedure: Procedure, jour: datetime.date) -> datetime.date:
    if procedure.nature == NatureProcedure.MODIFICATION:
        _passe(jour)
        return jour
    echeance = echeance_de(procedure)
    if echeance is None:
        raise Refus("La lettre recommandée n’est pas encore partie : notez d’abord son envoi.")
    if not echeance.est_echue(timezone.localdate()):
        raise Refus(f"Le délai court jusqu’au {ecrire_date(echeance.retenue)} : la fin se constate ensuite.")
    return echeance.retenue


@transaction.atomic
def ouvrir_differend(differend: Differend, *, auteur: str | Auteur = "") -> Differend:
    """Register a dispute. Takes an unsaved one. Raises `Refus` before signature, or for who is no party."""
    convention = verrouiller(differend.convention)
    if convention.statut not in SCELLES:
        raise Refus("Un différend naît d’un texte signé : celui-ci ne l’est pas encore.")
    if differend.partie not in parties_en_vigueur(convention, timezone.localdate()):
        raise Refus("Le différend est soulevé par l’un des signataires de la convention : choisissez-le.")
    _passe(differend.ouvert_le)
    verifier(differend)
    differend.save(force_insert=True)
    consigner_l_acte(
        convention, "differend_ouvert", f"Différend ouvert : {differend}.", auteur, differend=differend.pk
    )
    return differend


@transaction.atomic
def avancer_differend(
    differend: Differend,
    etat: EtatDifferend,
    jour: datetime.date,
    *,
    juridiction: str = "",
    issue: str = "",
    auteur: str | Auteur = "",
) -> Differend:
    """Take a dispute further: before the court (which one), settled or judged (how).

    Raises `Refus` out of turn, on a day to come, or when what the new state needs is not said.
    """
    actuel = (
        Differend.objects.select_for_update(of=("self",)).select_related("convention").get(pk=differend.pk)
    )
    if etat not in SUITES_D_UN_DIFFEREND[EtatDifferend(actuel.etat)]:
        raise Refus(f"Ce différend est à l’état « {actuel.get_etat_display()} » : rechargez la page.")
    _passe(jour)
    actuel.etat = etat
    if etat == EtatDifferend.SAISI:
        actuel.saisi_le, actuel.juridiction = jour, juridiction.strip()
    else:
        actuel.clos_le, actuel.issue = jour, issue.strip()
    verifier(actuel)
    actuel.save()
    phrase = f"Différend « {actuel} » : {actuel.get_etat_display().lower()} le {ecrire_date(jour)}."
    consigner_l_acte(actuel.convention, f"differend_{etat}", phrase, auteur, differend=actuel.pk)
    return actuel


def _verrouiller(procedure: Procedure, etat: EtatProcedure) -> Procedure:
    """The procedure under lock. Raises `Refus` when it may not become `etat`."""
    actuelle = (
        Procedure.objects.select_for_update(of=("self",)).select_related("convention").get(pk=procedure.pk)
    )
    if etat not in TRANSITIONS[EtatProcedure(actuelle.etat)]:
        raise Refus(
            f"Cette procédure est à l’état « {actuelle.get_etat_display()} » : rechargez la page pour voir "
            "ce qui peut encore être fait."
        )
    return actuelle


def _garder(procedure: Procedure, acte: str, resume: str, auteur: str | Auteur) -> Procedure:
    verifier(procedure, unicite=True)
    procedure.save()
    _consigner(procedure, acte, resume, auteur)
    return procedure


def _consigner(procedure: Procedure, acte: str, resume: str, auteur: str | Auteur) -> None:
    consigner_l_acte(procedure.convention, f"procedure_{acte}", resume, auteur, procedure=procedure.pk)


def _passe(jour: datetime.date) -> None:
    if jour > timezone.localdate():
        raise Refus(f"Le {ecrire_date(jour)} n’est pas encore venu : un fait se note une fois accompli.")


def _dit(phrase: str, refus: str) -> str:
    if not phrase.strip():
        raise Refus(refus)
    return phrase.strip()

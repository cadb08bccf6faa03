"""From draft to ready, and back: what is missing is mended, or waived for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.enums import Statut
from convenir.conventions.models import Dispense
from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.conventions.operations.versions import figer
from convenir.conventions.prealables import manques, points
from convenir.conventions.rules.redaction import REFUS
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Convention, Version
    from convenir.journal.operations import Auteur

MOTIF_PRETE = "Texte dit prêt à signer"
SEUL_UN_BROUILLON = "Seule une convention à l’état de brouillon peut être dite prête"
SANS_MOTIF = "Dites pourquoi : le motif sera gardé et relu par d’autres."
POINT_DISPARU = "Ce point n’est plus dans la liste de ce qui manque : rechargez la page."


@transaction.atomic
def declarer_prete(convention: Convention, *, auteur: str | Auteur = "") -> Version:
    """Say the text ready to be signed, and freeze it as it is. Returns the version frozen.

    Raises `Refus` when something is missing that was not waived, or when it is no draft.
    """
    actuelle = verrouiller(convention)
    if actuelle.statut != Statut.BROUILLON:
        raise Refus(f"{SEUL_UN_BROUILLON} : celle-ci est à l’état « {actuelle.get_statut_display()} ».")
    if restants := manques(actuelle):
        raise Refus(_il_manque([manque.phrase for manque in restants]))
    version = figer(actuelle, MOTIF_PRETE)
    actuelle.statut = Statut.PRETE
    actuelle.save(update_fields=["statut"])
    consigner_l_acte(actuelle, "prete", f"{MOTIF_PRETE}.", auteur, version=version.numero)
    return version


def _il_manque(phrases: list[str]) -> str:
    if len(phrases) == 1:
        return f"Un point reste à régler avant de dire ce texte prêt : {phrases[0]}"
    return f"{len(phrases)} points restent à régler avant de dire ce texte prêt. Le premier : {phrases[0]}"


@transaction.atomic
def rouvrir(convention: Convention, motif: str, *, auteur: str | Auteur = "") -> None:
    """Make a text said ready a draft again, for a reason.

    Raises `Refus` without a reason, or when the text is not ready.
    """
    actuelle = verrouiller(convention)
    if actuelle.statut != Statut.PRETE:
        raise Refus(REFUS.get(Statut(actuelle.statut), "Cette convention est déjà à l’état de brouillon."))
    motif = _motif(motif)
    actuelle.statut = Statut.BROUILLON
    actuelle.save(update_fields=["statut"])
    consigner_l_acte(actuelle, "rouverte", f"Rédaction rouverte : {motif}", auteur, motif=motif)


@transaction.atomic
def dispenser(
    convention: Convention, cle: str, motif: str, personne: Personne, *, auteur: str | Auteur = ""
) -> Dispense:
    """Do without something missing (its key), for a reason.

    Raises `Refus` without a reason, for what nothing waives, is waived already, or is missing no more.
    """
    actuelle = verrouiller(convention)
    manque = next((p.manque for p in points(actuelle) if p.manque.cle == cle), None)
    if manque is None:
        raise Refus(POINT_DISPARU)
    if not manque.dispensable:
        raise Refus(f"Ce point ne peut pas être dispensé : {manque.phrase}")
    dispense = Dispense(convention=actuelle, cle=cle, motif=_motif(motif), personne=personne)
    verifier(dispense)
    dispense.save(force_insert=True)
    resume = f"Dispense : {manque.phrase}"
    consigner_l_acte(actuelle, "dispensee", resume, auteur, point=cle, motif=dispense.motif)
    return dispense


@transaction.atomic
def retirer_la_dispense(convention: Convention, cle: str, *, auteur: str | Auteur = "") -> None:
    """Think better of a waiver. Nothing happens when there is none."""
    actuelle = verrouiller(convention)
    retirees, _ = Dispense.objects.filter(convention=actuelle, cle=cle).delete()
    if retirees:
        consigner_l_acte(actuelle, "dispense_retiree", "Dispense retirée.", auteur, point=cle)


def _motif(motif: str) -> str:
    if not motif.strip():
        raise Refus(SANS_MOTIF)
    return motif.strip()

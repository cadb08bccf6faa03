"""What a commune answers by a link: when its council meets, or what it voted. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.reponses.registre import ActeParLien, Question, inscrire
from convenir.adhesions.forms import ReponseForm
from convenir.adhesions.models import Adhesion
from convenir.adhesions.operations.actes import Vote, enregistrer
from convenir.adhesions.operations.corrections import annoncer_conseil
from convenir.adhesions.operations.demandes import ATTENDUS, REPONSE
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.journal.operations import Auteur

DEJA = "Le vote de cette commune est déjà noté : il n’y a plus rien à répondre."


def inscrire_la_reponse() -> None:
    """Called once the applications are ready."""
    inscrire(REPONSE, ActeParLien(_montrer, ReponseForm, _faire))


def _montrer(sujet: str) -> Question | None:
    adhesion = _adhesion(sujet)
    if adhesion is None:
        return None
    return Question(
        f"Le vote de {adhesion.nom}",
        f"Pour que {adhesion.nom} adhère à la convention « {adhesion.convention.nom} », son conseil "
        "municipal doit délibérer. Dites quand il se réunit, ou ce qu’il a voté.",
    )


def _adhesion(sujet: str) -> Adhesion | None:
    """The record still awaited, of its key ("adhesion:12")."""
    attendues = Adhesion.objects.filter(archivee_le=None, statut__in=ATTENDUS).select_related("convention")
    return attendues.filter(pk=int(sujet.partition(":")[2])).first()


def _faire(sujet: str, saisie: Mapping[str, Any], auteur: Auteur) -> str:
    adhesion = _adhesion(sujet)
    if adhesion is None:
        raise Refus(DEJA)
    jour = saisie["date"]
    if saisie["reponse"] == "prevu":
        annoncer_conseil(adhesion, jour, auteur=auteur)
        return f"{adhesion.nom} : conseil du {ecrire_date(jour)}."
    favorable = saisie["reponse"] == "pour"
    vote = Vote(jour, favorable=favorable, attestation=f"{auteur.nom}, en réponse à un courriel")
    enregistrer(adhesion, vote, auteur=auteur)
    return f"{adhesion.nom} : vote {'favorable' if favorable else 'défavorable'} du {ecrire_date(jour)}."

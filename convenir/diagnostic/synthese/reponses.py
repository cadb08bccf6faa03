"""What is answered by a link: the issues that a commune or an organisation raises. Nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.reponses.registre import ActeParLien, Question, inscrire
from convenir.diagnostic.models import Sollicitation
from convenir.diagnostic.synthese.forms import PAR_REPONSE, ReponseForm
from convenir.diagnostic.synthese.operations.recueil import REPONSE, Proposition, repondre

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convenir.journal.operations import Auteur


def inscrire_la_reponse() -> None:
    """Called once the applications are ready."""
    inscrire(REPONSE, ActeParLien(_montrer, ReponseForm, _faire))


def _montrer(sujet: str) -> Question | None:
    attendues = Sollicitation.objects.filter(repondue_le=None).select_related("convention")
    sollicitation = attendues.filter(pk=_numero(sujet)).first()
    if sollicitation is None:
        return None
    return Question(
        f"Vos enjeux : {sollicitation.organisation}",
        f"La convention « {sollicitation.convention.nom} » prépare le diagnostic partagé de son territoire. "
        f"Dites ce qui compte pour {sollicitation.organisation}, en {PAR_REPONSE} enjeux au plus : ils "
        "seront lus par les partenaires de la convention, et vous saurez s’ils sont retenus.",
    )


def _faire(sujet: str, saisie: Mapping[str, Any], auteur: Auteur) -> str:
    remontes = repondre(_numero(sujet), _propositions(saisie), auteur=auteur)
    if not remontes:
        return "Aucun enjeu à signaler."
    nombre = len(remontes)
    return f"{nombre} enjeu{'x' if nombre > 1 else ''} remonté{'s' if nombre > 1 else ''} par {auteur.nom}."


def _propositions(saisie: Mapping[str, Any]) -> Iterator[Proposition]:
    if saisie["reponse"] == "rien":
        return
    for rang in range(1, PAR_REPONSE + 1):
        if texte := saisie[f"texte_{rang}"].strip():
            yield Proposition(saisie[f"theme_{rang}"], texte, saisie[f"besoin_{rang}"].strip())


def _numero(sujet: str) -> int:
    """The number of a request, of its stable id ("convention:CODE/sollicitation:12")."""
    return int(sujet.rpartition(":")[2])

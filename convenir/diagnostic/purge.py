"""What the diagnostic keeps of people: who typed or chose a figure, and according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.purge import MISSION
from convenir.diagnostic.models import Choix, TableauRecu, Valeur
from convenir.journal.purge import ARCHIVE_PUBLIQUE, UnitePurge, ecarter, inscrire

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="diagnostic.Valeur",
            champs=("attestation",),
            contenu="Qui a saisi une valeur du diagnostic, quand, d’après qui ou quoi.",
            base_legale=MISSION,
            conservation="Autant que la convention elle-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
            de=_saisies,
        )
    )
    inscrire(
        UnitePurge(
            modele="diagnostic.Choix",
            champs=("motif",),
            contenu="Qui a retenu une valeur parmi plusieurs, quand, et pourquoi.",
            base_legale=MISSION,
            conservation="Autant que la convention elle-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
            de=_choix,
        )
    )
    inscrire(
        UnitePurge(
            modele="diagnostic.TableauRecu",
            champs=("recu_par", "nom"),
            contenu="Qui a donné un tableau de chiffres, quand.",
            base_legale=MISSION,
            conservation="Autant que la convention elle-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
            de=_tableaux,
        )
    )
    ecarter("diagnostic.Correspondance", nom="Le nom d’une correspondance de colonnes.")


def _saisies(cle: str) -> Iterable[Mapping[str, Any]]:
    siennes = Valeur.objects.filter(saisie_par=int(cle.partition(":")[2])).order_by("pk")
    return siennes.values("indicateur__cle", "code", "millesime", "valeur", "saisie_le", "attestation")


def _tableaux(cle: str) -> Iterable[Mapping[str, Any]]:
    siens = TableauRecu.objects.filter(recu_par=int(cle.partition(":")[2])).order_by("pk")
    return siens.values("convention__code", "nom", "recu_le", "charge_le")


def _choix(cle: str) -> Iterable[Mapping[str, Any]]:
    siens = Choix.objects.filter(choisi_par=int(cle.partition(":")[2])).order_by("pk")
    return siens.values("indicateur__cle", "code", "motif", "choisi_le")

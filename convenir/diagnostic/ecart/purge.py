"""What the gap keeps of people: who recorded a choice, a table, a scenario, who is said to have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.purge import MISSION
from convenir.diagnostic.models import Reglage, Scenario, Trajets
from convenir.journal.purge import ARCHIVE_PUBLIQUE, UnitePurge, ecarter, inscrire

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    for modele, champs, contenu, de in (
        (
            "diagnostic.Reglage",
            ("choisi_par", "motif"),
            "Qui a choisi une cible, un bassin, des poids, qui l’a noté, quand, pourquoi.",
            _reglages,
        ),
        ("diagnostic.Trajets", ("personne",), "Qui a importé une table de trajets, et quand.", _trajets),
        ("diagnostic.Scenario", ("personne",), "Qui a calculé un scénario, et quand.", _scenarios),
    ):
        inscrire(
            UnitePurge(
                modele=modele,
                champs=champs,
                contenu=contenu,
                base_legale=MISSION,
                conservation="Autant que la convention elle-même.",
                conserve_car=ARCHIVE_PUBLIQUE,
                de=de,
            )
        )
    ecarter("diagnostic.Bassin", nom="Le nom d’un bassin de vie.")
    ecarter("diagnostic.Scenario", nom="Le nom d’un scénario.")


def _reglages(cle: str) -> Iterable[Mapping[str, Any]]:
    siens = Reglage.objects.filter(personne=_numero(cle)).order_by("pk")
    return siens.values("theme", "objet", "valeur", "motif", "choisi_par", "choisi_le", "note_le")


def _trajets(cle: str) -> Iterable[Mapping[str, Any]]:
    siens = Trajets.objects.filter(personne=_numero(cle)).order_by("pk")
    return siens.values("nature", "source", "importe_le")


def _scenarios(cle: str) -> Iterable[Mapping[str, Any]]:
    siens = Scenario.objects.filter(personne=_numero(cle)).order_by("pk")
    return siens.values("theme", "nom", "calcule_le")


def _numero(cle: str) -> int:
    return int(cle.partition(":")[2])

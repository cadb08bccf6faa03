"""What the home page says: the state of each convention, and the one next act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.relecture.enums import Gravite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.relecture.queries import Bilan


@dataclass(frozen=True, slots=True)
class ProchainActe:
    """One act, why it comes first, and where it is done."""

    titre: str
    pourquoi: str
    libelle: str
    adresse: str


def prochain_acte(bilans: Sequence[Bilan]) -> ProchainActe | None:
    """What to do first: proofread what never was, then mend what blocks, then what disagrees, then publish.

    None when there is no convention at all: the page then teaches how to bring one.
    """
    if not bilans:
        return None
    jamais = next((b for b in bilans if b.relue_le is None), None)
    if jamais is not None:
        return _relire(jamais)
    pire = max(bilans, key=lambda b: tuple(b.ouverts[g] for g in Gravite))
    if pire.ouverts[Gravite.BLOQUANT]:
        return _lever(pire)
    if pire.ouverts[Gravite.AVERTISSEMENT]:
        return _trancher(pire)
    return _publier(pire)


def _relire(bilan: Bilan) -> ProchainActe:
    return ProchainActe(
        f"relire « {bilan.convention.nom} »",
        "Cette convention n’a pas encore été relue : ses chiffres, renvois et dates n’ont pas été vérifiés.",
        "Ouvrir la relecture",
        reverse("relecture:relecture", args=[bilan.convention.code]),
    )


def _lever(bilan: Bilan) -> ProchainActe:
    nombre = bilan.ouverts[Gravite.BLOQUANT]
    points = "le point bloquant" if nombre == 1 else f"les {nombre} points bloquants"
    return ProchainActe(
        f"lever {points} de « {bilan.convention.nom} »",
        "Tant qu’un point bloquant reste, le texte ne peut pas être présenté au vote sans risque.",
        "Commencer",
        reverse("relecture:relecture", args=[bilan.convention.code]),
    )


def _trancher(bilan: Bilan) -> ProchainActe:
    nombre = bilan.ouverts[Gravite.AVERTISSEMENT]
    points = "un avertissement" if nombre == 1 else f"{nombre} avertissements"
    return ProchainActe(
        f"trancher {points} de « {bilan.convention.nom} »",
        "Rien ne bloque ; il reste à corriger ces points, ou à les accepter avec un motif.",
        "Continuer",
        reverse("relecture:relecture", args=[bilan.convention.code]),
    )


def _publier(bilan: Bilan) -> ProchainActe:
    return ProchainActe(
        f"éditer « {bilan.convention.nom} »",
        "La relecture ne trouve plus rien à corriger : le document peut être préparé pour le vote.",
        "Préparer les documents",
        reverse("edition:documents", args=[bilan.convention.code]),
    )

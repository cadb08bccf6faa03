"""The words shown for severities and families; the keys are stored, the words may change."""

from __future__ import annotations

from typing import NamedTuple

from convenir.relecture.enums import Famille, Gravite


class Mots(NamedTuple):
    singulier: str
    pluriel: str


GRAVITES: dict[Gravite, Mots] = {
    Gravite.BLOQUANT: Mots("bloquant", "bloquants"),
    Gravite.AVERTISSEMENT: Mots("avertissement", "avertissements"),
    Gravite.INFORMATION: Mots("information", "informations"),
}

FAMILLES: dict[Famille, str] = {
    Famille.NUMEROTATION: "Numérotation",
    Famille.RENVOIS: "Renvois",
    Famille.LACUNES: "Blancs et restes de modèle",
    Famille.CALCULS: "Calculs",
    Famille.VALEURS: "Valeurs qui se contredisent",
    Famille.AGES: "Tranches d’âge",
    Famille.UNITES: "Unités",
    Famille.DATES: "Dates et délais",
    Famille.NOMS: "Noms",
    Famille.ROLES: "Rôles et composition",
    Famille.COUVERTURE: "Annoncé mais absent",
    Famille.CLAUSES: "Clauses et titres",
    Famille.REDACTION: "Rédaction",
}

"""Territories keep nothing of people: their names are those of places."""

from __future__ import annotations

from convenir.journal.purge import ecarter


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    for modele in ("Departement", "Epci", "Commune"):
        ecarter(f"territoires.{modele}", nom="Le nom d’un lieu.")
    for modele in ("Couche", "Trace"):
        ecarter(f"territoires.{modele}", nom="Le nom d’une couche ou d’une zone de carte.")
    ecarter("territoires.Departement", nom_region="Le nom d’un lieu.")

"""Levels of territory, status of a value, direction of an indicator: stable keys stored, labels shown."""

from __future__ import annotations

from django.db.models import TextChoices


class Niveau(TextChoices):
    """What kind of territory a value describes, from the widest to the smallest."""

    FRANCE = "france", "France"
    REGION = "region", "Région"
    DEPARTEMENT = "departement", "Département"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    IRIS = "iris", "Quartier (IRIS)"


class StatutValeur(TextChoices):
    """How far a value can be trusted to the unit."""

    PUBLIEE = "publiee", "Publiée"
    ARRONDIE = "arrondie", "Arrondie"
    SECRETE = "secrete", "Secret statistique"
    ESTIMEE = "estimee", "Estimée"
    SAISIE = "saisie", "Saisie"


class Sens(TextChoices):
    """What a rise of the indicator means for families."""

    HAUSSE = "hausse", "Une hausse est favorable"
    BAISSE = "baisse", "Une baisse est favorable"
    NEUTRE = "neutre", "Ni l’une ni l’autre"


class Forme(TextChoices):
    """How a table holds its figures."""

    LARGE = "large", "Une colonne par indicateur"
    LONGUE = "longue", "Une ligne par indicateur"

"""What an avenant, or a complement, does."""

from django.db.models import TextChoices


class NatureModification(TextChoices):
    """What an avenant does to a provision."""

    REMPLACE = "remplace", "Remplacée"
    AJOUTE = "ajoute", "Ajoutée"
    SUPPRIME = "supprime", "Supprimée"
    NULLITE = "nullite", "Réputée nulle"


class NatureComplement(TextChoices):
    """What the text itself lets evolve without an avenant."""

    FICHES = "fiches", "Fiches actions"
    COMMUNES = "communes", "Communes adhérentes"
    GOUVERNANCE = "gouvernance", "Modalités de gouvernance"

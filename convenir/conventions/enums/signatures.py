"""One expected signature, and how it was given."""

from django.db.models import TextChoices


class ModeSignature(TextChoices):
    """How someone signed."""

    SIMPLE = "simple", "Signature électronique simple"
    CERTIFICAT = "certificat", "Signature électronique avec certificat"
    SCAN = "scan", "Exemplaire papier signé, numérisé"
    PAPIER = "papier", "Déjà signée sur papier"


class EtatSignature(TextChoices):
    """What became of one expected signature."""

    ATTENDUE = "attendue", "Attendue"
    APPOSEE = "apposee", "Apposée"
    REFUSEE = "refusee", "Refusée"
    CADUQUE = "caduque", "Caduque"


TRANSITIONS: dict[EtatSignature, frozenset[EtatSignature]] = {
    EtatSignature.ATTENDUE: frozenset({EtatSignature.APPOSEE, EtatSignature.REFUSEE, EtatSignature.CADUQUE}),
    EtatSignature.APPOSEE: frozenset({EtatSignature.CADUQUE}),
    EtatSignature.REFUSEE: frozenset({EtatSignature.CADUQUE}),
    EtatSignature.CADUQUE: frozenset(),
}

PHRASES: dict[EtatSignature, str] = {
    EtatSignature.ATTENDUE: "Au signataire : signer quand vient le tour de son groupe.",
    EtatSignature.APPOSEE: "Rien à faire : la signature est donnée.",
    EtatSignature.REFUSEE: "À qui pilote : lire le motif, retirer le texte de la signature, le corriger.",
    EtatSignature.CADUQUE: "Rien à faire : elle ne vaut que pour l’exemplaire d’alors, retiré depuis.",
}

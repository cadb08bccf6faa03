"""The life of a request to join."""

from django.db.models import TextChoices


class EtatDemande(TextChoices):
    """Where a request to join a convention stands."""

    ENVOYEE = "envoyee", "envoyée"
    ACCEPTEE = "acceptee", "acceptée"
    DECLINEE = "declinee", "déclinée"


TRANSITIONS: dict[EtatDemande, frozenset[EtatDemande]] = {
    EtatDemande.ENVOYEE: frozenset({EtatDemande.ACCEPTEE, EtatDemande.DECLINEE}),
    EtatDemande.ACCEPTEE: frozenset(),
    EtatDemande.DECLINEE: frozenset(),
}

PHRASES: dict[EtatDemande, str] = {
    EtatDemande.ENVOYEE: "À qui pilote la convention, si elle existe : accepter en choisissant le rôle, ou "
    "décliner en disant pourquoi.",
    EtatDemande.ACCEPTEE: "La personne est membre. Rien à faire.",
    EtatDemande.DECLINEE: "La personne sait pourquoi ; elle peut demander de nouveau un mois plus tard.",
}

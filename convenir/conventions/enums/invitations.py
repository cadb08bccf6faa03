"""The life of an invitation."""

from django.db.models import TextChoices


class EtatInvitation(TextChoices):
    """Where an invitation stands."""

    ENVOYEE = "envoyee", "envoyée"
    ACCEPTEE = "acceptee", "acceptée"
    ANNULEE = "annulee", "annulée"
    EXPIREE = "expiree", "expirée"


#: For each state, the states it may be followed by. An expired one may be sent again, with another link.
TRANSITIONS: dict[EtatInvitation, frozenset[EtatInvitation]] = {
    EtatInvitation.ENVOYEE: frozenset(
        {EtatInvitation.ACCEPTEE, EtatInvitation.ANNULEE, EtatInvitation.EXPIREE}
    ),
    EtatInvitation.ACCEPTEE: frozenset(),
    EtatInvitation.ANNULEE: frozenset(),
    EtatInvitation.EXPIREE: frozenset({EtatInvitation.ENVOYEE, EtatInvitation.ANNULEE}),
}

#: For each state, whose turn it is and what to do.
PHRASES: dict[EtatInvitation, str] = {
    EtatInvitation.ENVOYEE: "À la personne invitée : ouvrir le lien reçu, dans les quatorze jours.",
    EtatInvitation.ACCEPTEE: "La personne est membre ; le lien ne sert plus.",
    EtatInvitation.ANNULEE: "Le lien ne mène plus nulle part. Rien à faire.",
    EtatInvitation.EXPIREE: "À qui pilote : envoyer un nouveau lien, ou annuler.",
}

"""Comments on a provision."""

from django.db.models import TextChoices


class EtatCommentaire(TextChoices):
    """Where a comment on a provision stands."""

    OUVERT = "ouvert", "Ouvert"
    REPONDU = "repondu", "Répondu"
    CLOS = "clos", "Clos"


TRANSITIONS: dict[EtatCommentaire, frozenset[EtatCommentaire]] = {
    EtatCommentaire.OUVERT: frozenset({EtatCommentaire.REPONDU, EtatCommentaire.CLOS}),
    EtatCommentaire.REPONDU: frozenset({EtatCommentaire.OUVERT, EtatCommentaire.CLOS}),
    EtatCommentaire.CLOS: frozenset({EtatCommentaire.OUVERT}),
}

PHRASES: dict[EtatCommentaire, str] = {
    EtatCommentaire.OUVERT: "À l’autre partie, ou à qui rédige : répondre ou corriger le texte.",
    EtatCommentaire.REPONDU: "À qui a commenté : clore si la réponse convient, ou rouvrir.",
    EtatCommentaire.CLOS: "Rien à faire.",
}

"""A dispute between the parties."""

from django.db.models import TextChoices


class EtatDifferend(TextChoices):
    """Where a dispute stands."""

    OUVERT = "ouvert", "Ouvert"
    SAISI = "saisi", "Tribunal saisi"
    REGLE = "regle", "Réglé entre les parties"
    JUGE = "juge", "Jugé"


TRANSITIONS: dict[EtatDifferend, frozenset[EtatDifferend]] = {
    EtatDifferend.OUVERT: frozenset({EtatDifferend.SAISI, EtatDifferend.REGLE}),
    EtatDifferend.SAISI: frozenset({EtatDifferend.REGLE, EtatDifferend.JUGE}),
    EtatDifferend.REGLE: frozenset(),
    EtatDifferend.JUGE: frozenset(),
}

PHRASES: dict[EtatDifferend, str] = {
    EtatDifferend.OUVERT: "Aux parties : chercher un accord avant de saisir le tribunal.",
    EtatDifferend.SAISI: "Au tribunal : juger ; les parties peuvent encore s’accorder.",
    EtatDifferend.REGLE: "Rien à faire : les parties se sont accordées.",
    EtatDifferend.JUGE: "Aux parties : appliquer la décision.",
}

"""What is at stake in a theme: kept in the plan, or set aside with the reason."""

from django.db.models import TextChoices


class EtatEnjeu(TextChoices):
    """Whether an enjeu is part of the plan."""

    RETENU = "retenu", "Retenu"
    ECARTE = "ecarte", "Écarté"


TRANSITIONS: dict[EtatEnjeu, frozenset[EtatEnjeu]] = {
    EtatEnjeu.RETENU: frozenset({EtatEnjeu.ECARTE}),
    EtatEnjeu.ECARTE: frozenset({EtatEnjeu.RETENU}),
}

PHRASES: dict[EtatEnjeu, str] = {
    EtatEnjeu.RETENU: "À qui écrit le plan : lui donner un objectif au moins.",
    EtatEnjeu.ECARTE: "Rien à faire : le motif reste lisible par celles et ceux qui l’avaient proposé.",
}

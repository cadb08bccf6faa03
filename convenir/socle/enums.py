"""States of a background job: stable keys stored, French labels shown, and who acts next."""

from django.db.models import TextChoices


class EtatTravail(TextChoices):
    """Where a background job stands. `phrase` says what happens now, for the person who waits."""

    EN_ATTENTE = "en_attente", "en attente"
    EN_COURS = "en_cours", "en cours"
    FAIT = "fait", "fait"
    REFUSE = "refuse", "refusé"
    ECHOUE = "echoue", "échoué"

    @property
    def phrase(self) -> str:
        """Whose turn it is and what to do."""
        return PHRASES[self]

    @property
    def est_fini(self) -> bool:
        return not TRANSITIONS[self]


TRANSITIONS: dict[EtatTravail, frozenset[EtatTravail]] = {
    EtatTravail.EN_ATTENTE: frozenset({EtatTravail.EN_COURS, EtatTravail.ECHOUE}),
    EtatTravail.EN_COURS: frozenset({EtatTravail.FAIT, EtatTravail.REFUSE, EtatTravail.ECHOUE}),
    EtatTravail.FAIT: frozenset(),
    EtatTravail.REFUSE: frozenset(),
    EtatTravail.ECHOUE: frozenset(),
}

PHRASES: dict[EtatTravail, str] = {
    EtatTravail.EN_ATTENTE: "Le travail va commencer dans un instant : rien à faire de votre côté.",
    EtatTravail.EN_COURS: "Le travail avance : cette page se met à jour seule, vous pouvez aussi la quitter.",
    EtatTravail.FAIT: "C’est prêt.",
    EtatTravail.REFUSE: "Rien n’a été gardé : corrigez, puis recommencez.",
    EtatTravail.ECHOUE: "Une erreur de notre fait a tout arrêté, rien n’a été gardé : recommencez.",
}

"""How far the action itself has come; being late is computed from its dates, never stored."""

from django.db.models import TextChoices


class Avancement(TextChoices):
    """Where an action stands."""

    A_DEMARRER = "a_demarrer", "À démarrer"
    EN_COURS = "en_cours", "En cours"
    EN_PAUSE = "en_pause", "En pause"
    BLOQUEE = "bloquee", "Bloquée"
    TERMINEE = "terminee", "Terminée"
    ABANDONNEE = "abandonnee", "Abandonnée"


_OUVERTS = frozenset({Avancement.A_DEMARRER, Avancement.EN_COURS, Avancement.EN_PAUSE, Avancement.BLOQUEE})
#: states of an action that is over
CLOS = frozenset({Avancement.TERMINEE, Avancement.ABANDONNEE})

TRANSITIONS: dict[Avancement, frozenset[Avancement]] = {
    **{etat: frozenset(Avancement) - {etat} for etat in _OUVERTS},
    Avancement.TERMINEE: frozenset({Avancement.EN_COURS}),
    Avancement.ABANDONNEE: frozenset({Avancement.A_DEMARRER, Avancement.EN_COURS}),
}

PHRASES: dict[Avancement, str] = {
    Avancement.A_DEMARRER: "À qui pilote la fiche : démarrer l’action, ou dire ce qui la retient.",
    Avancement.EN_COURS: "À qui pilote la fiche : donner des nouvelles, cocher les étapes faites.",
    Avancement.EN_PAUSE: "À qui pilote la fiche : la reprendre quand c’est possible.",
    Avancement.BLOQUEE: "À qui pilote la convention : lever ce qui bloque, ou en parler au comité.",
    Avancement.TERMINEE: "À qui pilote la fiche : relever les indicateurs, pour le bilan.",
    Avancement.ABANDONNEE: "Rien à faire : le motif reste lisible.",
}

"""How a convention may end before its term, and where a procedure to that end stands."""

from django.db.models import TextChoices


class NatureProcedure(TextChoices):
    """The grounds on which a convention may be ended early."""

    MANQUEMENT = "manquement", "Une obligation de la convention n’est pas tenue"
    INFRACTION = "infraction", "Une loi ou un règlement n’est pas respecté"
    MODIFICATION = "modification", "Un terme a été changé sans avenant signé"
    DENONCIATION = "denonciation", "Une partie dénonce la convention, avec préavis"


class EtatProcedure(TextChoices):
    """Where a procedure stands."""

    PREPAREE = "preparee", "Préparée"
    ENVOYEE = "envoyee", "Lettre envoyée"
    REMEDIEE = "remediee", "Remédiée"
    ABANDONNEE = "abandonnee", "Abandonnée"
    PRONONCEE = "prononcee", "Fin constatée"


#: For each state, the states it may be followed by. What needs no letter goes straight to the end.
TRANSITIONS: dict[EtatProcedure, frozenset[EtatProcedure]] = {
    EtatProcedure.PREPAREE: frozenset(
        {EtatProcedure.ENVOYEE, EtatProcedure.ABANDONNEE, EtatProcedure.PRONONCEE}
    ),
    EtatProcedure.ENVOYEE: frozenset(
        {EtatProcedure.REMEDIEE, EtatProcedure.ABANDONNEE, EtatProcedure.PRONONCEE}
    ),
    EtatProcedure.REMEDIEE: frozenset(),
    EtatProcedure.ABANDONNEE: frozenset(),
    EtatProcedure.PRONONCEE: frozenset(),
}

PHRASES: dict[EtatProcedure, str] = {
    EtatProcedure.PREPAREE: "À la partie qui agit : envoyer la lettre recommandée, puis en noter la date.",
    EtatProcedure.ENVOYEE: "Le délai court depuis l’envoi : remédier à temps, renoncer, ou constater la fin.",
    EtatProcedure.REMEDIEE: "Rien à faire : il a été remédié dans le délai, la convention continue.",
    EtatProcedure.ABANDONNEE: "Rien à faire : la partie y a renoncé, la convention continue.",
    EtatProcedure.PRONONCEE: "La convention a pris fin : il reste à en tirer le bilan.",
}

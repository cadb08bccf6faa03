"""Types and states of the room: stable keys stored, French labels shown."""

from django.db.models import TextChoices


class TypeDisposition(TextChoices):
    """What a provision is; the key is also what a reference names (`[[article/duree]]`)."""

    PREAMBULE = "preambule", "Préambule"
    ARTICLE = "article", "Article"
    ANNEXE = "annexe", "Annexe"


class Statut(TextChoices):
    """Where a convention stands in its life."""

    BROUILLON = "brouillon", "Brouillon"


#: For each state, the states it may be followed by. One operation alone writes each arrival.
TRANSITIONS: dict[Statut, frozenset[Statut]] = {
    Statut.BROUILLON: frozenset(),
}

#: For each state, whose turn it is and what to do.
PHRASES: dict[Statut, str] = {
    Statut.BROUILLON: "Aux rédacteurs : compléter le texte, le relire, l’éditer pour le soumettre au vote.",
}

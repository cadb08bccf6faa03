"""How far the writing of a fiche action has come (article 5: two phases, then it is circulated)."""

from django.db.models import TextChoices


class Redaction(TextChoices):
    """The phase of writing of a fiche."""

    REFLEXION = "reflexion", "En réflexion"
    FORMALISEE = "formalisee", "Formalisée"
    DIFFUSEE = "diffusee", "Diffusée"


TRANSITIONS: dict[Redaction, frozenset[Redaction]] = {
    Redaction.REFLEXION: frozenset({Redaction.FORMALISEE}),
    Redaction.FORMALISEE: frozenset({Redaction.REFLEXION, Redaction.DIFFUSEE}),
    Redaction.DIFFUSEE: frozenset({Redaction.FORMALISEE}),
}

PHRASES: dict[Redaction, str] = {
    Redaction.REFLEXION: "À qui pilote la fiche : la compléter, puis la dire formalisée.",
    Redaction.FORMALISEE: "Au comité : la valider ; à qui pilote : noter la date et la diffuser.",
    Redaction.DIFFUSEE: "À qui pilote la fiche : dire où elle en est.",
}

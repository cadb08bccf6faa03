"""A round of signatures."""

from django.db.models import TextChoices


class EtatCircuit(TextChoices):
    """Where a round of signatures stands."""

    OUVERT = "ouvert", "Ouvert"
    ACHEVE = "acheve", "Achevé"
    RETIRE = "retire", "Retiré"


TRANSITIONS: dict[EtatCircuit, frozenset[EtatCircuit]] = {
    EtatCircuit.OUVERT: frozenset({EtatCircuit.ACHEVE, EtatCircuit.RETIRE}),
    EtatCircuit.ACHEVE: frozenset(),
    EtatCircuit.RETIRE: frozenset(),
}

PHRASES: dict[EtatCircuit, str] = {
    EtatCircuit.OUVERT: "Aux signataires du groupe en cours : signer ; à qui pilote : relancer ou retirer.",
    EtatCircuit.ACHEVE: "Tout le monde a signé : l’exemplaire est scellé.",
    EtatCircuit.RETIRE: "À qui pilote : corriger, puis envoyer de nouveau ; ce qui était signé est gardé.",
}

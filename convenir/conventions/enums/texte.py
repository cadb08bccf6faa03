"""The text: types of provisions, states of a convention; stable keys stored, French labels shown."""

from django.db.models import TextChoices


class TypeDisposition(TextChoices):
    """What a provision is; the key is also what a reference names (`[[article/duree]]`)."""

    PREAMBULE = "preambule", "Préambule"
    ARTICLE = "article", "Article"
    ANNEXE = "annexe", "Annexe"


class Statut(TextChoices):
    """Where the text of a convention, or of an avenant, stands; its dates tell whether it is in force."""

    BROUILLON = "brouillon", "Brouillon"
    PRETE = "prete", "Prête à signer"
    EN_SIGNATURE = "en_signature", "En cours de signature"
    SIGNEE = "signee", "Signée"
    RESILIEE = "resiliee", "Résiliée"


#: The same states, said of an avenant.
AVENANT_DIT: dict[Statut, str] = {
    Statut.BROUILLON: "Brouillon",
    Statut.PRETE: "Prêt à signer",
    Statut.EN_SIGNATURE: "En cours de signature",
    Statut.SIGNEE: "Signé",
    Statut.RESILIEE: "Résilié",
}

#: What only an avenant changes.
SCELLES = frozenset({Statut.SIGNEE, Statut.RESILIEE})

#: For each state, the states it may be followed by. One operation alone writes each arrival. What was
#: already signed on paper goes straight to signed, with its proof.
TRANSITIONS: dict[Statut, frozenset[Statut]] = {
    Statut.BROUILLON: frozenset({Statut.PRETE, Statut.SIGNEE}),
    Statut.PRETE: frozenset({Statut.BROUILLON, Statut.EN_SIGNATURE, Statut.SIGNEE}),
    Statut.EN_SIGNATURE: frozenset({Statut.PRETE, Statut.SIGNEE}),
    Statut.SIGNEE: frozenset({Statut.RESILIEE}),
    Statut.RESILIEE: frozenset(),
}

#: For each state, whose turn it is and what to do.
PHRASES: dict[Statut, str] = {
    Statut.BROUILLON: "Aux rédacteurs : compléter, relire, répondre aux commentaires, puis le dire prêt.",
    Statut.PRETE: "À qui pilote : l’envoyer à la signature, ou rouvrir la rédaction.",
    Statut.EN_SIGNATURE: "Aux signataires, dans l’ordre prévu : signer ; à qui pilote : relancer.",
    Statut.SIGNEE: "Le texte est scellé : seul un avenant signé le change.",
    Statut.RESILIEE: "La convention a pris fin avant son terme : il reste à en tirer le bilan.",
}

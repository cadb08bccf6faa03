"""States of an adhesion, the stage they lead to at a date, where the information comes from."""

from django.db.models import TextChoices


class EtatAdhesion(TextChoices):
    """What a commune was asked and answered: only what an act of somebody decides is stored."""

    NON_DEMANDEE = "non_demandee", "Non demandée"
    DEMANDEE = "demandee", "Demandée"
    VOTEE = "votee", "Votée"
    REFUSEE = "refusee", "Refusée"
    RETIREE = "retiree", "Retirée"


#: For each state, those it may be followed by; going back is an act recorded by mistake, taken away.
TRANSITIONS: dict[EtatAdhesion, frozenset[EtatAdhesion]] = {
    EtatAdhesion.NON_DEMANDEE: frozenset({EtatAdhesion.DEMANDEE, EtatAdhesion.VOTEE, EtatAdhesion.REFUSEE}),
    EtatAdhesion.DEMANDEE: frozenset({EtatAdhesion.NON_DEMANDEE, EtatAdhesion.VOTEE, EtatAdhesion.REFUSEE}),
    EtatAdhesion.VOTEE: frozenset({EtatAdhesion.NON_DEMANDEE, EtatAdhesion.DEMANDEE, EtatAdhesion.RETIREE}),
    EtatAdhesion.REFUSEE: frozenset({EtatAdhesion.NON_DEMANDEE, EtatAdhesion.DEMANDEE}),
    EtatAdhesion.RETIREE: frozenset({EtatAdhesion.VOTEE}),
}

#: For each state, whose turn it is and what to do.
PHRASES: dict[EtatAdhesion, str] = {
    EtatAdhesion.NON_DEMANDEE: "À qui pilote la convention : demander à la commune de délibérer.",
    EtatAdhesion.DEMANDEE: "À la commune : inscrire l’adhésion à l’ordre du jour du conseil, délibérer.",
    EtatAdhesion.VOTEE: "À la commune : transmettre l’acte à la préfecture et le publier ; à qui pilote : "
    "en noter les deux dates.",
    EtatAdhesion.REFUSEE: "La commune a dit non ; elle peut délibérer de nouveau quand elle le souhaite.",
    EtatAdhesion.RETIREE: "La commune n’adhère plus ; elle peut délibérer de nouveau quand elle le souhaite.",
}


class Avancement(TextChoices):
    """How far an adhesion has come at a date: computed from its dates, never stored."""

    NON_DEMANDEE = "non_demandee", "Non demandée"
    DEMANDEE = "demandee", "Demandée"
    VOTEE = "votee", "Votée"
    TRANSMISE = "transmise", "Transmise"
    PUBLIEE = "publiee", "Publiée"
    EXECUTOIRE = "executoire", "Exécutoire"
    EN_VIGUEUR = "en_vigueur", "En vigueur"
    REFUSEE = "refusee", "Refusée"
    RETIREE = "retiree", "Retirée"

    @property
    def suite(self) -> str:
        """The next act, and whose it is."""
        return SUITES[self]

    @property
    def est_acquis(self) -> bool:
        """Whether the council has voted the adhesion and it still stands."""
        return self in ACQUIS


ACQUIS = frozenset(
    {
        Avancement.VOTEE,
        Avancement.TRANSMISE,
        Avancement.PUBLIEE,
        Avancement.EXECUTOIRE,
        Avancement.EN_VIGUEUR,
    }
)
ATTENDUS = frozenset({Avancement.NON_DEMANDEE, Avancement.DEMANDEE})
SUITES: dict[Avancement, str] = {
    Avancement.NON_DEMANDEE: "Demander à la commune de délibérer",
    Avancement.DEMANDEE: "La commune délibère",
    Avancement.VOTEE: "La commune transmet l’acte à la préfecture et le publie",
    Avancement.TRANSMISE: "La commune publie l’acte : noter la date",
    Avancement.PUBLIEE: "La préfecture accuse réception : noter la date",
    Avancement.EXECUTOIRE: "Rien à faire : prend effet avec la convention",
    Avancement.EN_VIGUEUR: "Rien à faire",
    Avancement.REFUSEE: "La commune peut délibérer de nouveau",
    Avancement.RETIREE: "La commune peut délibérer de nouveau",
}


class Source(TextChoices):
    """How the vote is known."""

    ACTE = "acte", "identifiant de l’acte"
    PAPIER = "papier", "acte sur papier"
    DOCUMENT = "document", "lu dans la convention"

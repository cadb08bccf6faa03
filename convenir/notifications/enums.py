"""States of a mail: stable keys stored, French labels shown, and who acts next."""

from django.db.models import TextChoices


class EtatCourriel(TextChoices):
    """Where a mail stands."""

    A_ENVOYER = "a_envoyer", "à envoyer"
    RETENU = "retenu", "retenu"
    EN_ENVOI = "en_envoi", "en cours d’envoi"
    ENVOYE = "envoye", "envoyé"
    ABANDONNE = "abandonne", "abandonné"

    @property
    def est_fini(self) -> bool:
        return not TRANSITIONS[self]


TRANSITIONS: dict[EtatCourriel, frozenset[EtatCourriel]] = {
    EtatCourriel.A_ENVOYER: frozenset({EtatCourriel.EN_ENVOI, EtatCourriel.RETENU, EtatCourriel.ABANDONNE}),
    EtatCourriel.RETENU: frozenset({EtatCourriel.A_ENVOYER, EtatCourriel.ABANDONNE}),
    EtatCourriel.EN_ENVOI: frozenset({EtatCourriel.ENVOYE, EtatCourriel.A_ENVOYER, EtatCourriel.ABANDONNE}),
    EtatCourriel.ENVOYE: frozenset(),
    EtatCourriel.ABANDONNE: frozenset(),
}

PHRASES: dict[EtatCourriel, str] = {
    EtatCourriel.A_ENVOYER: "Il part tout seul, dans un instant ou au prochain essai : rien à faire.",
    EtatCourriel.RETENU: (
        "Il n’est pas parti : c’est la démonstration, ou aucune messagerie n’est réglée. À qui tient le "
        "serveur : régler CONVENIR_SMTP, puis lancer « convenir courriels envoyer » dans les sept jours."
    ),
    EtatCourriel.EN_ENVOI: "Le serveur de messagerie est en train de le recevoir : rien à faire.",
    EtatCourriel.ENVOYE: "Il est parti ; son texte a été effacé.",
    EtatCourriel.ABANDONNE: (
        "Il n’est pas parti, ou on ne sait pas s’il est parti ; son texte a été effacé : "
        "vérifiez l’adresse, puis refaites l’envoi."
    ),
}

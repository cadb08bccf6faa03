"""A place offered by mail to someone who is not a member yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from convenir.acteurs.enums import QualiteMandat
from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.enums import EtatInvitation
from convenir.conventions.models.membres import Membre, Place
from convenir.conventions.models.texte import Convention

_EN_ATTENTE = Q(etat__in=[EtatInvitation.ENVOYEE, EtatInvitation.EXPIREE])
_ACCEPTEE = Q(etat=EtatInvitation.ACCEPTEE)


def _vaut(condition: Q, autre: Q) -> Q:
    """Both or neither."""
    return (condition & autre) | (~condition & ~autre)


class Invitation(Place):
    """An offer to one address, opened by a link of which only the SHA-256 (`empreinte`) is kept.

    Either a post (`poste`) or a mandate (`qualite`) ties the person to the organisation. What names the
    person lives as long as the invitation waits: accepted, `membre` says who; cancelled, nobody needs it.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="invitations", verbose_name="convention"
    )
    email = models.EmailField("adresse électronique", blank=True)
    prenom = models.CharField("prénom", max_length=100, blank=True)
    nom = models.CharField("nom", max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name="organisation"
    )
    poste = models.CharField("poste", max_length=200, blank=True)
    qualite = models.CharField("mandat", max_length=25, choices=QualiteMandat, blank=True)
    inviteur = models.ForeignKey(
        Personne, models.PROTECT, related_name="invitations_envoyees", verbose_name="invitée par"
    )
    empreinte = models.CharField("empreinte du lien", max_length=64, unique=True)
    creee_le = models.DateTimeField("créée le", default=timezone.now, editable=False)
    expire_le = models.DateTimeField("expire le")
    etat = models.CharField("état", max_length=10, choices=EtatInvitation, default=EtatInvitation.ENVOYEE)
    membre = models.OneToOneField(
        Membre, models.PROTECT, null=True, blank=True, related_name="invitation", verbose_name="membre"
    )

    class Meta:
        verbose_name = "invitation"
        ordering: ClassVar = ["convention", "creee_le", "id"]
        constraints: ClassVar = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=Q(etat__in=EtatInvitation.values),
                name="invitation_etat_connu",
                violation_error_message="Cet état d’invitation n’existe pas.",
            ),
            models.CheckConstraint(
                condition=_vaut(_EN_ATTENTE, ~Q(email="") & ~Q(nom="")),
                name="invitation_nomme_tant_qu_elle_attend",
                violation_error_message="Une invitation porte un nom et une adresse tant qu’elle attend.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="invitation_adresse_en_minuscules",
                violation_error_message="Une adresse électronique s’écrit en minuscules.",
            ),
            models.CheckConstraint(
                condition=_vaut(_ACCEPTEE, Q(membre__isnull=False)),
                name="invitation_acceptee_par_un_membre",
                violation_error_message="Une invitation acceptée a donné un membre, et elle seule.",
            ),
            models.CheckConstraint(
                condition=_vaut(Q(poste=""), ~Q(qualite="")),
                name="invitation_pour_un_poste_ou_un_mandat",
                violation_error_message="Donnez un poste, ou un mandat : l’un des deux.",
            ),
            models.CheckConstraint(
                condition=Q(expire_le__gt=F("creee_le")),
                name="invitation_expire_apres_sa_creation",
                violation_error_message="Une invitation expire après sa création.",
            ),
            models.UniqueConstraint(
                fields=["convention", "email", "organisation"],
                condition=_EN_ATTENTE,
                name="invitation_en_attente_unique",
                violation_error_message="Une invitation attend déjà cette personne : renvoyez-la.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip() or self.get_etat_display()

    @property
    def cle(self) -> str:
        """Its stable id for the journal and the mail."""
        return f"convention:{self.convention.code}/invitation:{self.pk}"

    @property
    def est_ouverte(self) -> bool:
        """Whether its link still leads somewhere."""
        return self.etat == EtatInvitation.ENVOYEE and self.expire_le > timezone.now()

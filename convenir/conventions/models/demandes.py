"""Somebody asks to join a convention, whether or not there is one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Organisation, Personne
from convenir.conventions.enums import EtatDemande
from convenir.conventions.models.membres import Membre
from convenir.conventions.models.texte import Convention

_ENVOYEE = Q(etat=EtatDemande.ENVOYEE)


class Demande(models.Model):
    """A request, as the person wrote it (`recherche`: a territory or a code).

    `convention` is the one it reached: None when none did, which the person never learns from the site.
    `operations.demandes` alone changes its state.
    """

    recherche = models.CharField("territoire ou code", max_length=200)
    convention = models.ForeignKey(
        Convention, models.CASCADE, null=True, blank=True, related_name="demandes", verbose_name="convention"
    )
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="demandes", verbose_name="personne")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="demandes", verbose_name="organisation"
    )
    message = models.TextField("message", blank=True, max_length=1000)
    etat = models.CharField("état", max_length=10, choices=EtatDemande, default=EtatDemande.ENVOYEE)
    envoyee_le = models.DateTimeField("envoyée le", default=timezone.now, editable=False)
    decidee_le = models.DateTimeField("décidée le", null=True, blank=True)
    motif = models.TextField("motif", blank=True, max_length=1000)
    membre = models.OneToOneField(
        Membre, models.PROTECT, null=True, blank=True, related_name="demande", verbose_name="membre"
    )

    class Meta:
        verbose_name = "demande à rejoindre"
        verbose_name_plural = "demandes à rejoindre"
        ordering: ClassVar = ["-envoyee_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatDemande.values),
                name="demande_etat_connu",
                violation_error_message="Cet état de demande n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(recherche=""),
                name="demande_dit_quoi",
                violation_error_message="Une demande dit un territoire ou un code.",
            ),
            models.CheckConstraint(
                condition=(_ENVOYEE & Q(decidee_le__isnull=True))
                | (~_ENVOYEE & Q(decidee_le__isnull=False, convention__isnull=False)),
                name="demande_decidee_a_sa_date",
                violation_error_message="Une demande décidée a sa date et sa convention.",
            ),
            models.CheckConstraint(
                condition=(Q(etat=EtatDemande.DECLINEE) & ~Q(motif=""))
                | (~Q(etat=EtatDemande.DECLINEE) & Q(motif="")),
                name="demande_declinee_dit_pourquoi",
                violation_error_message="Dites pourquoi la demande est déclinée.",
            ),
            models.CheckConstraint(
                condition=(Q(etat=EtatDemande.ACCEPTEE) & Q(membre__isnull=False))
                | (~Q(etat=EtatDemande.ACCEPTEE) & Q(membre__isnull=True)),
                name="demande_acceptee_par_un_membre",
                violation_error_message="Une demande acceptée a donné un membre, et elle seule.",
            ),
            models.UniqueConstraint(
                fields=["convention", "personne"],
                condition=_ENVOYEE,
                name="demande_en_attente_unique",
                violation_error_message="Une demande de cette personne attend déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} : {self.recherche}"

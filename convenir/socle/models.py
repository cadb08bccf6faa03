"""The one record of the ground floor: a background job."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from convenir.socle.enums import EtatTravail

_NON_COMMENCE = Q(etat=EtatTravail.EN_ATTENTE)
_FINI = Q(etat__in=[EtatTravail.FAIT, EtatTravail.REFUSE, EtatTravail.ECHOUE])


def _est_vide(champ: str) -> Q:
    return Q(**{champ: ""})


class Travail(models.Model):
    """A job run outside the request, followed on screen. `socle.operations` alone changes its state.

    `nature` names the function to run (`socle.tasks.NATURES`), `objet` what it is about (a convention's
    code, or empty), `demandeur` the stable id of who asked and alone may follow it, `donnees` its
    parameters, `piece` a file it consumes and that is removed at the end.
    `resultat` is the address to go to once done, `retour` where to start again from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nature = models.CharField("nature", max_length=40)
    objet = models.CharField("objet", max_length=120, blank=True)
    demandeur = models.CharField("demandé par", max_length=120, blank=True)
    libelle = models.CharField("libellé", max_length=200)
    donnees = models.JSONField("paramètres", default=dict, blank=True)
    piece = models.FileField("pièce", upload_to="travaux/", blank=True)
    etat = models.CharField("état", max_length=12, choices=EtatTravail, default=EtatTravail.EN_ATTENTE)
    etape = models.CharField("étape", max_length=40, blank=True)
    progression = models.PositiveSmallIntegerField("progression en pour cent", default=0)
    message = models.TextField("message", blank=True)
    resultat = models.CharField("adresse du résultat", max_length=300, blank=True)
    retour = models.CharField("adresse pour recommencer", max_length=300, default="/")
    cree_le = models.DateTimeField("créé le", auto_now_add=True)
    debute_le = models.DateTimeField("commencé le", null=True, blank=True)
    fini_le = models.DateTimeField("fini le", null=True, blank=True)

    class Meta:
        verbose_name = "travail de fond"
        verbose_name_plural = "travaux de fond"
        ordering = ("-cree_le", "id")
        constraints = [
            models.CheckConstraint(
                name="travail_etat_connu",
                condition=Q(etat__in=EtatTravail.values),
                violation_error_message="L’état du travail n’existe pas.",
            ),
            models.CheckConstraint(
                name="travail_fini_si_date_de_fin",
                condition=(_FINI & Q(fini_le__isnull=False)) | (~_FINI & Q(fini_le__isnull=True)),
                violation_error_message="Un travail a une date de fin si, et seulement si, il est fini.",
            ),
            models.CheckConstraint(
                name="travail_commence_si_date_de_debut",
                condition=(_NON_COMMENCE & Q(debute_le__isnull=True))
                | Q(etat=EtatTravail.ECHOUE)
                | (~_NON_COMMENCE & Q(debute_le__isnull=False)),
                violation_error_message="Un travail a une date de début si, et seulement si, il a commencé.",
            ),
            models.CheckConstraint(
                name="travail_fin_apres_debut",
                condition=Q(debute_le__isnull=True)
                | Q(fini_le__isnull=True)
                | Q(fini_le__gte=F("debute_le")),
                violation_error_message="Un travail finit après avoir commencé.",
            ),
            models.CheckConstraint(
                name="travail_fait_si_resultat",
                condition=(Q(etat=EtatTravail.FAIT) & ~_est_vide("resultat"))
                | (~Q(etat=EtatTravail.FAIT) & _est_vide("resultat")),
                violation_error_message="Un travail a un résultat si, et seulement si, il est fait.",
            ),
            models.CheckConstraint(
                name="travail_dit_pourquoi",
                condition=~Q(etat__in=[EtatTravail.REFUSE, EtatTravail.ECHOUE]) | ~_est_vide("message"),
                violation_error_message="Un travail refusé ou échoué dit pourquoi.",
            ),
            models.CheckConstraint(
                name="travail_progression_en_pour_cent",
                condition=Q(progression__lte=100),
                violation_error_message="La progression va de 0 à 100.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    def get_absolute_url(self) -> str:
        return reverse("socle:travail", args=[self.pk])

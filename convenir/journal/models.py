"""An event: what was done, when, on what, by whom. Rows are added, never changed, and chained by hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.journal.rules import CHAMPS_COUVERTS, ORIGINE

if TYPE_CHECKING:
    import datetime


class Chaine(models.Model):
    """The head of a chain: the rank and the hash its last event must have. It only goes forward.

    Writers lock it, so that ranks follow each other; a tail cut off no longer matches it.
    """

    cle = models.CharField("clé", max_length=120, primary_key=True)
    rang = models.PositiveIntegerField("dernier rang", default=0)
    empreinte = models.CharField("dernière empreinte", max_length=64, default=ORIGINE)

    class Meta:
        verbose_name = "chaîne du journal"
        verbose_name_plural = "chaînes du journal"
        ordering: ClassVar = ["cle"]

    def __str__(self) -> str:
        return self.cle


class Evenement(models.Model):
    """A business event, written in the transaction of the act it tells.

    `objet` is a stable id ("convention:CODE"), not a key: the journal outlives what it speaks of and
    knows no upper room; `acteur` and `organisation` are stable ids too, empty while there are no accounts.
    `avant` and `apres` are what the act changed. What names a person is apart, in `personnel`, of which
    `engagement` is the commitment. `empreinte` covers all of this and `precedente`.
    """

    chaine = models.CharField("chaîne", max_length=120)
    rang = models.PositiveIntegerField("rang dans la chaîne")
    type = models.CharField("type", max_length=60)
    objet = models.CharField("objet", max_length=120, db_index=True)
    resume = models.CharField("résumé", max_length=400)
    acteur = models.CharField("identifiant de l’acteur", max_length=120, blank=True)
    organisation = models.CharField("identifiant de l’organisation", max_length=120, blank=True)
    organisation_nom = models.CharField("organisation", max_length=200, blank=True)
    donnees = models.JSONField("données", default=dict, blank=True)
    avant = models.JSONField("avant", null=True, blank=True)
    apres = models.JSONField("après", null=True, blank=True)
    horodatage = models.DateTimeField("le", default=timezone.now, editable=False)
    engagement = models.CharField("engagement", max_length=64, blank=True)
    precedente = models.CharField("empreinte précédente", max_length=64)
    empreinte = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "évènement"
        verbose_name_plural = "évènements"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(type="") & ~Q(objet="") & ~Q(resume=""),
                name="evenement_dit_quoi_et_sur_quoi",
                violation_error_message="Un évènement dit ce qui a été fait, et sur quoi.",
            ),
            models.CheckConstraint(
                condition=~Q(chaine="") & Q(rang__gte=1) & ~Q(precedente="") & ~Q(empreinte=""),
                name="evenement_enchaine",
                violation_error_message="Un évènement a son rang dans une chaîne, et son empreinte.",
            ),
            models.UniqueConstraint(
                fields=["chaine", "rang"],
                name="evenement_rang_unique",
                violation_error_message="Deux évènements d’une chaîne ne peuvent avoir le même rang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objet} · {self.resume}"

    @property
    def auteur(self) -> str:
        """Who acted, as named then; empty when nobody was named, or once erased."""
        return str(self._personnels.get("auteur", ""))

    @property
    def efface_le(self) -> datetime.datetime | None:
        """When what named a person here was erased; None when it was not."""
        personnel = getattr(self, "personnel", None)
        return personnel.efface_le if personnel else None

    @property
    def _personnels(self) -> dict[str, Any]:
        personnel = getattr(self, "personnel", None)
        return (personnel.champs if personnel else None) or {}

    def couvert(self) -> dict[str, Any]:
        """The values the hash covers, by name."""
        return {champ: getattr(self, champ) for champ in CHAMPS_COUVERTS}


class DonneePersonnelle(models.Model):
    """What names a person in an event: kept whole, or erased with its salt; never altered, never absent."""

    evenement = models.OneToOneField(
        Evenement, models.PROTECT, primary_key=True, related_name="personnel", verbose_name="évènement"
    )
    champs = models.JSONField("champs", null=True)
    sel = models.CharField("sel", max_length=64, blank=True)
    efface_le = models.DateTimeField("effacé le", null=True, blank=True)

    class Meta:
        verbose_name = "donnée personnelle du journal"
        verbose_name_plural = "données personnelles du journal"
        ordering: ClassVar = ["evenement"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(efface_le__isnull=True, champs__isnull=False) & ~Q(sel="")
                | Q(efface_le__isnull=False, champs__isnull=True, sel=""),
                name="donnee_personnelle_entiere_ou_effacee",
                violation_error_message="Une donnée personnelle est entière, ou effacée avec son sel.",
            ),
        ]

    def __str__(self) -> str:
        return f"données personnelles de l’évènement {self.evenement_id}"

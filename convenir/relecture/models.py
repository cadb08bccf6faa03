"""What a proofreading found, reading after reading, and what people accepted in full knowledge."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.conventions.models import Convention
from convenir.relecture.enums import Gravite

_GRAVITES = [(g.value, g.value) for g in Gravite]


class Relecture(models.Model):
    """One run of all the rules on the text of a convention; `empreinte_texte` tells which text it was."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="relectures", verbose_name="convention"
    )
    faite_le = models.DateTimeField("faite le", default=timezone.now)
    empreinte_texte = models.CharField("empreinte du texte relu", max_length=64)

    class Meta:
        verbose_name = "relecture"
        ordering: ClassVar = ["convention", "-faite_le", "-id"]
        get_latest_by = ("faite_le", "id")

    def __str__(self) -> str:
        return f"Relecture de {self.convention_id} du {self.faite_le:%d/%m/%Y}"


class ConstatReleve(models.Model):
    """A finding as it was found. `empreinte` recognises it in another reading of the same convention."""

    relecture = models.ForeignKey(
        Relecture, models.CASCADE, related_name="constats", verbose_name="relecture"
    )
    rang = models.PositiveIntegerField("rang dans le texte")
    regle = models.CharField("règle", max_length=80)
    titre = models.CharField("titre", max_length=200)
    famille = models.CharField("famille", max_length=20)
    gravite = models.CharField("gravité", max_length=15, choices=_GRAVITES)
    section = models.CharField("partie du texte", max_length=80)
    lignes = models.JSONField("lignes", default=list)
    lieu = models.CharField("lieu", max_length=300)
    message = models.TextField("message")
    preuve = models.TextField("preuve", blank=True)
    suggestion = models.TextField("suggestion", blank=True)
    extrait = models.TextField("extrait", blank=True)
    empreinte = models.CharField("empreinte", max_length=16)

    class Meta:
        verbose_name = "constat"
        ordering: ClassVar = ["relecture", "rang"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relecture", "rang"],
                name="constat_rang_unique",
                violation_error_message="Deux constats ne peuvent avoir le même rang.",
            ),
            models.UniqueConstraint(
                fields=["relecture", "empreinte"],
                name="constat_empreinte_unique",
                violation_error_message="Un constat n’est relevé qu’une fois par relecture.",
            ),
            models.CheckConstraint(
                condition=Q(gravite__in=[g.value for g in Gravite]),
                name="constat_gravite_connue",
                violation_error_message="Cette gravité n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titre} ({self.lieu})"

    @property
    def rang_gravite(self) -> int:
        """0 for the gravest."""
        return Gravite(self.gravite).rang


class Acceptation(models.Model):
    """A finding that people decided to leave, and why. It outlives the readings that raise it again."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="acceptations", verbose_name="convention"
    )
    empreinte = models.CharField("empreinte du constat", max_length=16)
    motif = models.CharField("motif", max_length=1000)
    par = models.CharField("par", max_length=200, blank=True)
    acceptee_le = models.DateTimeField("acceptée le", default=timezone.now)

    class Meta:
        verbose_name = "acceptation"
        ordering: ClassVar = ["convention", "acceptee_le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "empreinte"],
                name="acceptation_unique",
                violation_error_message="Ce constat est déjà accepté.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="acceptation_motivee",
                violation_error_message="Dites pourquoi ce constat est accepté.",
            ),
        ]

    def __str__(self) -> str:
        return self.motif

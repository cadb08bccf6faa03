"""What is done without before signing, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.conventions.models.texte import Convention


class Dispense(models.Model):
    """Something missing that a pilot decided to do without.

    `cle` holds a fingerprint of what it is about: once that changes, this waives nothing any more.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="dispenses", verbose_name="convention"
    )
    cle = models.CharField("clé du point", max_length=120)
    motif = models.CharField("motif", max_length=1000)
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    le = models.DateTimeField("le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "dispense"
        ordering: ClassVar = ["convention", "le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "cle"],
                name="dispense_unique",
                violation_error_message="Ce point est déjà dispensé.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="dispense_motivee",
                violation_error_message="Une dispense dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return self.motif

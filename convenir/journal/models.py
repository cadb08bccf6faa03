"""An event: what was done, when, on what, by whom. Rows are added, never changed."""

from __future__ import annotations

from django.db import models


class Evenement(models.Model):
    """A business event, written in the transaction of the act it tells.

    `objet` is a stable id ("convention:CODE"), not a key: the journal outlives what it speaks of and
    knows no upper room. `auteur` is a label snapshot; empty while there are no accounts.
    """

    type = models.CharField(max_length=60)
    objet = models.CharField(max_length=120, db_index=True)
    resume = models.CharField(max_length=400)
    auteur = models.CharField(max_length=200, blank=True)
    donnees = models.JSONField(default=dict, blank=True)
    horodatage = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "évènement"
        verbose_name_plural = "évènements"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(type="") & ~models.Q(objet="") & ~models.Q(resume=""),
                name="evenement_dit_quoi_et_sur_quoi",
                violation_error_message="Un évènement dit ce qui a été fait, et sur quoi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.objet} · {self.resume}"

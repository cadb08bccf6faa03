"""What is at stake in each theme, and what is aimed at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from convenir.conventions.models import Convention
from convenir.plan.enums import EtatEnjeu
from convenir.socle.themes import THEMES


class _ParTheme(models.Model):
    """A line of the plan of a theme: `theme` is a key of `socle.themes`, or a name as the text writes it.

    `ordre` is its place within the theme; numbers shown are computed from it. `version` grows with every
    change: a form made on an older one is refused.
    """

    theme = models.CharField("thématique", max_length=80)
    libelle = models.CharField("libellé", max_length=500)
    ordre = models.PositiveIntegerField("ordre", default=0)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        abstract = True
        ordering: ClassVar = ["ordre", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(libelle="") & ~Q(theme=""),
                name="%(class)s_du_plan_libelle",
                violation_error_message="Donnez une thématique et un libellé.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def nom_du_theme(self) -> str:
        """The label of its theme; one that is not in the list is its own label."""
        return next((theme.libelle for theme in THEMES if theme.cle == self.theme), self.theme)


class Enjeu(_ParTheme):
    """What is at stake, kept in the plan or set aside; `motif` says why it was."""

    convention = models.ForeignKey(Convention, models.CASCADE, related_name="enjeux")
    etat = models.CharField("état", max_length=6, choices=EtatEnjeu, default=EtatEnjeu.RETENU)
    motif = models.CharField("motif", max_length=500, blank=True)

    class Meta(_ParTheme.Meta):
        verbose_name = "enjeu"
        verbose_name_plural = "enjeux"
        constraints: ClassVar = [
            *_ParTheme.Meta.constraints,
            models.CheckConstraint(
                condition=Q(etat__in=EtatEnjeu.values),
                name="enjeu_etat_connu",
                violation_error_message="Cet état d’enjeu n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(etat=EtatEnjeu.RETENU, motif="") | (Q(etat=EtatEnjeu.ECARTE) & ~Q(motif="")),
                name="enjeu_ecarte_dit_pourquoi",
                violation_error_message="Dites pourquoi cet enjeu est écarté.",
            ),
        ]

    @property
    def objet(self) -> str:
        """Its stable id for the journal."""
        return f"convention:{self.convention.code}/enjeu:{self.pk}"


class Objectif(_ParTheme):
    """What is aimed at, with or without a link to an enjeu of its theme."""

    convention = models.ForeignKey(Convention, models.CASCADE, related_name="objectifs")
    enjeu = models.ForeignKey(
        Enjeu, models.PROTECT, null=True, blank=True, related_name="objectifs", verbose_name="enjeu"
    )

    class Meta(_ParTheme.Meta):
        verbose_name = "objectif"

    @property
    def objet(self) -> str:
        """Its stable id for the journal."""
        return f"convention:{self.convention.code}/objectif:{self.pk}"

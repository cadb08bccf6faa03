"""The life of the text: frozen versions, comments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.conventions.enums import EtatCommentaire
from convenir.conventions.models.avenants import Avenant
from convenir.conventions.models.texte import Convention


class Version(models.Model):
    """The whole text as it was at a moment: of the convention, or of an avenant. Never changed.

    `contenu` holds the text by provision and the parties, as JSON; `empreinte` is its SHA-256.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="versions", verbose_name="convention"
    )
    avenant = models.ForeignKey(
        Avenant, models.CASCADE, null=True, blank=True, related_name="versions", verbose_name="avenant"
    )
    numero = models.PositiveIntegerField("numéro")
    motif = models.CharField("motif", max_length=300)
    contenu = models.JSONField("contenu")
    empreinte = models.CharField("empreinte", max_length=64)
    figee_le = models.DateTimeField("figée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "version du texte"
        verbose_name_plural = "versions du texte"
        ordering: ClassVar = ["convention", "numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="version_numero_unique",
                violation_error_message="Une version de cette convention porte déjà ce numéro.",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.numero}"


class Commentaire(models.Model):
    """What someone says of a provision, and of a passage of it when there is one.

    `deverrouille` opens that provision to the other party, though the text is said ready.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="commentaires", verbose_name="convention"
    )
    disposition = models.SlugField("clé de la disposition", max_length=60)
    passage = models.TextField("passage", blank=True)
    texte = models.TextField("commentaire")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    organisation_nom = models.CharField("organisation", max_length=200, blank=True)
    etat = models.CharField("état", max_length=10, choices=EtatCommentaire, default=EtatCommentaire.OUVERT)
    deverrouille = models.BooleanField("ouvre la disposition à la rédaction", default=False)
    ecrit_le = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "commentaire"
        ordering: ClassVar = ["convention", "ecrit_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatCommentaire.values),
                name="commentaire_etat_connu",
                violation_error_message="Cet état de commentaire n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="commentaire_dit_quelque_chose",
                violation_error_message="Un commentaire dit quelque chose.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte


class Reponse(models.Model):
    """What is answered to a comment."""

    commentaire = models.ForeignKey(
        Commentaire, models.CASCADE, related_name="reponses", verbose_name="commentaire"
    )
    texte = models.TextField("réponse")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    organisation_nom = models.CharField("organisation", max_length=200, blank=True)
    ecrite_le = models.DateTimeField("écrite le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "réponse"
        ordering: ClassVar = ["commentaire", "ecrite_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="reponse_dit_quelque_chose",
                violation_error_message="Une réponse dit quelque chose.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte

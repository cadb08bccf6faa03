"""What changes a sealed convention: its avenants, and the dated complements that its own text allows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.conventions.enums import (
    AVENANT_DIT,
    NatureComplement,
    NatureModification,
    Statut,
    TypeDisposition,
)
from convenir.conventions.models.texte import SIREN_A_NEUF_CHIFFRES, Convention
from convenir.documents.models import Fichier


class Avenant(models.Model):
    """What changes a sealed convention, once signed the same way.

    `effet_le` is its first day of effect; `fin` the new last day of the convention, when it changes it.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="avenants", verbose_name="convention"
    )
    numero = models.PositiveSmallIntegerField("numéro")
    objet = models.CharField("objet", max_length=300)
    motif = models.TextField("motif", blank=True)
    statut = models.CharField("état", max_length=20, choices=[*AVENANT_DIT.items()], default=Statut.BROUILLON)
    effet_le = models.DateField("prend effet le", null=True, blank=True)
    fin = models.DateField("nouveau terme de la convention", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    cree_le = models.DateTimeField("créé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "avenant"
        ordering: ClassVar = ["convention", "numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="avenant_numero_unique",
                violation_error_message="Un avenant de cette convention porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=Statut.values),
                name="avenant_statut_connu",
                violation_error_message="Cet état d’avenant n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(statut=Statut.SIGNEE) | Q(effet_le__isnull=False),
                name="avenant_signe_prend_effet",
                violation_error_message="Un avenant signé a une date d’effet.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(effet_le__isnull=True) | Q(fin__gte=F("effet_le")),
                name="avenant_avant_le_nouveau_terme",
                violation_error_message="Le nouveau terme ne peut précéder la date d’effet de l’avenant.",
            ),
            models.CheckConstraint(
                condition=~Q(objet=""),
                name="avenant_a_un_objet",
                violation_error_message="Un avenant dit son objet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avenant n° {self.numero}"


class Ralliement(models.Model):
    """A co-signatory who joins the convention by an avenant, and who signs for them."""

    avenant = models.ForeignKey(Avenant, models.CASCADE, related_name="ralliements", verbose_name="avenant")
    nom = models.CharField("organisation", max_length=300)
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[SIREN_A_NEUF_CHIFFRES])
    signataire = models.CharField("signataire", max_length=200)
    qualite = models.CharField("qualité", max_length=200)

    class Meta:
        verbose_name = "ralliement"
        ordering: ClassVar = ["avenant", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["avenant", "nom"],
                name="ralliement_unique",
                violation_error_message="Cette organisation rejoint déjà la convention par cet avenant.",
            ),
            models.CheckConstraint(
                condition=~Q(nom="") & ~Q(signataire="") & ~Q(qualite=""),
                name="ralliement_nomme_qui_signe",
                violation_error_message="Un ralliement nomme l’organisation, et dit qui signe pour elle.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Modification(models.Model):
    """What an avenant does to one provision, named by its stable key; the title and text are the new ones."""

    avenant = models.ForeignKey(Avenant, models.CASCADE, related_name="modifications", verbose_name="avenant")
    cle = models.SlugField("clé de la disposition", max_length=60)
    nature = models.CharField("nature", max_length=10, choices=NatureModification)
    type = models.CharField("type", max_length=10, choices=TypeDisposition)
    titre = models.TextField("titre", blank=True)
    texte = models.TextField("texte", blank=True)

    class Meta:
        verbose_name = "modification"
        ordering: ClassVar = ["avenant", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["avenant", "cle"],
                name="modification_unique",
                violation_error_message="Cet avenant modifie déjà cette disposition.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=NatureModification.values),
                name="modification_nature_connue",
                violation_error_message="Cette nature de modification n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(nature__in=[NatureModification.SUPPRIME, NatureModification.NULLITE])
                | Q(texte=""),
                name="modification_retrait_sans_texte",
                violation_error_message="Une disposition supprimée ou nulle ne reçoit pas de texte.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cle} : {self.get_nature_display()}"


class Complement(models.Model):
    """What joins a sealed convention at a date without an avenant, because its `clause` says so."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="complements", verbose_name="convention"
    )
    nature = models.CharField("nature", max_length=12, choices=NatureComplement)
    clause = models.SlugField("clause qui le permet", max_length=60)
    titre = models.CharField("titre", max_length=300)
    texte = models.TextField("texte", blank=True)
    fichier = models.ForeignKey(
        Fichier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fichier"
    )
    effet_le = models.DateField("au")
    cree_le = models.DateTimeField("créé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "complément"
        ordering: ClassVar = ["convention", "effet_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(nature__in=NatureComplement.values),
                name="complement_nature_connue",
                violation_error_message="Cette nature de complément n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(clause="") & ~Q(titre=""),
                name="complement_nomme_sa_clause",
                violation_error_message="Un complément a un titre, et nomme la clause qui le permet.",
            ),
            models.CheckConstraint(
                condition=~Q(texte="") | Q(fichier__isnull=False),
                name="complement_a_un_contenu",
                violation_error_message="Un complément a un texte ou un fichier.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

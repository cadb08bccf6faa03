"""What a fiche action holds in lines: people, places, steps, money, effects, measures; and its past."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.rules import MOTIF_INSEE
from convenir.documents.models import Fichier
from convenir.plan.enums import GenreIndicateur, NatureDeBudget, RoleSurFiche
from convenir.plan.models.fiches import FicheAction

_INSEE = RegexValidator(MOTIF_INSEE, "Un code INSEE de commune compte cinq caractères.")


class _Ligne(models.Model):
    """A line of a fiche, at its place (`rang`)."""

    rang = models.PositiveIntegerField("rang", default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["fiche", "rang", "id"]


class Intervenant(_Ligne):
    """Who leads a fiche, answers for it or helps: an organisation, somebody known, or a name."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="intervenants")
    role = models.CharField("rôle", max_length=10, choices=RoleSurFiche)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fiches",
        verbose_name="organisation",
    )
    personne = models.ForeignKey(
        Personne, models.PROTECT, null=True, blank=True, related_name="fiches", verbose_name="personne"
    )
    libelle = models.CharField("autre nom", max_length=200, blank=True)

    class Meta(_Ligne.Meta):
        verbose_name = "intervenant"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=RoleSurFiche.values),
                name="intervenant_role_connu",
                violation_error_message="Ce rôle n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, personne__isnull=True, libelle="")
                | Q(organisation__isnull=True, personne__isnull=False, libelle="")
                | (Q(organisation__isnull=True, personne__isnull=True) & ~Q(libelle="")),
                name="intervenant_un_seul_nom",
                violation_error_message="Un intervenant est une organisation, une personne ou un nom.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.personne or self.libelle)


class CommuneConcernee(models.Model):
    """A commune where the action takes place."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="communes_concernees")
    insee = models.CharField("commune", max_length=5, validators=[_INSEE])

    class Meta:
        ordering: ClassVar = ["fiche", "insee"]
        verbose_name = "commune concernée"
        verbose_name_plural = "communes concernées"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiche", "insee"],
                name="commune_concernee_unique",
                violation_error_message="Cette commune est déjà sur la fiche.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["insee", "fiche"], name="fiche_par_commune")]

    def __str__(self) -> str:
        return self.insee


class Etape(_Ligne):
    """A step, with when it should begin and end, and when it was done."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="etapes")
    intitule = models.CharField("étape", max_length=300)
    debut = models.DateField("début", null=True, blank=True)
    echeance = models.DateField("échéance", null=True, blank=True)
    faite_le = models.DateField("faite le", null=True, blank=True)

    class Meta(_Ligne.Meta):
        verbose_name = "étape"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(intitule=""),
                name="etape_intitulee",
                violation_error_message="Dites en quoi consiste l’étape.",
            ),
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(echeance__isnull=True) | Q(echeance__gte=F("debut")),
                name="etape_finit_apres_son_debut",
                violation_error_message="L’échéance d’une étape ne peut précéder son début.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule


class LigneDeBudget(_Ligne):
    """What a funder plans and pays for a year, in euros; empty: not known, which is not zero."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="budget")
    financeur = models.CharField("financeur", max_length=200)
    annee = models.PositiveSmallIntegerField("année")
    nature = models.CharField("nature", max_length=15, choices=NatureDeBudget)
    prevu = models.DecimalField("prévu", max_digits=12, decimal_places=2, null=True, blank=True)
    realise = models.DecimalField("réalisé", max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta(_Ligne.Meta):
        verbose_name = "ligne de budget"
        verbose_name_plural = "lignes de budget"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(financeur="") & Q(nature__in=NatureDeBudget.values),
                name="budget_finance",
                violation_error_message="Une ligne de budget a un financeur et une nature.",
            ),
            models.CheckConstraint(
                condition=Q(annee__gte=2000, annee__lte=2100),
                name="budget_annee_plausible",
                violation_error_message="Choisissez une année entre 2000 et 2100.",
            ),
            models.CheckConstraint(
                condition=(Q(prevu__isnull=True) | Q(prevu__gte=0))
                & (Q(realise__isnull=True) | Q(realise__gte=0)),
                name="budget_montants_positifs",
                violation_error_message="Un montant ne peut être négatif.",
            ),
            models.UniqueConstraint(
                fields=["fiche", "financeur", "annee", "nature"],
                name="budget_ligne_unique",
                violation_error_message="Ce financeur a déjà une ligne pour cette année et cette nature.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.financeur}, {self.annee}"


class EffetSurOffre(_Ligne):
    """Places of a type of service that the action opens, or closes when below zero, and from when."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="effets")
    type = models.CharField("type de service", max_length=40)
    insee = models.CharField("commune", max_length=5, validators=[_INSEE])
    places = models.IntegerField("places")
    a_partir_de = models.DateField("à partir du")

    class Meta(_Ligne.Meta):
        verbose_name = "effet sur l’offre"
        verbose_name_plural = "effets sur l’offre"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(places=0),
                name="effet_change_l_offre",
                violation_error_message="Un effet sur l’offre ouvre ou ferme des places.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.places:+d} {self.type}"


class IndicateurDeFiche(_Ligne):
    """What the action is measured by: where it starts from, what is aimed at, when."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="indicateurs")
    libelle = models.CharField("indicateur", max_length=300)
    genre = models.CharField("genre", max_length=11, choices=GenreIndicateur)
    unite = models.CharField("unité", max_length=40, blank=True)
    depart = models.DecimalField("départ", max_digits=14, decimal_places=2, null=True, blank=True)
    cible = models.DecimalField("cible", max_digits=14, decimal_places=2, null=True, blank=True)
    cible_le = models.DateField("cible pour le", null=True, blank=True)

    class Meta(_Ligne.Meta):
        verbose_name = "indicateur de fiche"
        verbose_name_plural = "indicateurs de fiche"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(libelle="") & Q(genre__in=GenreIndicateur.values),
                name="indicateur_de_fiche_nomme",
                violation_error_message="Un indicateur a un nom et un genre.",
            ),
            models.UniqueConstraint(
                fields=["fiche", "libelle"],
                name="indicateur_de_fiche_unique",
                violation_error_message="Cette fiche a déjà un indicateur de ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle


class Mesure(models.Model):
    """The value of an indicator on a day."""

    indicateur = models.ForeignKey(IndicateurDeFiche, models.CASCADE, related_name="mesures")
    jour = models.DateField("jour")
    valeur = models.DecimalField("valeur", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "mesure"
        ordering: ClassVar = ["indicateur", "jour", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicateur", "jour"],
                name="mesure_une_par_jour",
                violation_error_message="Cet indicateur a déjà une valeur ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jour} : {self.valeur}"


class Nouvelle(models.Model):
    """What somebody said of a fiche one day. `auteur` is the name they answered under."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="nouvelles")
    le = models.DateField("le", default=timezone.localdate)
    texte = models.TextField("texte", max_length=4000)
    auteur = models.CharField("auteur", max_length=200, blank=True)

    class Meta:
        verbose_name = "nouvelle d’une fiche"
        verbose_name_plural = "nouvelles des fiches"
        ordering: ClassVar = ["-le", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="nouvelle_dit_quelque_chose",
                violation_error_message="Écrivez où en est l’action.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte


class PieceJointe(models.Model):
    """A document joined to a fiche."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="pieces")
    fichier = models.ForeignKey(Fichier, models.PROTECT, related_name="pieces_de_fiches")
    titre = models.CharField("titre", max_length=200)

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering: ClassVar = ["fiche", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiche", "fichier"],
                name="piece_jointe_une_fois",
                violation_error_message="Ce document est déjà joint à la fiche.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class VersionDeFiche(models.Model):
    """All that a fiche held at a version (`contenu.photographier`): what a restoration gives back."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="versions")
    numero = models.PositiveIntegerField("numéro")
    contenu = models.JSONField("contenu")
    ecrite_le = models.DateTimeField("écrite le", default=timezone.now)

    class Meta:
        verbose_name = "version d’une fiche"
        verbose_name_plural = "versions des fiches"
        ordering: ClassVar = ["fiche", "-numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fiche", "numero"],
                name="version_de_fiche_unique",
                violation_error_message="Cette version de la fiche existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiche}, version {self.numero}"

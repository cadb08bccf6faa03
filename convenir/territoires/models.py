"""The territories that other rooms hold keys to. Loaded from the shipped files by `operations.charger`.

Keys are the official codes, so a key reads by itself and survives a reload. A row is never deleted: a
commune that merges stays, out of force, with its successor.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from convenir.territoires.enums import TypeEpci
from convenir.territoires.rules import LONGUEUR_SIREN, luhn_valide

PREMIERE_ANNEE, DERNIERE_ANNEE = 1962, 2100

_Territoire = TypeVar("_Territoire", bound=models.Model)


def valider_siren(siren: str) -> None:
    """Raises ValidationError, in French, unless the SIREN has nine digits and a right check digit."""
    if not luhn_valide(siren):
        raise ValidationError(
            "Ce numéro SIREN n’existe pas : neuf chiffres, dont le dernier contrôle les autres."
        )


class EnVigueur(models.QuerySet[_Territoire]):
    """Rows of territories that may go out of force."""

    def en_vigueur(self) -> EnVigueur[_Territoire]:
        """Those of the present geographic code."""
        return self.filter(en_vigueur=True)


class Departement(models.Model):
    """A département or an overseas collectivity, with its region. `chef_lieu`: INSEE code."""

    code = models.CharField("code", max_length=3, primary_key=True)
    nom = models.CharField("nom", max_length=60)
    chef_lieu = models.CharField("chef-lieu", max_length=5)
    region = models.CharField("code de la région", max_length=3)
    nom_region = models.CharField("région", max_length=60)

    class Meta:
        verbose_name = "département"
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.nom


class Epci(models.Model):
    """An intercommunality with its own tax."""

    siren = models.CharField("SIREN", max_length=9, primary_key=True, validators=[valider_siren])
    type = models.CharField("type", max_length=5, choices=[(t.value, t.libelle) for t in TypeEpci])
    nom = models.CharField("nom", max_length=200)
    en_vigueur = models.BooleanField("en vigueur", default=True)

    objects = EnVigueur.as_manager()

    class Meta:
        verbose_name = "intercommunalité"
        ordering: ClassVar = ["nom", "siren"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Exact(Length("siren"), LONGUEUR_SIREN),
                name="epci_siren_neuf_chiffres",
                violation_error_message="Un numéro SIREN compte neuf chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=[t.value for t in TypeEpci]),
                name="epci_type_connu",
                violation_error_message="Ce type d’intercommunalité n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Commune(models.Model):
    """A commune of the official geographic code, or one that was: then `successeur` answers for it.

    `siren` is null where there is none (overseas collectivities); `epci` is null for the few islands that
    belong to none; `cle` is the name as `rules.cle` writes it, to search by.
    """

    insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    siren = models.CharField(
        "SIREN", max_length=9, null=True, blank=True, unique=True, validators=[valider_siren]
    )
    departement = models.ForeignKey(
        Departement, models.PROTECT, related_name="communes", verbose_name="département"
    )
    epci = models.ForeignKey(
        Epci, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name="intercommunalité"
    )
    nom = models.CharField("nom", max_length=80)
    cle = models.CharField("clé de recherche", max_length=80, db_index=True)
    codes_postaux = models.CharField("codes postaux", max_length=200, blank=True)
    en_vigueur = models.BooleanField("en vigueur", default=True)
    successeur = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anciennes", verbose_name="successeur"
    )

    objects = EnVigueur.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering: ClassVar = ["cle", "insee"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Exact(Length("insee"), 5),
                name="commune_insee_cinq_caracteres",
                violation_error_message="Un code INSEE compte cinq caractères.",
            ),
            models.CheckConstraint(
                condition=Q(siren__isnull=True) | Q(Exact(Length("siren"), LONGUEUR_SIREN)),
                name="commune_siren_neuf_chiffres",
                violation_error_message="Un numéro SIREN compte neuf chiffres.",
            ),
            models.CheckConstraint(
                condition=Q(successeur__isnull=True) | Q(en_vigueur=False) & ~Q(successeur=F("insee")),
                name="commune_successeur_si_disparue",
                violation_error_message="Seule une commune disparue a un successeur, autre qu’elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Population(models.Model):
    """The municipal population of a commune in one year, on its present perimeter. No row: not known."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="populations", verbose_name="commune", db_index=False
    )
    annee = models.PositiveSmallIntegerField("année")
    valeur = models.PositiveIntegerField("habitants")

    class Meta:
        verbose_name = "population municipale"
        verbose_name_plural = "populations municipales"
        ordering: ClassVar = ["commune", "annee"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commune", "annee"],
                name="population_unique_par_annee",
                violation_error_message="La population de cette commune est déjà donnée pour cette année.",
            ),
            models.CheckConstraint(
                condition=Q(valeur__gte=0),
                name="population_positive",
                violation_error_message="Une population ne peut être négative.",
            ),
            models.CheckConstraint(
                condition=Q(annee__range=(PREMIERE_ANNEE, DERNIERE_ANNEE)),
                name="population_annee_vraisemblable",
                violation_error_message=f"L’année est comprise entre {PREMIERE_ANNEE} et {DERNIERE_ANNEE}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} en {self.annee} : {self.valeur}"


class Chargement(models.Model):
    """Which shipped data the tables hold. The latest row tells; `empreinte` is the SHA-256 of the files."""

    empreinte = models.CharField("empreinte", max_length=64)
    geographie = models.PositiveSmallIntegerField("géographie au 1ᵉʳ janvier de")
    charge_le = models.DateTimeField("chargé le", auto_now_add=True)

    class Meta:
        verbose_name = "chargement"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"géographie {self.geographie}, {self.empreinte[:12]}"


class Couche(models.Model):
    """Contours loaded from a file: finer ones of communes, or zones drawn over them (QPV…)."""

    cle = models.SlugField("clé", max_length=60, unique=True)
    nom = models.CharField("nom", max_length=120)
    de_communes = models.BooleanField("contours de communes")
    source = models.CharField("source", max_length=200)
    empreinte = models.CharField("empreinte du fichier", max_length=64)
    chargee_le = models.DateTimeField("chargée le", auto_now=True)

    class Meta:
        verbose_name = "couche de contours"
        verbose_name_plural = "couches de contours"
        ordering: ClassVar = ["nom", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(cle="") & ~Q(nom="") & ~Q(source=""),
                name="couche_nommee",
                violation_error_message="Une couche de contours a un nom et une source.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Trace(models.Model):
    """One zone of a layer. `contour`: polygons of rings of (longitude, latitude), as drawing takes it."""

    couche = models.ForeignKey(Couche, models.CASCADE, related_name="traces", verbose_name="couche")
    code = models.CharField("code", max_length=20)
    nom = models.CharField("nom", max_length=120)
    contour = models.JSONField("contour")

    class Meta:
        verbose_name = "tracé"
        ordering: ClassVar = ["couche", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "couche"],
                name="trace_unique",
                violation_error_message="Cette zone est déjà dans la couche.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

"""Services to families: each with its place and dates (Equipement), or known by a number (Denombrement).

`type` is a key of the shipped catalogue (`equipements.catalogue`), an open list: operations refuse others.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from convenir.acteurs.models import Organisation
from convenir.acteurs.rules import MOTIF_INSEE
from convenir.conventions.models import Convention
from convenir.diagnostic.enums import OrigineDenombrement

INSEE_VALIDE = RegexValidator(MOTIF_INSEE, "Un code INSEE de commune compte cinq caractères.")

_COMPTE = ("convention", "type", "libelle", "insee", "disposition", "source")


class Equipement(models.Model):
    """A service to families, where it stands. What is empty is not known: neither zero, nor "no".

    `insee` empty: its commune is not told. `places` null: not known, or without sense for its type.
    `lon`, `lat` in degrees (WGS84), never guessed. `identifiant` is that of the file it comes from: the same
    one again is the same service. `fictif` marks an example. `version` grows with every change.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="equipements", verbose_name="convention"
    )
    type = models.CharField("type", max_length=40)
    nom = models.CharField("nom", max_length=200)
    identifiant = models.CharField("identifiant", max_length=60, blank=True)
    insee = models.CharField("commune", max_length=5, blank=True, validators=[INSEE_VALIDE])
    adresse = models.CharField("adresse", max_length=300, blank=True)
    lon = models.DecimalField("longitude", max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField("latitude", max_digits=9, decimal_places=6, null=True, blank=True)
    gestionnaire = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="equipements_geres",
        verbose_name="gestionnaire",
    )
    gestionnaire_libelle = models.CharField("autre gestionnaire", max_length=200, blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    places = models.PositiveIntegerField("places", null=True, blank=True)
    horaires = models.CharField("horaires", max_length=300, blank=True)
    horaires_particuliers = models.CharField("horaires particuliers", max_length=300, blank=True)
    avip = models.BooleanField("à vocation d’insertion (AVIP)", null=True, blank=True)
    handicap = models.BooleanField("accueil d’enfants en situation de handicap", null=True, blank=True)
    ouvert_le = models.DateField("ouvert le", null=True, blank=True)
    ferme_le = models.DateField("fermé le", null=True, blank=True)
    verifie_le = models.DateField("vérifié le", null=True, blank=True)
    source = models.CharField("source", max_length=200)
    fictif = models.BooleanField("exemple fictif", default=False)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "équipement"
        ordering: ClassVar = ["type", "nom", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(type="") & ~Q(nom="") & ~Q(source=""),
                name="equipement_nomme",
                violation_error_message="Un équipement a un type, un nom et une source.",
            ),
            models.UniqueConstraint(
                fields=["convention", "identifiant"],
                condition=~Q(identifiant=""),
                name="equipement_identifiant_unique",
                violation_error_message="Un équipement de cette convention porte déjà cet identifiant.",
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(
                    *(Q(lon__isnull=False), Q(lat__isnull=False)),
                    *(Q(lon__range=(-180, 180)), Q(lat__range=(-90, 90))),
                ),
                name="equipement_coordonnees_entieres",
                violation_error_message="Une position a une longitude et une latitude, en degrés.",
            ),
            models.CheckConstraint(
                condition=Q(ouvert_le__isnull=True)
                | Q(ferme_le__isnull=True)
                | Q(ferme_le__gte=F("ouvert_le")),
                name="equipement_ferme_apres_son_ouverture",
                violation_error_message="Un équipement ne peut fermer avant d’avoir ouvert.",
            ),
            models.CheckConstraint(
                condition=Q(gestionnaire__isnull=True) | Q(gestionnaire_libelle=""),
                name="equipement_un_gestionnaire",
                violation_error_message="Un équipement a un seul gestionnaire : une organisation ou un nom.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["convention", "type"], name="equipement_par_type"),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def objet(self) -> str:
        """Its stable id for the journal."""
        return f"convention:{self.convention.code}/equipement:{self.pk}"

    @property
    def est_situe(self) -> bool:
        return self.lon is not None and self.lat is not None

    @property
    def gere_par(self) -> str:
        """The name of whoever runs it, empty when not known."""
        return self.gestionnaire.nom if self.gestionnaire else self.gestionnaire_libelle


class Denombrement(models.Model):
    """So many services of a type, of which neither name nor place is known: never drawn on the map.

    `insee` empty: communes not told. `nombre` null: announced without a number. `libelle` is what the text
    calls them, `disposition` the key of the provision that counts them (empty: not found), `annee` the year
    it tells.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="denombrements", verbose_name="convention"
    )
    type = models.CharField("type", max_length=40)
    libelle = models.CharField("libellé", max_length=200)
    nombre = models.PositiveIntegerField("nombre", null=True, blank=True)
    insee = models.CharField("commune", max_length=5, blank=True, validators=[INSEE_VALIDE])
    annee = models.PositiveSmallIntegerField("année", null=True, blank=True)
    disposition = models.CharField("disposition", max_length=60, blank=True)
    origine = models.CharField(
        "origine", max_length=6, choices=OrigineDenombrement, default=OrigineDenombrement.TEXTE
    )
    source = models.CharField("source", max_length=200)

    class Meta:
        verbose_name = "dénombrement"
        ordering: ClassVar = ["type", "libelle", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(type="") & ~Q(libelle="") & ~Q(source=""),
                name="denombrement_nomme",
                violation_error_message="Un dénombrement a un type, un libellé et une source.",
            ),
            models.CheckConstraint(
                condition=Q(origine__in=OrigineDenombrement.values),
                name="denombrement_origine_connue",
                violation_error_message="Cette origine n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(origine=OrigineDenombrement.TEXTE) | Q(nombre__isnull=False),
                name="denombrement_saisi_avec_un_nombre",
                violation_error_message="Dites combien : seul le texte peut annoncer sans nombre.",
            ),
            models.UniqueConstraint(
                fields=[*_COMPTE, "nombre"],
                condition=Q(nombre__isnull=False),
                name="denombrement_unique",
                violation_error_message="Cette source donne déjà ce nombre.",
            ),
            models.UniqueConstraint(
                fields=[*_COMPTE],
                condition=Q(nombre__isnull=True),
                name="denombrement_annonce_unique",
                violation_error_message="Cette source annonce déjà ces services.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.libelle} : {'?' if self.nombre is None else self.nombre}"

"""What a convention decides and supposes about the gap: choices, living areas, journeys, effects, scenarios.

`theme` is a key of the shipped table (`ecart.catalogue`). Nothing computed is kept, save a scenario, with
what it was computed from.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.acteurs.rules import MOTIF_INSEE
from convenir.conventions.models import Convention
from convenir.diagnostic.enums import NatureTrajets, ObjetReglage

INSEE_VALIDE = RegexValidator(MOTIF_INSEE, "Un code INSEE de commune compte cinq caractères.")


class Reglage(models.Model):
    """A choice of the committee for a theme: target, catchment, weights, need or offer read. The last counts.

    `valeur` null goes back to what the software proposes. `choisi_par` says who decided ("Comité stratégique
    du 3 mars"), `personne` who recorded it.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="reglages", verbose_name="convention"
    )
    theme = models.CharField("thématique", max_length=40)
    objet = models.CharField("objet", max_length=6, choices=ObjetReglage)
    valeur = models.JSONField("valeur", null=True, blank=True)
    motif = models.CharField("motif", max_length=300)
    choisi_par = models.CharField("choisi par", max_length=200)
    choisi_le = models.DateField("choisi le")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    note_le = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "réglage de l’écart"
        verbose_name_plural = "réglages de l’écart"
        ordering: ClassVar = ["convention", "theme", "objet", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(theme="") & Q(objet__in=ObjetReglage.values),
                name="reglage_d_un_objet_connu",
                violation_error_message="Ce réglage n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(motif="") & ~Q(choisi_par=""),
                name="reglage_motive",
                violation_error_message="Dites qui a choisi, et pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}, {self.objet} : {self.valeur}"


class Bassin(models.Model):
    """The living area a commune belongs to, as the convention declares it."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="bassins", verbose_name="convention"
    )
    insee = models.CharField("commune", max_length=5, validators=[INSEE_VALIDE])
    nom = models.CharField("bassin de vie", max_length=100)

    class Meta:
        verbose_name = "bassin de vie d’une commune"
        verbose_name_plural = "bassins de vie des communes"
        ordering: ClassVar = ["convention", "nom", "insee"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "insee"],
                name="bassin_un_par_commune",
                violation_error_message="Cette commune est déjà dans un bassin de vie.",
            ),
            models.CheckConstraint(
                condition=~Q(nom=""),
                name="bassin_nomme",
                violation_error_message="Un bassin de vie a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insee} : {self.nom}"


class Trajets(models.Model):
    """A table of journeys between communes, imported: `lignes` holds [from, to, number] by INSEE code."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="trajets", verbose_name="convention"
    )
    nature = models.CharField("nature", max_length=8, choices=NatureTrajets)
    source = models.CharField("source", max_length=200)
    lignes = models.JSONField("lignes")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    importe_le = models.DateTimeField("importé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "table de trajets"
        verbose_name_plural = "tables de trajets"
        ordering: ClassVar = ["convention", "nature"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "nature"],
                name="trajets_une_table_par_nature",
                violation_error_message="Cette convention a déjà une table de cette nature.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=NatureTrajets.values) & ~Q(source=""),
                name="trajets_avec_source",
                violation_error_message="Une table de trajets a une nature connue et une source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} : {self.source}"


class Effet(models.Model):
    """What a planned action will add to the offer (or take away), from a day on.

    `quantite` in the unit of the theme (places or services). `insee` empty: the whole territory. `origine`:
    the stable id of what declares it ("fiche:12"), one effect each.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="effets", verbose_name="convention"
    )
    origine = models.CharField("origine", max_length=80)
    theme = models.CharField("thématique", max_length=40)
    libelle = models.CharField("libellé", max_length=200, blank=True)
    quantite = models.DecimalField("quantité", max_digits=9, decimal_places=2)
    insee = models.CharField("commune", max_length=5, blank=True, validators=[INSEE_VALIDE])
    a_partir_du = models.DateField("à partir du")

    class Meta:
        verbose_name = "effet prévu"
        verbose_name_plural = "effets prévus"
        ordering: ClassVar = ["convention", "a_partir_du", "origine"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "origine"],
                name="effet_un_par_origine",
                violation_error_message="Cette action déclare déjà un effet.",
            ),
            models.CheckConstraint(
                condition=~Q(origine="") & ~Q(theme="") & ~Q(quantite=0),
                name="effet_utile",
                violation_error_message="Un effet a une origine, une thématique et une quantité non nulle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origine} : {self.quantite:+}"


class Scenario(models.Model):
    """Where one could open services, computed from what was known that day: a hypothesis, no decision."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="scenarios", verbose_name="convention"
    )
    theme = models.CharField("thématique", max_length=40)
    nom = models.CharField("nom", max_length=100)
    entrees = models.JSONField("entrées")
    resultat = models.JSONField("résultat")
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    calcule_le = models.DateTimeField("calculé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "scénario"
        ordering: ClassVar = ["convention", "theme", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "theme", "nom"],
                name="scenario_nom_unique",
                violation_error_message="Un scénario de cette thématique porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=~Q(nom="") & ~Q(theme=""),
                name="scenario_nomme",
                violation_error_message="Un scénario a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

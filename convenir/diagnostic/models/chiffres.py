"""What is measured (Indicateur), who published it (Source), how much (Valeur), which one is kept (Choix).

Values of sources without a convention are open data, shared by all; those of a convention are its own.
Derived indicators have a formula and no value: they are computed when read.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from convenir.acteurs.models import Personne
from convenir.conventions.models import Convention
from convenir.diagnostic.enums import Niveau, Sens, StatutValeur
from convenir.diagnostic.formules import cles_de
from convenir.documents.models import Fichier
from convenir.socle.themes import THEMES

PREMIERE_ANNEE, DERNIERE_ANNEE = 1962, 2100
CLE_VALIDE = RegexValidator(
    r"^[a-z][a-z0-9_]*$", "Une clé s’écrit en minuscules sans accent, chiffres et traits bas."
)
_SECRETE = Q(statut=StatutValeur.SECRETE)
_SAISIE = Q(statut=StatutValeur.SAISIE)


def _vaut(condition: Q, autre: Q) -> Q:
    """Both or neither."""
    return (condition & autre) | (~condition & ~autre)


class Indicateur(models.Model):
    """Something measured the same way everywhere. Loaded from the shipped catalogue by its key.

    `theme` is a key of `socle.themes`, empty for the territory as a whole; `formule` makes it derived.
    `sommable`: adding exact values of communes has a sense. `peut_depasser_cent`, `peut_etre_negatif`:
    what the definition allows.
    """

    cle = models.CharField("clé", max_length=60, unique=True, validators=[CLE_VALIDE])
    libelle = models.CharField("libellé", max_length=160)
    definition = models.TextField("définition")
    unite = models.CharField("unité", max_length=40)
    numerateur = models.CharField("numérateur", max_length=300, blank=True)
    denominateur = models.CharField("dénominateur", max_length=300, blank=True)
    producteur = models.CharField("producteur", max_length=160)
    methode = models.TextField("méthode", blank=True)
    limites = models.TextField("limites", blank=True)
    licence = models.CharField("licence", max_length=80, blank=True)
    theme = models.CharField(
        "thématique", max_length=40, blank=True, choices=[(t.cle, t.libelle) for t in THEMES]
    )
    sens = models.CharField("sens", max_length=10, choices=Sens, default=Sens.NEUTRE)
    formule = models.CharField("formule", max_length=300, blank=True)
    decimales = models.PositiveSmallIntegerField("décimales", default=0)
    sommable = models.BooleanField("sommable", default=False)
    peut_depasser_cent = models.BooleanField("peut dépasser 100", default=False)
    peut_etre_negatif = models.BooleanField("peut être négatif", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    en_vigueur = models.BooleanField("en vigueur", default=True)

    class Meta:
        verbose_name = "indicateur"
        ordering: ClassVar = ["ordre", "cle"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(cle="") & ~Q(libelle="") & ~Q(definition="") & ~Q(unite=""),
                name="indicateur_defini",
                violation_error_message="Un indicateur a une clé, un libellé, une définition et une unité.",
            ),
            models.CheckConstraint(
                condition=Q(theme="") | Q(theme__in=[t.cle for t in THEMES]),
                name="indicateur_theme_connu",
                violation_error_message="Cette thématique n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(sens__in=Sens.values),
                name="indicateur_sens_connu",
                violation_error_message="Ce sens de variation n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @property
    def est_derive(self) -> bool:
        return bool(self.formule)

    @property
    def est_relatif(self) -> bool:
        """Whether it reads the same in a small territory and in a large one: a rate, a median, a ratio."""
        return not self.sommable and (self.unite in {"%", "€", "fois"} or " par " in self.unite)

    @property
    def termes(self) -> tuple[str, ...]:
        """The keys its formula uses; none when it is measured."""
        return cles_de(self.formule) if self.formule else ()


class Source(models.Model):
    """A data set, as it was got: who made it, where it comes from, the hash of the file loaded last.

    `convention` null: shared by all conventions. `arrondi`: the step to which its counts are rounded.
    `geographie`: the year of the geographic code it uses, when it says.
    """

    cle = models.CharField("clé", max_length=80, validators=[CLE_VALIDE])
    convention = models.ForeignKey(
        Convention,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name="convention",
    )
    titre = models.CharField("titre", max_length=200)
    producteur = models.CharField("producteur", max_length=160)
    url = models.URLField("adresse", max_length=500, blank=True)
    licence = models.CharField("licence", max_length=80, blank=True)
    geographie = models.PositiveSmallIntegerField("géographie au 1ᵉʳ janvier de", null=True, blank=True)
    arrondi = models.PositiveSmallIntegerField("arrondi à", null=True, blank=True)
    recuperee_le = models.DateField("récupérée le", null=True, blank=True)
    fichier = models.CharField("fichier", max_length=255, blank=True)
    empreinte = models.CharField("empreinte du fichier", max_length=64, blank=True)

    class Meta:
        verbose_name = "jeu de données"
        verbose_name_plural = "jeux de données"
        ordering: ClassVar = ["titre", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cle"],
                condition=Q(convention__isnull=True),
                name="source_commune_unique",
                violation_error_message="Un jeu de données commun porte déjà cette clé.",
            ),
            models.UniqueConstraint(
                fields=["convention", "cle"],
                condition=Q(convention__isnull=False),
                name="source_de_convention_unique",
                violation_error_message="Un jeu de données de cette convention porte déjà cette clé.",
            ),
            models.CheckConstraint(
                condition=~Q(cle="") & ~Q(titre="") & ~Q(producteur=""),
                name="source_nommee",
                violation_error_message="Un jeu de données a une clé, un titre et un producteur.",
            ),
            models.CheckConstraint(
                condition=_vaut(~Q(empreinte=""), ~Q(fichier="")),
                name="source_fichier_et_empreinte",
                violation_error_message="Un fichier chargé a un nom et une empreinte.",
            ),
            models.CheckConstraint(
                condition=Q(arrondi__isnull=True) | Q(arrondi__gte=2),
                name="source_arrondi_utile",
                violation_error_message="Un arrondi se fait à 2 au moins.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre


class Valeur(models.Model):
    """How much, where, when, for whom, according to which source. No row: not known, which is not zero.

    `code` is the official code of the territory ("FR" for France); `population` narrows the definition
    ("allocataires"), empty as a rule. A secret value has no number. A typed one says by whom and when;
    `attestation` says according to whom or what.
    """

    indicateur = models.ForeignKey(
        Indicateur, models.PROTECT, related_name="valeurs", verbose_name="indicateur", db_index=False
    )
    source = models.ForeignKey(
        Source, models.CASCADE, related_name="valeurs", verbose_name="source", db_index=False
    )
    niveau = models.CharField("niveau", max_length=12, choices=Niveau)
    code = models.CharField("code", max_length=9)
    millesime = models.PositiveSmallIntegerField("millésime")
    population = models.CharField("population", max_length=60, blank=True)
    valeur = models.DecimalField("valeur", max_digits=18, decimal_places=4, null=True, blank=True)
    statut = models.CharField("statut", max_length=8, choices=StatutValeur, default=StatutValeur.PUBLIEE)
    saisie_par = models.ForeignKey(
        Personne,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="saisie par",
        db_index=False,
    )
    saisie_le = models.DateTimeField("saisie le", null=True, blank=True)
    attestation = models.CharField("d’après", max_length=300, blank=True)
    #: kept back when read, though published: it would give a secret one away
    protege = False

    class Meta:
        verbose_name = "valeur"
        ordering: ClassVar = ["indicateur", "niveau", "code", "-millesime", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "niveau", "indicateur", "millesime", "population", "source"],
                name="valeur_unique",
                violation_error_message="Cette source donne déjà cette valeur.",
            ),
            models.CheckConstraint(
                condition=_vaut(_SECRETE, Q(valeur__isnull=True)),
                name="valeur_secrete_sans_nombre",
                violation_error_message="Une valeur secrète n’a pas de nombre ; toute autre en a un.",
            ),
            models.CheckConstraint(
                condition=_vaut(_SAISIE, Q(saisie_par__isnull=False))
                & _vaut(_SAISIE, Q(saisie_le__isnull=False)),
                name="valeur_saisie_par_quelqu_un",
                violation_error_message="Une valeur saisie dit par qui et quand.",
            ),
            models.CheckConstraint(
                condition=~_SAISIE | ~Q(attestation=""),
                name="valeur_saisie_attestee",
                violation_error_message="Une valeur saisie dit d’après quoi.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=StatutValeur.values),
                name="valeur_statut_connu",
                violation_error_message="Ce statut de valeur n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(niveau__in=Niveau.values) & ~Q(code=""),
                name="valeur_d_un_territoire",
                violation_error_message="Une valeur décrit un territoire connu.",
            ),
            models.CheckConstraint(
                condition=Q(millesime__range=(PREMIERE_ANNEE, DERNIERE_ANNEE)),
                name="valeur_millesime_vraisemblable",
                violation_error_message=f"Le millésime est entre {PREMIERE_ANNEE} et {DERNIERE_ANNEE}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicateur}, {self.code}, {self.millesime} : {self.valeur}"


class Choix(models.Model):
    """Which of several values a convention keeps for one indicator and territory, and why.

    `nombre` is what the value said that day: a reload that changes it shows.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="choix_de_valeurs", verbose_name="convention"
    )
    indicateur = models.ForeignKey(Indicateur, models.PROTECT, related_name="+", verbose_name="indicateur")
    niveau = models.CharField("niveau", max_length=12, choices=Niveau)
    code = models.CharField("code", max_length=9)
    valeur = models.ForeignKey(Valeur, models.CASCADE, related_name="choix", verbose_name="valeur retenue")
    nombre = models.DecimalField("nombre", max_digits=18, decimal_places=4, null=True, blank=True)
    motif = models.CharField("motif", max_length=300)
    choisi_par = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="choisie par")
    choisi_le = models.DateTimeField("choisie le")

    class Meta:
        verbose_name = "choix d’une valeur"
        verbose_name_plural = "choix de valeurs"
        ordering: ClassVar = ["convention", "indicateur", "niveau", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "indicateur", "niveau", "code"],
                name="choix_un_par_territoire",
                violation_error_message="Une valeur est déjà retenue pour cet indicateur et ce territoire.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="choix_motive",
                violation_error_message="Dites pourquoi cette valeur est retenue.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicateur} ({self.code}) : {self.nombre}"


class Correspondance(models.Model):
    """A saved way of reading the columns of a kind of table, so that the next file goes in by itself.

    `colonnes` is what `importation.colonnes` reads and writes. One without a convention serves all.
    """

    nom = models.CharField("nom", max_length=80, validators=[CLE_VALIDE])
    convention = models.ForeignKey(
        Convention,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="correspondances",
        verbose_name="convention",
    )
    colonnes = models.JSONField("colonnes")

    class Meta:
        verbose_name = "correspondance de colonnes"
        verbose_name_plural = "correspondances de colonnes"
        ordering: ClassVar = ["nom"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nom"],
                condition=Q(convention__isnull=True),
                name="correspondance_commune_unique",
                violation_error_message="Une correspondance commune porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["convention", "nom"],
                condition=Q(convention__isnull=False),
                name="correspondance_de_convention_unique",
                violation_error_message="Une correspondance de cette convention porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class TableauRecu(models.Model):
    """A table that a pilot gave: how to read it, what it would do, and when it was loaded.

    `colonnes` null: not described yet; `rapport` null: not checked as it is described; `charge_le` null:
    not loaded. `importation.operations` alone writes it.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="tableaux_recus", verbose_name="convention"
    )
    nom = models.CharField("nom", max_length=255)
    fichier = models.ForeignKey(Fichier, models.PROTECT, related_name="+", verbose_name="fichier")
    recu_par = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="reçu de")
    recu_le = models.DateTimeField("reçu le", auto_now_add=True)
    colonnes = models.JSONField("colonnes", null=True, blank=True)
    rapport = models.JSONField("rapport", null=True, blank=True)
    charge_le = models.DateTimeField("chargé le", null=True, blank=True)

    class Meta:
        verbose_name = "tableau reçu"
        verbose_name_plural = "tableaux reçus"
        ordering: ClassVar = ["-recu_le", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rapport__isnull=True) | Q(colonnes__isnull=False),
                name="tableau_controle_donc_decrit",
                violation_error_message="Un tableau se décrit avant d’être contrôlé.",
            ),
            models.CheckConstraint(
                condition=Q(charge_le__isnull=True) | Q(rapport__isnull=False),
                name="tableau_charge_donc_controle",
                violation_error_message="Un tableau se contrôle avant d’être chargé.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

"""The text: a convention, its parties and who signs for them, its visas, its provisions."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.conventions.enums import SCELLES, Statut, TypeDisposition
from convenir.conventions.rules.texte import LONGUEUR_CODE, MOTIF_CODE
from convenir.documents.models import Fichier

SIREN_A_NEUF_CHIFFRES = RegexValidator(r"^\d{9}$", "Un numéro SIREN compte neuf chiffres.")


class Convention(models.Model):
    """One convention territoriale globale. Its text is in its provisions, its numbers are computed.

    `ouverture` and `cloture` are the Markdown of what stands before the first provision and after the
    last article (title, parties, visas; signature block). `lecture` keeps, as JSON, what was read and
    whose room does not exist yet (figures, plans, bodies, communes, stamp…). `fichier` is the file that was
    read, the same for all who brought it; a convention started here has none.
    `precedente` is the one it renews. `version` grows with every change of structure: a form made on an
    older one is refused.
    """

    code = models.CharField(
        "code",
        max_length=LONGUEUR_CODE,
        unique=True,
        validators=[
            RegexValidator(MOTIF_CODE, "Le code s’écrit en minuscules sans accent, chiffres et tirets.")
        ],
        error_messages={"unique": "Une convention porte déjà ce code : choisissez-en un autre."},
    )
    titre = models.TextField("titre")
    territoire = models.TextField("territoire", blank=True)
    epci_siren = models.CharField(
        "SIREN de l’intercommunalité",
        max_length=9,
        blank=True,
        validators=[SIREN_A_NEUF_CHIFFRES],
    )
    debut = models.DateField("premier jour", null=True, blank=True)
    fin = models.DateField("dernier jour", null=True, blank=True)
    statut = models.CharField("état", max_length=20, choices=Statut, default=Statut.BROUILLON)
    ouverture = models.TextField("ouverture", blank=True)
    cloture = models.TextField("clôture", blank=True)
    fichier = models.ForeignKey(
        Fichier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conventions",
        verbose_name="document d’origine",
    )
    precedente = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suivante",
        verbose_name="convention qu’elle renouvelle",
    )
    lecture = models.JSONField("ce qui a été lu", default=dict, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    cree_le = models.DateTimeField("créée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "convention"
        ordering: ClassVar = ["territoire", "debut", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="convention_fin_apres_debut",
                violation_error_message="Le dernier jour de la convention ne peut précéder le premier.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=Statut.values),
                name="convention_statut_connu",
                violation_error_message="Cet état de convention n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(titre=""),
                name="convention_code_et_titre_donnes",
                violation_error_message="Une convention a un code et un titre.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def est_scellee(self) -> bool:
        """Whether only an avenant changes its text."""
        return self.statut in SCELLES

    @property
    def nom(self) -> str:
        """What people call it: « CTG Val d’Ambre 2031-2035 »; its title while its territory is not known."""
        if not self.territoire:
            return self.titre
        annees = "-".join(str(date.year) for date in (self.debut, self.fin) if date)
        return f"CTG {self.territoire} {annees}".strip()


class Partie(models.Model):
    """A party, in the order of the opening. `cle` is what the text quotes (`{{parties.caf}}`)."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="parties", verbose_name="convention"
    )
    ordre = models.PositiveSmallIntegerField("ordre")
    cle = models.SlugField("clé", max_length=40)
    nom = models.TextField("nom")
    appellation = models.TextField("appellation dans le texte", blank=True)
    siren = models.CharField(
        "SIREN",
        max_length=9,
        blank=True,
        validators=[SIREN_A_NEUF_CHIFFRES],
    )

    class Meta:
        verbose_name = "partie"
        ordering: ClassVar = ["convention", "ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "ordre"],
                name="partie_ordre_unique",
                violation_error_message="Deux parties ne peuvent avoir le même rang.",
            ),
            models.UniqueConstraint(
                fields=["convention", "cle"],
                name="partie_cle_unique",
                violation_error_message="Deux parties de la convention portent la même clé.",
            ),
            models.CheckConstraint(
                condition=~Q(nom=""),
                name="partie_nom_donne",
                violation_error_message="Une partie a un nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Signataire(models.Model):
    """Someone who signs for a party, in which capacity, authorised by which act."""

    partie = models.ForeignKey(Partie, models.CASCADE, related_name="signataires", verbose_name="partie")
    ordre = models.PositiveSmallIntegerField("ordre")
    nom = models.TextField("nom", blank=True)
    qualite = models.TextField("qualité", blank=True)
    autorisation = models.TextField("autorisé par", blank=True)
    autorisation_date = models.DateField("en date du", null=True, blank=True)

    class Meta:
        verbose_name = "signataire"
        ordering: ClassVar = ["partie", "ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partie", "ordre"],
                name="signataire_ordre_unique",
                violation_error_message="Deux signataires d’une partie ne peuvent avoir le même rang.",
            ),
            models.CheckConstraint(
                condition=~Q(nom="") | ~Q(qualite=""),
                name="signataire_nom_ou_qualite",
                violation_error_message="Un signataire a un nom ou une qualité.",
            ),
            models.CheckConstraint(
                condition=Q(autorisation_date__isnull=True) | ~Q(autorisation=""),
                name="signataire_date_avec_autorisation",
                violation_error_message="Donnez l’acte qui autorise à signer avec sa date.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom or self.qualite


class Visa(models.Model):
    """One "Vu …" of the opening, in order, without its final punctuation."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="visas", verbose_name="convention"
    )
    ordre = models.PositiveSmallIntegerField("ordre")
    texte = models.TextField("texte")

    class Meta:
        verbose_name = "visa"
        ordering: ClassVar = ["convention", "ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "ordre"],
                name="visa_ordre_unique",
                violation_error_message="Deux visas ne peuvent avoir le même rang.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte


class Disposition(models.Model):
    """The préambule, an article or an annexe: a title and a text in Markdown.

    `cle` is stable and is what a reference names. `numero_ecrit` and `intitule_ecrit` are the number and
    the whole heading of the document that was read, empty as soon as the order or the title is decided
    here. `version` grows with every change of the text.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="dispositions", verbose_name="convention"
    )
    type = models.CharField("type", max_length=10, choices=TypeDisposition)
    cle = models.SlugField("clé", max_length=60)
    ordre = models.PositiveSmallIntegerField("ordre")
    titre = models.TextField("titre", blank=True)
    texte = models.TextField("texte", blank=True)
    numero_ecrit = models.PositiveSmallIntegerField("numéro lu", null=True, blank=True)
    intitule_ecrit = models.TextField("intitulé lu", blank=True)
    a_completer = models.BooleanField("à compléter", default=False)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "disposition"
        ordering: ClassVar = ["convention", "ordre"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "ordre"],
                name="disposition_ordre_unique",
                violation_error_message="Deux dispositions ne peuvent avoir le même rang.",
            ),
            models.UniqueConstraint(
                fields=["convention", "cle"],
                name="disposition_cle_unique",
                violation_error_message="Deux dispositions de la convention portent la même clé.",
            ),
            models.UniqueConstraint(
                fields=["convention"],
                condition=Q(type=TypeDisposition.PREAMBULE),
                name="disposition_un_preambule",
                violation_error_message="Une convention n’a qu’un préambule.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=TypeDisposition.values),
                name="disposition_type_connu",
                violation_error_message="Une disposition est un préambule, un article ou une annexe.",
            ),
            models.CheckConstraint(
                condition=Q(numero_ecrit__isnull=True) | ~Q(type=TypeDisposition.PREAMBULE),
                name="disposition_preambule_sans_numero",
                violation_error_message="Le préambule ne porte pas de numéro.",
            ),
            models.CheckConstraint(
                condition=~Q(cle=""),
                name="disposition_cle_donnee",
                violation_error_message="Une disposition a une clé.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre or self.get_type_display()

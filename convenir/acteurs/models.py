"""Who acts: one record for each organisation and each person, and what ties them over time."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from convenir.acteurs.enums import QualiteMandat, TypeOrganisation
from convenir.acteurs.rules import MOTIF_INSEE, MOTIF_SIREN, en_cours
from convenir.journal.operations import Auteur
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune


class Organisation(models.Model):
    """A legal person, once: by its SIREN, or by the INSEE code of its commune or département.

    `fusionnee_dans` is the record that took over all its links when it turned out to be a duplicate.
    """

    type = models.CharField("type", max_length=12, choices=TypeOrganisation)
    nom = models.CharField("nom", max_length=200)
    siren = models.CharField(
        "SIREN",
        max_length=9,
        blank=True,
        validators=[RegexValidator(MOTIF_SIREN, "Un numéro SIREN compte neuf chiffres.")],
    )
    insee = models.CharField(
        "code INSEE",
        max_length=5,
        blank=True,
        validators=[RegexValidator(MOTIF_INSEE, "Un code INSEE de commune compte cinq caractères.")],
    )
    fusionnee_dans = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="doublons", verbose_name="fusionnée dans"
    )

    class Meta:
        verbose_name = "organisation"
        ordering: ClassVar = ["nom", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(nom=""),
                name="organisation_nommee",
                violation_error_message="Une organisation a un nom.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=TypeOrganisation.values),
                name="organisation_type_connu",
                violation_error_message="Ce type d’organisation n’existe pas.",
            ),
            models.UniqueConstraint(
                fields=["siren"],
                condition=~Q(siren="") & Q(fusionnee_dans__isnull=True),
                name="organisation_siren_unique",
                violation_error_message="Une organisation porte déjà ce numéro SIREN.",
            ),
            models.UniqueConstraint(
                fields=["insee"],
                condition=~Q(insee="") & Q(fusionnee_dans__isnull=True),
                name="organisation_insee_unique",
                violation_error_message="Une organisation porte déjà ce code INSEE.",
            ),
            models.CheckConstraint(
                condition=Q(insee="") | Q(type=TypeOrganisation.COMMUNE),
                name="organisation_insee_d_une_commune",
                violation_error_message="Seule une commune porte un code INSEE.",
            ),
            models.CheckConstraint(
                condition=Q(fusionnee_dans__isnull=True) | ~Q(fusionnee_dans=F("id")),
                name="organisation_fusionnee_dans_une_autre",
                violation_error_message="Une organisation ne peut être fusionnée avec elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def cle(self) -> str:
        """Its stable id for the journal."""
        return f"organisation:{self.pk}"


class Personne(AbstractBaseUser):
    """Someone who acts. With an address, also an account: it signs in by password, passkey or ProConnect.

    `installation` marks whoever keeps this installation (organisations, accounts), and gives no right to
    read a convention. `demonstration` marks the accounts that anyone may enter in demonstration mode.
    """

    email = models.EmailField(
        "adresse électronique",
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "Cette adresse est déjà celle d’une autre personne."},
    )
    prenom = models.CharField("prénom", max_length=100, blank=True)
    nom = models.CharField("nom", max_length=100)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    installation = models.BooleanField("administre l’installation", default=False)
    demonstration = models.BooleanField("compte de démonstration", default=False)
    cree_le = models.DateTimeField("créée le", default=timezone.now, editable=False)

    objects: ClassVar[BaseUserManager[Any]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "personne"
        ordering: ClassVar = ["nom", "prenom", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(nom=""),
                name="personne_nommee",
                violation_error_message="Une personne a un nom.",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | (Q(email=Lower("email")) & ~Q(email="")),
                name="personne_adresse_en_minuscules",
                violation_error_message="Une adresse électronique s’écrit en minuscules.",
            ),
            models.CheckConstraint(
                condition=~Q(installation=True, demonstration=True),
                name="personne_demonstration_sans_installation",
                violation_error_message="Un compte de démonstration n’administre pas l’installation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def clean(self) -> None:
        """Someone without an account has no address at all: an empty one would be taken once."""
        super().clean()
        self.email = self.email or None

    def get_username(self) -> str:
        """The address, or nothing for someone without an account."""
        return self.email or ""

    @property
    def cle(self) -> str:
        """Its stable id for the journal, the mail and the jobs."""
        return f"personne:{self.pk}"

    def en_auteur(self, organisation: Organisation | None) -> Auteur:
        """Who acts, as the journal tells it."""
        return Auteur(
            nom=str(self),
            courriel=self.email or "",
            cle=self.cle,
            organisation=organisation.cle if organisation else "",
            organisation_nom=organisation.nom if organisation else "",
        )


class Poste(models.Model):
    """A post of an organisation, whoever holds it: its field, its commune, its ETP, until when it is funded.

    `theme` is the key of a theme, empty for a global one; `etp` a share of full-time, 1 at most.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="postes", verbose_name="organisation"
    )
    intitule = models.CharField("intitulé", max_length=200)
    theme = models.CharField("thématique", max_length=40, blank=True)
    commune = models.CharField(
        "commune",
        max_length=5,
        blank=True,
        validators=[RegexValidator(MOTIF_INSEE, "Un code INSEE de commune compte cinq caractères.")],
    )
    etp = models.DecimalField("ETP", max_digits=3, decimal_places=2, null=True, blank=True)
    finance_jusqu_au = models.DateField("financé jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "poste"
        ordering: ClassVar = ["organisation", "intitule", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(intitule=""),
                name="poste_intitule",
                violation_error_message="Un poste a un intitulé.",
            ),
            models.CheckConstraint(
                condition=Q(etp__isnull=True) | (Q(etp__gt=0) & Q(etp__lte=1)),
                name="poste_etp_d_une_personne",
                violation_error_message="Les ETP d’un poste vont de 0 à 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.intitule

    @property
    def nom_du_theme(self) -> str:
        """The label of its theme, empty for a global post."""
        return next((theme.libelle for theme in THEMES if theme.cle == self.theme), self.theme)

    @property
    def nom_de_la_commune(self) -> str:
        """The name of its commune, empty when it serves the whole territory."""
        lieu = commune(self.commune) if self.commune else None
        return lieu.nom if lieu else self.commune

    @property
    def est_vacant(self) -> bool:
        """Whether nobody holds it today."""
        return not any(occupation.est_en_cours for occupation in self.occupations.all())


class Occupation(models.Model):
    """Who holds a post, from when, until when.

    `confirme` is False as long as only somebody outside the organisation said so, by an invitation.
    """

    poste = models.ForeignKey(Poste, models.PROTECT, related_name="occupations", verbose_name="poste")
    personne = models.ForeignKey(
        Personne, models.PROTECT, related_name="occupations", verbose_name="personne"
    )
    debut = models.DateField("premier jour")
    fin = models.DateField("dernier jour", null=True, blank=True)
    confirme = models.BooleanField("confirmé par l’organisation", default=True)

    class Meta:
        verbose_name = "occupation d’un poste"
        verbose_name_plural = "occupations des postes"
        ordering: ClassVar = ["poste", "debut", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="occupation_fin_apres_debut",
                violation_error_message="Le dernier jour sur un poste ne peut précéder le premier.",
            ),
            models.UniqueConstraint(
                fields=["poste", "personne"],
                condition=Q(fin__isnull=True),
                name="occupation_en_cours_unique",
                violation_error_message="Cette personne occupe déjà ce poste.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} : {self.poste}"

    @property
    def est_en_cours(self) -> bool:
        """Whether the person holds the post today."""
        return en_cours(self.debut, self.fin, timezone.localdate())


class Mandat(models.Model):
    """An elected person's mandate for an organisation; `delegation` is the field entrusted, in words.

    `succede_a` is the mandate this one follows, of the same person (renewed) or of another (replaced).
    `inconnu_le` is when somebody, asked whether it goes on, did not know.
    `confirme` is False as long as only somebody outside the organisation said so, by an invitation.
    """

    personne = models.ForeignKey(Personne, models.PROTECT, related_name="mandats", verbose_name="personne")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mandats", verbose_name="organisation"
    )
    qualite = models.CharField("qualité", max_length=25, choices=QualiteMandat)
    delegation = models.CharField("délégation", max_length=200, blank=True)
    debut = models.DateField("premier jour")
    fin = models.DateField("dernier jour", null=True, blank=True)
    succede_a = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suite",
        verbose_name="succède à",
        error_messages={"unique": "Ce mandat a déjà une suite."},
    )
    inconnu_le = models.DateField("suite inconnue le", null=True, blank=True)
    confirme = models.BooleanField("confirmé par l’organisation", default=True)

    class Meta:
        verbose_name = "mandat"
        ordering: ClassVar = ["organisation", "debut", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(qualite__in=QualiteMandat.values),
                name="mandat_qualite_connue",
                violation_error_message="Cette qualité d’élu n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="mandat_fin_apres_debut",
                violation_error_message="Le dernier jour d’un mandat ne peut précéder le premier.",
            ),
            models.UniqueConstraint(
                fields=["personne", "organisation", "qualite"],
                condition=Q(fin__isnull=True),
                name="mandat_en_cours_unique",
                violation_error_message="Cette personne exerce déjà ce mandat.",
            ),
            models.CheckConstraint(
                condition=Q(succede_a__isnull=True) | ~Q(succede_a=F("id")),
                name="mandat_succede_a_un_autre",
                violation_error_message="Un mandat ne peut se succéder à lui-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne}, {self.get_qualite_display()}"


class LienDeReponse(models.Model):
    """A link by which somebody does one act, once, without signing in: never a session.

    `acte` is the key of the act in `reponses.registre`, `sujet` the stable id of what it is about. Only the
    SHA-256 (`empreinte`) of the secret is kept. Once used, or out of time, it names nobody any more.
    """

    acte = models.CharField("acte", max_length=60)
    sujet = models.CharField("sujet", max_length=120)
    destinataire_cle = models.CharField("identifiant du destinataire", max_length=120)
    destinataire_nom = models.CharField("nom du destinataire", max_length=200, blank=True)
    adresse = models.EmailField("adresse électronique", blank=True)
    empreinte = models.CharField("empreinte du lien", max_length=64, unique=True)
    cree_le = models.DateTimeField("créé le", default=timezone.now, editable=False)
    expire_le = models.DateTimeField("expire le")
    servi_le = models.DateTimeField("servi le", null=True, blank=True)

    class Meta:
        verbose_name = "lien de réponse"
        verbose_name_plural = "liens de réponse"
        ordering: ClassVar = ["cree_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expire_le__gt=F("cree_le")),
                name="lien_expire_apres_sa_creation",
                violation_error_message="Un lien de réponse expire après sa création.",
            ),
            models.CheckConstraint(
                condition=(Q(servi_le__isnull=True) & ~Q(destinataire_nom="") & ~Q(adresse=""))
                | Q(servi_le__isnull=False, destinataire_nom="", adresse=""),
                name="lien_servi_ne_nomme_plus",
                violation_error_message="Un lien de réponse nomme son destinataire tant qu’il n’a pas servi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acte} : {self.sujet}"

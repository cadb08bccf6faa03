"""What people say of the dates that a convention sets: a rhythm chosen, something done, a date set aside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.conventions.enums.echeances import Envoi
from convenir.conventions.models.texte import Convention
from convenir.documents.models import Fichier

RYTHME_MAXIMUM = 60  # months


class Rythme(models.Model):
    """How often the parties chose to do what the text sets no rhythm to; the last one choisi counts.

    `choisi_par` says who decided ("Comité de pilotage du 3 mars"), `personne` who recorded it.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="rythmes", verbose_name="convention"
    )
    obligation = models.SlugField("obligation", max_length=40)
    mois = models.PositiveSmallIntegerField("nombre de mois")
    choisi_le = models.DateField("choisi le")
    choisi_par = models.CharField("choisi par", max_length=300)
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    note_le = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "rythme choisi"
        verbose_name_plural = "rythmes choisis"
        ordering: ClassVar = ["convention", "obligation", "choisi_le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "obligation", "choisi_le"],
                name="rythme_un_par_jour",
                violation_error_message="Un rythme a déjà été choisi ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(mois__gte=1, mois__lte=RYTHME_MAXIMUM),
                name="rythme_de_un_a_soixante_mois",
                violation_error_message="Un rythme va de un à soixante mois.",
            ),
            models.CheckConstraint(
                condition=~Q(choisi_par=""),
                name="rythme_dit_qui_l_a_choisi",
                violation_error_message="Dites qui a choisi ce rythme.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} : {self.mois} mois"


class Accomplissement(models.Model):
    """Something done outside this software: when, who says so, the paper if there is one.

    `sujet` tells apart those of one obligation (a commune, a party); empty when there is one only.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="accomplissements", verbose_name="convention"
    )
    obligation = models.SlugField("obligation", max_length=40)
    sujet = models.SlugField("sujet", max_length=40, blank=True)
    fait_le = models.DateField("fait le")
    attestation = models.CharField("qui l’atteste", max_length=300)
    fichier = models.ForeignKey(
        Fichier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="document"
    )
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    note_le = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "accomplissement"
        ordering: ClassVar = ["convention", "fait_le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "obligation", "sujet", "fait_le"],
                name="accomplissement_unique",
                violation_error_message="C’est déjà noté à cette date.",
            ),
            models.CheckConstraint(
                condition=~Q(attestation=""),
                name="accomplissement_atteste",
                violation_error_message="Dites qui atteste que c’est fait.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} : {self.fait_le}"


class Ecart(models.Model):
    """A due date that people decided to let go, and why. Taken away when they think better of it."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="ecarts", verbose_name="convention"
    )
    obligation = models.SlugField("obligation", max_length=40)
    sujet = models.SlugField("sujet", max_length=40, blank=True)
    pour_le = models.DateField("échéance")
    motif = models.CharField("motif", max_length=1000)
    personne = models.ForeignKey(Personne, models.PROTECT, related_name="+", verbose_name="personne")
    le = models.DateTimeField("le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "échéance écartée"
        verbose_name_plural = "échéances écartées"
        ordering: ClassVar = ["convention", "pour_le", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "obligation", "sujet", "pour_le"],
                name="ecart_unique",
                violation_error_message="Cette échéance est déjà écartée.",
            ),
            models.CheckConstraint(
                condition=~Q(motif=""),
                name="ecart_motive",
                violation_error_message="Dites pourquoi cette échéance est écartée.",
            ),
        ]

    def __str__(self) -> str:
        return self.motif


class Abonnement(models.Model):
    """How a person is told what is due: a calendar at a secret address, a digest by mail.

    `empreinte` is the SHA-256 of its secret, which the key of the site draws from `ouvert_le`; `envoi` is
    empty until the person chose: the default then depends on the role.
    """

    personne = models.OneToOneField(
        Personne, models.PROTECT, related_name="abonnement", verbose_name="personne"
    )
    empreinte = models.CharField("empreinte de l’adresse du calendrier", max_length=64, blank=True)
    ouvert_le = models.DateTimeField("calendrier ouvert le", null=True, blank=True)
    envoi = models.CharField("récapitulatif", max_length=15, choices=Envoi, blank=True)

    class Meta:
        verbose_name = "abonnement aux échéances"
        verbose_name_plural = "abonnements aux échéances"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["empreinte"],
                condition=~Q(empreinte=""),
                name="abonnement_empreinte_unique",
                violation_error_message="Cette adresse de calendrier existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(empreinte="", ouvert_le__isnull=True)
                | (~Q(empreinte="") & Q(ouvert_le__isnull=False)),
                name="abonnement_ouvert_a_sa_date",
                violation_error_message="Un calendrier ouvert a sa date, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(envoi="") | Q(envoi__in=Envoi.values),
                name="abonnement_envoi_connu",
                violation_error_message="Ce rythme d’envoi n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"Échéances de {self.personne}"

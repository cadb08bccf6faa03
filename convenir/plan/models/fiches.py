"""The fiche action: one record for each action, which `operations` alone writes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.acteurs.models import Organisation
from convenir.conventions.models import Convention
from convenir.plan.enums import Avancement, Priorite, Redaction
from convenir.plan.models.strategie import Objectif


class FicheAction(models.Model):
    """An action of the plan. Only its title and its objective are asked for.

    `numero` is its own within the convention, whatever its objective. No commune concerned means the whole
    territory. `reservee`: only the organisations of `Reserve`, and whoever has a part in it, see it.
    `nouvelles_le` is when it last said something. `fictif` marks an example. `version` grows with every
    change: a form made on an older one is refused.
    """

    convention = models.ForeignKey(Convention, models.CASCADE, related_name="fiches")
    numero = models.PositiveIntegerField("numéro")
    objectif = models.ForeignKey(Objectif, models.PROTECT, related_name="fiches", verbose_name="objectif")
    titre = models.CharField("titre", max_length=300)
    contexte = models.TextField("contexte", blank=True)
    description = models.TextField("description", blank=True)
    resultats = models.TextField("résultats attendus", blank=True)
    public = models.CharField("public", max_length=500, blank=True)
    priorite = models.CharField("priorité", max_length=8, choices=Priorite, blank=True)
    debut = models.DateField("début", null=True, blank=True)
    fin = models.DateField("fin", null=True, blank=True)
    etp = models.DecimalField("moyens humains en ETP", max_digits=6, decimal_places=2, null=True, blank=True)
    moyens_humains = models.TextField("moyens humains", blank=True)
    moyens_materiels = models.TextField("moyens matériels", blank=True)
    autres_plans = models.JSONField("autres plans servis", default=list, blank=True)
    references_plans = models.CharField("références dans ces plans", max_length=500, blank=True)
    vigilance = models.TextField("points de vigilance", blank=True)
    notes = models.TextField("notes", blank=True)
    liees = models.ManyToManyField("self", blank=True, verbose_name="fiches liées")

    redaction = models.CharField("rédaction", max_length=10, choices=Redaction, default=Redaction.REFLEXION)
    validee_le = models.DateField("validée le", null=True, blank=True)
    validee_par = models.CharField("validée par", max_length=200, blank=True)
    avancement = models.CharField(
        "avancement", max_length=10, choices=Avancement, default=Avancement.A_DEMARRER
    )
    bloquee_par = models.CharField("bloquée par", max_length=500, blank=True)
    abandon = models.CharField("motif de l’abandon", max_length=500, blank=True)
    terminee_le = models.DateField("terminée le", null=True, blank=True)
    nouvelles_le = models.DateField("dernières nouvelles", default=timezone.localdate)

    reservee = models.BooleanField("réservée", default=False)
    fictif = models.BooleanField("exemple fictif", default=False)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "fiche action"
        verbose_name_plural = "fiches actions"
        ordering: ClassVar = ["convention", "numero"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="fiche_numero_unique",
                violation_error_message="Une fiche de cette convention porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                condition=~Q(titre=""),
                name="fiche_titree",
                violation_error_message="Donnez un titre à la fiche.",
            ),
            models.CheckConstraint(
                condition=Q(priorite="") | Q(priorite__in=Priorite.values),
                name="fiche_priorite_connue",
                violation_error_message="Cette priorité n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="fiche_fin_apres_debut",
                violation_error_message="La fin de l’action ne peut précéder son début.",
            ),
            models.CheckConstraint(
                condition=Q(etp__isnull=True) | Q(etp__gte=0),
                name="fiche_etp_positifs",
                violation_error_message="Les ETP ne peuvent être négatifs.",
            ),
            models.CheckConstraint(
                condition=Q(redaction__in=Redaction.values),
                name="fiche_redaction_connue",
                violation_error_message="Cette phase de rédaction n’existe pas.",
            ),
            models.CheckConstraint(
                condition=(Q(redaction=Redaction.DIFFUSEE, validee_le__isnull=False) & ~Q(validee_par=""))
                | (~Q(redaction=Redaction.DIFFUSEE) & Q(validee_le__isnull=True, validee_par="")),
                name="fiche_diffusee_si_validee",
                violation_error_message="Une fiche est diffusée une fois validée : quand, et par qui.",
            ),
            models.CheckConstraint(
                condition=Q(avancement__in=Avancement.values),
                name="fiche_avancement_connu",
                violation_error_message="Cet avancement n’existe pas.",
            ),
            models.CheckConstraint(
                condition=(Q(avancement=Avancement.BLOQUEE) & ~Q(bloquee_par=""))
                | (~Q(avancement=Avancement.BLOQUEE) & Q(bloquee_par="")),
                name="fiche_bloquee_dit_par_quoi",
                violation_error_message="Dites ce qui bloque l’action.",
            ),
            models.CheckConstraint(
                condition=(Q(avancement=Avancement.ABANDONNEE) & ~Q(abandon=""))
                | (~Q(avancement=Avancement.ABANDONNEE) & Q(abandon="")),
                name="fiche_abandonnee_dit_pourquoi",
                violation_error_message="Dites pourquoi l’action est abandonnée.",
            ),
            models.CheckConstraint(
                condition=(Q(avancement=Avancement.TERMINEE) & Q(terminee_le__isnull=False))
                | (~Q(avancement=Avancement.TERMINEE) & Q(terminee_le__isnull=True)),
                name="fiche_terminee_a_sa_date",
                violation_error_message="Une action terminée a la date de sa fin.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["convention", "avancement"], name="fiche_par_avancement"),
            models.Index(fields=["convention", "fin"], name="fiche_par_fin"),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def objet(self) -> str:
        """Its stable id for the journal and the mail."""
        return f"convention:{self.convention.code}/fiche:{self.pk}"

    @property
    def nom(self) -> str:
        """How it is named in a sentence that anybody of the convention may read."""
        return f"Fiche {self.numero}" if self.reservee else f"Fiche {self.numero} « {self.titre} »"


class Reserve(models.Model):
    """An organisation that sees a reserved fiche."""

    fiche = models.ForeignKey(FicheAction, models.CASCADE, related_name="reserves")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="fiches_reservees")

    class Meta:
        verbose_name = "réserve d’une fiche"
        verbose_name_plural = "réserves des fiches"
        ordering: ClassVar = ["fiche", "id"]

    def __str__(self) -> str:
        return f"{self.fiche} : {self.organisation}"

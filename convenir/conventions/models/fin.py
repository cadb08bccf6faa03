"""How a convention ends before its term, and the disputes between its parties."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenir.conventions.enums import EtatDifferend, EtatProcedure, NatureProcedure
from convenir.conventions.models.texte import Convention


class Procedure(models.Model):
    """What a party starts to end the convention early (article 13), and its clock.

    `partie` acts, `contre` is written to. `delai_mois` is the delay that the text gives, from the sending of
    the registered letter, 0 when it gives none; `prorogation` whether the text extends it to a working day.
    `prend_effet_le` is the last day of the convention.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="procedures", verbose_name="convention"
    )
    nature = models.CharField("nature", max_length=20, choices=NatureProcedure)
    etat = models.CharField("état", max_length=20, choices=EtatProcedure, default=EtatProcedure.PREPAREE)
    partie = models.TextField("partie qui agit")
    contre = models.TextField("partie à qui elle écrit", blank=True)
    motif = models.TextField("ce qui est reproché ou demandé")
    delai_mois = models.PositiveSmallIntegerField("délai, en mois")
    prorogation = models.BooleanField("le texte reporte au jour ouvré suivant", default=False)
    envoyee_le = models.DateField("lettre envoyée le", null=True, blank=True)
    recue_le = models.DateField("lettre reçue le", null=True, blank=True)
    remediee_le = models.DateField("remédiée le", null=True, blank=True)
    prend_effet_le = models.DateField("la convention prend fin le", null=True, blank=True)
    issue = models.TextField("ce qui y a mis un terme", blank=True)
    ouverte_le = models.DateTimeField("ouverte le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "procédure de fin"
        verbose_name_plural = "procédures de fin"
        ordering: ClassVar = ["convention", "ouverte_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatProcedure.values) & Q(nature__in=NatureProcedure.values),
                name="procedure_etat_et_nature_connus",
                violation_error_message="Cet état ou cette nature de procédure n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(motif="") & ~Q(partie=""),
                name="procedure_dit_qui_et_pourquoi",
                violation_error_message="Dites quelle partie agit, et pourquoi.",
            ),
            models.CheckConstraint(
                condition=(Q(nature=NatureProcedure.MODIFICATION) & Q(delai_mois=0))
                | (~Q(nature=NatureProcedure.MODIFICATION) & Q(delai_mois__gt=0)),
                name="procedure_delai_selon_la_nature",
                violation_error_message="Une fin avec lettre a un délai ; sans mise en demeure, aucun.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatProcedure.PREPAREE) | Q(envoyee_le__isnull=True),
                name="procedure_preparee_sans_envoi",
                violation_error_message="Une procédure dont la lettre est partie n’est plus en préparation.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=[EtatProcedure.ENVOYEE, EtatProcedure.REMEDIEE])
                | Q(envoyee_le__isnull=False),
                name="procedure_envoyee_datee",
                violation_error_message="Dites quand la lettre est partie.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatProcedure.PRONONCEE)
                | Q(nature=NatureProcedure.MODIFICATION)
                | Q(envoyee_le__isnull=False),
                name="procedure_prononcee_apres_lettre",
                violation_error_message="Sauf changement sans avenant, la fin se constate après une lettre.",
            ),
            models.CheckConstraint(
                condition=Q(recue_le__isnull=True) | Q(recue_le__gte=F("envoyee_le")),
                name="procedure_recue_apres_envoi",
                violation_error_message="La lettre ne peut être reçue avant d’être envoyée.",
            ),
            models.CheckConstraint(
                condition=Q(etat=EtatProcedure.REMEDIEE, remediee_le__isnull=False)
                | (~Q(etat=EtatProcedure.REMEDIEE) & Q(remediee_le__isnull=True)),
                name="procedure_remediee_datee",
                violation_error_message="Dites quand il a été remédié.",
            ),
            models.CheckConstraint(
                condition=Q(etat=EtatProcedure.PRONONCEE, prend_effet_le__isnull=False)
                | (~Q(etat=EtatProcedure.PRONONCEE) & Q(prend_effet_le__isnull=True)),
                name="procedure_prononcee_datee",
                violation_error_message="Dites quel jour la convention prend fin.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=[EtatProcedure.REMEDIEE, EtatProcedure.ABANDONNEE]) | ~Q(issue=""),
                name="procedure_close_dit_comment",
                violation_error_message="Dites comment la procédure s’est arrêtée.",
            ),
            models.UniqueConstraint(
                fields=["convention"],
                condition=Q(etat=EtatProcedure.PRONONCEE),
                name="procedure_une_seule_fin",
                violation_error_message="Cette convention a déjà pris fin.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_nature_display()


class Differend(models.Model):
    """A dispute between the parties (article 14): what about, before which court, how it ended."""

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="differends", verbose_name="convention"
    )
    objet = models.TextField("objet du différend")
    partie = models.TextField("partie qui le soulève")
    etat = models.CharField("état", max_length=10, choices=EtatDifferend, default=EtatDifferend.OUVERT)
    ouvert_le = models.DateField("ouvert le")
    saisi_le = models.DateField("tribunal saisi le", null=True, blank=True)
    juridiction = models.CharField("tribunal", max_length=200, blank=True)
    clos_le = models.DateField("clos le", null=True, blank=True)
    issue = models.TextField("issue", blank=True)

    class Meta:
        verbose_name = "différend"
        ordering: ClassVar = ["convention", "ouvert_le", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatDifferend.values) & ~Q(objet="") & ~Q(partie=""),
                name="differend_dit_son_objet",
                violation_error_message="Dites l’objet du différend, et quelle partie le soulève.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatDifferend.OUVERT) | Q(saisi_le__isnull=True),
                name="differend_ouvert_sans_tribunal",
                violation_error_message="Un différend porté devant le tribunal n’est plus seulement ouvert.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=[EtatDifferend.SAISI, EtatDifferend.JUGE])
                | (Q(saisi_le__isnull=False) & ~Q(juridiction="")),
                name="differend_saisi_nomme_le_tribunal",
                violation_error_message="Dites quel tribunal a été saisi, et quand.",
            ),
            models.CheckConstraint(
                condition=(Q(clos_le__isnull=False) & ~Q(issue=""))
                | (Q(clos_le__isnull=True) & Q(etat__in=[EtatDifferend.OUVERT, EtatDifferend.SAISI])),
                name="differend_clos_dit_son_issue",
                violation_error_message="Un différend clos dit quand et comment.",
            ),
            models.CheckConstraint(
                condition=Q(saisi_le__isnull=True) | Q(saisi_le__gte=F("ouvert_le")),
                name="differend_saisi_apres_ouverture",
                violation_error_message="Le tribunal ne peut être saisi avant que le différend soit ouvert.",
            ),
            models.CheckConstraint(
                condition=Q(clos_le__isnull=True) | Q(clos_le__gte=F("ouvert_le")),
                name="differend_clos_apres_ouverture",
                violation_error_message="Un différend ne peut être clos avant d’être ouvert.",
            ),
        ]

    def __str__(self) -> str:
        return self.objet

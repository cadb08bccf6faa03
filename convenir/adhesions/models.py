"""The register of adhesions: one open record for each commune of a convention."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from convenir.adhesions.enums import EtatAdhesion, Source
from convenir.conventions.models import Convention
from convenir.conventions.rules.executoire import Publication
from convenir.documents.models import Fichier

#: second level of the classification of acts (schema SCDL « Délibérations » 2.1.2, DELIB_MATIERE_CODE)
MOTIF_MATIERE = r"^[1-9]\.\d{1,2}$"
_DELIBEREE = Q(statut__in=[EtatAdhesion.VOTEE, EtatAdhesion.REFUSEE, EtatAdhesion.RETIREE])
_CLOSE = Q(statut__in=[EtatAdhesion.REFUSEE, EtatAdhesion.RETIREE])


def _vaut(condition: Q, autre: Q) -> Q:
    """Both or neither."""
    return (condition & autre) | (~condition & ~autre)


class Adhesion(models.Model):
    """What one commune was asked, voted and did of its vote. `operations` alone writes it.

    `nom` is the commune's when it entered the register: one that merges keeps its row, and `sortie_le` is
    when it was seen to have left the EPCI. A refusal or a withdrawal closes the row; should the commune be
    asked or vote again, that one is filed (`archivee_le`) and another opens: the past stays told.
    `identifiant` is the whole one printed by the préfecture, empty for an act known otherwise; then
    `attestation` says from whom. `conseil_le` is the council it is awaited at.
    `version` grows with every act: a form made on an older one is refused.
    """

    convention = models.ForeignKey(
        Convention, models.CASCADE, related_name="adhesions", verbose_name="convention"
    )
    insee = models.CharField(
        "code INSEE",
        max_length=5,
        validators=[RegexValidator(r"^(\d{5}|2[AB]\d{3})$", "Un code INSEE compte cinq caractères.")],
    )
    nom = models.CharField("nom", max_length=80)
    statut = models.CharField("état", max_length=15, choices=EtatAdhesion, default=EtatAdhesion.NON_DEMANDEE)
    conseil_le = models.DateField("prochain conseil", null=True, blank=True)
    demandee_le = models.DateField("demandée le", null=True, blank=True)
    deliberee_le = models.DateField("délibérée le", null=True, blank=True)
    numero = models.CharField("numéro", max_length=60, blank=True)
    identifiant = models.CharField("identifiant de l’acte", max_length=100, blank=True)
    recue_le = models.DateField("reçue en préfecture le", null=True, blank=True)
    publiee_le = models.DateField("publiée le", null=True, blank=True)
    publication = models.CharField(
        "mode de publication", max_length=12, blank=True, choices=[(p.value, p.libelle) for p in Publication]
    )
    retiree_le = models.DateField("retirée le", null=True, blank=True)
    source = models.CharField("connue par", max_length=10, choices=Source, blank=True)
    attestation = models.CharField("qui l’atteste", max_length=300, blank=True)
    copie = models.ForeignKey(
        Fichier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adhesions",
        verbose_name="copie de la délibération",
    )
    siret = models.CharField(
        "SIRET",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", "Un numéro SIRET compte quatorze chiffres.")],
    )
    matiere_code = models.CharField(
        "code de matière",
        max_length=4,
        blank=True,
        validators=[RegexValidator(MOTIF_MATIERE, "Un code de matière s’écrit comme 8.2.")],
    )
    matiere_nom = models.CharField("matière", max_length=120, blank=True)
    sortie_le = models.DateField("sortie de l’intercommunalité constatée le", null=True, blank=True)
    archivee_le = models.DateField("classée le", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "adhésion"
        ordering: ClassVar = ["convention", "nom", "insee", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(statut__in=EtatAdhesion.values),
                name="adhesion_statut_connu",
                violation_error_message="Cet état d’adhésion n’existe pas.",
            ),
            models.CheckConstraint(
                condition=(~Q(statut=EtatAdhesion.NON_DEMANDEE) | Q(demandee_le__isnull=True))
                & (~Q(statut=EtatAdhesion.DEMANDEE) | Q(demandee_le__isnull=False)),
                name="adhesion_demandee_a_sa_date",
                violation_error_message="Une adhésion demandée a la date de sa demande.",
            ),
            models.CheckConstraint(
                condition=_vaut(_DELIBEREE, Q(deliberee_le__isnull=False)),
                name="adhesion_deliberee_a_sa_date",
                violation_error_message="Une adhésion a une date de délibération si le conseil a voté.",
            ),
            models.CheckConstraint(
                condition=_vaut(_DELIBEREE, ~Q(source="")),
                name="adhesion_deliberee_dit_sa_source",
                violation_error_message="Dites comment la délibération est connue.",
            ),
            models.CheckConstraint(
                condition=Q(source="") | Q(source__in=Source.values),
                name="adhesion_source_connue",
                violation_error_message="Cette source n’existe pas.",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.PAPIER) | ~Q(attestation=""),
                name="adhesion_papier_attestee",
                violation_error_message="Dites qui atteste d’une délibération connue sur papier.",
            ),
            models.CheckConstraint(
                condition=_vaut(Q(source=Source.ACTE), ~Q(identifiant="")),
                name="adhesion_acte_identifie",
                violation_error_message="Une délibération connue par son acte en a l’identifiant.",
            ),
            models.CheckConstraint(
                condition=Q(recue_le__isnull=True) | Q(recue_le__gte=F("deliberee_le")),
                name="adhesion_recue_apres_le_vote",
                violation_error_message="L’acte ne peut être reçu en préfecture avant d’être voté.",
            ),
            models.CheckConstraint(
                condition=Q(publiee_le__isnull=True) | Q(publiee_le__gte=F("deliberee_le")),
                name="adhesion_publiee_apres_le_vote",
                violation_error_message="L’acte ne peut être publié avant d’être voté.",
            ),
            models.CheckConstraint(
                condition=_DELIBEREE | Q(recue_le__isnull=True, publiee_le__isnull=True),
                name="adhesion_dates_d_un_acte_vote",
                violation_error_message="Seul un acte voté est reçu et publié.",
            ),
            models.CheckConstraint(
                condition=_vaut(Q(publiee_le__isnull=False), ~Q(publication="")),
                name="adhesion_publiee_d_une_maniere",
                violation_error_message="Dites quand et comment l’acte a été publié.",
            ),
            models.CheckConstraint(
                condition=_vaut(Q(statut=EtatAdhesion.RETIREE), Q(retiree_le__isnull=False)),
                name="adhesion_retiree_a_sa_date",
                violation_error_message="Une adhésion retirée a la date de son retrait.",
            ),
            models.CheckConstraint(
                condition=Q(retiree_le__isnull=True) | Q(retiree_le__gte=F("deliberee_le")),
                name="adhesion_retiree_apres_le_vote",
                violation_error_message="Une commune ne peut se retirer avant d’avoir adhéré.",
            ),
            models.CheckConstraint(
                condition=Q(archivee_le__isnull=True) | _CLOSE,
                name="adhesion_classee_si_close",
                violation_error_message="Seule une adhésion refusée ou retirée est classée.",
            ),
            models.UniqueConstraint(
                fields=["convention", "insee"],
                condition=Q(archivee_le__isnull=True),
                name="adhesion_une_par_commune",
                violation_error_message="Cette commune est déjà au registre des adhésions.",
            ),
            models.UniqueConstraint(
                fields=["convention", "identifiant"],
                condition=~Q(identifiant=""),
                name="adhesion_acte_unique",
                violation_error_message="Cet acte est déjà celui d’une autre adhésion.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def objet(self) -> str:
        """Its stable id for the journal and the mail: one for the commune, whatever the row."""
        return f"convention:{self.convention.code}/commune:{self.insee}"

"""Rounds of signatures on a frozen version, the signatures they expect, the seals they end with."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from convenir.acteurs.models import Personne
from convenir.conventions.enums import EtatCircuit, EtatSignature, ModeSignature
from convenir.conventions.models.vie import Version
from convenir.documents.models import Fichier


class Circuit(models.Model):
    """A round of signatures on one version, alone to hold once those before it are withdrawn.

    `cle` is in the QR code that leads to its verification page. `exemplaire` is the PDF sent to be signed,
    `courant` the same with the certificates added since.
    """

    cle = models.UUIDField("clé de vérification", default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="circuits", verbose_name="version signée"
    )
    etat = models.CharField("état", max_length=10, choices=EtatCircuit, default=EtatCircuit.OUVERT)
    exemplaire = models.ForeignKey(
        Fichier, models.PROTECT, related_name="+", verbose_name="exemplaire à signer"
    )
    courant = models.ForeignKey(Fichier, models.PROTECT, related_name="+", verbose_name="exemplaire courant")
    lieu = models.CharField("lieu", max_length=200, blank=True)
    ouvert_le = models.DateTimeField("ouvert le", default=timezone.now, editable=False)
    clos_le = models.DateTimeField("clos le", null=True, blank=True)
    motif_du_retrait = models.TextField("motif du retrait", blank=True)

    class Meta:
        verbose_name = "circuit de signature"
        verbose_name_plural = "circuits de signature"
        ordering: ClassVar = ["version", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatCircuit.values),
                name="circuit_etat_connu",
                violation_error_message="Cet état de circuit n’existe pas.",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=~Q(etat=EtatCircuit.RETIRE),
                name="circuit_seul_sur_sa_version",
                violation_error_message="Cette version est déjà à la signature, ou signée.",
            ),
            models.CheckConstraint(
                condition=Q(etat=EtatCircuit.OUVERT, clos_le__isnull=True)
                | (~Q(etat=EtatCircuit.OUVERT) & Q(clos_le__isnull=False)),
                name="circuit_clos_a_une_date",
                violation_error_message="Un circuit a une date de fin si, et seulement si, il est clos.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatCircuit.RETIRE) | ~Q(motif_du_retrait=""),
                name="circuit_retire_dit_pourquoi",
                violation_error_message="Dites pourquoi le texte est retiré de la signature.",
            ),
        ]

    def __str__(self) -> str:
        return f"Signature de la version {self.version.numero}"


class Signature(models.Model):
    """One expected signature. Those of the same `rang` sign in parallel; a rank waits for the one before.

    `personne` is who may sign here, when they have an account; `delegation` the act that lets someone sign
    for another; `preuve` the scan of the paper, when there is one. `attestation` says in words what
    shows that it was given: whose certificate, who was signed in, who saw the paper.
    """

    circuit = models.ForeignKey(
        Circuit, models.CASCADE, related_name="signatures", verbose_name="circuit de signature"
    )
    rang = models.PositiveSmallIntegerField("rang")
    partie = models.TextField("partie")
    nom = models.TextField("nom")
    qualite = models.TextField("qualité", blank=True)
    personne = models.ForeignKey(
        Personne, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="personne"
    )
    delegation = models.ForeignKey(
        Fichier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="délégation"
    )
    etat = models.CharField("état", max_length=10, choices=EtatSignature, default=EtatSignature.ATTENDUE)
    mode = models.CharField("mode", max_length=12, choices=ModeSignature, blank=True)
    signee_le = models.DateField("signée le", null=True, blank=True)
    lieu = models.CharField("lieu", max_length=200, blank=True)
    preuve = models.ForeignKey(
        Fichier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="preuve"
    )
    attestation = models.CharField("ce qui l’atteste", max_length=300, blank=True)
    motif = models.TextField("motif du refus", blank=True)

    class Meta:
        verbose_name = "signature"
        ordering: ClassVar = ["circuit", "rang", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(etat__in=EtatSignature.values),
                name="signature_etat_connu",
                violation_error_message="Cet état de signature n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(mode="", signee_le__isnull=True)
                | (Q(mode__in=ModeSignature.values) & Q(signee_le__isnull=False)),
                name="signature_mode_avec_sa_date",
                violation_error_message="Une signature donnée a un mode et une date.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=[EtatSignature.ATTENDUE, EtatSignature.REFUSEE]) | Q(mode=""),
                name="signature_attendue_non_donnee",
                violation_error_message="Une signature attendue ou refusée n’est pas donnée.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatSignature.APPOSEE) | ~Q(mode=""),
                name="signature_apposee_donnee",
                violation_error_message="Une signature apposée dit comment et quand.",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatSignature.REFUSEE) | ~Q(motif=""),
                name="signature_refusee_dit_pourquoi",
                violation_error_message="Un refus de signer dit pourquoi.",
            ),
            models.CheckConstraint(
                condition=~Q(mode=ModeSignature.SCAN) | Q(preuve__isnull=False),
                name="signature_scan_avec_sa_preuve",
                violation_error_message="Joignez l’exemplaire signé et numérisé.",
            ),
            models.CheckConstraint(
                condition=~Q(mode=ModeSignature.PAPIER) | ~Q(attestation=""),
                name="signature_sur_papier_attestee",
                violation_error_message="Dites qui atteste de cette signature sur papier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom}, {self.partie}"


class Sceau(models.Model):
    """The bytes everybody signed, their SHA-256 and the data of that day. Neither changed nor removed."""

    circuit = models.OneToOneField(Circuit, models.PROTECT, related_name="sceau", verbose_name="circuit")
    fichier = models.ForeignKey(Fichier, models.PROTECT, related_name="sceaux", verbose_name="fichier")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    donnees = models.JSONField("données")
    scelle_le = models.DateTimeField("scellé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "sceau"
        verbose_name_plural = "sceaux"
        ordering: ClassVar = ["-scelle_le", "id"]

    def __str__(self) -> str:
        return self.sha256

"""A mail to one person, and what a person does not want to receive. No key to anybody: ids and snapshots."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from convenir.notifications.enums import EtatCourriel
from convenir.notifications.rules import ESSAIS_MAX

_ENVOYE = Q(etat=EtatCourriel.ENVOYE)
_EN_ENVOI = Q(etat=EtatCourriel.EN_ENVOI)
_FINI = Q(etat__in=[etat for etat in EtatCourriel if etat.est_fini])


def _vaut(condition: Q, autre: Q) -> Q:
    """Both or neither."""
    return (condition & autre) | (~condition & ~autre)


class Courriel(models.Model):
    """A mail, plain text only. `notifications.tasks` alone changes its state.

    `destinataire_cle` is a stable id ("personne:12"), name and address are those of that moment; `motif`
    is the stable key of why it is written ("invitation"), `sujet` the stable id of what it is about
    ("convention:CODE"). `texte` may hold a secret, a link that opens without a password: it lives until
    the mail is sent or given up, not a moment more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    destinataire_cle = models.CharField("identifiant du destinataire", max_length=120)
    destinataire_nom = models.CharField("nom du destinataire", max_length=200)
    adresse = models.EmailField("adresse électronique")
    objet = models.CharField("objet", max_length=200)
    texte = models.TextField("texte", blank=True)
    motif = models.CharField("motif", max_length=60)
    sujet = models.CharField("sujet", max_length=120)
    etat = models.CharField("état", max_length=12, choices=EtatCourriel, default=EtatCourriel.A_ENVOYER)
    essais = models.PositiveSmallIntegerField("essais", default=0)
    erreur = models.CharField("pourquoi il n’est pas parti", max_length=300, blank=True)
    cree_le = models.DateTimeField("écrit le", auto_now_add=True)
    pris_le = models.DateTimeField("envoi commencé le", null=True, blank=True)
    envoye_le = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering: ClassVar = ["-cree_le", "id"]
        indexes: ClassVar = [
            models.Index(fields=["destinataire_cle", "motif", "sujet"], name="courriel_rappel"),
            models.Index(fields=["etat"], name="courriel_etat"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="courriel_etat_connu",
                condition=Q(etat__in=EtatCourriel.values),
                violation_error_message="L’état du courriel n’existe pas.",
            ),
            models.CheckConstraint(
                name="courriel_dit_a_qui_et_pourquoi",
                condition=~Q(destinataire_cle="")
                & ~Q(adresse="")
                & ~Q(objet="")
                & ~Q(motif="")
                & ~Q(sujet=""),
                violation_error_message="Un courriel dit à qui, de quoi et pourquoi il est écrit.",
            ),
            models.CheckConstraint(
                name="courriel_texte_efface_a_la_fin",
                condition=_vaut(_FINI, Q(texte="")),
                violation_error_message="Un courriel a un texte jusqu’à son envoi ou son abandon, pas après.",
            ),
            models.CheckConstraint(
                name="courriel_pris_pendant_l_envoi",
                condition=_vaut(_EN_ENVOI, Q(pris_le__isnull=False)),
                violation_error_message="Un courriel est pris pendant son envoi, et seulement alors.",
            ),
            models.CheckConstraint(
                name="courriel_envoye_a_sa_date",
                condition=_vaut(_ENVOYE, Q(envoye_le__isnull=False)),
                violation_error_message="Un courriel a une date d’envoi si, et seulement si, il est envoyé.",
            ),
            models.CheckConstraint(
                name="courriel_abandonne_dit_pourquoi",
                condition=~Q(etat=EtatCourriel.ABANDONNE) | ~Q(erreur=""),
                violation_error_message="Un courriel abandonné dit pourquoi.",
            ),
            models.CheckConstraint(
                name="courriel_essais_bornes",
                condition=Q(essais__lte=ESSAIS_MAX) & (~(_ENVOYE | _EN_ENVOI) | Q(essais__gte=1)),
                violation_error_message=f"Un courriel envoyé l’est en {ESSAIS_MAX} essais au plus.",
            ),
        ]

    def __str__(self) -> str:
        return self.objet


class Preference(models.Model):
    """Whether a person receives the mails of a `motif` that no act requires; without a row, yes."""

    personne = models.CharField("identifiant de la personne", max_length=120)
    motif = models.CharField("motif", max_length=60)
    recoit = models.BooleanField("reçoit ces courriels")

    class Meta:
        verbose_name = "préférence de courriel"
        verbose_name_plural = "préférences de courriel"
        ordering: ClassVar = ["personne", "motif"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["personne", "motif"],
                name="preference_unique",
                violation_error_message="Une personne a une seule préférence par motif.",
            ),
            models.CheckConstraint(
                name="preference_dit_qui_et_quoi",
                condition=~Q(personne="") & ~Q(motif=""),
                violation_error_message="Une préférence dit de qui et pour quel motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.personne} · {self.motif} : {'oui' if self.recoit else 'non'}"

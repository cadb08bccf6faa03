"""Kinds of organisations and mandates, roles, acts: stable keys stored, French labels shown."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices


class TypeOrganisation(TextChoices):
    """What an organisation is for a convention."""

    CAF = "caf", "Caf"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    DEPARTEMENT = "departement", "Département"
    MSA = "msa", "MSA"
    ETAT = "etat", "Service de l’État"
    ASSOCIATION = "association", "Association"
    AUTRE = "autre", "Autre organisme"


class QualiteMandat(TextChoices):
    """In which capacity an elected member acts for an organisation."""

    MAIRE = "maire", "Maire"
    ADJOINT = "adjoint", "Adjoint ou adjointe au maire"
    CONSEILLER_MUNICIPAL = "conseiller_municipal", "Conseiller ou conseillère municipale"
    PRESIDENT = "president", "Président ou présidente"
    VICE_PRESIDENT = "vice_president", "Vice-président ou vice-présidente"
    CONSEILLER_COMMUNAUTAIRE = "conseiller_communautaire", "Conseiller ou conseillère communautaire"
    CONSEILLER_DEPARTEMENTAL = "conseiller_departemental", "Conseiller ou conseillère départementale"
    ADMINISTRATEUR = "administrateur", "Administrateur ou administratrice"


class Role(TextChoices):
    """What a member is trusted with in a convention; each includes those before it."""

    LECTURE = "lecture", "Lecture"
    CONTRIBUTION = "contribution", "Contribution"
    PILOTAGE = "pilotage", "Pilotage"
    ADMINISTRATION = "administration", "Administration"


class Fonction(TextChoices):
    """What a member may be in a convention besides a role."""

    DPO = "dpo", "Délégué à la protection des données"
    SIGNATAIRE = "signataire", "Signataire"


class Acte(StrEnum):
    """What a person does in a convention, through an address or an operation."""

    CONSULTER = "consulter"
    EDITER = "editer"
    COMMENTER = "commenter"
    RELIRE = "relire"
    REDIGER = "rediger"
    DECIDER = "decider"
    DELIBERER = "deliberer"
    SUIVRE = "suivre"
    RENSEIGNER = "renseigner"
    VERSER = "verser"
    PLANIFIER = "planifier"
    INVITER = "inviter"
    CONDUIRE = "conduire"
    ADMINISTRER = "administrer"
    AVISER = "aviser"
    SIGNER = "signer"

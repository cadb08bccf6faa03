"""Kinds of what a fiche action holds."""

from django.db.models import TextChoices


class Priorite(TextChoices):
    """How urgent a fiche is; empty: not said."""

    HAUTE = "haute", "Haute"
    MOYENNE = "moyenne", "Moyenne"
    BASSE = "basse", "Basse"


class RoleSurFiche(TextChoices):
    """What somebody is to a fiche."""

    PILOTE = "pilote", "Pilote"
    ELU = "elu", "Élu référent"
    CAF = "caf", "Copilote de la Caf"
    PARTENAIRE = "partenaire", "Partenaire"


class NatureDeBudget(TextChoices):
    """What the money is for."""

    FONCTIONNEMENT = "fonctionnement", "Fonctionnement"
    INVESTISSEMENT = "investissement", "Investissement"


class GenreIndicateur(TextChoices):
    """What an indicator of a fiche measures."""

    MOYENS = "moyens", "Moyens"
    REALISATION = "realisation", "Réalisation"
    RESULTAT = "resultat", "Résultat"
    IMPACT = "impact", "Impact"


class AutrePlan(TextChoices):
    """Plans of the territory that an action may also serve."""

    CLS = "cls", "Contrat local de santé"
    CONTRAT_DE_VILLE = "contrat_de_ville", "Contrat de ville"
    SDSF = "sdsf", "Schéma départemental des services aux familles"
    PLH = "plh", "Programme local de l’habitat"
    PEDT = "pedt", "Projet éducatif de territoire"
    AUTRE = "autre", "Autre plan"

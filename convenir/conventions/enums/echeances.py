"""How binding a date is, where it stands, how often a digest is sent."""

from django.db.models import TextChoices


class Nature(TextChoices):
    """What a date means for those it binds."""

    LIMITE = "limite", "Échéance"
    CONSEIL = "conseil", "Date conseillée"
    REPERE = "repere", "Repère"


class Etat(TextChoices):
    """Where a due date stands at a day: computed, never stored."""

    EN_RETARD = "en_retard", "En retard"
    A_FAIRE = "a_faire", "À faire"
    A_VENIR = "a_venir", "À venir"
    FAITE = "faite", "Faite"
    ECARTEE = "ecartee", "Écartée"
    PASSEE = "passee", "Passée"


class Envoi(TextChoices):
    """How often a person wants the digest of what is due."""

    JAMAIS = "jamais", "Jamais"
    HEBDOMADAIRE = "hebdomadaire", "Chaque semaine"
    MENSUEL = "mensuel", "Chaque mois"

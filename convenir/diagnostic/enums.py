"""Levels of territory, status of a value, life of an issue raised: stable keys stored, labels shown."""

from __future__ import annotations

from django.db.models import TextChoices


class Niveau(TextChoices):
    """What kind of territory a value describes, from the widest to the smallest."""

    FRANCE = "france", "France"
    REGION = "region", "Région"
    DEPARTEMENT = "departement", "Département"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    IRIS = "iris", "Quartier (IRIS)"


class StatutValeur(TextChoices):
    """How far a value can be trusted to the unit."""

    PUBLIEE = "publiee", "Publiée"
    ARRONDIE = "arrondie", "Arrondie"
    SECRETE = "secrete", "Secret statistique"
    ESTIMEE = "estimee", "Estimée"
    SAISIE = "saisie", "Saisie"


class Sens(TextChoices):
    """What a rise of the indicator means for families."""

    HAUSSE = "hausse", "Une hausse est favorable"
    BAISSE = "baisse", "Une baisse est favorable"
    NEUTRE = "neutre", "Ni l’une ni l’autre"


class Forme(TextChoices):
    """How a table holds its figures."""

    LARGE = "large", "Une colonne par indicateur"
    LONGUE = "longue", "Une ligne par indicateur"


class OrigineDenombrement(TextChoices):
    """How a number of services is known."""

    TEXTE = "texte", "Lu dans le texte"
    SAISIE = "saisie", "Saisi"


class EtatEquipement(TextChoices):
    """Where a service stands on a day, computed from its dates."""

    ANNONCE = "annonce", "Ouverture annoncée"
    OUVERT = "ouvert", "Ouvert"
    FERMETURE_ANNONCEE = "fermeture", "Fermeture annoncée"
    FERME = "ferme", "Fermé"


class PointDeVigilance(TextChoices):
    """What is to be looked at in the record of a service, in the order of urgency."""

    FERMETURE = "fermeture", "Fermeture annoncée"
    A_VERIFIER = "a_verifier", "À vérifier depuis plus d’un an"
    COMMUNE = "commune", "Commune inconnue"
    PLACES = "places", "Nombre de places inconnu"
    GESTIONNAIRE = "gestionnaire", "Gestionnaire inconnu"
    POSITION = "position", "Position inconnue : absent de la carte"


class ObjetReglage(TextChoices):
    """What the committee chooses of the way a gap is measured."""

    CIBLE = "cible", "Cible"
    RAYON = "rayon", "Bassin d’accès"
    POIDS = "poids", "Poids des critères"
    BESOIN = "besoin", "Indicateur du besoin"
    OFFRE = "offre", "Source de l’offre"


class NatureTrajets(TextChoices):
    """What a table of journeys between communes tells."""

    DISTANCE = "distance", "Distances par la route (km)"
    TEMPS = "temps", "Temps de trajet (minutes)"
    NAVETTES = "navettes", "Navettes domicile-travail (personnes)"


class EtatEnjeu(TextChoices):
    """What became of an issue that a commune raised."""

    RECU = "recu", "Reçu"
    RETENU = "retenu", "Retenu"
    ECARTE = "ecarte", "Écarté"


class OrigineEnjeu(TextChoices):
    """How an issue raised is known."""

    TEXTE = "texte", "Lu dans la convention"
    SAISIE = "saisie", "Saisi"
    LIEN = "lien", "Réponse par lien"


TRANSITIONS: dict[EtatEnjeu, frozenset[EtatEnjeu]] = {
    EtatEnjeu.RECU: frozenset({EtatEnjeu.RETENU, EtatEnjeu.ECARTE}),
    EtatEnjeu.RETENU: frozenset({EtatEnjeu.RECU, EtatEnjeu.ECARTE}),
    EtatEnjeu.ECARTE: frozenset({EtatEnjeu.RECU, EtatEnjeu.RETENU}),
}
PHRASES: dict[EtatEnjeu, str] = {
    EtatEnjeu.RECU: "À qui pilote la convention : retenir cet enjeu, ou l’écarter en disant pourquoi.",
    EtatEnjeu.RETENU: "Il nourrit le plan d’actions ; la commune qui l’a remonté peut le suivre.",
    EtatEnjeu.ECARTE: "Il reste lisible, avec le motif ; il peut être repris.",
}

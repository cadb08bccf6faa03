"""Complete and coherent facts of a fictional convention, for the model text to carry."""

from __future__ import annotations

import datetime
from decimal import Decimal

from convenir.conventions.models import Convention, Partie, Signataire
from convenir.conventions.operations import creer_depuis_modele
from convenir.lecture.dossier import (
    Commune,
    Comparaison,
    Enjeu,
    Indicateur,
    Instance,
    Montant,
    Objectif,
    Plan,
    Point,
    Subvention,
    Synthese,
)
from convenir.lecture.faits import Faits, en_donnees


def _figure(libelle, valeur, unite, **autres):
    return Indicateur(libelle, Decimal(valeur), unite, millesime="2029", territoire="Val d’Ambre", **autres)


FAITS = Faits(
    thematiques=("petite_enfance", "jeunesse"),
    seminaires=("12 mars 2030 : séminaire de lancement", "4 juin 2030 : séminaire de choix des objectifs"),
    priorites=(Point("Mobilité", ("rapprocher les services des hameaux.",)),),
    valeurs=(
        ("decisions.caf", "24 septembre 2030"),
        ("decisions.collectivite", "14 octobre 2030"),
        ("tribunal", "tribunal administratif d’Ambreville"),
        ("signature.lieu", "Ambreville"),
        ("signature.date", "2 décembre 2030"),
    ),
    indicateurs=(
        _figure("Habitants", "24600", "habitants"),
        _figure("Personnes couvertes par la Caf", "11808", "personnes"),
        _figure("Enfants de 0 à 2 ans", "680", "enfants", thematique="petite_enfance", tranche=(0, 2)),
        _figure(
            "Taux de couverture par l’accueil du jeune enfant",
            "52.4",
            "%",
            thematique="petite_enfance",
            comparaison=Comparaison("Ambre", Decimal("55.1")),
        ),
        _figure("Crèches", "3", "crèches", thematique="petite_enfance"),
        _figure("Jeunes de 12 à 17 ans", "1476", "jeunes", thematique="jeunesse", tranche=(12, 17)),
        _figure("Accueils de jeunes", "2", "accueils", thematique="jeunesse"),
    ),
    prestations=(
        Montant("Prestations familiales", Decimal(1240500)),
        Montant("Aides au logement", Decimal(312300)),
    ),
    total_prestations=Montant("Total versé en décembre 2029", Decimal(1552800)),
    subventions=(
        Subvention("Petite enfance", Decimal(410000), (("crèches", 3),)),
        Subvention("Jeunesse", Decimal(96500), (("accueils de jeunes", 2),)),
    ),
    syntheses=(
        Synthese(
            "petite_enfance",
            "Petite enfance",
            ("Crèches",),
            (Point("Une offre à étendre", ("Des places trop rares au nord",)),),
            ("Créer des places",),
        ),
        Synthese(
            "jeunesse",
            "Jeunesse",
            ("Accueils de jeunes",),
            (Point("Des jeunes à rejoindre", ("Une fréquentation inégale",)),),
            ("Aller vers les jeunes",),
        ),
    ),
    plans=(
        Plan(
            "Petite enfance",
            (Enjeu("Étendre l’accueil des jeunes enfants"),),
            (
                Objectif(1, "Étendre l’accueil collectif au nord du territoire"),
                Objectif(2, "Soutenir l’accueil individuel des jeunes enfants"),
            ),
        ),
        Plan(
            "Jeunesse",
            (Enjeu("Rejoindre les jeunes là où ils sont"),),
            (Objectif(1, "Ouvrir un accueil itinérant pour rejoindre les jeunes"),),
        ),
    ),
    instances=(
        Instance(
            "Comité de pilotage",
            "Semestriel",
            ("Val d’Ambre : président", "Caf : directrice"),
            ("Chargé de coopération global",),
            ("Représentants de la Caf et de la Collectivité, à parité",),
            ("Décider des orientations", "Valider le bilan"),
        ),
        Instance(
            "Comité technique",
            "Semestriel",
            ("Val d’Ambre : directeur des services", "Caf : responsable de pôle"),
            ("Chargé de coopération global",),
            ("Services des deux parties", "Chargés de coopération"),
            ("Suivre les actions",),
        ),
    ),
    communes=(
        Commune("Ambreville", "Lise Orval", datetime.date(2030, 11, 4)),
        Commune("Clairfond-le-Haut", "Marc Sorbier", datetime.date(2030, 11, 6)),
        Commune("Verdelune", "Théo Maresco", datetime.date(2030, 11, 12)),
    ),
)


def parties():
    """The two parties of the fictional convention, not yet recorded."""
    return [
        (
            Partie(cle="caf", nom="Caisse d’allocations familiales de l’Ambre", appellation="la Caf"),
            [Signataire(nom="Iris Belorme", qualite="Directrice")],
        ),
        (
            Partie(
                cle="collectivite",
                nom="Communauté de communes du Val d’Ambre",
                appellation="la Collectivité",
            ),
            [
                Signataire(
                    nom="Côme Tavelle",
                    qualite="Président",
                    autorisation="délibération du conseil communautaire",
                    autorisation_date=datetime.date(2030, 10, 14),
                )
            ],
        ),
    ]


def convention_complete():
    """A convention started from the model text, with every fact it asks for."""
    return creer_depuis_modele(
        Convention(
            code="val-d-ambre-2031",
            territoire="Val d’Ambre",
            debut=datetime.date(2031, 1, 1),
            fin=datetime.date(2035, 12, 31),
            lecture=en_donnees(FAITS),
        ),
        parties(),
    )

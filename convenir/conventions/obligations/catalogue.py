"""The obligations a convention territoriale globale may hold: one record each, and what is not known of it.

A clause founds an obligation when one of its sentences matches `motif`, read without accents nor case. What
the text does not say is in `inconnu` and is asked of the parties, never supposed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from convenir.conventions.enums.echeances import Nature


@dataclass(frozen=True, slots=True)
class Periodique:
    """Every so many months, from the last time; the rhythm is read in the text, or chosen by the parties.

    `phrases` is how many sentences after the founding one may still say the rhythm.
    """

    phrases: int = 0


@dataclass(frozen=True, slots=True)
class Terme:
    """Once, by the last day of the convention, or as long before as the text says.

    `derniere_annee`: it opens with the last year. `exige_un_delai`: nothing is due unless the text sets it.
    """

    derniere_annee: bool = True
    exige_un_delai: bool = False


@dataclass(frozen=True, slots=True)
class ParObjet:
    """Once for each object of the record (a party, a commune): `registres.SOURCES` tells which and when."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something due. `acteur`: who acts; `source`: what founds it, in words; `loi`: the article of law.

    Without `motif` the law alone founds it. `inconnu`: what neither the text nor the law says. `adresse` is
    the page where it is done, named as in a URL conf, which takes the code of the convention.
    """

    cle: str
    libelle: str
    acteur: str
    source: str
    cadence: Periodique | Terme | ParObjet
    motif: re.Pattern[str] | None = None
    loi: str = ""
    nature: Nature = Nature.LIMITE
    inconnu: str = ""
    adresse: str = ""


OBLIGATIONS: dict[str, Obligation] = {}


def inscrire(obligation: Obligation) -> Obligation:
    """Register an obligation; the order of registration is the order shown on a same day."""
    OBLIGATIONS[obligation.cle] = obligation
    return obligation


inscrire(
    Obligation(
        "comite-pilotage",
        "Réunir le comité de pilotage",
        "La Caf et la collectivité, ensemble",
        "Clause sur le pilotage (article 7 du modèle)",
        Periodique(phrases=2),
        re.compile(r"\bcomites? (?:de pilotage(?! operationnel)|strategique|directeur)\b"),
        inconnu="Le texte ne dit pas si les six mois se comptent par semestre civil : ils courent ici d’une "
        "réunion à la suivante, et la première fois depuis le début ou la signature.",
    )
)
inscrire(
    Obligation(
        "comite-technique",
        "Réunir le comité technique",
        "Le chargé de coopération global",
        "Clause sur le pilotage (article 7 du modèle)",
        Periodique(phrases=2),
        re.compile(r"\bcomites? (?:de pilotage operationnel|technique|operationnel|de suivi)\b"),
        inconnu="« Semestriel par thématique » peut vouloir dire une réunion pour chaque thématique : une "
        "personne le confirme en choisissant le rythme.",
    )
)
inscrire(
    Obligation(
        "revue",
        "Revoir le plan d’actions",
        "Les deux comités",
        "Clause sur l’évaluation (article 10 du modèle)",
        Periodique(),
        re.compile(r"\brevues? (?:\w+ )?(?:du|des) plans?\b|\bplans? d actions? \w+ l objet d une revue\b"),
        inconnu="Bien des textes annoncent des revues sans rythme : les parties le choisissent, il est "
        "marqué « choisi ».",
    )
)
inscrire(
    Obligation(
        "montants",
        "Communiquer à la Caf les montants versés",
        "La collectivité et les communes adhérentes",
        "Clause sur les engagements (article 6 du modèle)",
        Periodique(),
        re.compile(r"\bcommuniquent? a la caf les montants\b|\bmontants verses\b.*\bchaque annee\b"),
        inconnu="Ni le jour de l’année ni le modèle de tableau ne sont fixés.",
    )
)
inscrire(
    Obligation(
        "diagnostic",
        "Commencer le nouveau diagnostic",
        "Les deux comités",
        "Clause sur le pilotage ou sur la durée (articles 7 et 11 du modèle)",
        Terme(),
        re.compile(r"\bnouveau diagnostic\b|\bactualisation du diagnostic\b"),
        inconnu="Le texte dit quand commencer, pas quand finir : la date limite est le terme, sauf délai "
        "écrit.",
    )
)
inscrire(
    Obligation(
        "bilan",
        "Dresser le bilan final",
        "Les deux parties",
        "Clause sur l’évaluation (article 10 du modèle)",
        Terme(),
        re.compile(
            r"\bbilan (?:final |de la ctg |de la convention )?(?:est|sera) \w+"
            r"|\bbilan\b.*\b(?:issue|terme|derniere annee)\b|\b(?:issue|terme|derniere annee)\b.*\bbilan\b"
        ),
        inconnu="Ni la forme ni la date de remise ne sont fixées : la date limite est le terme.",
    )
)
inscrire(
    Obligation(
        "renouvellement",
        "Décider du renouvellement, par accord exprès",
        "Chaque partie",
        "Clause sur la durée (article 11 du modèle)",
        Terme(),
        re.compile(
            r"\b(?:renouvel\w+|recondui\w+|reconduction)\b"
            r".*\b(?:expres\w*|explicite\w*|tacite\w*|nouvelle convention)\b"
            r"|\b(?:expres\w*|explicite\w*|tacite\w*)\b.*\b(?:renouvel\w+|recondui\w+|reconduction)\b"
        ),
        inconnu="Aucun délai n’est fixé pour proposer le renouvellement. Sans accord, la convention s’arrête "
        "à son terme.",
    )
)
inscrire(
    Obligation(
        "preavis",
        "Dernier jour pour dénoncer avec effet avant le terme",
        "Chaque partie",
        "Clause sur la fin (article 13 du modèle)",
        Terme(derniere_annee=False, exige_un_delai=True),
        re.compile(r"\b(?:denonc\w+|mettre fin)\b.*\b(?:mois|jours)\b"),
        nature=Nature.REPERE,
        inconnu="Le texte ne dit pas toujours si le préavis court de l’envoi ou de la réception : il est "
        "compté ici de l’envoi.",
    )
)
inscrire(
    Obligation(
        "acte-de-signature",
        "Rendre exécutoire la délibération qui autorise à signer",
        "La collectivité",
        "Loi",
        ParObjet(),
        loi="CGCT, art. L.2131-1 et L.5211-3",
        nature=Nature.CONSEIL,
        inconnu="La loi ne fixe pas de délai pour transmettre et publier une délibération ; une semaine est "
        "conseillée, celle de la liste des délibérations (CGCT, art. L.2121-25).",
    )
)

#: What binds without any date: told in docs/obligations.md, watched by the rooms that hold the objects.
SANS_DATE: tuple[tuple[str, str], ...] = (
    ("Article 8", "Avis préalable du délégué à la protection des données, avant chaque échange de données."),
    ("Article 9", "Accord des deux parties avant chaque support de communication commun."),
    ("Article 12", "Communication à tous les signataires de ce qui est complété sans avenant."),
    ("Article 13", "Aucun délai si un terme est changé sans avenant : la fin se constate aussitôt."),
    ("Article 15", "Confidentialité, même après la fin."),
)

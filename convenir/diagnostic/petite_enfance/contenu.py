"""What the scheme of early childhood must hold, item by item, and the words by which a text says it.

CASF, art. D. 214-10-1, I. Each item has groups of words: a passage says it when it has one of each group.
Words are matched without accents nor case, on their beginning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exigence:
    """An item of the scheme: `numero` in the article, what it asks, what to do, what would prove it."""

    cle: str
    numero: str
    libelle: str
    a_faire: str
    preuve: str
    groupes: tuple[str, ...]


_ACCUEIL = r"accueil|garde|place|eaje|creche|assistant|multi accueil|mam\b|rpe\b|offre"

EXIGENCES = (
    Exigence(
        "inventaire",
        "1°",
        "Inventaire des équipements, services et modes d’accueil des moins de trois ans",
        "Joindre la liste des services de la petite enfance, commune par commune.",
        "Une liste nominative ou une carte légendée, avec les places.",
        (
            r"repertori|inventair|recens|etat des lieux|liste|cartograph",
            r"equipement|service|mode\w* d accueil|structure|eaje",
        ),
    ),
    Exigence(
        "besoins",
        "2°",
        "Besoins des enfants de moins de trois ans et de leurs familles",
        "Dire combien d’enfants attendent quel accueil, d’après le recensement des communes.",
        "Un nombre d’enfants ou de demandes, avec sa source et son année.",
        (r"besoin|demande", r"enfant|famille|parent|mode\w* de garde|accueil"),
    ),
    Exigence(
        "zones",
        "3°",
        "Zones où l’offre est insuffisante ou difficile d’accès",
        "Nommer les communes ou quartiers où il manque des places.",
        "Une liste de communes, ou la carte de l’écart entre l’offre et le besoin.",
        (
            r"zone|secteur|commune|quartier|bassin|rural|territoire",
            r"insuffisan|carenc|manqu|sous dot|deficit|eloign|difficult\w* d acces|(?:non|peu) couv|tension",
        ),
    ),
    Exigence(
        "orientations",
        "4° a)",
        "Objectifs de maintien, de développement et de redéploiement de l’offre",
        "Écrire, pour la durée de la convention, ce qui est maintenu, développé, redéployé.",
        "Des objectifs chiffrés en places, par secteur.",
        (
            r"objectif|orientation|axe",
            r"maintien|maintenir|develop|redeploi|redeploy|diversifi|cre(?:er|ation)",
            _ACCUEIL,
        ),
    ),
    Exigence(
        "emplois",
        "4° b)",
        "Besoins en emplois et en compétences",
        "Estimer les professionnels à recruter et à former pour tenir ces objectifs.",
        "Un nombre de postes, par métier.",
        (
            r"emploi|metier|recrut|professionnel|assistants? maternel",
            r"besoin|manqu|penuri|recrut|attracti|former\b|formation|competence|qualif|gpec",
        ),
    ),
    Exigence(
        "specifiques",
        "4° c)",
        "Réponses aux difficultés particulières des familles (handicap, précarité, horaires…)",
        "Dire les dispositifs gardés ou créés : AVIP, accueil du handicap, horaires décalés.",
        "Le nom d’un dispositif et de qui le porte.",
        (
            r"handicap|precari|pauvret|vulnerab|monoparental|insertion|avip|horaires? (?:atypi|decal|speci)",
            r"accueil|garde|dispositif|partenariat|action|place",
        ),
    ),
    Exigence(
        "qualite",
        "4° d)",
        "Accompagnement de la qualité d’accueil",
        "Dire comment les professionnels sont accompagnés : référents, formations, temps d’échange.",
        "Une action d’accompagnement et son rythme.",
        (r"qualit", r"accueil", r"accompagn|sout(?:ien|enir)|charte|demarche|formation|pratique|referent"),
    ),
    Exigence(
        "investissements",
        "4° e)",
        "Projets d’investissement : rénovation, entretien, création",
        "Lister les projets, même à l’étude, commune par commune.",
        "Un projet nommé, son lieu et son porteur.",
        (
            r"investiss|renov|construi|construction|rehabilit|extension|travaux|creation",
            r"equipement|creche|micro creche|eaje|structure|batiment|locaux|mam\b|rpe\b",
        ),
    ),
    Exigence(
        "couts",
        "4° f)",
        "Coûts prévisionnels, moyens humains, financiers et d’ingénierie, difficultés",
        "Chiffrer chaque opération et dire qui la paie.",
        "Un montant par opération.",
        (
            r"cout|budget|financ|montant|euros|moyens",
            r"previsionnel|operation|projet|investiss|ingenierie|humains",
        ),
    ),
    Exigence(
        "calendrier",
        "4° g)",
        "Calendrier prévisionnel des opérations",
        "Donner une année à chaque opération.",
        "Une date d’ouverture ou de travaux par opération.",
        (
            r"calendrier|echeancier|planning|phasage|20[2-9]\d",
            r"operation|realis|ouverture|ouvrir|creation|travaux|mise en oeuvre|livraison",
        ),
    ),
    Exigence(
        "evaluation",
        "4° h)",
        "Indicateurs et modalités d’évaluation des objectifs",
        "Choisir quelques indicateurs, leur valeur de départ et qui les suit.",
        "Un indicateur, sa valeur de départ et sa cible.",
        (r"indicateur", r"evalu|suivi|suivre|objectif|cible"),
    ),
)

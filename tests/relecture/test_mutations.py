"""A defect planted in a clean convention is raised, on its lines, and nothing else is."""

from pathlib import Path

import pytest

from convenir.relecture.enums import Gravite
from tests.relecture.mutations import Mutation, constats, muter

EXEMPLES = Path(__file__).parent / "exemples"


@pytest.mark.parametrize("chemin", sorted(EXEMPLES.glob("*.txt")), ids=lambda c: c.stem)
def test_clean_convention_has_no_finding_above_information(chemin):
    trouves = constats(chemin.read_text("utf-8"))
    assert [(c.regle, c.lignes, c.message) for c in trouves if c.gravite is not Gravite.INFORMATION] == []


VALLON = [
    Mutation(
        "numerotation-trou",
        (("Article 6 – Communication\t5\n", ""), ("Article 6 – Communication\n\n", "")),
        ("^Article 7 – Évaluation\t", "^Article 7 – Évaluation$"),
    ),
    muter("numerotation-doublon", "Article 7 – Évaluation\n\nUne", "Article 6 – Évaluation\n\nUne", "^Article 6 – Communication$", "^Article 6 – Évaluation$", voisines=("numerotation-sommaire", "numerotation-sommaire-titre")),
    muter("numerotation-sommaire", "Article 9 – Avenants\t6\n", "", "^Article 9 – Avenants$"),
    muter("numerotation-sommaire", "Annexe 4 – Communes adhérentes\t12\n", "Annexe 4 – Communes adhérentes\t12\nAnnexe 5 – Budget\t13\n", "^Annexe 5 – Budget"),
    muter("numerotation-sommaire-titre", "Article 6 – Communication\t5", "Article 6 – Publicité\t5", "^Article 6 – Publicité", "^Article 6 – Communication$"),
    muter("numerotation-sommaire-pages", "Article 9 – Avenants\t6", "Article 9 – Avenants\t3", "^Article 8 – Durée\t", "^Article 9 – Avenants\t"),
    muter("numerotation-objectifs", "Objectif 2 : Former et", "Objectif 3 : Former et"),
    muter("numerotation-objectifs", "Objectif 2 : Former et", "Objectif 1 : Former et", "Objectif 1 : Créer", "Objectif 1 : Former et"),
    muter("numerotation-sous-numero", "10.3 Dénonciation", "10.4 Dénonciation"),
    muter("numerotation-sous-numero", "10.2 Résiliation", "11.2 Résiliation", voisines=("numerotation-sous-numero",)),
    muter("renvois-inexistant", "figure en annexe 1.", "figure en annexe 7."),
    muter("renvois-inexistant", "décrites à l’article 4.", "décrites à l’article 14."),
    muter("renvois-contenu", "composition est décrite en annexe 3", "composition est décrite en annexe 2"),
    muter("renvois-contenu", "plans d’actions (annexe 2)", "plans d’actions (annexe 4)"),
    muter("renvois-contenu", "instances décrites à l’article 4", "instances décrites à l’article 6"),
    muter("lacunes-marqueur", "8 240 habitants", "XX habitants"),
    muter("lacunes-marqueur", "Madame Alix Fontaine, ci-après", "[nom de la directrice], ci-après"),
    muter("lacunes-marqueur", "Rivebelle\tPaul Desprès\t15/01/2024", "Rivebelle\tXX\t15/01/2024"),
    muter("lacunes-champ-vide", "Fait à Valmont, le 20 décembre 2023, en deux exemplaires.", "Fait à Valmont, le"),
    muter("lacunes-reste-modele", "Il est convenu ce qui suit :", "(et autres partenaires éventuels)\n\nIl est convenu ce qui suit :", r"^\(et autres partenaires"),
    muter("lacunes-disposition-vide", "Toute modification fait l’objet d’un avenant signé par les parties.\n", "", "^Article 9 – Avenants$"),
    Mutation(
        "lacunes-tableau-vide",
        (("Valmont\tJeanne Lorrain\t12/01/2024\nRivebelle\tPaul Desprès\t15/01/2024\nHautecombe\tIrène Sorbier\t19/01/2024\nLongpré\tMarc Tilleul\t22/01/2024\n", ""),),
        ("^Commune\tMaire",),
    ),
    muter("dates-impossible", "20 décembre 2023", "31 novembre 2023"),
    muter("dates-duree", "31 décembre 2028. Elle", "31 décembre 2027. Elle", "31 décembre 2027. Elle", voisines=("dates-periode-titre",)),
    muter("dates-periode-titre", "2024-2028\n", "2024-2029\n", "^2024-2029$", "31 décembre 2028"),
    muter("dates-rythme", "réunit deux fois par an", "réunit une fois par an", "réunit une fois par an", "^Comité de pilotage\t"),
    muter("dates-vote", "Fait à Valmont, le 20 décembre 2023", "Fait à Valmont, le 2 décembre 2023", "^Vu la délibération du conseil communautaire", "^Fait à Valmont"),
    muter("clauses-titre", "Les parties peuvent mettre fin à la convention d’un commun accord, constaté par écrit.", "L’une ou l’autre des parties peut dénoncer la convention avec un préavis de six mois.", "^10.1 Résiliation", "^L’une ou l’autre"),
    muter("clauses-reconduction", "avec un préavis de six mois.", "avec un préavis de six mois. La convention est prolongée par tacite reconduction.", "tacite reconduction", "accord exprès"),
    muter("clauses-nombre-double", "un préavis de six mois", "un préavis de six (3) mois"),
    muter("clauses-tribunal", "est compétent.", "est compétent. Le tribunal judiciaire de Rivebelle l’est aussi."),
    muter("couverture-champ-sans-plan", "petite enfance, enfance, jeunesse et parentalité", "petite enfance, enfance, jeunesse, logement et parentalité"),
    muter("couverture-plan-non-annonce", "petite enfance, enfance, jeunesse et parentalité", "petite enfance, enfance, jeunesse et logement", "enfance, jeunesse et logement", "^PLAN D’ACTION PARENTALITÉ", voisines=("couverture-champ-sans-plan",)),
    Mutation("couverture-enjeux", (("PARENTALITÉ\n\nEnjeux :\n\n- Rompre l’isolement des parents\n", "PARENTALITÉ\n\nEnjeux :\n\n- Rompre l’isolement des parents\n- Soutenir les familles endeuillées\n"),), ("Soutenir les familles endeuillées",)),
    muter("couverture-objectifs", "Objectif 1 : Ouvrir un lieu d’écoute pour les parents isolés.\n", "", "^PLAN D’ACTION PARENTALITÉ"),
    muter("redaction-parenthese", "centres de loisirs).", "centres de loisirs."),
    muter("redaction-ponctuation-doublee", "par un accord exprès.", "par un accord exprès.,"),
    muter("redaction-mot-repete", "La Caf s’engage à", "La Caf s’engage à à"),
    muter("redaction-balisage", "un accord exprès", "un <b>accord</b> exprès"),
    muter("redaction-phrase-coupee", "ce qui existe déjà (crèches, relais", "ce qui existe\n\ndéjà (crèches, relais", "en partant de ce qui existe$", "^déjà"),
]  # fmt: skip

LITTORAL = [
    muter("renvois-contenu", "les constats (annexe 1)", "les constats (annexe 3)"),
    muter("renvois-inexistant", "indicateurs de l'annexe 2", "indicateurs de l'annexe 4"),
    muter("dates-duree", "durée de 4 ans", "durée de 5 ans", "s'achève le 28 février 2029", "^durée de 5 ans"),
    muter("dates-impossible", "3 février 2025", "30 février 2025"),
    muter("numerotation-trou", "ARTICLE 7 : MODIFICATION\n\nLa convention peut être modifiée par avenant.\n\n", "", "^ARTICLE 8 : FIN"),
    muter("numerotation-phases", "Axe 3 : Mieux", "Axe 5 : Mieux", "Axe 5 : Mieux", voisines=("numerotation-phases",)),
    muter("numerotation-sous-numero", "3.3 - Obligations communes", "3.4 - Obligations communes"),
    muter("dates-rythme", "Il se tient chaque trimestre.", "Il se tient chaque trimestre. Le comité opérationnel se réunit tous les mois.", "Il se tient chaque trimestre"),
    muter("lacunes-marqueur", "780 adhérents", "...... adhérents"),
    muter("lacunes-champ-vide", "Fait à Port-Hélène, le 24 février 2025", "Fait à .............. le .............."),
    muter("redaction-parenthese", "« La Vigie »", "« La Vigie"),
    muter("clauses-nombre-double", "trente\n(30) jours", "trente\n(60) jours", "l'une des parties peut résilier", r"^\(60\) jours"),
    muter("clauses-titre", "par accord écrit", "par simple lettre de l'une des parties, qui la résilie", "^Résiliation amiable"),
    muter("redaction-accord", "La ville vieillit", "Un offre vieillit"),
]  # fmt: skip

AVENANT = [
    muter("numerotation-sous-numero", "1.2 Axe nouveau", "1.3 Axe nouveau"),
    muter("lacunes-marqueur", "Madame Sabine Orme,", "Madame ______,"),
    muter("redaction-ponctuation-doublee", "en ce sens.", "en ce sens.."),
    muter("numerotation-phases", "- Action 3 :", "- Action 4 :"),
    muter("renvois-inexistant", "selon ses propres règles", "selon l’article 9 du présent avenant"),
]  # fmt: skip

FICHES = [
    muter("numerotation-phases", "Fiche action n° 3 –", "Fiche action n° 4 –"),
    muter("renvois-inexistant", "figure à l'annexe 2", "figure à l'annexe 5"),
    muter("dates-duree", "durée de 5 ans", "durée de 4 ans"),
    muter("dates-rythme", "Il se réunit tous les 2 mois.", "Il se réunit tous les 2 mois. Le comité technique se réunit une fois par semestre."),
    muter("clauses-nombre-double", "trois (3) mois", "trois (6) mois"),
    muter("clauses-titre", "D'un commun accord, les parties peuvent mettre fin à la convention.", "Une partie peut mettre fin à la convention.", "^4.3", "^Une partie peut"),
    muter("clauses-reconduction", "Toute tacite reconduction est exclue.", "La tacite reconduction est annuelle.", "La tacite reconduction", voisines=("clauses-reconduction",)),
    muter("lacunes-marqueur", "| Naissances 2021 | 41 |", "| Naissances 2021 | XX |"),
    muter("lacunes-marqueur", "Pilote : centre social", "Pilote : à définir"),
    muter("lacunes-champ-vide", "Fait à Saint-Loup, le 15 janvier 2023, en 2 exemplaires", "Fait à Saint-Loup, le ……"),
    muter("redaction-parenthese", "(20 places)", "20 places)"),
    muter("redaction-champ-casse", "Sa composition figure à", "Voir Erreur ! Source du renvoi introuvable. Sa composition figure à", "Erreur ! Source"),
]  # fmt: skip

CAS = [
    *(("commune-fiches", m) for m in FICHES),
    *(("communaute-du-vallon", m) for m in VALLON),
    *(("littoral-axes", m) for m in LITTORAL),
    *(("avenant-marches", m) for m in AVENANT),
]


@pytest.mark.parametrize(
    ("exemple", "mutation"), CAS, ids=[f"{e}-{m.regle}-{i}" for i, (e, m) in enumerate(CAS)]
)
def test_planted_defect_is_raised_on_its_lines_and_alone(exemple, mutation):
    texte = mutation.appliquer((EXEMPLES / f"{exemple}.txt").read_text("utf-8"))
    trouves = constats(texte)

    assert mutation.lignes(texte) in [set(c.lignes) for c in trouves if c.regle == mutation.regle]
    assert {c.regle for c in trouves if c.gravite is not Gravite.INFORMATION} <= {
        mutation.regle
    } | mutation.voisines

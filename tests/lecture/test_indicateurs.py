from decimal import Decimal

import pytest

from convenir.lecture.indicateurs.chiffres import reperer
from tests.lecture.conftest import lire, lire_texte


def lus(texte):
    """Indicators of a text put in a diagnostic, as tuples."""
    dossier = lire(f"Annexe 1 - Diagnostic\n\nPETITE ENFANCE\n\n{texte}\n")
    return [
        (
            str(i.valeur),
            i.unite,
            i.libelle,
            (i.comparaison.territoire, str(i.comparaison.valeur)) if i.comparaison else None,
        )
        for i in dossier.indicateurs
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "La réunion du 12/03/2024 et celles des 24 et 25 mars 2025 ont préparé l’article 5 et l’annexe 2.",
        "Loi n° 78-17 du 6 janvier 1978, articles L. 263-1 et L. 227-1 à 3.",
        "Les 1 000 premiers jours et le Contrat Quartiers 2030 concernent les 0-3 ans.",
        "Phase 1 : écrire. Objectif 2 : relire. Page 12.",
        "Un préavis de 6 mois court dès l’envoi, 2 fois par an, sous 15 jours.",
        "Trois enjeux, 3 enjeux, 4 axes et 12 fiches sont retenus.",
        "Téléphone 02 33 00 00 00, 50000 Saint-Conte, acte DEL27_2025.",
        "Le développement d’une offre 2/6 ans",
        "Chaque partie peut s’en aller avec un préavis de six (6) mois.",
    ],
)
def test_lire_indicateurs_leaves_what_counts_nothing(phrase):
    assert lus(phrase) == []


@pytest.mark.parametrize(
    ("phrase", "attendus"),
    [
        ("**1 204** enfants de moins de 3 ans", [("1204", "enfants", "enfants de moins de 3 ans", None)]),
        ("45,2 % des familles ont un enfant", [("45.2", "%", "familles ont un enfant", None)]),
        ("Les familles nombreuses représentent 12%.", [("12", "%", "familles nombreuses", None)]),
        ("Budget annuel : 2,5 M€", [("2500000.0", "€", "Budget annuel", None)]),
        (
            "Taux de couverture : 54,2 % (Corne d’Or : 57,9 %)",
            [("54.2", "%", "Taux de couverture", ("Corne d’Or", "57.9"))],
        ),
        (
            "24 310 habitants (2021), contre 23 980 en 2015",
            [("24310", "habitants", "habitants", None), ("23980", "habitants", "habitants", None)],
        ),
        (
            "312 places : 180 chez les assistants maternels et 132 en crèche",
            [
                ("312", "places", "places", None),
                ("180", "places", "places chez les assistants maternels", None),
                ("132", "places", "places en crèche", None),
            ],
        ),
        (
            "Taux de couverture : 50,3 % (Gironde : 58,5 %)",
            [("50.3", "%", "Taux de couverture", ("Gironde", "58.5"))],
        ),
        (
            "Le taux de couverture atteint 61 % contre 58,5 % dans la Sarthe.",
            [("61", "%", "taux de couverture", ("Sarthe", "58.5"))],
        ),
        (
            "3 210 enfants sont âgés de 3 à 5 ans et 18 % ont besoin d’un accueil",
            [
                ("3210", "enfants", "enfants âgés de 3 à 5 ans", None),
                ("18", "%", "enfants âgés de 3 à 5 ans qui ont besoin d’un accueil", None),
            ],
        ),
        (
            "7 LAEP dans la vallée dont 2 LAEP itinérants",
            [
                ("7", "LAEP", "LAEP dans la vallée", None),
                ("2", "LAEP", "LAEP itinérants, parmi : LAEP dans la vallée", None),
            ],
        ),
        ("+4.8% de familles monoparentales", [("4.8", "%", "évolution : familles monoparentales", None)]),
        ("une baisse de 6 % des naissances", [("6", "%", "baisse : naissances", None)]),
    ],
)
def test_lire_indicateurs_of_one_line(phrase, attendus):
    assert lus(phrase) == attendus


def test_lire_indicateurs_split_over_lines_figure_first():
    texte = "CHIFFRES CLES\n\nen 2022\n\n1 204\n\nenfants de 0 à 2 ans\n\n45.2%\n\nGers: 35.8%\n\ndes enfants vivent en ville"
    assert lus(texte) == [
        ("1204", "enfants", "enfants de 0 à 2 ans", None),
        ("45.2", "%", "enfants vivent en ville", ("Gers", "35.8")),
    ]


def test_lire_indicateurs_split_over_lines_label_first():
    dossier = lire_texte("diagnostic.txt")
    premiers = [(str(i.valeur), i.libelle, i.millesime, i.lignes) for i in dossier.indicateurs[:2]]
    assert premiers == [
        ("54.3", "Taux de couverture", "2023", (7, 8)),
        ("1045", "Enfants de moins de 3 ans", "2023", (11, 12)),
    ]


def test_lire_indicateurs_comparison_on_the_next_line():
    assert lus("34.3% des jeunes vivent seuls\n\nNord: 32.6%") == [
        ("34.3", "%", "jeunes vivent seuls", ("Nord", "32.6"))
    ]


def test_lire_indicateurs_of_a_table_with_compared_and_year_columns():
    dossier = lire_texte("diagnostic.txt")
    assert [
        (str(i.valeur), i.unite, i.comparaison.territoire, i.millesime) for i in dossier.indicateurs[-2:]
    ] == [
        ("31.2", "%", "Somme", "2022"),
        ("18", "médiations", "Somme", "2023"),
    ]


def test_lire_indicateurs_details_the_item_above():
    dossier = lire(
        "Annexe 1 - Diagnostic\n\nENFANCE\n\n- **Enfants de moins de 3 ans:**\n - nombre qui baisse: - 20.4% entre 2017 et 2022\n"
    )
    (indicateur,) = dossier.indicateurs
    assert indicateur.libelle == "Enfants de moins de 3 ans : nombre qui baisse"
    assert (indicateur.valeur, indicateur.millesime, indicateur.tranche) == (
        Decimal("-20.4"),
        "2017-2022",
        (0, 2),
    )


def test_lire_indicateurs_names_territory_vintage_and_whole():
    habitants, evolution, allocataires, mono, *_ = lire_texte("deux_caf.txt").indicateurs
    assert (habitants.territoire, habitants.millesime) == ("Pays de Fable", "2022")
    assert (evolution.libelle, evolution.millesime) == ("évolution : habitants", "2017")
    assert allocataires.millesime == ""
    assert (mono.comparaison.territoire, mono.comparaison.valeur) == ("département", Decimal("29.1"))


def test_lire_indicateurs_a_share_of_the_ages_listed_above():
    dossier = lire(
        "Annexe 1 - Diagnostic\n\nJEUNESSE\n\nDes jeunes nombreux\n\n- 900 jeunes de 12 à 15 ans\n- 700 jeunes de 16 à 19 ans\n"
        "- soit 9.1 % de la population totale\n"
    )
    part = dossier.indicateurs[-1]
    assert (part.libelle, part.tranche) == ("jeunes de 12 à 19 ans, part de la population totale", (12, 19))
    assert part.denominateur == "population totale"


def test_lire_indicateurs_keeps_a_figure_without_a_label_as_not_understood():
    dossier = lire("Annexe 1 - Diagnostic\n\nJEUNESSE\n\n12 450\n\nPARENTALITÉ\n\n✕\n\n6 lieux d’accueil\n")
    assert [i.libelle for i in dossier.indicateurs] == ["lieux d’accueil"]
    assert dossier.couverture.non_comprises == (5, 9)


def test_reperer_keeps_sign_precision_and_writing():
    (chiffre,) = reperer("environ 2 200 naissances")
    assert (chiffre.valeur, chiffre.approche, chiffre.ecrit) == (Decimal(2200), True, "environ 2 200")
    (baisse,) = reperer("- 4.8% d'assistants maternels")
    assert (baisse.valeur, baisse.signe) == (Decimal("-4.8"), True)


def test_lire_indicateurs_of_the_real_convention(reelle):
    par_ligne = {i.lignes: i for i in reelle.indicateurs}
    assert len(reelle.indicateurs) == 72
    bas_revenus = par_ligne[425, 430]
    assert (bas_revenus.valeur, bas_revenus.millesime, bas_revenus.tranche) == (
        Decimal("45.2"),
        "2022",
        (0, 2),
    )
    assert (bas_revenus.comparaison.territoire, bas_revenus.comparaison.valeur) == ("Nord", Decimal("35.8"))
    assert [str(i.valeur) for i in reelle.indicateurs if i.lignes == (138,)] == ["192075", "48884", "108996"]
    assert {i.territoire for i in reelle.indicateurs} == {"Valenciennes Métropole"}


def test_indicateurs_each_service_with_what_it_offers():
    texte = "Annexe 1 : Diagnostic\n\nLe multi-accueil offre 45 places ; la micro-crèche en offre 12, soit 57 places.\n"
    assert [(i.libelle, i.valeur, i.unite) for i in lire(texte).indicateurs] == [
        ("places : multi-accueil", 45, "places"),
        ("places : micro-crèche", 12, "places"),
        ("places", 57, "places"),
    ]

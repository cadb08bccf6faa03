from __future__ import annotations

import pytest

from convenir.documents.blocs import Texte, texte_brut
from convenir.documents.entree import lire_fichier, lire_octets
from convenir.documents.entree.texte import composer
from tests.documents.feuilles import lignes_mal_rattachees, plan


def lire(chaine):
    return lire_octets("essai.txt", chaine.encode())


def test_real_convention_owns_every_line_once(convention_reelle):
    assert lignes_mal_rattachees(lire_fichier(convention_reelle)) == ([], [])


def test_line_numbers_ignore_form_feed_and_unicode_separators():
    document = lire("un\u2028encore un\r\ndeux\rtrois\n\fquatre\n")

    assert document.source.lignes == ("un\u2028encore un", "deux", "trois", "\fquatre")
    assert plan(document.blocs)[-2:] == [("Saut", "page"), ("P", "quatre")]
    assert lignes_mal_rattachees(document) == ([], [])


@pytest.mark.parametrize(
    ("ligne", "niveau"),
    [
        ("ARTICLE 1 - OBJET", 1),
        ("ARTICLE 2 – LES CHAMPS", 1),
        ("Article 1 : L’objet de l’avenant", 1),
        ("Article premier : Objet", 1),
        ("ARTICLE 3", 1),
        ("**ARTICLE 3 – OBJET**", 1),
        ("Annexe 2 – Plans d’actions", 1),
        ("ANNEXE n°4 : Communes", 1),
        ("Préambule", 1),
        ("## Une section", 2),
        ("1.1- Les moyens humains", 2),
        ("1.1.2 Les moyens humains", 3),
        ("II – Les enjeux", 2),
    ],
)
def test_heading_is_recognised_by_its_wording(ligne, niveau):
    (titre,) = lire(ligne).blocs

    assert (type(titre).__name__, titre.niveau) == ("Titre", niveau)


@pytest.mark.parametrize(
    "ligne",
    [
        "Article 5 de la présente convention et ses suites",
        "L’article 5 précise les moyens.",
        "12 territoires couverts",
        "50.3 % de couverture",
        "2.5 M€ versés",
        "Annexe 2 et annexe 3 sont jointes",
        "12.05.2025 Conseil communautaire",
        "XX",
        "42 152",
        "Article 4 – Les parties décident de se réunir chaque fois que l’une d’elles en fait la demande écrite à l’autre.",
    ],
)
def test_sentence_that_starts_like_a_heading_stays_a_paragraph(ligne):
    assert plan(lire(ligne).blocs) == [("P", ligne)]


def test_capitals_head_the_document_then_a_block_of_an_article():
    blocs = lire("CONVENTION DE BELLE-RIVE\n\nARTICLE 1 - OBJET\n\nCHIFFRES CLÉS\n\nTexte.").blocs

    assert plan(blocs) == [
        ("T1", "CONVENTION DE BELLE-RIVE"),
        ("T1", "ARTICLE 1 - OBJET"),
        ("T2", "CHIFFRES CLÉS"),
        ("P", "Texte."),
    ]


def test_contents_entries_stay_paragraphs_with_their_page():
    document = lire(
        "Sommaire\n\nPréambule\t4\nARTICLE 1 - OBJET.....\t6\nAnnexe 1 .......... 16\nLa suite\t20\n\nARTICLE 1 - OBJET\n"
    )

    assert plan(document.blocs) == [
        ("T1", "Sommaire"),
        ("P", "Préambule\t4"),
        ("P", "ARTICLE 1 - OBJET.....\t6"),
        ("P", "Annexe 1 .......... 16"),
        ("P", "La suite\t20"),
        ("T1", "ARTICLE 1 - OBJET"),
    ]


def test_contents_without_pages_are_not_taken_for_the_headings():
    blocs = lire(
        "Table des matières\nArticle 1 : Objet\nArticle 2 : Durée\n\nArticle 1 : Objet\nTexte.\nArticle 2 : Durée\n"
    ).blocs

    assert [nature for nature, *_ in plan(blocs)] == ["T1", "P", "P", "T1", "P", "T1"]


def test_table_of_numbers_outside_contents_is_a_table():
    blocs = lire("Service\tNombre\nCrèches\t12\nLudothèques\t3\n").blocs

    assert plan(blocs) == [("TAB", [["Service", "Nombre"]], [["Crèches", "12"], ["Ludothèques", "3"]])]


def test_table_keeps_one_line_per_row_and_empty_cells():
    document = lire("\tPilotes\tRythme\nComité\tLa directrice\tSemestriel\nBureau\t\n")

    assert plan(document.blocs) == [
        ("TAB", [["", "Pilotes", "Rythme"]], [["Comité", "La directrice", "Semestriel"], ["Bureau", "", ""]])
    ]
    assert [rang.place.lignes for rang in document.blocs[0].rangs] == [(2,), (3,)]


def test_first_row_with_figures_is_not_a_header():
    blocs = lire("Objectif 1\tAccueillir.\nObjectif 2\tInformer.\n").blocs

    assert plan(blocs) == [("TAB", [], [["Objectif 1", "Accueillir."], ["Objectif 2", "Informer."]])]


def test_pipe_table_gives_its_dashes_to_the_header():
    document = lire("| Service | Nombre |\n|---|---|\n| Crèches | 12 |\n")

    assert plan(document.blocs) == [("TAB", [["Service", "Nombre"]], [["Crèches", "12"]])]
    assert document.blocs[0].entetes[0].place.lignes == (1, 2)


def test_lists_nest_by_indentation_and_join_across_blank_lines():
    blocs = lire("- un\n - un a\n - un b\n\n- deux\n").blocs

    assert plan(blocs) == [("UL", ["un", ["un a", "un b"], "deux"])]


def test_bullets_nest_by_sign_when_the_indent_was_lost():
    assert plan(lire("• un\no a\no b\n• deux").blocs) == [("UL", ["un", ["a", "b"], "deux"])]


@pytest.mark.parametrize("signe", list("-•–▶►▪➔*●○✓"))
def test_every_bullet_opens_an_item(signe):
    assert plan(lire(f"{signe} accueil\n{signe} écoute").blocs) == [("UL", ["accueil", "écoute"])]


def test_doubled_bullet_counts_once_but_a_minus_sign_stays():
    assert plan(lire("- ▶ 57 % de la population\n- - 4,8 % en trois ans").blocs) == [
        ("UL", ["57 % de la population", "- 4,8 % en trois ans"])
    ]


def test_other_bullet_after_a_blank_line_opens_another_list():
    assert plan(lire("► un comité\n\n- sa fonction\n- son nom").blocs) == [
        ("UL", ["un comité"]),
        ("UL", ["sa fonction", "son nom"]),
    ]


def test_numbered_lines_are_a_list_only_when_they_run_from_one():
    assert plan(lire("1. Accueillir ;\n2. Informer ;\n").blocs) == [("OL", ["Accueillir ;", "Informer ;"])]
    assert plan(lire("1. Accueillir ;\n3. Informer ;\n").blocs) == [
        ("P", "1. Accueillir ;"),
        ("P", "3. Informer ;"),
    ]


def test_line_per_item_without_bullet_is_never_glued():
    lignes = ["Accueil des enfants", "aide aux devoirs", "soutien aux parents", "information"]

    assert plan(lire("\n".join(lignes)).blocs) == [("P", ligne) for ligne in lignes]


def test_wrapped_paragraph_is_one_bloc_over_several_lines():
    document = lire(
        "Les signataires conviennent de se retrouver deux fois par an afin de\n"
        "suivre ensemble les actions décidées et de préparer les suivantes, en\n"
        "associant les communes volontaires et les gestionnaires des services\n"
        "concernés.\n"
        "Le compte rendu est adressé à chacun.\n\n"
        "- une première réunion se tient au printemps, dans une commune choisie\n"
        "  par le comité ;\n"
        "- une seconde à l’automne.\n"
    )

    assert plan(document.blocs) == [
        (
            "P",
            "Les signataires conviennent de se retrouver deux fois par an afin de suivre ensemble les actions décidées et de préparer les suivantes, en associant les communes volontaires et les gestionnaires des services concernés.",
        ),
        ("P", "Le compte rendu est adressé à chacun."),
        (
            "UL",
            [
                "une première réunion se tient au printemps, dans une commune choisie par le comité ;",
                "une seconde à l’automne.",
            ],
        ),
    ]
    assert document.blocs[0].place.lignes == (1, 2, 3, 4)
    assert lignes_mal_rattachees(document) == ([], [])


def test_inline_markup_becomes_runs_and_the_raw_line_stays():
    document = lire("à partir du 1^{er} **mars** et *non* avant <u>le terme</u>")

    assert document.source.lignes == ("à partir du 1^{er} **mars** et *non* avant <u>le terme</u>",)
    assert document.blocs[0].contenu == (
        Texte("à partir du 1"),
        Texte("er", exposant=True),
        Texte(" "),
        Texte("mars", gras=True),
        Texte(" et "),
        Texte("non", italique=True),
        Texte(" avant "),
        Texte("le terme", souligne=True),
    )


@pytest.mark.parametrize(
    "ligne", ["*La Caisse et ses services", "2 * 3 * 4", "moins de < 3 ans", "a ** b", "*****", "<br>"]
)
def test_marks_that_pair_with_nothing_stay_as_written(ligne):
    assert plan(lire(f"Début : {ligne}").blocs) == [("P", f"Début : {ligne}".replace("<br>", "").strip())]


def test_stray_html_cells_become_line_breaks():
    blocs = lire("Comité\t<p>Caf : la directrice</p> <p>Ville : le maire</p>\nBureau\tÀ nommer").blocs

    assert plan(blocs) == [
        ("TAB", [], [["Comité", "Caf : la directrice\nVille : le maire"], ["Bureau", "À nommer"]])
    ]


def test_underlined_line_is_a_heading_and_a_rule_is_a_break():
    document = lire("Les moyens\n----------\nTexte.\n\n***\n\nSuite.")

    assert plan(document.blocs) == [
        ("T2", "Les moyens"),
        ("P", "Texte."),
        ("Saut", "section"),
        ("P", "Suite."),
    ]
    assert lignes_mal_rattachees(document) == ([], [])


def test_lire_table_typed_with_bars_only_between_cells():
    tableau, suite = composer(
        ("Nature | Montant", "Aides au logement | 640 150 €", "Total | 2 656 000 €", "Suite.")
    )

    assert [
        [texte_brut(c.contenu) for c in rang.cellules] for rang in (*tableau.entetes, *tableau.rangs)
    ] == [
        ["Nature", "Montant"],
        ["Aides au logement", "640 150 €"],
        ["Total", "2 656 000 €"],
    ]
    assert texte_brut(suite.contenu) == "Suite."


def test_lire_paragraph_wrapped_by_hand_before_a_date():
    lignes = (
        "Vu la délibération du conseil municipal de Montréval en date du",
        "12 mars 2024 autorisant sa maire à signer cette convention, et",
        "les pièces qui l’accompagnent ;",
        "",
        "Vu le règlement du fonds de soutien aux projets des communes en",
        "vigueur à la même date que la délibération qui vient d’être dite",
    )
    assert [bloc.place.lignes for bloc in composer(lignes)] == [(1, 2, 3), (5, 6)]


def test_line_of_endless_tabs_is_a_paragraph():
    document = lire_octets("a.txt", ("Texte.\n\n" + "\ta" * 5000 + "\n\nFin.\n").encode())

    assert [type(bloc).__name__ for bloc in document.blocs] == ["Paragraphe"] * 3

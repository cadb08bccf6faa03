import pytest

from convenir.lecture.titres import numerote, reconnaitre


@pytest.mark.parametrize(
    ("ligne", "attendu"),
    [
        ("ARTICLE 1 - OBJET", ("article", 1, "OBJET")),
        ("ARTICLE 2 – LES CHAMPS", ("article", 2, "LES CHAMPS")),
        ("Article 1 : L’objet de l’avenant", ("article", 1, "L’objet de l’avenant")),
        ("Art. 3. Durée", ("article", 3, "Durée")),
        ("ARTICLE PREMIER", ("article", 1, "")),
        ("ARTICLE IV — La fin", ("article", 4, "La fin")),
        ("Article 12", ("article", 12, "")),
        ("Article 6 Engagements", ("article", 6, "Engagements")),
        ("Article n° 7 - gouvernance", ("article", 7, "gouvernance")),
        ("Annexe 1 – Diagnostic", ("annexe", 1, "Diagnostic")),
        ("ANNEXE n°2", ("annexe", 2, "")),
        ("Annexe A : la liste", ("annexe", None, "la liste")),
        ("ANNEXE III. BUDGET", ("annexe", 3, "BUDGET")),
        ("PRÉAMBULE", ("preambule", None, "Préambule")),
        ("Preambule :", ("preambule", None, "Préambule")),
        ("Annexe 4 – Avenant 2", ("annexe", 4, "Avenant 2")),
    ],
)
def test_reconnaitre_reads_each_way_of_printing_a_heading(ligne, attendu):
    entete = reconnaitre(ligne)
    assert (entete.type, entete.numero, entete.titre) == attendu


@pytest.mark.parametrize(
    "ligne",
    [
        "Article 5 de la loi du 6 janvier",
        "Article 30 du RGPD, le registre est tenu",
        "Article L. 263-1 du code",
        "Annexe 2 jointe à la convention",
        "article 5 - en minuscules au milieu d’une phrase",
        "Annexe financière",
        "1.1- Une sous-partie",
        "Le préambule rappelle",
        "",
    ],
)
def test_reconnaitre_leaves_a_mention_alone(ligne):
    assert reconnaitre(ligne) is None


@pytest.mark.parametrize(
    ("ligne", "page", "titre"),
    [
        ("ARTICLE 2 – LES CHAMPS.....\t6", 6, "LES CHAMPS"),
        ("Article 3 : Durée ........ 12", 12, "Durée"),
        ("Annexe 1 – Diagnostic……… 16", 16, "Diagnostic"),
    ],
)
def test_reconnaitre_takes_the_page_of_a_contents_entry_apart(ligne, page, titre):
    entete = reconnaitre(ligne)
    assert (entete.page, entete.titre) == (page, titre)


def test_reconnaitre_takes_a_bare_page_in_the_contents_only():
    assert reconnaitre("Préambule 4", au_sommaire=True).page == 4
    assert reconnaitre("Préambule 4") is None


def test_numerote_reads_a_heading_without_the_word_article():
    assert (numerote("4 - La durée").numero, numerote("4 - La durée").titre) == (4, "La durée")
    assert numerote("4 - La durée est de quatre ans.") is None

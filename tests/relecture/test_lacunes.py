import pytest

ARTICLE = "Article 1 : Objet\n\n"


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("lacunes-marqueur", "Le territoire compte XX habitants."),
        ("lacunes-marqueur", "Le territoire compte ____ habitants."),
        ("lacunes-marqueur", "Le territoire compte ........ habitants."),
        ("lacunes-marqueur", "La commune de [nom de la commune] adhère."),
        ("lacunes-marqueur", "Référent : à définir."),
        ("lacunes-marqueur", "Le montant (à compléter) est versé en mai."),
        ("lacunes-marqueur", "Les données 2023 sont en cours de consolidation."),
        ("lacunes-marqueur", "Le territoire compte X communes."),
        ("lacunes-reste-modele", "(et autres partenaires éventuels)"),
        ("lacunes-reste-modele", "+ Autres signataires éventuels"),
        ("lacunes-precisions-ulterieures", "La composition sera précisée ultérieurement."),
    ],
)
def test_lacunes_blank_raised_on_its_line(lignes_relevees, code, phrase):
    assert lignes_relevees(f"{ARTICLE}{phrase}\n", code) == [(3,)]


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("lacunes-marqueur", "Au XXe siècle, puis au XX ème siècle et au XXIe siècle."),
        ("lacunes-marqueur", "Le titre XX du code et le taux X des rayons X."),
        ("lacunes-marqueur", "Des actions nouvelles à définir avec les communes sont à venir."),
        ("lacunes-marqueur", "Comment répondre aux familles ? La note [1] le dit […]."),
        ("lacunes-marqueur", "Les contrats en cours de validité sont maintenus..."),
        ("lacunes-reste-modele", "Les autres partenaires sont associés (dont les bailleurs)."),
        ("lacunes-precisions-ulterieures", "La composition sera précisée ultérieurement par avenant."),
    ],
)
def test_lacunes_near_miss_stays_silent(lignes_relevees, code, phrase):
    assert lignes_relevees(f"{ARTICLE}{phrase}\n", code) == []


def test_marqueur_contents_leaders_are_not_blanks(lignes_relevees):
    texte = "Sommaire\n\nArticle 1 : Objet.......... 2\nArticle 2 : Durée.......... 3\n\nArticle 1 : Objet\n\nUn texte.\n\nArticle 2 : Durée\n\nUn autre.\n"
    assert lignes_relevees(texte, "lacunes-marqueur") == []


def test_valeur_connue_gives_the_value_and_its_line(relever):
    texte = f"{ARTICLE}Le territoire compte XX LAEP et XX RPE.\n\nAnnexe 1 : Diagnostic\n\nOn y trouve 7 LAEP, ouverts à tous.\n"
    (trouvaille,) = relever(texte, "lacunes-valeur-connue")
    assert trouvaille.lignes == (3, 7)
    assert trouvaille.suggestion.startswith("Reportez cette valeur (7)")


def test_champ_vide_place_and_date_make_one_finding(lignes_relevees):
    texte = f"{ARTICLE}Un texte entier pour cet article.\n\nFait à\n\nLe ……………\n"
    assert lignes_relevees(texte, "lacunes-champ-vide") == [(5, 7)]


def test_champ_vide_filled_place_and_date_silent(lignes_relevees):
    texte = f"{ARTICLE}Un texte entier pour cet article.\n\nFait à Valmont, le 3 mars 2025\n"
    assert lignes_relevees(texte, "lacunes-champ-vide") == []


def test_annexe_with_a_title_only_is_empty(lignes_relevees):
    texte = f"{ARTICLE}Un texte entier pour cet article.\n\nAnnexe 1 : Délibération\n\nEn date du 3 mars 2025\n\nAnnexe 2 : Liste\n\n- Valmont\n- Rivebelle\n"
    assert lignes_relevees(texte, "lacunes-disposition-vide") == [(5,)]


@pytest.mark.parametrize(
    "phrase",
    [
        "Le territoire compte NN familles.",
        "Fait à Valmont, le xx/xx/20xx.",
        "Délibération du JJ/MM/AAAA.",
        "Le contrat signé en 20XX se poursuit.",
        "Fait à Valmont, le 16 décembre 20..",
        "La vallée compte […] crèches.",
        "Vu la délibération n° ... du conseil ;",
        "La présidente, autorisée par la délibération en date du , signe.",
        "Le tribunal de à renseigner est compétent.",
        "Intitulé à préciser",
    ],
)
def test_blank_worded_in_any_way_is_raised(lignes_relevees, phrase):
    assert lignes_relevees(f"{ARTICLE}{phrase}\n", "lacunes-marqueur") == [(3,)]


def test_label_without_its_value_is_raised_when_others_have_theirs(lignes_relevees):
    texte = "Annexe 2 : Fiches\n\nFiche action 1 : Crèche\nÉchéance : 2027\n\nFiche action 2 : Relais\nÉchéance :\n\nFiche action 3 : Ludothèque\nÉchéance : 2028\n"
    assert lignes_relevees(texte, "lacunes-champ-vide") == [(7,)]


def test_label_that_opens_a_list_is_no_blank(lignes_relevees):
    texte = "Annexe 2 : Fiches\n\nPilotes : la ville\n\nPilotes :\n\n- la ville\n- la Caf\n"
    assert lignes_relevees(texte, "lacunes-champ-vide") == []


def test_article_that_holds_only_a_mark_is_told_once(relever):
    texte = "Article 1 : Évaluation\n\nÀ déterminer.\n\nArticle 2 : Durée\n\nUn an à compter du vote.\n"
    assert [len(relever(texte, c)) for c in ("lacunes-marqueur", "lacunes-disposition-vide")] == [1, 0]


def test_name_of_a_theme_over_its_issues_is_no_blank_label(lignes_relevees):
    texte = "Annexe 1 : Diagnostic\n\nJeunesse : synthèse\n\nJEUNESSE :\n\nEnjeux :\n\n- Bouger\n\nJeunesse :\n\nEnjeux :\n\n- Lire\n"
    assert lignes_relevees(texte, "lacunes-champ-vide") == []

CORPS = "Article 1 : Objet\n\nUn but.\n\nArticle 3 : Durée\n\nUn an.\n\nArticle 4 : Fin\n\nUn terme.\n"


def test_gap_that_the_contents_announce_says_so_once(relever):
    sommaire = "Sommaire\n\n" + "".join(
        f"Article {n} : {t}\t{n}\n" for n, t in enumerate(("Objet", "Moyens", "Durée", "Fin"), start=1)
    )
    (trou,) = relever(f"{sommaire}\n{CORPS}", "numerotation-trou")

    assert trou.message.startswith("L’article 2, annoncé au sommaire, manque")
    assert sorted(trou.lignes) == [4, 12]
    assert relever(f"{sommaire}\n{CORPS}", "numerotation-sommaire") == []


def test_gap_without_contents_does_not_speak_of_them(relever):
    (trou,) = relever(CORPS, "numerotation-trou")

    assert "sommaire" not in trou.message + trou.preuve
    assert trou.lignes == (5,)


def test_item_of_an_enumeration_skipped_or_repeated(lignes_relevees):
    liste = "Article 1 : Objet\n\n1. Ouvrir un relais\n2. Former\n{}. Informer\n{}. Écouter\n"
    code = "numerotation-enumeration"

    assert lignes_relevees(liste.format(4, 5), code) == [(5,)]
    assert lignes_relevees(liste.format(2, 3), code) == [(4, 5)]
    assert lignes_relevees(liste.format(3, 4), code) == []


def test_enumeration_that_starts_again_is_another_one(lignes_relevees):
    texte = "Article 1 : Objet\n\na) un relais\nb) une crèche\nc) un lieu\n\nPuis :\n\na) un local\nb) un car\nc) un jeu\n"
    assert lignes_relevees(texte, "numerotation-enumeration") == []


def test_number_borne_twice_is_not_a_gap_as_well(lignes_relevees):
    texte = "Annexe 1 : Plan\n\nAxe 1 : Lire\n\nAxe 3 : Jouer\n\nAxe 3 : Chanter\n"
    assert lignes_relevees(texte, "numerotation-phases") == [(5, 7)]


def test_objectives_numbered_by_a_column(lignes_relevees):
    texte = (
        "Annexe 2 : Plan d’actions\n\nAxe 1 : Accueillir\n\nN°\tObjectif\tAction\n1\tOuvrir\tUn local\n"
        "{}\tFormer\tUn stage\n"
    )
    assert lignes_relevees(texte.format(3), "numerotation-objectifs") == [(7,)]
    assert lignes_relevees(texte.format(2), "numerotation-objectifs") == []


def test_enumeration_starts_again_under_each_heading(lignes_relevees):
    themes = {"Petite enfance": "ouvrir un relais", "Jeunesse": "écouter", "Parentalité": "accueillir"}
    plan = "\n\n".join(f"### {theme}\n\n1. {objectif}" for theme, objectif in themes.items())

    assert lignes_relevees(f"## Annexe 2 – Plan d’actions\n\n{plan}\n", "numerotation-enumeration") == []


def test_annexe_that_bears_another_number_than_announced_is_told_once(relever):
    texte = (
        "Sommaire\n\nAnnexe 1 : Diagnostic\t4\nAnnexe 2 : Budget\t6\nAnnexe 3 : Votes\t8\n\n"
        "Annexe 1 : Diagnostic\n\nDes chiffres.\n\nAnnexe 4 : Budget\n\nDes montants.\n\nAnnexe 3 : Votes\n\nDes dates.\n"
    )
    (trou,) = relever(texte, "numerotation-trou")

    assert sorted(trou.lignes) == [4, 11]
    assert [relever(texte, c) for c in ("numerotation-ordre", "numerotation-sommaire")] == [[], []]


def test_objective_of_one_axis_misnumbered_is_told_once(lignes_relevees):
    texte = (
        "Annexe 2 : Plan d’actions\n\nAxe 1 : Lire\n\nObjectif 1 : Ouvrir\nObjectif 3 : Former\n\n"
        "Axe 2 : Jouer\n\nObjectif 3 : Prêter\nObjectif 4 : Louer\n"
    )
    assert lignes_relevees(texte, "numerotation-objectifs") == [(6,)]

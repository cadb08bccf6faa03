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

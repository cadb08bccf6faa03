CINQ = "".join(
    f"Article {n} : {titre}\n\n{texte}\n\n"
    for n, (titre, texte) in enumerate(
        [
            ("Objet", "Un but commun."),
            ("Moyens", "Chacun apporte les siens."),
            ("Pilotage", "Un comité se réunit."),
            ("Durée", "Conclue pour un an."),
        ],
        start=1,
    )
)


def _messages(relever, texte: str) -> str:
    return " ".join(t.message for t in relever(texte, "couverture-clause-usuelle"))


def test_convention_that_a_party_may_end_has_its_clause(relever):
    fin = "Article 5 : Fin\n\nChaque partie peut y mettre fin par simple lettre.\n"
    assert "résiliation" not in _messages(relever, CINQ + fin)


def test_convention_that_nothing_ends_lacks_the_clause(relever):
    fin = "Article 5 : Divers\n\nChaque partie prend soin de ses locaux.\n"
    assert "résiliation" in _messages(relever, CINQ + fin)


def test_field_announced_without_the_word_field_needs_a_plan(lignes_relevees):
    plans = "".join(
        f"PLAN D’ACTION {t}\n\nEnjeux :\n\n- Un enjeu\n\nObjectif 1 : Agir\n\n"
        for t in ("JEUNESSE", "LOGEMENT")
    )
    texte = (
        "Préambule\n\nLa Ctg porte sur la jeunesse, le logement{}.\n\nAnnexe 1 : Plans d’actions\n\n" + plans
    )
    code = "couverture-champ-sans-plan"
    assert lignes_relevees(texte.format(" et la parentalité"), code) == [(3,)]
    assert lignes_relevees(texte.format(""), code) == []

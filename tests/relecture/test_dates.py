ARTICLE = "Article 6 : Pilotage\n\nLe comité de pilotage se réunit chaque semestre.\n\n"


def test_yearly_task_of_a_body_is_not_its_rhythm(lignes_relevees):
    suite = "Le comité de pilotage évalue chaque année l’avancement du plan.\n"
    assert lignes_relevees(f"{ARTICLE}{suite}", "dates-rythme") == []


def test_second_rhythm_of_a_body_is_raised(lignes_relevees):
    suite = "Le comité de pilotage tient une séance chaque année.\n"
    assert lignes_relevees(f"{ARTICLE}{suite}", "dates-rythme") == [(3, 5)]


def test_duration_written_backwards_is_told_once(relever):
    texte = "Article 8 : Durée\n\nElle court du 1er janvier 2026 au 31 décembre 2025.\n"
    assert [len(relever(texte, c)) for c in ("dates-duree", "dates-bornes")] == [1, 0]


def test_date_given_as_that_of_a_half_year_it_is_not_in(lignes_relevees):
    texte = "Article 5 : Suite\n\nElles paraîtront au second semestre 2025, soit le 12 {} 2025.\n"
    assert lignes_relevees(texte.format("mars"), "dates-semestre") == [(3,)]
    assert lignes_relevees(texte.format("octobre"), "dates-semestre") == []

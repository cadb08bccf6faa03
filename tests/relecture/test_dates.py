ARTICLE = "Article 6 : Pilotage\n\nLe comité de pilotage se réunit chaque semestre.\n\n"


def test_yearly_task_of_a_body_is_not_its_rhythm(lignes_relevees):
    suite = "Le comité de pilotage évalue chaque année l’avancement du plan.\n"
    assert lignes_relevees(f"{ARTICLE}{suite}", "dates-rythme") == []


def test_second_rhythm_of_a_body_is_raised(lignes_relevees):
    suite = "Le comité de pilotage tient une séance chaque année.\n"
    assert lignes_relevees(f"{ARTICLE}{suite}", "dates-rythme") == [(3, 5)]

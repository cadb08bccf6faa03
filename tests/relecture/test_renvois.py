TEXTE = (
    "Article 1 : Objet\n\nLes besoins viennent du diagnostic joint en annexe {}.\n\n"
    "Annexe A : Diagnostic\n\nLes chiffres du territoire.\n\nAnnexe B : Gouvernance\n\nLes comités.\n"
)


def test_annexe_told_by_a_letter_that_does_not_exist(lignes_relevees):
    assert lignes_relevees(TEXTE.format("D"), "renvois-inexistant") == [(3,)]
    assert lignes_relevees(TEXTE.format("A"), "renvois-inexistant") == []


def test_annexe_told_by_a_letter_quoted_for_another(lignes_relevees):
    assert lignes_relevees(TEXTE.format("B"), "renvois-contenu") == [(3,)]
    assert lignes_relevees(TEXTE.format("A"), "renvois-contenu") == []

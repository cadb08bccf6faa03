from tests.lecture.conftest import lire

TEXTE = """\
Annexe 1 - Diagnostic

Petite enfance

Petite enfance: synthèse

Une offre à compléter

- 12 crèches
- des horaires à élargir

Enjeux repérés par les communes:

- Ouvrir plus tôt

JEUNESSE

- 3 accueils
"""


def test_situer_gives_theme_and_nearest_heading():
    dossier = lire(TEXTE)
    situes = {p.texte: (p.thematique, p.rubrique) for p in dossier.passages}
    assert situes["12 crèches"] == ("petite_enfance", "Une offre à compléter")
    assert situes["Ouvrir plus tôt"] == ("petite_enfance", "Enjeux repérés par les communes:")
    assert situes["3 accueils"] == ("jeunesse", "JEUNESSE")


def test_situer_ends_a_theme_with_its_provision():
    dossier = lire(TEXTE + "\nAnnexe 2 - Communes\n\nLa liste suit.\n")
    assert [p.thematique for p in dossier.passages_de("annexe-2")] == ["", ""]

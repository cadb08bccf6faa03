import pytest

from convenir.relecture.enums import Gravite

ARTICLE = "Article 1 : Objet\n\n"


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("redaction-parenthese", "Le relais est ouvert (sauf le lundi."),
        ("redaction-parenthese", "Le relais est ouvert sauf le lundi)."),
        ("redaction-parenthese", "La maison dite « des Tilleuls est ouverte."),
        ("redaction-ponctuation-doublee", "Le relais adhère à la CTG., puis il ouvre."),
        ("redaction-ponctuation-doublee", "Le relais ouvre le lundi,, le mardi."),
        ("redaction-ponctuation-doublee", "Le relais ouvre le lundi ; ; le mardi."),
        ("redaction-ponctuation-doublee", "Le relais ouvre le lundi.. Il ferme tard."),
        ("redaction-mot-repete", "Le relais de de la commune ouvre tôt."),
        ("redaction-mot-repete", "Le relais de la de la commune ouvre tôt."),
        ("redaction-balisage", "Le relais <b>ouvre</b> tôt."),
        ("redaction-balisage", "Ouverture le 1^{er} mars."),
        ("redaction-balisage", "L’enfance est concernÃ©e."),
        ("redaction-balisage", "Le relais **ouvre tôt."),
        ("redaction-champ-casse", "Voir Erreur ! Signet non défini. pour la suite."),
        ("redaction-forme-fautive", "L’accueil de l'handicap progresse."),
        ("redaction-accord", "Un offre nouvelle ouvre."),
        ("redaction-accord", "Deux crèches sont portée par la ville."),
        (
            "redaction-accord",
            "L’insertion sociale et professionnelles progresse, la vie professionnelle aussi.",
        ),
        ("redaction-espace", "Les jeunes de 11ans viennent."),
    ],
)
def test_redaction_fault_raised_on_its_line(lignes_relevees, code, phrase):
    assert lignes_relevees(f"{ARTICLE}{phrase}\n", code) == [(3,)]


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("redaction-parenthese", "a) le relais ; b) la crèche (du lundi au jeudi)."),
        ("redaction-parenthese", "1) le relais « des Tilleuls » (ouvert [parfois])."),
        ("redaction-ponctuation-doublee", "Des jeux, des livres, etc., sont prêtés..."),
        ("redaction-ponctuation-doublee", "La C.T.G., signée par M. Martin, dure… cinq ans ; etc."),
        ("redaction-mot-repete", "Nous nous engageons, vous vous engagez, en vis-à-vis."),
        ("redaction-mot-repete", "L A   C O M M U N E   D U   V A L L O N."),
        ("redaction-balisage", "Moins de 3 ans < 6 ans et un taux > 50 % **voulu**."),
        ("redaction-champ-casse", "L’erreur de référence est corrigée."),
        ("redaction-forme-fautive", "L’habitat et l’hébergement de l’enfant handicapé."),
        (
            "redaction-accord",
            "Une offre et un accueil sont portés ; les priorités sont santé et parentalité.",
        ),
        (
            "redaction-accord",
            "Les structures aident les familles et leur apportent des repères : leur parcours, leur accès.",
        ),
        ("redaction-espace", "Voir www.exemple.fr,puis 11 ans ; le 3,5 % de 2024-2028."),
    ],
)
def test_redaction_near_miss_stays_silent(lignes_relevees, code, phrase):
    assert lignes_relevees(f"{ARTICLE}{phrase}\n", code) == []


@pytest.mark.parametrize(
    "suite",
    [
        "ci-après dénommée « la Caf »,",
        "d’autre part,",
        "il est convenu ce qui suit :",
        "conviennent de ce qui suit :",
    ],
)
def test_formula_of_the_opening_is_no_cut_sentence(lignes_relevees, suite):
    texte = f"Entre\n\nLa Caf de la Fable, représentée par son directeur, M. Paul Essai,\n\n{suite}\n"
    assert lignes_relevees(texte, "redaction-phrase-coupee") == []


def test_superscript_notation_is_only_information(relever):
    (constat,) = relever(f"{ARTICLE}Ouverture le 1^{{er}} mars.\n", "redaction-balisage")
    assert constat.gravite is Gravite.INFORMATION

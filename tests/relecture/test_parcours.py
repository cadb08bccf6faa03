"""Walking through a proofread convention."""

import pytest

from convenir.lecture.dossier import Nature, Passage
from convenir.lecture.sections import Section
from convenir.relecture import parcours
from convenir.relecture.forms import FiltreForm
from convenir.relecture.queries import ConstatSuivi
from tests.factories.relecture import ConstatReleveFactory, RelectureFactory


def section(cle, *lignes, **champs):
    passages = tuple(Passage("Texte", (n,), Nature.PARAGRAPHE, debuts=(0,)) for n in lignes)
    return Section(cle, cle.capitalize(), passages=passages, **champs)


SECTIONS = (
    section("ouverture", 1),
    section("article-1", 2, 3),
    section("article-2", 4),
    section("annexe-1", 5),
)


def suivi(numero, cle, gravite="bloquant", lignes=(), acceptation=None, **champs):
    relecture = RelectureFactory.build()
    constat = ConstatReleveFactory.build(
        relecture=relecture, section=cle, gravite=gravite, lignes=list(lignes), rang=numero, **champs
    )
    return ConstatSuivi(numero, constat, acceptation)


SUIVIS = (
    suivi(1, "ouverture", "information", [1]),
    suivi(2, "article-1", "avertissement", [3]),
    suivi(3, "article-1", "bloquant", [2, 5]),
    suivi(4, "annexe-1", "bloquant", [5]),
)


def test_choisir_opens_where_the_gravest_is_met_first():
    assert parcours.choisir(parcours.sommaire(SECTIONS, SUIVIS), "").cle == "article-1"


def test_choisir_an_unknown_or_absent_section_is_none():
    entrees = parcours.sommaire((*SECTIONS, section("absent-article-3", absente=True)), SUIVIS)
    assert parcours.choisir(entrees, "article-9") is None
    assert parcours.choisir(entrees, "absent-article-3") is None


def test_sommaire_counts_what_is_open_and_tells_the_worst():
    entrees = parcours.sommaire(SECTIONS, (*SUIVIS, suivi(5, "article-2", acceptation=object())))
    assert [(e.ouverts, e.pire) for e in entrees] == [
        (1, "information"),
        (2, "bloquant"),
        (0, ""),
        (2, "bloquant"),
    ]


def test_constats_de_follow_the_text_of_the_section():
    assert [s.numero for s in parcours.constats_de(SECTIONS[1], SUIVIS)] == [3, 2]
    assert [s.numero for s in parcours.constats_de(SECTIONS[3], SUIVIS)] == [3, 4]


@pytest.mark.parametrize(("ici", "attendu"), [(0, 3), (1, 4), (2, 4), (3, 3)])
def test_prochain_bloquant_goes_on_then_comes_round(ici, attendu):
    assert parcours.prochain_bloquant(SECTIONS, SECTIONS[ici], SUIVIS).numero == attendu


def test_prochain_bloquant_is_none_when_nothing_blocks_elsewhere():
    assert parcours.prochain_bloquant(SECTIONS, SECTIONS[1], SUIVIS[:3]) is None


def test_en_lots_follows_the_sections():
    lots = parcours.en_lots(SUIVIS, SECTIONS)
    assert [(lot.titre, [s.numero for s in lot.suivis]) for lot in lots] == [
        ("Ouverture", [1]),
        ("Article-1", [2, 3]),
        ("Annexe-1", [4]),
    ]


def test_en_lots_by_severity_puts_the_gravest_first():
    lots = parcours.en_lots(SUIVIS, SECTIONS, par_gravite=True)
    assert [(lot.titre, [s.numero for s in lot.suivis]) for lot in lots] == [
        ("Bloquants", [3, 4]),
        ("Avertissements", [2]),
        ("Informations", [1]),
    ]


def test_en_lots_keeps_a_finding_of_a_section_that_left_the_text():
    (lot,) = parcours.en_lots([suivi(1, "article-8")], SECTIONS)
    assert (lot.titre, lot.suivis[0].numero) == ("Ailleurs dans le texte", 1)


def test_filtre_says_how_many_each_choice_holds():
    suivis = (*SUIVIS, suivi(5, "article-2", famille="dates", acceptation=object()))
    champs = FiltreForm({}, suivis=suivis).fields
    assert champs["gravite"].choices == [
        ("", "Toutes"),
        ("bloquant", "Bloquants (2)"),
        ("avertissement", "Avertissements (1)"),
        ("information", "Informations (1)"),
    ]
    assert champs["famille"].choices == [
        ("", "Toutes"),
        ("lacunes", "Blancs et restes de modèle (4)"),
        ("dates", "Dates et délais (0)"),
    ]
    assert champs["etat"].choices == [
        ("", "À revoir (4)"),
        ("acceptes", "Acceptés (1)"),
        ("tous", "Tous (5)"),
    ]


def test_filtre_ignores_an_unknown_choice_and_keeps_the_others():
    filtre = FiltreForm({"gravite": "bloquant", "famille": "inconnue"}, suivis=SUIVIS)
    assert [s.numero for s in filtre.retenir(SUIVIS)] == [3, 4]

import datetime

import pytest

from convenir.conventions.queries import clauses
from convenir.conventions.resolution import contexte, resoudre
from convenir.documents.blocs import Champ, Paragraphe, Renvoi, Tableau, texte_brut
from convenir.documents.markdown import lire_markdown
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True)


def resolu(markdown, convention, valeurs=None):
    (bloc,) = resoudre(
        lire_markdown(markdown), contexte(convention, convention.parties.all(), clauses(convention), valeurs)
    )
    return bloc


@pytest.mark.parametrize(
    ("markdown", "attendu"),
    [
        ("du {{duree.debut}} au {{duree.fin}}", "du 1er janvier 2031 au 31 décembre 2035"),
        ("pour {{duree.annees}}", "pour cinq ans"),
        ("{{duree.annee_debut}} – {{duree.annee_fin}}", "2031 – 2035"),
        ("Territoire : {{territoire}}", "Territoire : Val d’Ambre"),
        ("{{parties.caf}}", "Caisse d’allocations familiales de l’Ambre"),
        ("{{parties.caf.appellation}}", "la Caf"),
        ("Voir l’[[article/duree]].", "Voir l’article 2."),
        ("Voir l’[[annexe/instances]].", "Voir l’annexe 1."),
        ("Voir le [[preambule/preambule]].", "Voir le préambule."),
    ],
)
def test_resoudre_gives_the_words_of_the_record(convention, markdown, attendu):
    assert texte_brut(resolu(markdown, convention).contenu) == attendu


def test_resoudre_leaves_an_unknown_value_empty(convention):
    assert resolu("Fait à {{signature.lieu}}", convention).contenu[-1] == Champ("signature.lieu", "")


def test_resoudre_shows_that_a_target_is_absent(convention):
    bloc = resolu("Voir l’[[article/inconnu]]", convention)

    assert bloc.contenu[-1] == Renvoi(
        "article/inconnu", "[renvoi à une disposition absente : article/inconnu]"
    )


def test_resoudre_takes_the_values_of_other_rooms(convention):
    assert texte_brut(resolu("{{population}} habitants", convention, {"population": "24 600"}).contenu) == (
        "24 600 habitants"
    )


def test_resoudre_reaches_lists_and_tables(convention):
    liste, tableau = resoudre(
        lire_markdown(
            "- {{territoire}}\n  - {{territoire}}\n\n| {{territoire}} |\n| --- |\n| [[article/objet]] |"
        ),
        contexte(convention, (), clauses(convention)),
    )

    (element,) = liste.elements
    assert texte_brut(element.contenu) == texte_brut(element.sous[0].contenu) == "Val d’Ambre"
    assert isinstance(tableau, Tableau)
    assert texte_brut(tableau.entetes[0].cellules[0].contenu) == "Val d’Ambre"
    assert texte_brut(tableau.rangs[0].cellules[0].contenu) == "article 1"


@pytest.mark.parametrize(
    ("debut", "fin", "annees"),
    [
        (datetime.date(2031, 1, 1), datetime.date(2031, 12, 31), "un an"),
        (datetime.date(2031, 9, 1), datetime.date(2035, 8, 31), "quatre ans"),
        (datetime.date(2031, 1, 1), datetime.date(2035, 12, 30), ""),
        (datetime.date(2028, 2, 29), datetime.date(2032, 2, 28), "quatre ans"),
    ],
)
def test_duration_is_said_in_whole_years_only(debut, fin, annees):
    convention = ConventionFactory(debut=debut, fin=fin)

    assert contexte(convention, (), ()).valeurs.get("duree.annees", "") == annees


def test_paragraph_is_unchanged_without_citation(convention):
    bloc = resolu("Rien à citer.", convention)

    assert isinstance(bloc, Paragraphe)
    assert texte_brut(bloc.contenu) == "Rien à citer."

"""Findings shown in the text: marked words, numbered calls, nothing unescaped."""

from convenir.lecture.dossier import Nature, Passage
from convenir.lecture.sections import Section
from convenir.relecture.queries import ConstatSuivi
from convenir.relecture.surlignage import surligner
from tests.factories.relecture import ConstatReleveFactory, RelectureFactory


def suivi(numero, lignes, extrait, gravite="bloquant", acceptation=None):
    constat = ConstatReleveFactory.build(
        relecture=RelectureFactory.build(),
        lignes=lignes,
        extrait=extrait,
        gravite=gravite,
        empreinte=f"e{numero}",
    )
    return ConstatSuivi(numero, constat, acceptation)


def html(texte, *suivis, lignes=(1,), debuts=(0,), cellules=(), nature=Nature.PARAGRAPHE):
    passage = Passage(texte, lignes, nature, debuts=debuts, cellules=cellules)
    (ligne,) = surligner(Section("article-1", "Article 1", passages=(passage,)), suivis)
    return [str(morceau) for morceau in ligne.morceaux]


def appel(numero, gravite="bloquant", ancre=True):
    identifiant = f' id="m-e{numero}"' if ancre else ""
    return (
        f'<a class="appel {gravite}" href="#c-e{numero}"{identifiant}>'
        f'<span class="hors-ecran">Constat </span>{numero}</a>'
    )


def test_excerpt_is_marked_where_it_stands():
    assert html("La Caf verse XX euros.", suivi(3, [1], "XX")) == [
        f'La Caf verse <mark class="bloquant">XX{appel(3)}</mark> euros.'
    ]


def test_excerpt_on_another_line_of_the_passage_is_not_taken_for_it():
    texte = "XX puis XX"
    assert html(texte, suivi(1, [2], "XX"), lignes=(1, 2), debuts=(0, 8)) == [
        f'XX puis <mark class="bloquant">XX{appel(1)}</mark>'
    ]


def test_excerpt_that_is_not_in_the_passage_is_called_at_its_end():
    assert html("Le total est juste.", suivi(2, [1], "absent")) == [f"Le total est juste.{appel(2)}"]


def test_finding_of_another_line_leaves_the_passage_alone():
    assert html("Rien ici.", suivi(1, [9], "Rien")) == ["Rien ici."]


def test_accepted_finding_is_not_marked():
    assert html("La Caf verse XX euros.", suivi(1, [1], "XX", acceptation=object())) == [
        "La Caf verse XX euros."
    ]


def test_overlapping_excerpts_share_one_mark_of_the_gravest():
    rendu = html(
        "deux comités par an", suivi(1, [1], "deux comités", "information"), suivi(2, [1], "comités par")
    )
    assert rendu == [f'<mark class="bloquant">deux comités par{appel(1, "information")}{appel(2)}</mark> an']


def test_text_is_escaped_inside_and_outside_marks():
    rendu = html("<b> et <i>", suivi(1, [1], "<i>"))
    assert rendu == [f'&lt;b&gt; et <mark class="bloquant">&lt;i&gt;{appel(1)}</mark>']


def test_row_is_marked_in_its_cell():
    rendu = html(
        "Petite enfance\tXX", suivi(1, [1], "XX"), nature=Nature.RANG, cellules=("Petite enfance", "XX")
    )
    assert rendu == ["Petite enfance", f'<mark class="bloquant">XX{appel(1)}</mark>']


def test_typographic_differences_do_not_hide_an_excerpt():
    assert "<mark" in html("l’objet  est", suivi(1, [1], "l'objet est"))[0]


def test_only_the_first_call_of_a_finding_is_its_anchor():
    passages = (Passage("XX", (1,), Nature.PARAGRAPHE), Passage("XX", (2,), Nature.PARAGRAPHE))
    lignes = surligner(Section("a", "A", passages=passages), (suivi(1, [1, 2], "XX"),))
    assert [appel(1) in lignes[0].html, appel(1, ancre=False) in lignes[1].html] == [True, True]

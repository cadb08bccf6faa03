from convenir.documents.blocs import DocumentLu, Element, Liste, Paragraphe, Place, Source, texte
from convenir.lecture.dossier import Nature
from convenir.lecture.passages import decouper


def passages(*lignes, blocs=None):
    source = Source("essai.txt", "txt", lignes, numerotee=True)
    blocs = blocs or tuple(Paragraphe(texte(ligne), Place((n,))) for n, ligne in enumerate(lignes, 1))
    return decouper(DocumentLu(source, blocs))


def test_decouper_takes_markup_and_bullet_away():
    (passage,) = passages("- ▶ le 1^{er} point est **gras** et <u>souligné</u>")
    assert (passage.texte, passage.nature) == ("le 1er point est gras et souligné", Nature.ELEMENT)


def test_decouper_keeps_the_sign_of_a_figure():
    assert passages("- - **4.8%** en trois ans")[0].texte == "- 4.8% en trois ans"
    liste = Liste((Element(texte("- 4.8% en trois ans"), place=Place((1,))),), place=Place((1,)))
    assert passages("- - 4.8% en trois ans", blocs=(liste,))[0].texte == "- 4.8% en trois ans"


def test_decouper_reads_a_row_printed_with_tabs_or_pipes():
    par_tabulation, par_barre = passages("Comité\t<p>A : un</p> <p>B : deux</p>", "| Comité | A |")
    assert par_tabulation.cellules == ("Comité", "A : un\nB : deux")
    assert par_tabulation.texte == "Comité\tA : un B : deux"
    assert (par_barre.nature, par_barre.cellules) == (Nature.RANG, ("Comité", "A"))


def test_decouper_says_on_which_line_each_word_stands():
    lignes = ("Une phrase longue qui", "continue sur la ligne **suivante** puis", "finit ici.")
    bloc = Paragraphe(
        texte("Une phrase longue qui continue sur la ligne suivante puis finit ici."), Place((1, 2, 3))
    )
    (passage,) = passages(*lignes, blocs=(bloc,))
    assert passage.lignes_de(passage.texte.index("suivante")) == (2,)
    assert passage.lignes_de(passage.texte.index("puis"), len(passage.texte)) == (2, 3)


def test_decouper_loses_no_line_that_blocs_forgot_or_hold_twice():
    blocs = (Paragraphe(texte("un"), Place((1,))), Paragraphe(texte("trois"), Place((1, 3))))
    assert [p.lignes for p in passages("un", "deux", "trois", blocs=blocs)] == [(1,), (2,), (3,)]

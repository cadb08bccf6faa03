import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from convenir.documents.sortie.commentaires import Commentaire, annoter
from convenir.socle.erreurs import Refus


def fichier():
    """A document whose sentence is cut in runs, with a table and an existing comment."""
    document = docx.Document()
    document.add_paragraph("Première ligne.")
    phrase = document.add_paragraph("Le comité ")
    phrase.add_run("techn").bold = True
    phrase.add_run("ique se réunit\ten annexe 2, toujours.")
    document.add_comment(phrase.runs[0], text="déjà là", author="Une lectrice")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Pilote"
    table.cell(0, 1).text = "Direction de l’action"
    document.add_paragraph("")
    tampon = io.BytesIO()
    document.save(tampon)
    return tampon.getvalue()


def parties(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def couverts(octets):
    """{text of the comment: words between its marks} of every comment."""
    document = docx.Document(io.BytesIO(octets))
    corps = document.element.body
    trouves = {}
    for commentaire in document.comments:
        mots, dedans = [], False
        for element in corps.iter():
            if element.get(qn("w:id")) == str(commentaire.comment_id):
                dedans = element.tag == qn("w:commentRangeStart") or (
                    dedans and element.tag != qn("w:commentRangeEnd")
                )
            elif dedans and element.tag == qn("w:t"):
                mots.append(element.text)
            elif dedans and element.tag == qn("w:tab"):
                mots.append("\t")
        trouves[commentaire.paragraphs[0].text] = "".join(mots)
    return trouves


def test_annoter_covers_exactly_the_words_across_runs():
    notes = [
        Commentaire("p:1", "comité technique se réunit en annexe 2", ("Un",)),
        Commentaire("p:1", "technique", ("Deux",)),
        Commentaire("p:2", "l'action", ("Trois",)),
        Commentaire("p:0", "absent d'ici", ("Quatre",)),
        Commentaire("", "", ("Cinq",)),
        Commentaire("p:4", "", ("Six",)),
    ]

    assert couverts(annoter(fichier(), notes)) == {
        "déjà là": "Le comité ",
        "Un": "comité technique se réunit\ten annexe 2",
        "Deux": "technique",
        "Trois": "l’action",
        "Quatre": "Première ligne.",
        "Cinq": "Première ligne.",
        "Six": "",
    }


def test_annoter_keeps_the_text_and_the_formats():
    avant, apres = (docx.Document(io.BytesIO(o)) for o in (fichier(), annoter(fichier(), [NOTE])))

    assert [p.text for p in apres.paragraphs] == [p.text for p in avant.paragraphs]
    gras = [[(r.text, r.bold) for r in d.paragraphs[1].runs if r.text] for d in (avant, apres)]
    assert [t for t, b in gras[1] if b] == ["techn"]
    assert "".join(t for t, _ in gras[0]) == "".join(t for t, _ in gras[1])


def test_annoter_changes_no_other_part():
    avant, apres = parties(fichier()), parties(annoter(fichier(), [NOTE]))
    changees = {nom for nom in apres if apres[nom] != avant.get(nom)}

    assert changees == {"word/document.xml", "word/comments.xml"}
    assert list(avant) == list(apres)


def test_annoter_a_file_without_comments_declares_them():
    document = docx.Document()
    document.add_paragraph("Seule ligne.")
    tampon = io.BytesIO()
    document.save(tampon)
    apres = parties(annoter(tampon.getvalue(), [NOTE]))

    assert b"comments.xml" in apres["[Content_Types].xml"]
    assert b"comments.xml" in apres["word/_rels/document.xml.rels"]
    assert couverts(annoter(tampon.getvalue(), [NOTE])) == {"Note": "Seule ligne."}


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04abc", b"du texte"])
def test_annoter_something_else_is_refused(octets):
    with pytest.raises(Refus, match="document Word"):
        annoter(octets, [NOTE])


NOTE = Commentaire("p:0", "", ("Note",))

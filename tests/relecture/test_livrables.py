import io
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from convenir.documents.blocs import DocumentLu, Paragraphe, Place, Source, texte
from convenir.lecture.dossier import Couverture, Dossier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.livrables import ecrire_commentaires, ecrire_rapport
from convenir.relecture.registre import Constat, regles
from convenir.socle.erreurs import Refus


def constat(**changements):
    valeurs = {
        "regle": "exemple-un",
        "titre": "Renvoi égaré",
        "famille": Famille.RENVOIS,
        "gravite": Gravite.BLOQUANT,
        "lignes": (2,),
        "lieu": "Article 2, 1er paragraphe",
        "message": "L’annexe citée ne parle pas de cela.",
        "preuve": "annexe 9 : absente",
        "suggestion": "Citez l’annexe 3.",
        "extrait": "annexe 9",
        "empreinte": "a",
    }
    return Constat(**(valeurs | changements))


CONSTATS = (
    constat(),
    constat(titre="Nom variable", gravite=Gravite.INFORMATION, lieu="Article 2", empreinte="b", extrait=""),
    constat(titre="Total faux", gravite=Gravite.BLOQUANT, lieu="Annexe 1", lignes=(), empreinte="c"),
)


def dossier(format_="txt"):
    lignes = ("Première ligne", "Voir l’annexe 9 ci-jointe")
    blocs = tuple(
        Paragraphe(texte(t), Place((n,), repere=f"p:{n - 1}")) for n, t in enumerate(lignes, start=1)
    )
    source = Source("convention.docx", format_, lignes, numerotee=format_ == "txt")
    return Dossier(DocumentLu(source, blocs), (), Couverture(2, 2), titre="Convention d’essai")


@pytest.fixture
def fichier_word(tmp_path):
    document = docx.Document()
    for ligne in dossier().source.lignes:
        document.add_paragraph(ligne)
    chemin = tmp_path / "convention.docx"
    document.save(chemin)
    return chemin


def test_ecrire_rapport_groups_findings_by_provision_with_room_to_answer(tmp_path):
    chemin = tmp_path / "rapport.docx"
    assert ecrire_rapport(CONSTATS, dossier(), Path("convention.txt"), chemin) == [chemin]
    document = docx.Document(chemin)

    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "Article 2",
        "Annexe 1",
        "Règles appliquées",
    ]
    assert [[c.text for c in r.cells[:2]] for r in document.tables[0].rows] == [
        ["Gravité", "Constats"],
        ["Bloquants", "2"],
        ["Avertissements", "0"],
        ["Informations", "1"],
    ]
    boites = [t for t in document.tables if t.cell(0, 0).text == "Suite donnée"]
    assert len(boites) == len(CONSTATS)
    assert len(document.tables[-1].rows) == len(regles()) + 1
    lignes = [p.text for p in document.paragraphs if p.style.name == "Constat bloquant"]
    assert "Article 2, 1er paragraphe · ligne 2 · «\u202fannexe 9\u202f»" in lignes


def test_ecrire_rapport_in_pdf_says_everything(tmp_path):
    chemin = tmp_path / "rapport.pdf"
    ecrire_rapport(CONSTATS, dossier(), Path("convention.txt"), chemin)
    document = pypdfium2.PdfDocument(chemin)
    tout = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()

    for attendu in (
        "Renvoi égaré",
        "annexe 9 : absente",
        "Citez l’annexe 3",
        "Total faux",
        "Convention d’essai",
    ):
        assert attendu in tout.replace("\u00a0", " ")


def test_ecrire_rapport_of_a_word_file_also_writes_its_comments(tmp_path, fichier_word):
    rapport = tmp_path / "r.pdf"
    ecrits = ecrire_rapport(CONSTATS, dossier("docx"), fichier_word, rapport)
    annote = docx.Document(tmp_path / "convention-commente.docx")

    assert ecrits == [rapport, tmp_path / "convention-commente.docx"]
    assert next([p.text for p in c.paragraphs] for c in annote.comments) == [
        "Bloquant · Renvoi égaré",
        "L’annexe citée ne parle pas de cela.",
        "Preuve : annexe 9 : absente",
        "À faire : Citez l’annexe 3.",
    ]
    assert len(list(annote.comments)) == len(CONSTATS)


def test_ecrire_commentaires_anchors_on_the_words(tmp_path, fichier_word):
    sortie = tmp_path / "annote.docx"
    ecrire_commentaires(CONSTATS[:1], dossier("docx"), fichier_word, sortie)
    corps = docx.Document(io.BytesIO(sortie.read_bytes())).paragraphs[1]

    assert [r.text for r in corps.runs] == ["Voir l’", "annexe 9", "", " ci-jointe"]


def test_ecrire_commentaires_refuses_what_it_cannot_annotate(tmp_path, fichier_word):
    with pytest.raises(Refus, match=r"fichier \.docx"):
        ecrire_commentaires(CONSTATS, dossier("txt"), fichier_word, tmp_path / "a.docx")
    with pytest.raises(Refus, match="remplacerait"):
        ecrire_commentaires(CONSTATS, dossier("docx"), fichier_word, fichier_word)
    with pytest.raises(Refus, match=r"est un \.docx"):
        ecrire_commentaires(CONSTATS, dossier("docx"), fichier_word, tmp_path / "a.pdf")


def test_ecrire_rapport_refuses_other_formats_and_unwritable_places(tmp_path):
    with pytest.raises(Refus, match=r"\.docx ou en \.pdf"):
        ecrire_rapport(CONSTATS, dossier(), Path("c.txt"), tmp_path / "r.odt")
    with pytest.raises(Refus, match="ne peut pas être écrit"):
        ecrire_rapport(CONSTATS, dossier(), Path("c.txt"), tmp_path / "absent" / "r.pdf")
    assert list(tmp_path.iterdir()) == []


def test_ecrire_rapport_without_findings_says_so(tmp_path):
    ecrire_rapport((), replace(dossier(), titre=""), Path("c.txt"), tmp_path / "r.docx")

    assert "Aucun constat" in "\n".join(p.text for p in docx.Document(tmp_path / "r.docx").paragraphs)

import io
import zipfile
from dataclasses import replace

import lxml.html
import pytest
from lxml import etree

from convenir.documents.blocs import DocumentLu, Insertion, Place, Source, Tableau, Titre, texte_brut
from convenir.documents.entree import lire_fichier
from convenir.documents.publication import Encadre, Signatures, parcourir
from convenir.documents.sortie import rendre
from convenir.edition.convention import composer, publier
from convenir.lecture.comprendre import comprendre
from convenir.lecture.dossier import (
    Commune,
    Couverture,
    Dossier,
    Enjeu,
    Instance,
    Objectif,
    Partie,
    Plan,
    Signataire,
)
from convenir.socle.erreurs import Refus
from tests.edition.mots import mots, nombres

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def texte_html(octets):
    racine = lxml.html.fromstring(octets.decode())
    for style in racine.findall(".//style"):
        style.drop_tree()
    for coupure in racine.iter("br", "p", "td", "th", "li"):
        coupure.tail = " " + (coupure.tail or "")
    return racine.text_content()


def texte_docx(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        racine = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join(
        "".join(t.text if t.tag == f"{W}t" else " " for t in p.iter(f"{W}t", f"{W}tab", f"{W}br"))
        for p in racine.iter(f"{W}p")
    )


def texte_odt(octets):
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        racine = etree.fromstring(archive.read("content.xml"))
    for blanc in racine.iter(f"{TEXTE}tab", f"{TEXTE}line-break"):
        blanc.tail = " " + (blanc.tail or "")
    return "\n".join("".join(p.itertext()) for p in racine.iter(f"{TEXTE}p", f"{TEXTE}h"))


EN_TEXTE = {"html": texte_html, "docx": texte_docx, "odt": texte_odt}


@pytest.mark.parametrize("nom", EN_TEXTE)
def test_publier_loses_no_word_of_a_convention(dossier, nom):
    publie = EN_TEXTE[nom](rendre(composer(dossier), nom))

    assert mots("\n".join(dossier.source.lignes)) - mots(publie) == {}
    assert not {"XX", "..."} & set(publie.split())


@pytest.mark.parametrize("nom", EN_TEXTE)
def test_publier_loses_no_word_of_the_real_convention(convention_reelle, nom):
    dossier = comprendre(lire_fichier(convention_reelle))
    publie = EN_TEXTE[nom](rendre(composer(dossier), nom))
    anciennes_pages = nombres(" ".join(str(e.page) for e in dossier.sommaire))

    assert mots("\n".join(dossier.source.lignes)) - mots(publie) == {}
    assert nombres("\n".join(dossier.source.lignes)) - nombres(publie) - anciennes_pages == {}
    assert "XX" not in publie.split()


def test_composer_numbers_provisions_and_begins_annexes_on_a_page(dossier):
    publication = composer(dossier)
    titres = [(t.numero, texte_brut(t.contenu)) for t in parcourir(publication.blocs) if isinstance(t, Titre)]

    assert titres == [
        ("", "Préambule"),
        ("Article 1", "Objet"),
        ("Article 2", "Durée"),
        ("Annexe 1", "Instances"),
    ]
    assert (publication.titre, publication.couverture.periode) == (
        "CONVENTION TERRITORIALE GLOBALE",
        "2030 - 2033",
    )
    assert publication.annexes == 1
    genres = [type(b).__name__ for b in publication.blocs]
    assert genres[genres.index("Saut") + 1] == "Titre"


def test_composer_says_what_the_old_contents_announced_in_vain(dossier):
    (_, absents) = composer(dossier).apres_sommaire

    assert [texte_brut(e.contenu) for e in absents.elements] == ["Article 3 – Bilan oublié"]


def test_composer_counts_what_is_missing(dossier):
    publication = composer(dossier)

    assert publication.manques == 4
    assert publication.phrase_manques == "4 valeurs à compléter"


def test_composer_builds_the_signature_block_of_a_text_that_has_none(dossier):
    (signatures,) = [n for n in parcourir(composer(dossier).blocs) if isinstance(n, Signatures)]

    assert [(e.nom, e.qualite.casefold()) for e in signatures.emplacements] == [
        ("Rose TREMIERE", "directrice"),
        ("Jean VALJUS", "maire"),
    ]


def test_composer_closes_the_convention_in_one_frame(convention_reelle):
    publication = composer(comprendre(lire_fichier(convention_reelle)))
    (cadre,) = [b for b in publication.blocs if isinstance(b, Encadre) and b.genre == "signatures"]

    assert [len(b.emplacements) for b in cadre.blocs if isinstance(b, Signatures)] == [3]
    assert not any(isinstance(b, Tableau) for b in cadre.blocs)


FICHE = Dossier(
    document=DocumentLu(
        Source("fiche", "fiche", (), numerotee=False),
        (
            *(Insertion(cle) for cle in ("instances", "plans", "communes", "inconnu", "signatures")),
            Titre(1, (), Place()),
        ),
    ),
    passages=(),
    couverture=Couverture(0, 0),
    parties=(Partie("Caf de Grandlac", (Signataire("Rose Trémière", "Directrice"),)),),
    instances=(Instance("Comité", "tous les six mois", ("Caf",), (), ("élus", "Caf"), ("suivre",)),),
    plans=(Plan("Jeunesse", (Enjeu("Écouter"),), (Objectif(1, "Ouvrir un lieu"), Objectif(2, "Former"))),),
    communes=(Commune("Trifouillis", "M. Valjus"),),
)


def test_composer_fills_live_blocks_from_the_record():
    publication = composer(FICHE)
    tableaux = [
        [[texte_brut(c.contenu) for c in r.cellules] for r in t.rangs]
        for t in publication.blocs
        if isinstance(t, Tableau)
    ]

    assert tableaux == [
        [["Comité", "Caf", "", "élus\nCaf", "suivre", "tous les six mois"]],
        [["Objectif 1", "Ouvrir un lieu"], ["Objectif 2", "Former"]],
        [["Trifouillis", "M. Valjus", ""]],
    ]
    assert [n.nom for b in publication.blocs if isinstance(b, Signatures) for n in b.emplacements] == [
        "Rose Trémière"
    ]
    assert publication.manques == 3


def test_publier_writes_each_format_whole(dossier, tmp_path):
    sorties = {nom: tmp_path / f"c.{nom}" for nom in ("pdf", "docx", "odt", "html")}

    assert publier(dossier, sorties) == list(sorties.values())
    debuts = {nom: chemin.read_bytes()[:4] for nom, chemin in sorties.items()}
    assert debuts == {"pdf": b"%PDF", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04", "html": b"<!do"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.docx", "c.html", "c.odt", "c.pdf"]


def test_publier_to_a_place_that_does_not_exist_is_refused(dossier, tmp_path):
    with pytest.raises(Refus, match="ne peut pas être écrit"):
        publier(dossier, {"html": tmp_path / "absent" / "c.html"})
    with pytest.raises(Refus, match="est un dossier"):
        publier(dossier, {"html": tmp_path})


def test_composer_nothing_is_refused():
    vide = replace(FICHE, document=replace(FICHE.document, blocs=()), parties=())

    with pytest.raises(Refus, match="Rien à publier"):
        composer(vide)

"""Bad and hostile files get one clear French sentence; good ones are decoded whatever wrote them."""

from __future__ import annotations

import io
import zipfile

import pytest

from convenir.documents.entree import archive as archive_module
from convenir.documents.entree import html as html_module
from convenir.documents.entree import lire_fichier, lire_octets
from convenir.documents.entree import ouverture as module
from convenir.socle.erreurs import Refus
from tests.documents import fabrique
from tests.documents.feuilles import plan

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refus(nom, octets):
    with pytest.raises(Refus) as levee:
        lire_octets(nom, octets)
    return levee.value.message


@pytest.mark.parametrize(
    "octets", [b"", b" \n\t\r\n", b"\x00" * 40, b"\xef\xbb\xbf \n", "\u00a0\n".encode("utf-16")]
)
def test_empty_file_is_refused(octets):
    assert refus("a.txt", octets) == "Le fichier « a.txt » est vide : choisissez le fichier de la convention."


def test_empty_document_is_refused():
    assert refus("a.docx", fabrique.docx_brut("<w:p/>")).startswith("Le fichier « a.docx » est vide")
    assert refus("a.odt", fabrique.odt("<text:p/>")).startswith("Le fichier « a.odt » est vide")
    assert refus("a.html", b"<html><script>x()</script></html>").startswith("Le fichier « a.html » est vide")


def test_missing_file_and_directory_are_told_apart(tmp_path):
    with pytest.raises(Refus, match="introuvable : vérifiez le chemin"):
        lire_fichier(tmp_path / "absent.txt")
    with pytest.raises(Refus, match="est un dossier : donnez le fichier"):
        lire_fichier(tmp_path)


def test_too_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    chemin = tmp_path / "gros.txt"
    with chemin.open("wb") as fichier:
        fichier.truncate(200_000_000)  # sparse: nothing is written
    lus = []
    monkeypatch.setattr(module, "lire_octets", lambda *arguments: lus.append(arguments))

    with pytest.raises(Refus) as levee:
        lire_fichier(chemin)

    assert levee.value.message == (
        "Le fichier « gros.txt » pèse 200 Mo, plus que les 50 Mo admis : donnez une version sans les images."
    )
    assert lus == []


@pytest.mark.parametrize("faire", [fabrique.docx, fabrique.odt])
def test_truncated_zip_is_refused(faire):
    octets = faire()

    assert refus("a.docx", octets[: len(octets) // 2]) == (
        "Le fichier « a.docx » est abîmé ou incomplet : récupérez-le de nouveau, puis réessayez."
    )


@pytest.mark.parametrize(
    ("octets", "extrait"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe"),
        (OLE + "WordDocument".encode("utf-16-le"), "ancien format (.doc) : ouvrez-le"),
        (b"{\\rtf1 Bonjour}", "au format RTF : ouvrez-le"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "est une image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "est une image"),
        (b"MZ\x90\x00" + b"\x00" * 50, "est un programme"),
        (b"\x7fELF\x02" + b"\x00" * 50, "est un programme"),
        (b"\x1f\x8b\x08\x00" + b"\x01" * 50, "est une archive"),
        (fabrique.archive({"xl/workbook.xml": "<x/>"}), "est un classeur"),
        (fabrique.archive({"photo.jpg": "x"}), "est une archive"),
        (b"\x00\x01\x02\x03texte\x00binaire" * 9, "n’est pas un texte lisible"),
        (bytes(range(1, 9)) * 40, "n’est pas un texte lisible"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "est enregistré en XML"),
    ],
)
def test_file_that_is_not_read_says_what_to_give_instead(octets, extrait):
    message = refus("piece.docx", octets)

    assert extrait in message
    assert message.startswith("Le fichier « piece.docx » ")
    assert message.endswith(".")


@pytest.mark.parametrize("piece", ["word/vbaProject.bin", "Basic/Standard/Module1.xml"])
def test_macros_are_refused_with_the_way_out(piece):
    assert refus("a.docm", fabrique.archive({"word/document.xml": "<x/>", piece: "x"})) == (
        "Le fichier « a.docm » contient des macros : enregistrez-le en .docx sans macros, puis réessayez."
    )


def test_encrypted_opendocument_is_refused():
    octets = fabrique.odt(manifeste="<manifest><encryption-data/></manifest>")

    assert "protégé par un mot de passe" in refus("a.odt", octets)


def test_encrypted_zip_entries_are_refused():
    octets = bytearray(fabrique.docx())
    octets[octets.index(b"PK\x01\x02") + 8] |= 1

    assert "protégé par un mot de passe" in refus("a.docx", bytes(octets))


def test_zip_bombs_are_refused_by_what_they_declare_and_by_what_they_hold(monkeypatch):
    nombreuses = fabrique.archive({f"word/{n}": "" for n in range(6000)})
    assert "démesuré une fois ouvert" in refus("a.docx", nombreuses)

    enorme = fabrique.archive({"word/document.xml": b" " * 45_000_000})
    assert len(enorme) < 100_000
    assert "démesuré une fois ouvert" in refus("a.docx", enorme)


def test_part_that_compresses_beyond_reason_is_refused():
    vide = fabrique.archive({"word/document.xml": b" " * 2_000_000})
    assert len(vide) < 10_000
    assert "démesuré une fois ouvert" in refus("a.docx", vide)


def test_small_part_and_white_image_may_compress_well():
    corps = f"<w:p><w:r><w:t>{'mot ' * 100_000}</w:t></w:r></w:p>"
    octets = fabrique.archive(
        {
            "word/document.xml": f'<w:document xmlns:w="{fabrique.W}"><w:body>{corps}</w:body></w:document>',
            "word/media/image1.bmp": b"\xff" * 2_000_000,
        }
    )
    assert len(lire_octets("a.docx", octets).source.lignes) == 1


@pytest.mark.parametrize("nom", ["a.docx", "a.html"])
def test_too_many_tags_are_refused_before_they_are_parsed(nom, monkeypatch):
    corps = "<w:p><w:r><w:t>mot</w:t></w:r></w:p>" * 200
    octets = fabrique.docx_brut(corps) if nom == "a.docx" else f"<html>{'<p>mot' * 1200}</html>".encode()
    assert len(lire_octets(nom, octets).source.lignes) >= 200

    for module_lecteur in (archive_module, html_module):
        monkeypatch.setattr(module_lecteur, "BALISES_MAXIMUM", 1000)
    assert "démesuré une fois ouvert" in refus(nom, octets)


def test_endless_text_is_refused():
    assert refus("a.txt", b"a\n" * 200_001) == (
        "Le fichier « a.txt » compte plus de 200 000 lignes : donnez le seul texte de la convention."
    )


def test_archive_that_lies_about_its_sizes_is_refused():
    octets = bytearray(fabrique.archive({"word/document.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    entree = octets.index(b"PK\x01\x02")
    octets[entree + 24 : entree + 28] = (10).to_bytes(4, "little")

    assert "abîmé ou incomplet" in refus("a.docx", bytes(octets))


BOMBE = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "doctype",
    [
        BOMBE,
        '<!DOCTYPE w [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://exemple.fr/x">',
    ],
)
def test_xml_entities_are_never_followed(doctype):
    octets = fabrique.archive(
        {"word/document.xml": f'{doctype}<w:document xmlns:w="{fabrique.W}">&b;</w:document>'}
    )

    assert refus("a.docx", octets).startswith("Le fichier « a.docx » ")


TEXTE = "Préambule de la Cité\nL’accueil à Noël coûte 12 € ; ça aide où c’est dû.\nŒuvre d’été — « façade »"


@pytest.mark.parametrize(
    "encodage",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252", "mac-roman"],
)
def test_text_is_decoded_whatever_wrote_it(encodage):
    assert lire_octets("a.txt", TEXTE.encode(encodage)).source.lignes == tuple(TEXTE.split("\n"))


@pytest.mark.parametrize("encodage", ["latin-1", "iso8859-15"])
def test_latin_text_is_decoded(encodage):
    chaine = "Préambule : l'été à Noël, ça coûte cher où l'on dîne."

    assert lire_octets("a.txt", chaine.encode(encodage)).source.lignes == (chaine,)


def test_utf8_with_a_pasted_windows_passage_keeps_both():
    octets = "L’été à la crèche coûte peu, dès la rentrée à Noël. ".encode() * 3 + "été".encode("cp1252")

    assert lire_octets("a.txt", octets).source.lignes[0].endswith("Noël. été")


def test_text_under_another_name_is_read_as_text():
    document = lire_octets("convention.docx", TEXTE.encode())

    assert (document.source.format, len(document.avis)) == ("txt", 1)


def test_very_long_line_and_deep_lists_are_read():
    longue = "mot " * 250_000
    assert plan(lire_octets("a.txt", longue.encode()).blocs) == [("P", longue.strip())]

    profonde = "\n".join(" " * n + "- item" for n in range(1500))
    assert len(lire_octets("a.txt", profonde.encode()).source.lignes) == 1500

    page = "<ul><li>item" * 3000
    assert len(lire_octets("a.html", f"<html>{page}</html>".encode()).source.lignes) > 100


def test_huge_table_is_read():
    tableau = lire_octets("a.txt", ("a\tb\tc\n" * 20_000).encode()).blocs[0]

    assert len(tableau.rangs) + len(tableau.entetes) == 20_000


def test_member_that_is_not_deflated_as_known_is_refused():
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as zip_:
        zip_.writestr("word/document.xml", "<a/>")
    octets = bytearray(flux.getvalue())
    octets[octets.index(b"PK\x01\x02") + 10] = 99

    assert "abîmé ou incomplet" in refus("a.docx", bytes(octets))

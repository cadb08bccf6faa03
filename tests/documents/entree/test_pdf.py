from __future__ import annotations

import io

import pytest

from convenir.documents.blocs import Texte
from convenir.documents.entree import lire_octets
from convenir.socle.erreurs import Refus
from tests.documents import fabrique
from tests.documents.feuilles import feuilles, lignes_mal_rattachees, plan

LONG = (
    "Les parties examinent chaque année les actions menées, les moyens engagés et les résultats obtenus, afin de "
    "décider ensemble des suites à donner. "
)


def composer(corps, reglages=""):
    """A PDF without tags, made by typst from its markup."""
    return sans_balises(composer_balise(corps, reglages))


def sans_balises(octets):
    """The same PDF without its structure tree: its pages are all that can be read."""
    import pikepdf

    sortie = io.BytesIO()
    with pikepdf.open(io.BytesIO(octets)) as document:
        del document.Root.StructTreeRoot
        del document.Root.MarkInfo
        document.save(sortie)
    return sortie.getvalue()


def composer_balise(corps, reglages=""):
    """A tagged PDF made by typst from its markup."""
    import typst

    source = f'#set text(lang: "fr", font: "Libertinus Serif", size: 11pt)\n#set page(numbering: "1/1")\n{reglages}\n{corps}'
    return typst.compile(source.encode())


def convention(composer=composer):
    morceaux = []
    for bloc in fabrique.PLAN:
        if bloc[0] == "T1":
            morceaux.append(f"= {bloc[1]}")
        elif bloc[0] == "P":
            chaine = (
                bloc[1]
                .replace("agissent ensemble", "*agissent ensemble*")
                .replace("1er", "1#super(typographic: false)[er]")
            )
            morceaux.append(chaine)
        elif bloc[0] == "UL":
            morceaux.append(_liste(bloc[1], 0))
        else:
            cellules = ", ".join(f"[{cellule}]" for rang in bloc[1] + bloc[2] for cellule in rang)
            morceaux.append(f"#table(columns: {len(bloc[2][0])}, {cellules})")
    return composer("\n\n".join(morceaux))


def _liste(items, niveau):
    return "\n".join(
        _liste(item, niveau + 1) if isinstance(item, list) else f"{'  ' * niveau}- {item}" for item in items
    )


def test_pdf_gives_the_blocs_of_the_other_formats():
    document = lire_octets("a.pdf", convention())

    assert plan(document.blocs) == fabrique.PLAN
    assert lignes_mal_rattachees(document) == ([], [])
    assert (document.source.pages, document.titre) == (1, fabrique.TITRE)


def test_emphasis_of_a_pdf_is_kept():
    assert lire_octets("a.pdf", convention()).blocs[2].contenu == (
        Texte("Les signataires de Belle-Rive "),
        Texte("agissent ensemble", gras=True),
        Texte(" à partir du 1"),
        Texte("er", exposant=True),
        Texte(" mars, pour toutes les familles."),
    )


def test_wrapped_lines_and_cut_words_make_whole_paragraphs():
    long = LONG * 4
    octets = composer(
        f"{long}\n\n- {long}\n- court\n\n{long}", "#set par(justify: true)\n#set text(hyphenate: true)"
    )

    assert plan(lire_octets("a.pdf", octets).blocs) == [
        ("P", long.strip()),
        ("UL", [long.strip(), "court"]),
        ("P", long.strip()),
    ]


def test_headers_are_read_once_and_page_numbers_left_out():
    pages = "\n#pagebreak()\n".join(f"= ARTICLE {n} – OBJET\n\nTexte de la page." for n in range(1, 5))
    document = lire_octets(
        "a.pdf", composer(pages, "#set page(header: [Reçu en préfecture le 02\\/02\\/2030])")
    )

    attendu = [
        bloc for n in range(1, 5) for bloc in (("T1", f"ARTICLE {n} – OBJET"), ("P", "Texte de la page."))
    ]
    assert plan(document.blocs) == [*attendu, ("P", "Reçu en préfecture le 02/02/2030")]
    assert [feuille.place.page for feuille in feuilles(document.blocs)] == [1, 1, 2, 2, 3, 3, 4, 4, 1]


def test_paragraph_goes_on_over_the_page():
    document = lire_octets("a.pdf", composer(LONG * 40))

    assert plan(document.blocs) == [("P", (LONG * 40).strip())]
    assert document.source.pages == 2


def test_contents_are_not_headings():
    document = lire_octets(
        "a.pdf", composer("#outline()\n= ARTICLE 1 – OBJET\n\nTexte.\n= ARTICLE 2 – DURÉE\n\nTexte.")
    )

    natures = [bloc[0] for bloc in plan(document.blocs)]
    assert natures == ["T1", "P", "P", "T1", "P", "T1", "P"]


def test_table_over_two_pages_is_one_table():
    rangs = ", ".join(f"[Commune {n}], [{n * 10} €]" for n in range(60))
    octets = composer(f"#table(columns: 2, table.header([Nom], [Montant]), {rangs})")

    (tableau,) = lire_octets("a.pdf", octets).blocs
    assert (len(tableau.entetes), len(tableau.rangs)) == (1, 60)


def test_scan_is_refused_with_the_way_out():
    from PIL import Image

    flux = io.BytesIO()
    Image.new("L", (200, 280), 200).save(flux, "PDF")

    with pytest.raises(Refus) as levee:
        lire_octets("a.pdf", flux.getvalue())
    assert levee.value.message == (
        "Le fichier « a.pdf » est un scan sans couche de texte : passez-le à la reconnaissance de "
        "caractères (OCR), ou donnez le document d’origine."
    )


def test_protected_pdf_is_refused():
    import pikepdf

    flux = io.BytesIO()
    with pikepdf.open(io.BytesIO(convention())) as document:
        document.save(flux, encryption=pikepdf.Encryption(user="secret", owner="autre"))

    with pytest.raises(Refus, match="protégé par un mot de passe"):
        lire_octets("a.pdf", flux.getvalue())


@pytest.mark.parametrize("octets", [b"%PDF-1.7\nrien", b"%PDF-1.4"])
def test_damaged_pdf_is_refused(octets):
    with pytest.raises(Refus, match="abîmé ou incomplet"):
        lire_octets("a.pdf", octets)

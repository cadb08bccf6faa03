"""One small fictional convention, written in each format that is read."""

from __future__ import annotations

import io
import zipfile

TITRE = "CONVENTION TERRITORIALE DE BELLE-RIVE"
PLAN = [
    ("T1", TITRE),
    ("T1", "Préambule"),
    ("P", "Les signataires de Belle-Rive agissent ensemble à partir du 1er mars, pour toutes les familles."),
    ("T1", "ARTICLE 1 – OBJET"),
    ("P", "La convention poursuit trois buts :"),
    (
        "UL",
        [
            "accueillir les enfants ;",
            ["en crèche ;", "chez une assistante maternelle ;"],
            "soutenir les parents.",
        ],
    ),
    ("T1", "ARTICLE 2 – MOYENS"),
    ("P", "Les montants sont les suivants."),
    ("TAB", [["Service", "Montant"]], [["Crèches", "12 500 €"], ["Ludothèque", "3 000 €"]]),
    ("T1", "Annexe 1 – Communes"),
    ("P", "Sept communes adhèrent."),
]


def txt():
    lignes = [
        TITRE,
        "Préambule",
        "Les signataires de Belle-Rive **agissent ensemble** à partir du 1^{er} mars, pour toutes les familles.",
        "ARTICLE 1 – OBJET",
        "La convention poursuit trois buts :",
        "- accueillir les enfants ;\n  - en crèche ;\n  - chez une assistante maternelle ;\n- soutenir les parents.",
        "ARTICLE 2 – MOYENS",
        "Les montants sont les suivants.",
        "Service\tMontant\nCrèches\t12 500 €\nLudothèque\t3 000 €",
        "Annexe 1 – Communes",
        "Sept communes adhèrent.",
    ]
    return "\n\n".join(lignes).encode()


def html(encodage="utf-8"):
    page = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="{encodage}"><title>{TITRE}</title>
<style>p {{ color: red }}</style></head><body><script>alert("non")</script>
<h1>{TITRE}</h1><h1>Préambule</h1>
<p>Les signataires de Belle-Rive <b>agissent ensemble</b>
   à partir du 1<sup>er</sup> mars, pour toutes les familles.</p>
<h1>ARTICLE 1 – OBJET</h1><p>La convention poursuit trois buts&nbsp;:</p>
<ul><li>accueillir les enfants ;<ul><li>en crèche ;</li><li>chez une assistante maternelle ;</li></ul></li>
<li>soutenir les parents.</li></ul>
<h1>ARTICLE 2 – MOYENS</h1><p>Les montants sont les suivants.</p>
<table><thead><tr><th>Service</th><th>Montant</th></tr></thead>
<tbody><tr><td>Crèches</td><td>12 500 €</td></tr><tr><td>Ludothèque</td><td>3 000 €</td></tr></tbody></table>
<h1>Annexe 1 – Communes</h1><p>Sept communes adhèrent.</p></body></html>"""
    return page.replace("&nbsp;", " ").encode(encodage)


def docx(*, styles=True):
    """With heading and list styles, or the same text with neither: the wording must do."""
    import docx as python_docx

    document = python_docx.Document()
    for bloc in PLAN:
        if bloc[0] == "T1":
            document.add_heading(bloc[1], 1) if styles else document.add_paragraph(bloc[1])
        elif bloc[0] == "P":
            _paragraphe(document.add_paragraph(), bloc[1])
        elif bloc[0] == "UL":
            _liste(document, bloc[1], 1, styles=styles)
        else:
            _tableau(document, bloc)
    return enregistrer(document)


def _paragraphe(paragraphe, chaine):
    avant, accroche, apres = chaine.partition("agissent ensemble")
    paragraphe.add_run(avant)
    paragraphe.add_run(accroche).bold = True
    avant, exposant, apres = apres.partition("er mars")
    paragraphe.add_run(avant)
    if exposant:
        paragraphe.add_run("er").font.superscript = True
        paragraphe.add_run(" mars" + apres)


def _liste(document, items, niveau, *, styles):
    for item in items:
        if isinstance(item, list):
            _liste(document, item, niveau + 1, styles=styles)
        elif styles:
            document.add_paragraph(item, style="List Bullet" if niveau == 1 else f"List Bullet {niveau}")
        else:
            document.add_paragraph("  " * niveau + "- " + item)


def _tableau(document, bloc):
    rangs = bloc[1] + bloc[2]
    tableau = document.add_table(len(rangs), len(rangs[0]))
    for y, rang in enumerate(rangs):
        for x, cellule in enumerate(rang):
            tableau.cell(y, x).text = cellule


def enregistrer(document):
    flux = io.BytesIO()
    document.save(flux)
    return flux.getvalue()


ESPACES = " ".join(
    f'xmlns:{court}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for court, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)


def odt(corps=None, *, styles="", manifeste="", pieces=()):
    corps = _corps_odt() if corps is None else corps
    contenu = (
        f'<office:document-content {ESPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<office:automatic-styles><style:style style:name="G" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        f"</style:style>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{corps}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifeste or "<manifest/>",
            "content.xml": contenu,
            **dict(pieces),
        }
    )


def _corps_odt():
    morceaux = []
    for bloc in PLAN:
        if bloc[0] == "T1":
            morceaux.append(f'<text:h text:outline-level="1">{bloc[1]}</text:h>')
        elif bloc[0] == "P":
            chaine = bloc[1].replace(
                "agissent ensemble", '<text:span text:style-name="G">agissent ensemble</text:span>'
            )
            chaine = chaine.replace("1er", '1<text:span text:style-name="S">er</text:span>')
            morceaux.append(f"<text:p>{chaine}</text:p>")
        elif bloc[0] == "UL":
            morceaux.append(_liste_odt(bloc[1]))
        else:
            entetes, rangs = ("".join(_rang_odt(rang) for rang in groupe) for groupe in bloc[1:])
            morceaux.append(
                f"<table:table><table:table-header-rows>{entetes}</table:table-header-rows>{rangs}</table:table>"
            )
    return "".join(morceaux)


def _liste_odt(items):
    sortie = ""
    for item in items:
        if isinstance(item, list):
            sortie = sortie.removesuffix("</text:list-item>") + _liste_odt(item) + "</text:list-item>"
        else:
            sortie += f"<text:list-item><text:p>{item}</text:p></text:list-item>"
    return f"<text:list>{sortie}</text:list>"


def _rang_odt(rang):
    cellules = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in rang)
    return f"<table:table-row>{cellules}</table:table-row>"


def archive(pieces):
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nom, contenu in pieces.items():
            zip_.writestr(nom, contenu)
    return flux.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_brut(corps, **pieces):
    """A minimal .docx whose body is given as XML (prefix w)."""
    espaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    pieces = {
        f"word/{nom}.xml": f"<w:{racine} {espaces}>{xml}</w:{racine}>"
        for nom, (racine, xml) in pieces.items()
    }
    return archive(
        {"word/document.xml": f"<w:document {espaces}><w:body>{corps}</w:body></w:document>", **pieces}
    )

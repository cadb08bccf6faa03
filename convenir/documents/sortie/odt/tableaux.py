"""Tables of an ODT: header rows, rows never cut, figures on the right, a title for assistive technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie.grille import en_lignes, est_chiffre, grille, places
from convenir.documents.sortie.odt.xml import inline, o, paragraphe, span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from convenir.documents.blocs import Contenu, Tableau
    from convenir.documents.publication import Emplacement, Signatures

LARGEUR = 15.8  # centimetres: the text area


def tableau(
    bloc: Tableau,
    inscrire: Callable[[Contenu], list[etree._Element | str]],
    styles: list[etree._Element],
) -> list[etree._Element]:
    """The caption, the table, its source; the styles of its columns are added to `styles`."""
    mesure = grille(bloc)
    colonnes = _colonnes(mesure.parts, styles)
    haut = len(bloc.entetes)
    rangs = (*bloc.entetes, *bloc.rangs)
    cases: dict[int, dict[int, etree._Element]] = {n: {} for n in range(len(rangs))}
    for rang, colonne, cellule in places(rangs):
        droite = colonne in mesure.chiffres and (rang < haut or est_chiffre(cellule))
        total = mesure.total and rang == len(rangs) - 1
        style = _style("Entete" if rang < haut else "Total" if total else "", droite=droite)
        textes = [
            paragraphe("Puce_20_de_20_tableau", "•", o("tab"), *inscrire(ligne))
            if puce
            else paragraphe(style, *inscrire(ligne))
            for puce, ligne in en_lignes(cellule.contenu)
        ]
        cases[rang][colonne] = o(
            "table:table-cell",
            *(textes or [paragraphe(style)]),
            table_style_name="CelluleEntete"
            if rang < haut
            else "CelluleDense"
            if mesure.dense
            else "Cellule",
            table_number_columns_spanned=cellule.colonnes if cellule.colonnes > 1 else None,
            table_number_rows_spanned=cellule.rangs if cellule.rangs > 1 else None,
        )
    lignes = [_rang(cases[n], mesure.colonnes) for n in range(len(rangs))]
    tete = o("table:table-header-rows", *lignes[:haut]) if haut else None
    titre = o("table:title", mesure.legende) if mesure.legende else None
    nom = f"Tableau{len(styles)}"
    style_de_table = "TableauCourt" if mesure.insecable else "Tableau"
    table = o(
        "table:table", titre, *colonnes, tete, *lignes[haut:], table_name=nom, table_style_name=style_de_table
    )
    legende = [paragraphe("Caption", *inline(mesure.legende))] if mesure.legende else []
    source = paragraphe("Source", *inline(mesure.source)) if mesure.source else None
    return [*legende, table, paragraphe("Texte_20_de_20_tableau") if source is None else source]


def _style(role: str, *, droite: bool) -> str:
    """The style of a cell; `role`: `Entete`, `Total`, or nothing for the body."""
    if role:
        return f"{role}_20_de_20_{'chiffres' if droite else 'tableau'}"
    return "Chiffre_20_de_20_tableau" if droite else "Texte_20_de_20_tableau"


def _rang(cases: dict[int, etree._Element], nombre: int) -> etree._Element:
    """A whole row: a place covered by a span or left out by the text is a covered or an empty cell."""
    elements: list[etree._Element] = []
    couvertes = 0
    for colonne in range(nombre):
        case = cases.get(colonne)
        if case is not None:
            elements.append(case)
            couvertes = int(case.get(_ETENDUE) or 1) - 1
        elif couvertes:
            elements.append(o("table:covered-table-cell"))
            couvertes -= 1
        else:
            elements.append(o("table:covered-table-cell"))
    return o("table:table-row", *elements, table_style_name="Rang")


_ETENDUE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-columns-spanned"


def _colonnes(parts: Sequence[float], styles: list[etree._Element]) -> list[etree._Element]:
    colonnes = []
    for part in parts:
        nom = f"Colonne{len(styles) + 1}"
        largeur = o("style:table-column-properties", style_column_width=f"{part * LARGEUR:.3f}cm")
        styles.append(o("style:style", largeur, style_name=nom, style_family="table-column"))
        colonnes.append(o("table:table-column", table_style_name=nom))
    return colonnes


def signatures(bloc: Signatures, styles: list[etree._Element]) -> list[etree._Element]:
    """The signature block: one column per signatory, three side by side, each group on one page."""
    elements: list[etree._Element] = []
    for rangee in bloc.rangees:
        elements += [paragraphe("Signataire"), _groupe(rangee, styles), paragraphe("Texte_20_de_20_tableau")]
    return elements


def _groupe(groupe: tuple[Emplacement, ...], styles: list[etree._Element]) -> etree._Element:
    colonnes = _colonnes([1 / len(groupe)] * len(groupe), styles)
    lignes = (
        ("CelluleSignataire", [span(e.organisation, "Gras") for e in groupe]),
        ("CelluleNue", [span(e.qualite) for e in groupe]),
        ("CelluleNue", [span(e.nom, "Gras") for e in groupe]),
        ("CelluleSignature", [span("Date et signature") for _ in groupe]),
    )
    rangs = [
        o(
            "table:table-row",
            *(o("table:table-cell", paragraphe("Signataire", t), table_style_name=style) for t in textes),
            table_style_name="RangSignature" if style == "CelluleSignature" else "Rang",
        )
        for style, textes in lignes
    ]
    return o(
        "table:table",
        o("table:title", "Emplacements des signatures"),
        *colonnes,
        *rangs,
        table_name=f"Signatures{len(styles)}",
        table_style_name="TableauInsecable",
    )


def boite(contenu: list[etree._Element]) -> list[etree._Element]:
    """An empty box to write in by hand, under its label."""
    case = o("table:table-cell", *contenu, table_style_name="CelluleSignature")
    rang = o("table:table-row", case, table_style_name="RangSuite")
    table = o("table:table", o("table:table-column"), rang, table_style_name="TableauInsecable")
    return [table, paragraphe("Texte_20_de_20_tableau")]

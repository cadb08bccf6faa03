"""Tables of a DOCX: repeated header rows, rows never cut, figures on the right, alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.sortie.docx.xml import paragraphe, run, w
from convenir.documents.sortie.grille import en_lignes, est_chiffre, grille, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from convenir.documents.blocs import Cellule, Contenu, Tableau
    from convenir.documents.publication import Emplacement, Signatures
    from convenir.documents.sortie.grille import Grille

    Inscrire = Callable[[Contenu], list[etree._Element]]  # noqa: SLF001 -- lxml names its element so

LARGEUR = 8958  # twentieths of a point: the text area of modele/ on A4
_HAUTEUR_SIGNATURE = 1760  # twentieths of a point
_SERRE = 36  # twentieths of a point above and under the cells of a long table
_FILET = {"val": "single", "sz": 4, "space": 0, "color": "CFC9BB"}


def tableau(bloc: Tableau, inscrire: Inscrire) -> list[etree._Element]:
    """The caption, the table, its source; else an empty line, which Word needs between two tables."""
    mesure = grille(bloc)
    largeurs = [round(part * LARGEUR) for part in mesure.parts]
    legende = [paragraphe("Lgende", run(mesure.legende), suivant=True)] if mesure.legende else []
    source = paragraphe("Source", run(mesure.source)) if mesure.source else paragraphe("Textedetableau")
    haut = len(bloc.entetes)
    cases = _cases(bloc, largeurs, mesure, inscrire)
    rangs = [
        w("tr", w("trPr", w("cantSplit"), w("tblHeader") if numero < haut else None), *cases[numero])
        for numero in sorted(cases)
    ]
    return [*legende, _table(rangs, largeurs, mesure, haut), source]


def _table(rangs: list[etree._Element], largeurs: list[int], mesure: Grille, haut: int) -> etree._Element:
    marges = (w(cote, w=_SERRE, type="dxa") for cote in ("top", "bottom"))
    proprietes = w(
        "tblPr",
        w("tblStyle", val="TableauConvenir"),
        w("tblW", w=sum(largeurs), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *marges) if mesure.dense else None,
        w("tblLook", val="0420" if haut else "0400", firstRow=int(bool(haut)), noHBand=0, noVBand=1),
        w("tblCaption", val=mesure.legende) if mesure.legende else None,
    )
    return w("tbl", proprietes, w("tblGrid", *(w("gridCol", w=largeur) for largeur in largeurs)), *rangs)


def _cases(
    bloc: Tableau, largeurs: list[int], mesure: Grille, inscrire: Inscrire
) -> dict[int, list[etree._Element]]:
    """The cells of each row, in order: cells that span rows are continued, missing ones are filled."""
    rangs = (*bloc.entetes, *bloc.rangs)
    haut = len(bloc.entetes)
    posees: dict[tuple[int, int], etree._Element] = {}
    for rang, colonne, cellule in places(rangs):
        for suite in range(min(cellule.rangs, len(rangs) - rang)):
            fusion = None if cellule.rangs == 1 else "continue" if suite else "restart"
            droite = colonne in mesure.chiffres and (rang < haut or est_chiffre(cellule))
            dernier = rang == len(rangs) - 1
            style = "Entetedetableau" if rang < haut else "Textedetableau"
            style = "Totaldetableau" if dernier and mesure.total else style
            suivant = mesure.insecable and not dernier
            lignes = [] if suite else en_lignes(cellule.contenu)
            textes = [
                paragraphe(
                    "Pucedetableau" if puce else style, *inscrire(ligne), droite=droite, suivant=suivant
                )
                for puce, ligne in lignes
            ]
            textes = textes or [paragraphe(style)]
            posees[rang + suite, colonne] = _case(cellule, largeurs[colonne:], textes, fusion)
    return {rang: _completer(posees, rang, largeurs) for rang in range(len(rangs))}


def _case(
    cellule: Cellule, largeurs: list[int], textes: list[etree._Element], fusion: str | None
) -> etree._Element:
    proprietes = w(
        "tcPr",
        w("tcW", w=sum(largeurs[: cellule.colonnes]), type="dxa"),
        w("gridSpan", val=cellule.colonnes) if cellule.colonnes > 1 else None,
        w("vMerge", val=fusion) if fusion else None,
    )
    return w("tc", proprietes, *textes)


def _completer(
    posees: dict[tuple[int, int], etree._Element], rang: int, largeurs: list[int]
) -> list[etree._Element]:
    cases, colonne = [], 0
    while colonne < len(largeurs):
        case = posees.get((rang, colonne))
        if case is None:
            case = w("tc", w("tcPr", w("tcW", w=largeurs[colonne], type="dxa")), paragraphe("Textedetableau"))
        etendue = case.find(f"{{{case.nsmap['w']}}}tcPr/{{{case.nsmap['w']}}}gridSpan")
        colonne += 1 if etendue is None else int(etendue.get(f"{{{case.nsmap['w']}}}val"))
        cases.append(case)
    return cases


def signatures(bloc: Signatures) -> list[etree._Element]:
    """The signature block: one column per signatory, three side by side, each group on one page."""
    elements: list[etree._Element] = []
    for rangee in bloc.rangees:
        elements += [
            paragraphe("Textedetableau", suivant=True),
            _groupe(rangee),
            paragraphe("Textedetableau"),
        ]
    return elements


def _groupe(emplacements: tuple[Emplacement, ...]) -> etree._Element:
    largeurs = [LARGEUR // len(emplacements)] * len(emplacements)
    en_tete = w("tcBorders", w("top", val="single", sz=10, space=0, color="0B5A54"))
    cadre = w("tcBorders", *(w(cote, **_FILET) for cote in ("top", "left", "bottom", "right")))
    lignes = [
        [_signataire(run(e.organisation, w("b"))) for e in emplacements],
        [_signataire(run(e.qualite)) for e in emplacements],
        [_signataire(run(e.nom, w("b"))) for e in emplacements],
        [
            _signataire(run("Date et signature", w("color", val="4C555B"), w("sz", val=16)))
            for _ in emplacements
        ],
    ]
    rangs = [
        _rang(lignes[0], largeurs, en_tete),
        _rang(lignes[1], largeurs),
        _rang(lignes[2], largeurs),
        _rang(lignes[3], largeurs, cadre, hauteur=_HAUTEUR_SIGNATURE),
    ]
    proprietes = w(
        "tblPr",
        w("tblW", w=sum(largeurs), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000", firstRow=0, noHBand=1, noVBand=1),
        w("tblDescription", val="Emplacements des signatures, une colonne par signataire"),
    )
    return w("tbl", proprietes, w("tblGrid", *(w("gridCol", w=largeur) for largeur in largeurs)), *rangs)


def _signataire(texte: etree._Element) -> etree._Element:
    return paragraphe("Signataire", texte)


def _rang(
    textes: list[etree._Element], largeurs: list[int], bords: etree._Element | None = None, hauteur: int = 0
) -> etree._Element:
    proprietes = w("trPr", w("cantSplit"), w("trHeight", val=hauteur, hRule="exact") if hauteur else None)
    cases = [
        w("tc", w("tcPr", w("tcW", w=largeur, type="dxa"), _copie(bords)), texte)
        for texte, largeur in zip(textes, largeurs, strict=True)
    ]
    return w("tr", proprietes, *cases)


def _copie(element: etree._Element | None) -> etree._Element | None:
    return None if element is None else element.__copy__()


def boite(contenu: list[etree._Element]) -> list[etree._Element]:
    """An empty box to write in by hand, under its label."""
    bords = w("tcBorders", *(w(cote, **_FILET) for cote in ("top", "left", "bottom", "right")))
    case = w(
        "tc", w("tcPr", w("tcW", w=LARGEUR, type="dxa"), bords), *(contenu or [paragraphe("Textedetableau")])
    )
    proprietes = w(
        "tblPr",
        w("tblW", w=LARGEUR, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000", firstRow=0, noHBand=1, noVBand=1),
    )
    rang = w("tr", w("trPr", w("cantSplit"), w("trHeight", val=900, hRule="atLeast")), case)
    return [w("tbl", proprietes, w("tblGrid", w("gridCol", w=LARGEUR)), rang), paragraphe("Textedetableau")]

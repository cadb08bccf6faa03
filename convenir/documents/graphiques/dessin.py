"""Writing SVG: elements, texts cut to a width, colours, patterns, the frame of a drawing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.graphiques.graphique import Cartouche

LARGEUR = 400  # units of every drawing: a column of a page, three quarters of that in points on paper
CORPS = 14  # size of the texts
INTERLIGNE = 19
_CHASSE = 0.52  # mean width of a character, in parts of the size

ENCRE, ENCRE_2, FILET, FOND = "#1d2327", "#4c555b", "#ddd8cb", "#fffefb"
ACCENT, NEUTRE = "#0b5a54", "#9aa39f"
#: from the lightest to the darkest, told apart in grey and by every kind of sight
RAMPE = ("#d3e7e2", "#9fcac3", "#66a69e", "#2f7f77", "#0b4a45")
#: for kinds, always with a shape or a dash of their own
TEINTES = ("#0b5a54", "#b4530a", "#2c4f7c", "#8a3b7a", "#6b6200", "#4c555b")
TIRETS = ("", "7 4", "2 3", "9 3 2 3", "5 2", "1 5")

#: marks of about the same surface, one unit from their centre: disc, square, triangles, lozenge, cross
_FORMES = (
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z",
    "M-.9-.9h1.8v1.8h-1.8Z",
    "M0-1.2l1.2 2.1h-2.4Z",
    "M0-1.3l1.3 1.3l-1.3 1.3l-1.3-1.3Z",
    "M-.4-1.1h.8v.7h.7v.8h-.7v.7h-.8v-.7h-.7v-.8h.7Z",
    "M0 1.2l1.2-2.1h-2.4Z",
)


def nombre(valeur: float) -> str:
    """A coordinate, no longer than it needs."""
    ecrit = f"{valeur:.1f}"
    return ecrit.removesuffix(".0")


def balise(nom: str, contenu: str = "", **attributs: str | float | None) -> str:
    """An element; `classe` is its class, `stroke_width` its stroke-width; None leaves an attribute out."""
    ecrits = []
    for cle, valeur in attributs.items():
        if valeur is not None:
            ecrite = valeur if isinstance(valeur, str) else nombre(valeur)
            vrai = "class" if cle == "classe" else cle.replace("_", "-")
            ecrits.append(f' {vrai}="{escape(ecrite)}"')
    return f"<{nom}{''.join(ecrits)}>{contenu}</{nom}>" if contenu else f"<{nom}{''.join(ecrits)}/>"


def ecrit(
    chaine: str,
    x: float,
    y: float,
    *,
    ancre: str = "start",
    classe: str = "g-encre",
) -> str:
    """A line of text. `ancre`: start, middle or end."""
    gras = "700" if classe == "g-fort" else None
    return balise(
        "text",
        escape(chaine),
        x=x,
        y=y,
        text_anchor=None if ancre == "start" else ancre,
        font_weight=gras,
        fill=ENCRE_2 if classe == "g-discret" else ENCRE,
        classe=classe,
    )


def longueur(chaine: str, corps: float = CORPS) -> float:
    """About how wide a text is."""
    return len(chaine) * corps * _CHASSE


def abreger(chaine: str, largeur: float, corps: float = CORPS) -> str:
    """The text, or its beginning and an ellipsis."""
    place = int(largeur / (corps * _CHASSE))
    return chaine if len(chaine) <= place else f"{chaine[: max(1, place - 1)].rstrip()}…"


def en_lignes(chaine: str, largeur: float, corps: float = CORPS) -> list[str]:
    """The text cut between words into lines of that width."""
    lignes = [""]
    for mot in chaine.split(" "):
        essai = f"{lignes[-1]} {mot}".strip()
        if lignes[-1] and longueur(essai, corps) > largeur:
            lignes.append(mot)
        else:
            lignes[-1] = essai
    return lignes


def motifs(cle: str, echelle: float = 1) -> str:
    """The patterns of what has no number: hatching, dots, a grid."""
    grille = f"scale({nombre(echelle)})"
    corps = {
        "secrete": balise(
            "path", d="M-2 2L2 -2M0 8L8 0M6 10L10 6", stroke=ENCRE_2, stroke_width=1.4, classe="g-trait"
        ),
        "inconnue": balise("circle", cx=4, cy=4, r=1.1, fill=ENCRE_2, classe="g-point"),
        "disputee": balise("path", d="M0 0L8 8M8 0L0 8", stroke=ENCRE_2, stroke_width=1, classe="g-trait"),
    }
    return balise(
        "defs",
        "".join(
            balise(
                "pattern",
                balise("rect", width=8, height=8, fill=FOND, classe="g-fond") + trait,
                id=f"{cle}-{nom}",
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
                patternTransform=grille,
            )
            for nom, trait in corps.items()
        ),
    )


def cadre(cartouche: Cartouche, resume: str, hauteur: float, corps: Iterable[str]) -> str:
    """The whole drawing, named and described."""
    cle = cartouche.cle
    nom = balise("title", escape(cartouche.titre), id=f"{cle}-titre")
    description = balise("desc", escape(resume), id=f"{cle}-texte")
    return balise(
        "svg",
        nom + description + "".join(corps),
        xmlns="http://www.w3.org/2000/svg",
        classe="graphique",
        viewBox=f"0 0 {LARGEUR} {nombre(hauteur)}",
        width=LARGEUR,
        height=hauteur,
        role="img",
        aria_labelledby=f"{cle}-titre {cle}-texte",
        font_family="Atkinson Hyperlegible, Arial, sans-serif",
        font_size=CORPS,
    )


def forme(rang: int, x: float, y: float, rayon: float = 5) -> str:
    """The mark of the kind of that rank: its own shape and colour, no two kinds share both."""
    teinte = rang % len(TEINTES)
    trace = _FORMES[(rang + rang // len(TEINTES)) % len(_FORMES)]
    place = f"translate({nombre(x)} {nombre(y)}) scale({nombre(rayon)})"
    return balise(
        "path",
        d=trace,
        transform=place,
        fill=TEINTES[teinte],
        stroke=FOND,
        stroke_width=0.16,
        classe=f"g-marque g-s{teinte + 1}",
    )

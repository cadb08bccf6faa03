"""Blocs → Markdown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Bloc,
    Champ,
    Contenu,
    Element,
    Figure,
    Fragment,
    Insertion,
    Liste,
    Paragraphe,
    Rang,
    Renvoi,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_A_PROTEGER = re.compile(r"[\\`*_{}\[\]<>|~&#]")
_DEBUT_DE_LIGNE = re.compile(r"^([+\-=]|\d{1,9}(?=[.)]))", re.MULTILINE)
SAUT_DE_PAGE = "<!-- saut de page -->"


def ecrire_markdown(blocs: Iterable[Bloc]) -> str:
    """Write blocs as Markdown that `lire_markdown` reads back to the same blocs."""
    morceaux: list[str] = []
    precedent: Bloc | None = None
    autre = False
    for bloc in blocs:
        autre = _suit_une_liste(precedent, bloc) and not autre
        morceaux.append(_bloc(bloc, autre=autre))
        precedent = bloc
    return "\n\n".join(morceaux) + "\n" if morceaux else ""


def _suit_une_liste(precedent: Bloc | None, bloc: Bloc) -> bool:
    """Two lists in a row of the same kind need different marks, or they would be read as one."""
    return isinstance(precedent, Liste) and isinstance(bloc, Liste) and precedent.ordonnee == bloc.ordonnee


def _bloc(bloc: Bloc, *, autre: bool) -> str:
    match bloc:
        case Titre():
            ancre = f" {{#{bloc.ancre}}}" if bloc.ancre else ""
            morceau = f"{'#' * bloc.niveau} {_contenu(bloc.contenu, saut='<br>')}{ancre}"
        case Paragraphe():
            morceau = _proteger_debuts(_contenu(bloc.contenu))
        case Liste():
            morceau = "\n".join(_elements(bloc.elements, ordonnee=bloc.ordonnee, autre=autre))
        case Tableau():
            morceau = _tableau_simple(bloc) if _est_simple(bloc) else _tableau_html(bloc)
        case Figure():
            morceau = f"![{_proteger(bloc.alternative)}](#)"
        case Insertion():
            morceau = f"{{{{{{{bloc.cle}}}}}}}"
        case Saut():
            morceau = SAUT_DE_PAGE if bloc.nature == "page" else "---"
    return morceau


def _elements(elements: tuple[Element, ...], *, ordonnee: bool = False, autre: bool = False) -> Iterable[str]:
    for rang, element in enumerate(elements, start=1):
        marque = f"{rang}{')' if autre else '.'} " if ordonnee else "* " if autre else "- "
        retrait = " " * len(marque)
        lignes = _proteger_debuts(_contenu(element.contenu)).split("\n")
        yield marque + f"\n{retrait}".join(lignes)
        for ligne in _elements(element.sous):
            yield "\n".join(retrait + morceau for morceau in ligne.split("\n"))


def _contenu(contenu: Contenu, saut: str = "\\\n") -> str:
    sortie = ""
    for rang, fragment in enumerate(contenu):
        suivant = contenu[rang + 1] if rang + 1 < len(contenu) else None
        sortie += _fragment(fragment, sortie[-1:], suivant, saut)
    return sortie


def _fragment(fragment: Fragment, avant: str, suivant: Fragment | None, saut: str) -> str:
    if isinstance(fragment, Champ):
        return f"{{{{{fragment.cle}}}}}"
    if isinstance(fragment, Renvoi):
        return f"[[{fragment.cible}]]"
    corps = _proteger(fragment.texte).replace("\n", saut)
    if fragment.gras or fragment.italique:
        corps = _emphase(fragment, corps, avant, suivant)
    if fragment.souligne:
        corps = f"<u>{corps}</u>"
    if fragment.exposant:
        corps = f"<sup>{corps}</sup>"
    return f"[{corps}](<{fragment.lien}>)" if fragment.lien else corps


def _emphase(run: Texte, corps: str, avant: str, suivant: Fragment | None) -> str:
    """Asterisks where CommonMark will pair them without doubt, tags elsewhere."""
    if _sans_doute(run, avant, suivant):
        etoiles = "*" * (2 * run.gras + run.italique)
        return f"{etoiles}{corps}{etoiles}"
    return "<b>" * run.gras + "<i>" * run.italique + corps + "</i>" * run.italique + "</b>" * run.gras


def _sans_doute(run: Texte, avant: str, suivant: Fragment | None) -> bool:
    """Tell whether the ends are letters, away from other emphasis (CommonMark 0.31, 6.2, flanking runs)."""
    if run.souligne or run.exposant or run.lien or avant == "*":
        return False
    if isinstance(suivant, Texte) and (suivant.gras or suivant.italique):
        return False
    return run.texte[0].isalnum() and run.texte[-1].isalnum()


def _proteger(chaine: str) -> str:
    return _A_PROTEGER.sub(r"\\\g<0>", chaine)


def _proteger_debuts(chaine: str) -> str:
    """Keep a line that starts like a list, a rule or a heading from being one."""
    return _DEBUT_DE_LIGNE.sub(_proteger_debut, chaine)


def _proteger_debut(trouve: re.Match[str]) -> str:
    return f"{trouve[0]}\\" if trouve[0].isdigit() else f"\\{trouve[0]}"


def _est_simple(tableau: Tableau) -> bool:
    """Tell whether a pipe table says it all."""
    rangs = (*tableau.entetes, *tableau.rangs)
    largeurs = {len(rang.cellules) for rang in rangs}
    fusions = any((c.colonnes, c.rangs) != (1, 1) for rang in rangs for c in rang.cellules)
    premier = tableau.entetes[:1] and any(texte_brut(c.contenu) for c in tableau.entetes[0].cellules)
    if tableau.legende or fusions or len(largeurs) != 1 or len(tableau.entetes) > 1:
        return False
    return bool(premier) if tableau.entetes else True


def _tableau_simple(tableau: Tableau) -> str:
    rangs = tableau.entetes + tableau.rangs
    colonnes = len(rangs[0].cellules)
    lignes = [_rang_simple(rang) for rang in rangs]
    if not tableau.entetes:
        lignes.insert(0, "|" + "   |" * colonnes)
    lignes.insert(1, "|" + " --- |" * colonnes)
    return "\n".join(lignes)


def _rang_simple(rang: Rang) -> str:
    return "| " + " | ".join(_contenu(cellule.contenu, saut="<br>") for cellule in rang.cellules) + " |"


def _tableau_html(tableau: Tableau) -> str:
    lignes = ["<table>"]
    if tableau.legende:
        lignes.append(f"<caption>{_echapper(tableau.legende)}</caption>")
    lignes.extend(_rang_html(rang, "th") for rang in tableau.entetes)
    lignes.extend(_rang_html(rang, "td") for rang in tableau.rangs)
    return "\n".join([*lignes, "</table>"])


def _rang_html(rang: Rang, balise: str) -> str:
    cellules = ""
    for cellule in rang.cellules:
        portees = f' colspan="{cellule.colonnes}"' * (cellule.colonnes > 1)
        portees += f' rowspan="{cellule.rangs}"' * (cellule.rangs > 1)
        cellules += f"<{balise}{portees}>{''.join(_fragment_html(f) for f in cellule.contenu)}</{balise}>"
    return f"<tr>{cellules}</tr>"


def _fragment_html(fragment: Fragment) -> str:
    if isinstance(fragment, Champ):
        return f"{{{{{fragment.cle}}}}}"
    if isinstance(fragment, Renvoi):
        return f"[[{fragment.cible}]]"
    corps = _echapper(fragment.texte).replace("\n", "<br>")
    for actif, balise in (
        (fragment.italique, "i"),
        (fragment.gras, "b"),
        (fragment.souligne, "u"),
        (fragment.exposant, "sup"),
    ):
        corps = f"<{balise}>{corps}</{balise}>" if actif else corps
    return f'<a href="{html.escape(fragment.lien)}">{corps}</a>' if fragment.lien else corps


def _echapper(chaine: str) -> str:
    """Escape for HTML; braces and brackets too, lest a text be read as a Champ; double spaces survive."""
    propre = html.escape(chaine, quote=False)
    for signe in "{}[]\t":
        propre = propre.replace(signe, f"&#{ord(signe)};")
    return propre

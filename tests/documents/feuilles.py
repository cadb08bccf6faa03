"""What the tests of the readers look at: the leaves of a document and the lines they own."""

from __future__ import annotations

from collections import Counter

from convenir.documents.blocs import feuilles, texte_brut


def lignes_mal_rattachees(document):
    """Non-blank lines that no leaf owns, then lines owned more than once or that do not exist."""
    possessions = Counter(n for feuille in feuilles(document.blocs) for n in feuille.place.lignes)
    lignes = document.source.lignes
    perdues = {n for n, ligne in enumerate(lignes, 1) if ligne.strip()} - set(possessions)
    en_trop = {n for n, fois in possessions.items() if fois > 1 or not 1 <= n <= len(lignes)}
    return sorted(perdues), sorted(en_trop)


def plan(blocs):
    """The blocs as short tuples, easy to compare: ("T1", "Préambule"), ("P", …), ("L", […]), ("TAB", …)."""
    return [_resume(bloc) for bloc in blocs]


def _resume(bloc):
    nom = type(bloc).__name__
    if nom == "Titre":
        return f"T{bloc.niveau}", texte_brut(bloc.contenu)
    if nom == "Paragraphe":
        return "P", texte_brut(bloc.contenu)
    if nom == "Liste":
        return "OL" if bloc.ordonnee else "UL", arbre(bloc.elements)
    if nom == "Tableau":
        return "TAB", [_rang(rang) for rang in bloc.entetes], [_rang(rang) for rang in bloc.rangs]
    if nom == "Figure":
        return "FIG", bloc.alternative
    return nom, getattr(bloc, "nature", "")


def arbre(racines):
    """Items as nested lists: ["a", ["b"], "c"]."""
    plat = []
    for element in racines:
        plat.append(texte_brut(element.contenu))
        if element.sous:
            plat.append(arbre(element.sous))
    return plat


def _rang(rang):
    return [texte_brut(cellule.contenu) for cellule in rang.cellules]

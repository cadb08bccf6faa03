"""Names of the départements and regions, and the words for them: what a comparison is made with."""

from __future__ import annotations

import re

from convenir.socle.themes import normaliser

_NOMS = """
Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube
Aude|Aveyron|Bouches-du-Rhône|Calvados|Cantal|Charente|Charente-Maritime|Cher|Corrèze|Corse-du-Sud
Haute-Corse|Côte-d'Or|Côtes-d'Armor|Creuse|Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard
Haute-Garonne|Gers|Gironde|Hérault|Ille-et-Vilaine|Indre|Indre-et-Loire|Isère|Jura|Landes
Loir-et-Cher|Loire|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère|Maine-et-Loire
Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne
Pas-de-Calais|Puy-de-Dôme|Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin
Haut-Rhin|Rhône|Haute-Saône|Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Paris|Seine-Maritime
Seine-et-Marne|Yvelines|Deux-Sèvres|Somme|Tarn|Tarn-et-Garonne|Var|Vaucluse|Vendée|Vienne
Haute-Vienne|Vosges|Yonne|Territoire de Belfort|Essonne|Hauts-de-Seine|Seine-Saint-Denis
Val-de-Marne|Val-d'Oise|Guadeloupe|Martinique|Guyane|La Réunion|Réunion|Mayotte|Auvergne-Rhône-Alpes
Bourgogne-Franche-Comté|Bretagne|Centre-Val de Loire|Corse|Grand Est|Hauts-de-France|Île-de-France
Normandie|Nouvelle-Aquitaine|Occitanie|Pays de la Loire|Provence-Alpes-Côte d'Azur|PACA|France
France métropolitaine|Hexagone|Département|Région|National|Nationale|Départemental|Départementale
Régional|Régionale|Moyenne nationale|Moyenne départementale|Moyenne régionale|Niveau national
Niveau départemental|Dpt|Dept
"""
_CONNUS = {normaliser(nom) for nom in re.split(r"[|\n]", _NOMS) if nom}
_TETE = re.compile(r"^(?:le|la|les|l|au|en|dans|pour|sur|du|de|echelle|moyenne) ")


def est_de_reference(nom: str) -> bool:
    """Whether a name is that of a territory one compares with: a département, a region, the country."""
    cle = normaliser(nom)
    while cle not in _CONNUS and _TETE.match(cle):
        cle = _TETE.sub("", cle)
    return (
        cle in _CONNUS
        or re.sub(r"^(?:departement|region) (?:de la |de l |du |de |des |d )?", "", cle) in _CONNUS
    )

"""A post written several ways ("chargé de coopération global", "… globale", "… coopérations")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_POSTE = re.compile(
    r"\b(?P<tete>charge|coordinateur|coordonnateur|referent|animateur)(?P<feminin>e?)s? (?P<lien>de |d')"
    r"(?P<objet>cooperation|coordination|developpement|mission|projet|reseau)(?P<pluriel>s?)"
    r"(?: (?P<adjectif>global|territorial|communal|intercommunal|local)(?P<accord>e?s?))?\b"
)


@regle("noms-fonctions", Famille.NOMS, Gravite.INFORMATION, "Une fonction écrite de plusieurs façons")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    formes: dict[tuple[str, str, str], dict[str, list[tuple[str, Lignes]]]] = {}
    for morceau in morceaux(dossier):
        for m in _POSTE.finditer(plier(morceau.texte)):
            trouve = morceau.texte[m.start() : m.end()], morceau.lignes_de(m)
            poste = m["tete"], m["objet"], ""
            formes.setdefault(poste, {}).setdefault(m["objet"] + m["pluriel"], []).append(trouve)
            if m["adjectif"] and not m["feminin"]:
                accord = m["adjectif"] + ("e" if "e" in m["accord"] else "")
                formes.setdefault((*poste[:2], m["adjectif"]), {}).setdefault(accord, []).append(trouve)
    for variantes in formes.values():
        if len(variantes) > 1:
            yield _trouvaille(variantes)


def _trouvaille(variantes: dict[str, list[tuple[str, Lignes]]]) -> Trouvaille:
    courantes, *rares = sorted(variantes.values(), key=len, reverse=True)
    courante, rare = courantes[0], rares[0][0]
    return Trouvaille(
        lignes=tuple(dict.fromkeys(n for groupe in rares for _, lignes in groupe for n in lignes)),
        message=f"La même fonction est écrite « {courante[0]} » et « {rare[0]} ».",
        preuve=" ; ".join(f"« {g[0][0]} » : {len(g)} fois" for g in (courantes, *rares)),
        suggestion=f"Gardez une seule forme, par exemple « {courante[0]} ».",
        extrait=rare[0],
    )

"""The secretariat of the bodies given to one here and to another there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier, racines
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_SECRETARIAT = re.compile(
    r"secretariat(?P<quoi>(?: permanent| technique)?(?: (?:de|du|des) [\w ]{3,40}?)?) (?:est|sera|reste) "
    r"(?:assure|confie|tenu|pris en charge)\w* (?:par|a|au) (?P<qui>[^.;,]+)"
)


@regle("roles-secretariat", Famille.ROLES, Gravite.AVERTISSEMENT, "Secrétariat confié à plusieurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_objet: dict[frozenset[str], dict[frozenset[str], tuple[str, Lignes]]] = {}
    for morceau in morceaux(dossier):
        for m in _SECRETARIAT.finditer(plier(morceau.texte)):
            objet = racines(m["quoi"]) - racines("permanent technique")
            qui = morceau.texte[m.start("qui") : m.end("qui")].strip()
            par_objet.setdefault(objet, {}).setdefault(racines(qui), (qui, morceau.lignes_de(m)))
    for titulaires in par_objet.values():
        cles = list(titulaires)
        if len(cles) > 1 and not any(a < b or b < a for a in cles for b in cles):
            noms = [qui for qui, _ in titulaires.values()]
            yield Trouvaille(
                lignes=tuple(n for _, lignes in titulaires.values() for n in lignes),
                message="Le secrétariat n’est pas confié au même partout.",
                preuve=" ≠ ".join(f"« {nom} »" for nom in noms),
                suggestion="Gardez un seul titulaire du secrétariat.",
                extrait=noms[0],
            )

"""One acronym in capitals here and not there ("CAF", "Caf"): a matter of style, told once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.sigles import CONNUS, est_en_capitales

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

LIGNES = 3  # quoted for each acronym
LETTRES = 3
_MOT = re.compile(r"(?<![\w’'-])[A-ZÀ-Ý][A-Za-zÀ-ÿ]{2,6}(?![\w’'-])")


@regle("noms-casse", Famille.NOMS, Gravite.INFORMATION, "Sigles en capitales ou non")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    formes: dict[str, dict[str, list[Lignes]]] = {}
    for morceau in morceaux(dossier):
        if morceau.passage.nature is Nature.TITRE or est_en_capitales(morceau.texte):
            continue
        for m in _MOT.finditer(morceau.texte):
            cle = plier(m[0]).upper()
            if cle in CONNUS and len(cle) >= LETTRES and (m[0].isupper() or m[0][1:].islower()):
                formes.setdefault(cle, {}).setdefault(m[0], []).append(morceau.lignes_de(m))
    melees = {cle: f for cle, f in formes.items() if len(f) > 1}
    if melees:
        yield _trouvaille(melees)


def _trouvaille(melees: dict[str, dict[str, list[Lignes]]]) -> Trouvaille:
    lignes: list[int] = []
    preuves: list[str] = []
    extraits: list[str] = []
    for formes in melees.values():
        (courante, lieux), *autres = sorted(formes.items(), key=lambda f: len(f[1]), reverse=True)
        rare, lieux_rares = autres[0]
        preuves.append(f"{courante} ({len(lieux)} fois) / {rare} ({len(lieux_rares)} fois)")
        extraits.append(rare)
        lignes += [n for ligne in lieux_rares[:LIGNES] for n in ligne]
    return Trouvaille(
        lignes=tuple(dict.fromkeys(lignes)),
        message="Des sigles sont écrits tantôt en capitales, tantôt non.",
        preuve=" ; ".join(preuves),
        suggestion="Choisissez une forme par sigle et gardez-la partout.",
        extrait=extraits[0],
    )

"""Spellings that are always wrong, whatever the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_H_ASPIRE = r"(?:harc[èe]lement|handicap|handicapés?|hausse|haut|hasard|hiérarchie|hameau|handball|halte-garderie|hall|huitième|hors-série)"
#: Wrong form, then what to write and why.
_FAUTES = (
    (rf"\bl['’]{_H_ASPIRE}\b", "le ou la, sans apostrophe", "le h est aspiré"),
    (rf"\bd['’]{_H_ASPIRE}\b", "de, sans apostrophe", "le h est aspiré"),
    (r"\bà minima\b", "a minima", "locution latine, sans accent"),
    (r"\bà priori\b", "a priori", "locution latine, sans accent"),
    (r"\bà posteriori\b", "a posteriori", "locution latine, sans accent"),
    (r"\bd['’]avantage (?:de|d['’])", "davantage de", "« davantage » s’écrit en un mot"),
    (r"\bquelque(?:s)? soi(?:en)?t\b", "quel que soit (accordé)", "« quel que » se sépare devant être"),
    (r"\bd['’]éventuel(?:le)?s d['’]autres\b", "d’autres … éventuels", "« de » est répété"),
    (r"\bau jour d['’]aujourd['’]hui\b", "aujourd’hui", "la locution se répète"),
    (r"\bvoire même\b", "voire", "la locution se répète"),
    (r"\bcomme même\b", "quand même", "confusion"),
    (r"\bmalgré que\b", "bien que", "« malgré » ne se construit pas avec « que »"),
    (r"\bparmis\b", "parmi", "sans s"),
    (r"\bparticulèrement\b|\bnottament\b|\bnotament\b", "particulièrement, notamment", "coquille"),
)
_MOTIFS = tuple((re.compile(motif, re.IGNORECASE), juste, raison) for motif, juste, raison in _FAUTES)


@regle("redaction-forme-fautive", Famille.REDACTION, Gravite.INFORMATION, "Forme fautive")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        for motif, juste, raison in _MOTIFS:
            for trouve in motif.finditer(morceau.texte):
                yield Trouvaille(
                    lignes=morceau.lignes_de(trouve),
                    message=f"« {trouve.group()} » est une forme fautive : {raison}.",
                    preuve=morceau.autour(trouve),
                    suggestion=f"Écrivez : {juste}.",
                    extrait=trouve.group(),
                )

"""Names of services: a hyphen here and not there, a plural that the official name does not take."""

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

LIGNES = 6
#: loose pattern, exact pattern, how it is written
_OFFICIELS = tuple(
    (re.compile(rf"\b(?:{lache})(?!\w)"), re.compile(exact), ecrit)
    for lache, exact, ecrit in (
        (r"espaces? (?:de )?vies? sociales?", r"espaces? de vie sociale", "espaces de vie sociale"),
        (r"centres? socia(?:l|ux)", r"centre social|centres sociaux", "centre social, centres sociaux"),
        (
            r"foyers? (?:de |des )?jeunes? travailleurs?",
            r"foyers? (?:de |des )?jeunes travailleurs",
            "foyer de jeunes travailleurs",
        ),
        (
            r"assistante?s? maternel(?:le)?s?",
            r"assistants? maternels?|assistante?s? maternelle?s?",
            "assistants maternels",
        ),
        (r"allocations? famill?iales?", r"allocations? familiales?", "allocations familiales"),
    )
)
_COMPOSE = re.compile(r"\b([a-zœ]{5,})([- ])(?=([a-zœ]{6,})\b)")


@regle(
    "noms-services",
    Famille.NOMS,
    Gravite.INFORMATION,
    "Nom d’un service ou d’un thème écrit de plusieurs façons",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    composes: dict[tuple[str, str], dict[str, list[Lignes]]] = {}
    for morceau in morceaux(dossier):
        plie = plier(morceau.texte)
        for lache, exact, ecrit in _OFFICIELS:
            for m in lache.finditer(plie):
                if not exact.fullmatch(m[0]):
                    yield _mal_ecrit(morceau.texte[m.start() : m.end()], ecrit, morceau.lignes_de(m))
        for m in _COMPOSE.finditer(plie):
            composes.setdefault((m[1], m[3]), {}).setdefault(m[2], []).append(morceau.lignes_de(m))
    for mots, formes in composes.items():
        if len(formes) > 1:
            yield _trait_d_union(mots, formes)


def _mal_ecrit(ecrit: str, officiel: str, lignes: Lignes) -> Trouvaille:
    return Trouvaille(
        lignes=lignes,
        message=f"« {ecrit} » : le nom du service s’écrit « {officiel} ».",
        preuve=f"{ecrit} ≠ {officiel}",
        suggestion=f"Écrivez « {officiel} ».",
        extrait=ecrit,
    )


def _trait_d_union(mots: tuple[str, str], formes: dict[str, list[Lignes]]) -> Trouvaille:
    (courant, lieux), (rare, lieux_rares) = sorted(formes.items(), key=lambda f: len(f[1]), reverse=True)
    return Trouvaille(
        lignes=tuple(dict.fromkeys(n for ligne in lieux_rares[:LIGNES] for n in ligne)),
        message=f"« {courant.join(mots)} » s’écrit aussi « {rare.join(mots)} ».",
        preuve=f"« {courant.join(mots)} » : {len(lieux)} fois ; « {rare.join(mots)} » : "
        f"{len(lieux_rares)} fois",
        suggestion=f"Gardez une seule forme : « {courant.join(mots)} ».",
        extrait=rare.join(mots),
    )

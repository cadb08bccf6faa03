"""One body of governance under several names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_QUALIFICATIF = (
    r"(?:pilotage|suivi|coordination|strategique|technique|operationnel|politique|executif|projet|"
    r"mise en oeuvre|direction)(?:le)?s?"
)
_NOM = re.compile(
    rf"\bcomites?(?P<suite>(?: (?:de |d'|du )?(?:la )?(?:{_QUALIFICATIF}))+)|\b(?P<sigle>copil|cotech|"
    rf"cosuiv)\b(?P<apres>(?: {_QUALIFICATIF})*)"
)
_SIGLES = {"copil": "pilotage", "cotech": "technique", "cosuiv": "suivi"}
_OPERATIONNELS = frozenset({"technique", "operationnel", "suivi", "coordination", "projet"})

Cle = frozenset[str]


@dataclass(frozen=True, slots=True)
class Nomme:
    """A body as it is named in one place."""

    cle: Cle
    ecrit: str
    disposition: str
    lignes: Lignes


@regle("noms-instances", Famille.NOMS, Gravite.AVERTISSEMENT, "Une instance sous plusieurs noms")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    nommes = list(_nommes(dossier))
    premiers: dict[Cle, Nomme] = {}
    lieux: dict[Cle, set[str]] = {}
    for n in nommes:
        premiers.setdefault(n.cle, n)
        lieux.setdefault(n.cle, set()).add(n.disposition)
    operationnels = [c for c in premiers if c & _OPERATIONNELS]
    memes = [c for c in operationnels if any(c != a and _une_seule(c, a, lieux) for a in operationnels)]
    distincts = any(not _une_seule(a, b, lieux) for i, a in enumerate(memes) for b in memes[i + 1 :])
    if len(memes) > 1 and not distincts:
        yield _trouvaille([premiers[c] for c in memes])


def _nommes(dossier: Dossier) -> Iterator[Nomme]:
    for morceau in morceaux(dossier):
        plie = plier(morceau.texte)
        if "comite" not in plie and "co" not in plie:
            continue
        for m in _NOM.finditer(plie):
            ecrit = morceau.texte[m.start() : m.end()].strip()
            yield Nomme(_cle(m), ecrit, morceau.passage.disposition, morceau.lignes_de(m))


def _cle(m: re.Match[str]) -> Cle:
    """The words that qualify a body, without gender or number."""
    mots = re.findall(_QUALIFICATIF, m["suite"] or m["apres"] or "")
    cle = {
        re.sub(r"(?:le)?s?$", "", mot) if mot.startswith("operationnel") else mot.rstrip("s") for mot in mots
    }
    return frozenset(cle | {_SIGLES[m["sigle"]]} if m["sigle"] else cle)


def _une_seule(une: Cle, autre: Cle, lieux: dict[Cle, set[str]]) -> bool:
    """Two names are one body when one shortens the other, or when no provision uses both."""
    return une < autre or autre < une or not lieux[une] & lieux[autre]


def _trouvaille(noms: list[Nomme]) -> Trouvaille:
    ecrits = [n.ecrit for n in noms]
    return Trouvaille(
        lignes=tuple(dict.fromkeys(ligne for n in noms for ligne in n.lignes)),
        message=f"La même instance semble porter {len(noms)} noms : {', '.join(f'« {e} »' for e in ecrits)}.",
        preuve=" ; ".join(f"« {n.ecrit} » ({n.disposition.replace('-', ' ') or 'ouverture'})" for n in noms),
        suggestion=f"Choisissez un seul nom (par exemple « {ecrits[0]} ») et gardez-le dans les articles "
        f"et les annexes.",
        extrait=ecrits[0],
    )

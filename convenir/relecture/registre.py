"""The registry of rules: `@regle(...)` over a function `Dossier → findings`, one file per rule."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Lignes


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """What a rule yields: where, what, why, and what to do. Message, proof and suggestion are French.

    `lignes`: only the lines concerned, the main one first, so that a click lands on the sentence.
    `lieu`: words that say where to a person without line numbers ("Article 7, 3e paragraphe"); filled by
    the runner from the provision when left empty. `extrait`: the exact words to highlight in the text,
    when there are some. `gravite`: only when it differs from the rule's own.
    """

    lignes: Lignes
    message: str
    preuve: str
    suggestion: str
    lieu: str = ""
    extrait: str = ""
    gravite: Gravite | None = None


@dataclass(frozen=True, slots=True)
class Constat:
    """A finding as published (JSON: regle, gravite, lignes, lieu, message, preuve, suggestion).

    `empreinte` identifies it across readings: it does not depend on line numbers.
    """

    regle: str
    titre: str
    famille: Famille
    gravite: Gravite
    lignes: Lignes
    lieu: str
    message: str
    preuve: str
    suggestion: str
    extrait: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Regle:
    """A registered rule. `code` is stable ("numerotation-trou"), `titre` a few French words."""

    code: str
    famille: Famille
    gravite: Gravite
    titre: str
    verifier: Callable[[Dossier], Iterable[Trouvaille]]


_regles: dict[str, Regle] = {}
_OUVERTURE = "Ouverture de la convention"
_ESTAMPILLE = "Cachet de transmission"
_HORS_DISPOSITION = {
    "parties": "Parties",
    "visas": "Visas",
    "sommaire": "Sommaire",
    "signatures": "Signatures",
}


def regle(
    code: str, famille: Famille, gravite: Gravite, titre: str
) -> Callable[[Callable[[Dossier], Iterator[Trouvaille]]], Callable[[Dossier], Iterator[Trouvaille]]]:
    """Register a rule. Raises ValueError when two rules claim one code."""

    def inscrire(
        fonction: Callable[[Dossier], Iterator[Trouvaille]],
    ) -> Callable[[Dossier], Iterator[Trouvaille]]:
        if code in _regles:
            raise ValueError(f"two rules are named {code}")
        _regles[code] = Regle(code, famille, gravite, titre, fonction)
        return fonction

    return inscrire


@cache
def regles() -> tuple[Regle, ...]:
    """Every rule, in the order of the families then of the codes."""
    paquet = importlib.import_module("convenir.relecture.regles")
    for module in pkgutil.walk_packages(paquet.__path__, f"{paquet.__name__}."):
        importlib.import_module(module.name)
    familles = list(Famille)
    return tuple(sorted(_regles.values(), key=lambda r: (familles.index(r.famille), r.code)))


def relire(dossier: Dossier) -> tuple[Constat, ...]:
    """All findings on a dossier, in the order of the text; no finding twice."""
    constats: dict[str, Constat] = {}
    lieux = _lieux(dossier)
    for une_regle in regles():
        for trouvaille in une_regle.verifier(dossier):
            constat = _constat(une_regle, trouvaille, dossier, lieux)
            constats.setdefault(constat.empreinte, constat)
    return tuple(sorted(constats.values(), key=lambda c: (c.lignes[:1] or (0,), c.gravite.rang, c.regle)))


def _constat(une_regle: Regle, trouvaille: Trouvaille, dossier: Dossier, lieux: dict[int, str]) -> Constat:
    lignes = tuple(sorted(set(trouvaille.lignes)))
    premiere = trouvaille.lignes[0] if lignes else 0
    lieu = trouvaille.lieu or (lieux.get(premiere, _OUVERTURE) if lignes else "Ensemble de la convention")
    return Constat(
        regle=une_regle.code,
        titre=une_regle.titre,
        famille=une_regle.famille,
        gravite=trouvaille.gravite or une_regle.gravite,
        lignes=lignes,
        lieu=lieu,
        message=trouvaille.message,
        preuve=trouvaille.preuve,
        suggestion=trouvaille.suggestion,
        extrait=trouvaille.extrait,
        empreinte=_empreinte(une_regle.code, dossier, lignes, trouvaille),
    )


def _lieux(dossier: Dossier) -> dict[int, str]:
    """For each line of the source, the provision that holds it, in words."""
    noms = {d.cle: _nom(d) for d in dossier.dispositions} | _HORS_DISPOSITION
    lieux = {n: _nom(d) for d in dossier.dispositions for n in d.lignes}
    for passage in dossier.passages:
        estampille = passage.nature is Nature.ESTAMPILLE
        nom = _ESTAMPILLE if estampille else noms.get(passage.disposition, _OUVERTURE)
        lieux.update(dict.fromkeys(passage.lignes, nom))
    return lieux


def _nom(disposition: Disposition) -> str:
    nom = "Préambule" if disposition.type == "preambule" else disposition.type.capitalize()
    return nom if disposition.numero is None else f"{nom} {disposition.numero}"


def _empreinte(code: str, dossier: Dossier, lignes: Lignes, trouvaille: Trouvaille) -> str:
    """Same words, same finding: line numbers and spacing do not count, a repeated line does."""
    textes = [dossier.source.lignes[n - 1] for n in lignes if n <= len(dossier.source.lignes)]
    graine = "\n".join([code, trouvaille.extrait, trouvaille.message, *textes])
    graine = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", graine)).strip().casefold()
    return hashlib.sha256(graine.encode()).hexdigest()[:16]

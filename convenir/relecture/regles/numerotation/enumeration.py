"""Numbers typed before the items of a list: "1. 2. 4.", "a) c)"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.lecture.dossier import Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

_ITEM = re.compile(r"\s{0,12}(?:(?P<chiffre>\d{1,2})|(?P<lettre>[a-h]))(?P<signe>\s?[.)°])\s+(?=[^\W\d_])")
_LISTES = frozenset({Nature.ELEMENT, Nature.PARAGRAPHE})
_SUITE_MINIMALE = 3  # items: fewer prove no list


class _Item(NamedTuple):
    numero: int
    ecrit: str
    passage: Passage
    rang: int  # among the passages of the dossier


@regle("numerotation-enumeration", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Énumération mal numérotée")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for suite in _suites(dossier):
        numeros = [i.numero for i in suite]
        for avant, apres in pairwise(suite):
            repete = apres.numero == avant.numero and mots(apres.passage.texte) != mots(avant.passage.texte)
            seuls = max(numeros.count(avant.numero), numeros.count(apres.numero)) == 1
            saut = apres.numero == avant.numero + 2 and seuls
            if repete or saut:
                yield _trouvaille(suite, avant, apres, repete=repete)


def _suites(dossier: Dossier) -> Iterator[list[_Item]]:
    """Items under one heading written in one way, cut where the count starts again or breaks off."""
    ouvertes: dict[tuple[str, str, str, bool, str], list[_Item]] = defaultdict(list)
    for passage, item, sorte in _items(dossier):
        cle = (passage.disposition, passage.thematique, passage.rubrique, *sorte)
        suite = ouvertes[cle]
        if suite and not _fait_suite(suite[-1], item):
            if len(suite) >= _SUITE_MINIMALE:
                yield suite
            suite = ouvertes[cle] = []
        suite.append(item)
    yield from (s for s in ouvertes.values() if len(s) >= _SUITE_MINIMALE)


def _fait_suite(avant: _Item, apres: _Item) -> bool:
    """One number missing may be a slip; a first number after other words opens another list."""
    if apres.numero == 1 and apres.rang != avant.rang + 1:
        return False
    return 0 <= apres.numero - avant.numero <= 2  # noqa: PLR2004 -- a gap of one number


def _items(dossier: Dossier) -> Iterator[tuple[Passage, _Item, tuple[bool, str]]]:
    lignes = dossier.source.lignes
    for rang, passage in enumerate(dossier.passages):
        if passage.nature not in _LISTES or not passage.lignes or passage.lignes[0] > len(lignes):
            continue
        trouve = _ITEM.match(lignes[passage.lignes[0] - 1])
        if trouve:
            chiffre = trouve["chiffre"]
            numero = int(chiffre) if chiffre else ord(trouve["lettre"]) - ord("a") + 1
            item = _Item(numero, chiffre or trouve["lettre"], passage, rang)
            yield passage, item, (bool(chiffre), trouve["signe"].strip())


def _trouvaille(suite: list[_Item], avant: _Item, apres: _Item, *, repete: bool) -> Trouvaille:
    lignes = (*avant.passage.lignes[:1], *apres.passage.lignes[:1]) if repete else apres.passage.lignes[:1]
    quoi = f"« {avant.ecrit} » revient" if repete else f"on passe de {avant.ecrit} à {apres.ecrit}"
    return Trouvaille(
        lignes=lignes,
        message=f"Dans cette énumération, {quoi}.",
        preuve="Repères lus : " + ", ".join(i.ecrit for i in suite) + ".",
        suggestion="Renumérotez, ou rétablissez ce qui manque.",
        extrait=apres.passage.texte[:80],
    )

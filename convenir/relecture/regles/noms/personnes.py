"""A person whose name is not written the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.personnes import Mention, mentions
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.ressemblance import sosies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convenir.lecture.dossier import Dossier

Cle = tuple[str, str]


@regle("noms-personnes", Famille.NOMS, Gravite.AVERTISSEMENT, "Nom d’une personne écrit de plusieurs façons")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_cle: dict[Cle, list[Mention]] = {}
    for mention in mentions(dossier):
        par_cle.setdefault(mention.cle, []).append(mention)
    for memes in par_cle.values():
        yield from _graphies(memes)
    for une, autre in _paires(par_cle):
        yield _trouvaille(par_cle[une], par_cle[autre], "une lettre les sépare")


def _graphies(memes: list[Mention]) -> Iterator[Trouvaille]:
    """The same letters with a hyphen or an accent more or less; capitals may go without accents."""
    par_trait = _grouper(memes, lambda m: f"{plier(m.prenom)} {plier(m.nom)}")
    par_accent = _grouper([m for m in memes if not m.prenom.isupper()], lambda m: m.prenom.casefold())
    for groupes, ecart in ((par_trait, "un trait d’union les sépare"), (par_accent, "un accent les sépare")):
        if len(groupes) > 1:
            yield _trouvaille(groupes[0], groupes[1], ecart)


def _grouper(memes: list[Mention], cle: Callable[[Mention], str]) -> list[list[Mention]]:
    groupes: dict[str, list[Mention]] = {}
    for mention in memes:
        groupes.setdefault(cle(mention), []).append(mention)
    return sorted(groupes.values(), key=len, reverse=True)


def _paires(par_cle: dict[Cle, list[Mention]]) -> Iterator[tuple[Cle, Cle]]:
    """One letter apart in the last name with the same first name (or none), or the reverse."""
    noms: dict[str, list[Cle]] = {}
    prenoms: dict[str, list[Cle]] = {}
    for cle in par_cle:
        noms.setdefault(cle[1], []).append(cle)
        prenoms.setdefault(cle[0], []).append(cle)
    for un, autre in sosies(noms):
        for a in noms[un]:
            yield from ((a, b) for b in noms[autre] if a[0] == b[0] or not (a[0] and b[0]))
    for un, autre in sosies(p for p in prenoms if p):
        for a in prenoms[un]:
            yield from ((a, b) for b in prenoms[autre] if a[1] == b[1])


def _trouvaille(une: list[Mention], autre: list[Mention], ecart: str) -> Trouvaille:
    rares, courantes = sorted((une, autre), key=len) if len(une) != len(autre) else (autre, une)
    rare, courante = rares[0], courantes[0]
    return Trouvaille(
        lignes=tuple(dict.fromkeys((*(n for m in rares[:3] for n in m.lignes), *courante.lignes))),
        message=f"Le même nom semble écrit de deux façons : « {courante.ecrit} » et « {rare.ecrit} ».",
        preuve=f"{courante.ecrit} ({len(courantes)} fois), {rare.ecrit} ({len(rares)} fois) : {ecart}",
        suggestion="Vérifiez l’orthographe auprès de l’intéressé et écrivez-la partout de la même façon.",
        extrait=rare.ecrit,
    )

"""Shares tied to counts: "4 300 enfants, soit 10,8 % de la population", "dont 86 femmes (62 %)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.calcul import est_la_part, preuve_de_part, total
from convenir.relecture.chiffres.mesures import Mesure, Mesures, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import ecrire
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

PROCHE = 12  # sentences between a count and the total it is implicitly compared with
DEUX = 2
FRACTION = 10  # "3 parents sur 4" is a way to say a share, not a division
_LIENS = {"soit", "("}


@dataclass(frozen=True, slots=True)
class Base:
    """What a share may be a share of; `dite` when the text says so."""

    mesures: tuple[Mesure, ...]
    dite: bool


@regle("calculs-part-soit", Famille.CALCULS, Gravite.AVERTISSEMENT, "Pourcentage recalculé")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    comptes = Comptes(lues)
    for groupe in lues.par_phrase:
        for i, mesure in enumerate(groupe):
            if mesure.est_part and not mesure.comparaison:
                yield from _directe(mesure, groupe[:i], groupe[i + 1 :], comptes)
                yield from _inverse(mesure, groupe[i + 1 :], lues)


class Comptes:
    """The plain counts of a text, by head noun."""

    def __init__(self, lues: Mesures) -> None:
        self.lues = lues
        self.par_tete: dict[str, list[Mesure]] = {}
        for mesure in lues.toutes:
            if mesure.est_compte and not mesure.nombre.approche and mesure.lien not in {"dont", "soit"}:
                self.par_tete.setdefault(mesure.tete, []).append(mesure)
        for groupe in lues.par_phrase:
            for haut, bas in pairwise(groupe):
                if bas.lien == "sur" and haut in self.par_tete.get(haut.tete, ()):
                    self.par_tete[haut.tete].remove(haut)

    def habitants(self) -> tuple[Mesure, ...]:
        return tuple(m for m in self.par_tete.get("habitant", ()) if not m.qualificatifs and not m.tranche)

    def nommes(self, part: Mesure) -> tuple[Mesure, ...]:
        """Counts of exactly what the share says it is a share of."""
        base = part.base or frozenset()
        return tuple(
            m
            for m in self.par_tete.get(part.tete, ())
            if m.qualificatifs | {m.tete} == base and m.tranche == part.tranche
        )

    def au_dessus(self, compte: Mesure) -> tuple[Mesure, ...]:
        """Larger counts of the same noun in the same provision and theme."""
        return tuple(
            m
            for m in self.par_tete.get(compte.tete, ())
            if m.nombre.valeur > compte.nombre.valeur
            and m.phrase.disposition == compte.phrase.disposition
            and m.phrase.thematique == compte.phrase.thematique
        )


def _directe(
    part: Mesure, avant: Sequence[Mesure], apres: Sequence[Mesure], comptes: Comptes
) -> Iterator[Trouvaille]:
    """A count, then its share, after "soit" or in brackets."""
    if part.lien not in _LIENS or (part.lien == "(" and not _entre_parentheses(part, avant)):
        return
    numerateurs = _numerateurs(part, avant, comptes.lues)
    base = _base(part, avant, apres, numerateurs, comptes)
    if numerateurs and base.mesures and (base.dite or part.lien == "soit"):
        yield from _juger(part, numerateurs, base)


def _entre_parentheses(part: Mesure, avant: Sequence[Mesure]) -> bool:
    """A count stands before the brackets, which hold the share alone or with what it is a share of."""
    if not avant or avant[-1].nombre.unite or avant[-1].evolution:
        return False
    suite = plier(part.phrase.texte[part.nombre.fin :])
    return bool(re.match(r"\s*(?:(?:des|du|de la|de l'|d'entre) [^,;()]{2,60})?\)", suite))


def _numerateurs(part: Mesure, avant: Sequence[Mesure], lues: Mesures) -> list[list[Mesure]]:
    """The readings of what is compared: the last count, or the sum of the counts listed just above."""
    dans_la_phrase = [m for m in avant if m.est_compte and m.lien != "sur"]
    if not dans_la_phrase and avant and not avant[-1].nombre.unite and not avant[-1].evolution:
        dans_la_phrase = list(avant[-1:])
    if part.lien == "(":
        return [dans_la_phrase[-1:]] if dans_la_phrase else []
    if dans_la_phrase:
        memes = [m for m in dans_la_phrase if m.tete == dans_la_phrase[-1].tete]
        return [dans_la_phrase[-1:], memes] if len(memes) > 1 else [dans_la_phrase[-1:]]
    listes: list[Mesure] = []
    for rang in range(part.rang - 1, -1, -1):
        groupe = lues.par_phrase[rang]
        if (
            lues.phrases[rang].disposition != part.phrase.disposition
            or len(groupe) != 1
            or not groupe[0].est_compte
        ):
            break
        if listes and (
            groupe[0].tete != listes[0].tete or lues.phrases[rang].nature != listes[0].phrase.nature
        ):
            break
        listes.insert(0, groupe[0])
    return [listes, listes[-1:]] if len(listes) > 1 else [listes] if listes else []


def _base(
    part: Mesure,
    avant: Sequence[Mesure],
    apres: Sequence[Mesure],
    numerateurs: list[list[Mesure]],
    comptes: Comptes,
) -> Base:
    sur = [m for m in (*avant[-1:], *apres[:1]) if m.lien == "sur"]
    if sur and sur[0].nombre.valeur <= FRACTION:
        return Base((), dite=True)
    if sur:
        return Base(tuple(sur), dite=True)
    tout = _tout_du_dont(part, avant)
    if tout is not None:
        return Base((tout,), dite=True)
    if part.tete in {"population", "habitant"}:
        return Base(comptes.habitants(), dite=True)
    if part.base or part.tete:
        return Base(comptes.nommes(part), dite=True)
    proches = comptes.au_dessus(numerateurs[0][-1]) if numerateurs else ()
    return Base(proches, dite=False)


def _tout_du_dont(part: Mesure, avant: Sequence[Mesure]) -> Mesure | None:
    """In "2 840 foyers allocataires, dont 1 136 …, soit 40 % des foyers", the households counted first."""
    comptes = [m for m in avant if m.est_compte]
    rang = next((i for i, m in enumerate(comptes) if m.lien == "dont"), 0)
    if not rang or (len(comptes) - rang > 1 and part.lien == "soit") or comptes[rang - 1].lien == "sur":
        return None
    tout = comptes[rang - 1]
    dite = (part.base or frozenset()) | ({part.tete} if part.tete else frozenset())
    return tout if dite <= tout.racines and part.tranche in {None, tout.tranche} else None


def _juger(part: Mesure, numerateurs: list[list[Mesure]], base: Base) -> Iterator[Trouvaille]:
    essais = [(n, b) for n in numerateurs for b in base.mesures]
    if any(est_la_part(part.nombre, [m.nombre for m in n], b.nombre) for n, b in essais):
        return
    haut = numerateurs[0]
    if any(b in haut for b in base.mesures):
        return
    candidates = (
        base.mesures if base.dite else tuple(b for b in base.mesures if 0 < part.rang - b.rang <= PROCHE)
    )
    if not candidates:
        return
    bas = min(candidates, key=lambda b: abs(b.rang - part.rang))
    deduit = total([m.nombre for m in haut]) / part.nombre.valeur * 100 if part.nombre.valeur else None
    preuve = preuve_de_part(part.nombre, [m.nombre for m in haut], bas.nombre)
    if deduit is not None:
        preuve += f" ; {part.nombre.ecrit} supposerait un total d’environ {ecrire(deduit)}"
    yield Trouvaille(
        lignes=lignes_de(part, *haut, bas),
        message=f"{part.nombre.ecrit} ne correspond pas aux effectifs donnés"
        + ("." if base.dite else f", si la base est bien « {bas.extrait} »."),
        preuve=preuve,
        suggestion="Recalculez le pourcentage, ou dites sur quelle population et de quelle année il porte."
        if base.dite
        else "Recalculez le pourcentage, ou écrivez de quel total il est la part.",
        extrait=part.phrase.texte[part.nombre.debut : part.nombre.fin],
    )


def _inverse(part: Mesure, apres: Sequence[Mesure], lues: Mesures) -> Iterator[Trouvaille]:
    """A share, then "soit" the count it stands for "sur" its total."""
    suite = list(apres)
    if not suite and part.rang + 1 < len(lues.phrases):
        suite = [
            m
            for m in lues.par_phrase[part.rang + 1]
            if lues.phrases[part.rang + 1].texte.lstrip().lower().startswith("soit")
        ]
    if len(suite) < DEUX or suite[0].lien != "soit" or suite[1].lien != "sur" or suite[0].nombre.unite:
        return
    haut, bas = suite[0], suite[1]
    if not est_la_part(part.nombre, [haut.nombre], bas.nombre):
        yield Trouvaille(
            lignes=lignes_de(part, haut, bas),
            message=f"{part.nombre.ecrit} ne correspond pas à {haut.nombre.ecrit} sur {bas.nombre.ecrit}.",
            preuve=preuve_de_part(part.nombre, [haut.nombre], bas.nombre),
            suggestion="Recalculez le pourcentage, ou corrigez l’un des deux effectifs.",
            extrait=part.nombre.ecrit,
        )

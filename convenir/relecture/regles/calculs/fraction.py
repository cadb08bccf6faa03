"""A share told twice, as a fraction and in percent: "un enfant sur cinq (21 %)", "soit la moitié des communes"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import ecrire
from convenir.relecture.en_lettres import NOMBRES, valeur
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

DIX = 10
POINTS = 5  # between a fraction and the share it rounds
MOINS = 8  # points that "plus de" may leave below the share
_petit = rf"(?:{'|'.join(NOMBRES)}|une?|\d{{1,2}})"
_FRACTION = re.compile(
    rf"(?P<nuance>plus d['e]\s?|pres d['e]\s?|moins d['e]\s?|environ |presque )?"
    rf"(?:\b(?P<haut>{_petit})\s(?:[a-z-]+\s){{1,3}}?sur\s(?P<bas>{_petit})\b(?![.,]?\d)"
    r"|\b(?P<mot>la moitie|un tiers|deux tiers|un quart|trois quarts|un cinquieme)\b)"
)
_MOTS = {
    "la moitie": (1, 2), "un tiers": (1, 3), "deux tiers": (2, 3), "un quart": (1, 4),
    "trois quarts": (3, 4), "un cinquieme": (1, 5),
}  # fmt: skip
_LIE = re.compile(r"[^.;:,(]{0,60}?(?:\(|,?\ssoit\s|:\s)(?:environ |pres de )?")


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction in words; `nuance` is "plus", "pres", "moins" or empty."""

    part: Decimal
    nuance: str
    debut: int
    fin: int


@regle("calculs-fraction", Famille.CALCULS, Gravite.AVERTISSEMENT, "Fraction et pourcentage")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for groupe in mesures(dossier).par_phrase:
        texte = groupe[0].phrase.texte if groupe else ""
        for fraction in _fractions(plier(texte)):
            part, base = _part_dite(fraction, groupe)
            if part is not None and base is not None and not _tient(fraction, base):
                yield _trouvaille(fraction, part, base)


def _fractions(plie: str) -> Iterator[Fraction]:
    for m in _FRACTION.finditer(plie):
        haut, bas = _MOTS.get(m["mot"] or "", (0, 0)) if m["mot"] else (valeur(m["haut"]), valeur(m["bas"]))
        if haut and bas and haut < bas <= DIX:
            nuance = (m["nuance"] or "").split(" ")[0]
            yield Fraction(Decimal(100 * haut) / bas, nuance, m.start(), m.end())


def _part_dite(fraction: Fraction, groupe: Sequence[Mesure]) -> tuple[Mesure | None, Decimal | None]:
    """The percentage tied to the fraction, or the division of two counts that the fraction sums up."""
    plie = plier(groupe[0].phrase.texte)
    for m in groupe:
        suit = m.nombre.debut >= fraction.fin and _LIE.fullmatch(plie[fraction.fin : m.nombre.debut])
        if m.est_part and not m.comparaison and suit:
            return m, m.nombre.valeur
    avant = [m for m in groupe if m.nombre.fin <= fraction.debut and not m.nombre.unite and not m.evolution]
    if len(avant) > 1 and re.search(r"\bsoit\s$", plie[: fraction.debut]):
        haut, bas = (avant[-2], avant[-1]) if avant[-1].lien == "sur" else (avant[-1], avant[-2])
        if bas.lien == "sur" or haut.lien == "dont":
            return haut, haut.nombre.valeur / bas.nombre.valeur * 100 if bas.nombre.valeur else None
    return None, None


def _tient(fraction: Fraction, part: Decimal) -> bool:
    """A fraction rounds a share; "plus de" leaves it a little below, "près de" a little above."""
    ecart = part - fraction.part
    if fraction.nuance == "plus":
        return 0 < ecart <= MOINS
    if fraction.nuance in {"pres", "moins", "presque"}:
        return -MOINS <= ecart <= 1
    return abs(ecart) <= min(Decimal(POINTS), fraction.part / 5 + 1)


def _trouvaille(fraction: Fraction, mesure: Mesure, part: Decimal) -> Trouvaille:
    texte, debut, fin = mesure.phrase.texte, fraction.debut, fraction.fin
    ecrite = texte[debut:fin].strip()
    return Trouvaille(
        lignes=tuple(dict.fromkeys((*mesure.phrase.lignes_de(debut, fin), *mesure.lignes))),
        message=f"« {ecrite} » ne correspond pas au chiffre donné à côté.",
        preuve=f"{ecrite} = {ecrire(fraction.part)} % environ ; le texte donne {ecrire(part, 1)} %",
        suggestion="Reprenez la fraction la plus proche du chiffre, ou corrigez le chiffre.",
        extrait=ecrite,
    )

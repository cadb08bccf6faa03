"""Numbers as French conventions print them, with their unit and the precision they claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from convenir.relecture.chiffres.ages import tranches
from convenir.relecture.chiffres.mots import plier

MOIS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"

_NOMBRE = re.compile(
    r"(?<![\w.,/°’'-])(?P<signe>[+−-]\s?|(?<=\s)–\s?)?"
    r"(?P<entier>\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)(?:[.,](?P<decimales>\d+))?"
    r"(?:\s?(?P<unite>%|€|k€|m€|md€|euros?\b|milliers? d'euros|millions? d'euros|pour cent\b|(?:points?|"
    r"pts?)\b(?= ?(?:de pourcentage|d'|de plus|de moins|en |sur |entre |par |par rapport|[.,;:)]|$))))?"
    r"(?![\d/]|-\d|e[rm]e?\b|er\b|\^|°|h\d)"
)
#: what looks like a number of something and is not
_ZONES = re.compile(
    rf"\d{{1,2}}(?:er|\^\{{er\}})?(?:(?:,| et| au| -| –) ?\d{{1,2}})* (?:{MOIS})\b(?: \d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4} ?[-–/] ?\d{4}"
    r"|\b(?:articles?|art\.?|annexes?|n°|no\.?|numero|objectifs?|phases?|axes?|fiches?|etapes?|pages?|"
    r"version|lots?|"
    r"actions? n°|quartiers|alinea|tranche|priorite|chapitre|titre|niveau|groupe|site|secteur|"
    r"zone) ?n?°? ?\d+(?:[.-]\d+)*"
    r"|\b[lrd]\. ?\d+[\d-]*(?: (?:a|et) \d+)*"
    r"|\d+ ?(?:mois|jours?|semaines?|heures?|minutes?|ans?|annees?|semestres?|trimestres?|km|m2|m²|h)\b"
    r"|1 ?000 premiers jours"
)
_ANNEE = re.compile(r"(?:19|20)\d\d")
_ENVIRON = re.compile(
    r"(?:environ|pres de|autour de|quelque|plus de|moins de|a peu pres|presque|~|≈|>|<)\s*(?:les )?$"
)
CODE_POSTAL = 5  # digits
CHIFFRES = 18  # characters: a longer number measures nothing a convention speaks of
_FACTEURS = {"k€": 1000, "m€": 10**6, "md€": 10**9, "milliers d'euros": 1000, "millions d'euros": 10**6}


@dataclass(frozen=True, slots=True)
class Nombre:
    """A number read between the characters `debut` and `fin` of its text.

    `valeur` is in the unit itself (2,5 M€ → 2 500 000); `pas` is one unit of its last printed digit;
    `unite` is "%", "€", "point" or empty (a count); `signe` "+", "-" or empty; `approche` marks "environ".
    """

    valeur: Decimal
    pas: Decimal
    unite: str
    signe: str
    approche: bool
    debut: int
    fin: int
    ecrit: str

    @property
    def marge(self) -> Decimal:
        """How far the true value may be from the printed one."""
        if self.approche:
            return max(self.pas, abs(self.valeur) / 20)
        return self.pas / 2 if self.pas != 1 or self.unite else Decimal(0)


def nombres(texte: str) -> list[Nombre]:
    """The numbers of a text that measure something: not dates, years, ages, durations or references."""
    plie = plier(texte)
    exclues = sorted([(t.de, t.a) for t in tranches(texte)] + [m.span() for m in _ZONES.finditer(plie)])
    trouves, i = [], 0
    for m in _NOMBRE.finditer(plie):
        while i < len(exclues) and exclues[i][1] <= m.start("entier"):
            i += 1
        if i < len(exclues) and exclues[i][0] < m.end("entier"):
            continue
        if _est_annee(m, plie) or _est_code(m, texte):
            continue
        trouves.append(_nombre(m, texte, plie))
    return trouves


def _est_annee(m: re.Match[str], plie: str) -> bool:
    if m["unite"] or m["decimales"] or not _ANNEE.fullmatch(m["entier"]):
        return False
    return not re.match(
        r" (?:enfants|jeunes|familles|allocataires|habitants|personnes|menages|foyers)\b", plie[m.end() :]
    )


def _est_code(m: re.Match[str], texte: str) -> bool:
    """A postal code, a SIREN, a number with leading zeros."""
    entier = m["entier"]
    if len(entier) > CHIFFRES:
        return True
    if entier.startswith("0") and len(entier) > 1:
        return True
    return (
        len(entier) >= CODE_POSTAL
        and entier.isdigit()
        and not m["unite"]
        and not re.match(r" [a-zé]", texte[m.end() :])
    )


def _nombre(m: re.Match[str], texte: str, plie: str) -> Nombre:
    entier = re.sub(r"[ .]", "", m["entier"])
    decimales = m["decimales"] or ""
    unite = m["unite"] or ""
    cle = re.sub(r"^(millier|million) ", r"\1s ", unite)
    facteur = _FACTEURS.get(cle, 1)
    signe = (m["signe"] or "").strip().replace("−", "-").replace("–", "-")
    return Nombre(
        valeur=Decimal(f"{entier}.{decimales or 0}") * facteur if decimales else Decimal(entier) * facteur,
        pas=Decimal(1).scaleb(-len(decimales)) * facteur,
        unite=_unite(unite),
        signe=signe,
        approche=bool(_ENVIRON.search(plie[max(0, m.start() - 20) : m.start("entier")])),
        debut=m.start("entier"),
        fin=m.end(),
        ecrit=texte[m.start("entier") : m.end()].strip(),
    )


def _unite(ecrite: str) -> str:
    if ecrite in {"%", "pour cent"}:
        return "%"
    if ecrite.startswith(("point", "pt")):
        return "point"
    return "€" if ecrite else ""


def ecrire(valeur: Decimal | int, decimales: int = 0) -> str:
    """A number in French: narrow spaces between thousands, a decimal comma."""
    arrondie = Decimal(valeur).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    return f"{arrondie:,}".replace(",", " ").replace(".", ",")


def ecrire_part(part: Decimal, decimales: int = 1) -> str:
    """A share in percent: 0.4578 → "45,8 %"."""
    return f"{ecrire(part * 100, decimales)} %"

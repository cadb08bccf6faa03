"""One body said to meet at two different rhythms."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import TABLEAU
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOTIF_QUANTITE, lire_quantite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes, Passage

_INSTANCE = re.compile(
    r"\b(?:(?:comite|commission|conseil|groupe|instance|cellule|equipe)s?(?:\s+(?:de|du|d'|des|les?|la|l'|en|et))*"
    r"(?:\s+(?:pilotage|strategique|technique|operationnel\w*|suivi|thematique|restreint|elargi|coordination|travail|evaluation|territorial\w*|partenarial\w*|projet|directeur|financeurs?))+"
    r"|copil|cotech|cosui|comop)\b"
)
_NOM_PROPRE = {
    "copil": "pilotage", "cotech": "technique", "cosui": "suivi", "comop": "operationnel",
}  # fmt: skip
_QUALITE = re.compile(
    r"pilotage|strategique|technique|operationnel|suivi|thematique|restreint|elargi|coordination|travail|evaluation|projet"
)
_ADJECTIFS = {
    "hebdomadaire": 0.25, "mensuel": 1, "bimestriel": 2, "bimensuel": 0.5, "trimestriel": 3, "quadrimestriel": 4, "semestriel": 6,
    "annuel": 12, "biannuel": 6, "bisannuel": 24, "triannuel": 4,
}  # fmt: skip
_RYTHME = re.compile(
    rf"\b(?:(?P<adjectif>{'|'.join(_ADJECTIFS)})(?:le)?s?\b(?!\s+d)"
    rf"|(?P<fois>{MOTIF_QUANTITE})\s+(?:fois|reunions?|rencontres?|seances?)\s+(?:par|dans\s+l')\s*(?P<par>an(?:nee)?|semestre|trimestre|mois)\b"
    rf"|(?:tous|toutes)\s+les\s+(?P<tous>{MOTIF_QUANTITE})?\s*(?P<unite>mois|ans?|annees?|semestres?|trimestres?|semaines?)\b"
    r"|chaque\s+(?P<chaque>mois|annee|semestre|trimestre)\b)"
)
_MOIS = {"mois": 1.0, "an": 12.0, "annee": 12.0, "semestre": 6.0, "trimestre": 3.0, "semaine": 0.25}
_SUJET = re.compile(
    r"\b(?:se\s+reuni\w+|reuni\w*|rencontre\w*|seance\w*|rythme|frequence|periodicite|tien\w+|convoqu\w+|retrouv\w+|sieg\w+)"
)
_REPRISE = re.compile(
    r"\W*(?:il|elle|celui-ci|celle-ci|ce\s+comite|cette\s+instance|cette\s+commission|ses\s+reunions|les\s+reunions)\b"
)
_MINIMUM = re.compile(r"\b(?:au\s+moins|a\s+minima|au\s+minimum|minimum)\s*,?\s*(?:\w+\s+){0,3}$")


_MINIMUM_APRES = re.compile(r"\s*,?\s*(?:au\s+)?(?:minimum|moins)|\s*,?\s*a\s+minima")
_FIN = re.compile(r"[.;!?](?=\s)")


class _Phrase(NamedTuple):
    passage: Passage
    debut: int
    pli: str


class _Dit(NamedTuple):
    mois: float
    minimum: bool
    ecrit: str
    instance: str
    lignes: Lignes


@regle("dates-rythme", Famille.DATES, Gravite.AVERTISSEMENT, "Rythmes contradictoires d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_instance: dict[str, list[_Dit]] = defaultdict(list)
    courante = ("", "", "")
    for passage in dossier.passages:
        for phrase in _phrases(passage):
            cle, nom = _instance(phrase)
            if not cle and courante[2] == passage.disposition and _REPRISE.match(phrase.pli):
                cle, nom = courante[:2]
            if cle:
                courante = (cle, nom, passage.disposition)
                par_instance[cle].extend(_rythmes(phrase, nom))
    for dits in _reunir(par_instance, dossier).values():
        yield from _contradictions(dits)


def _phrases(passage: Passage) -> Iterator[_Phrase]:
    """The sentences of a passage; a row of a table is one."""
    pli = plier(passage.texte)
    bornes = [0, *(t.end() for t in _FIN.finditer(pli)), len(pli)] if not passage.cellules else [0, len(pli)]
    for debut, fin in pairwise(bornes):
        if pli[debut:fin].strip():
            yield _Phrase(passage, debut, pli[debut:fin])


def _instance(phrase: _Phrase) -> tuple[str, str]:
    """Key and name of the one body a sentence speaks of; nothing when it speaks of several."""
    cellules = phrase.passage.cellules
    tete = plier(next((c for c in cellules if c.strip()), "")) if cellules else phrase.pli
    place = phrase.pli.find(tete) + phrase.debut
    ecrit = phrase.passage.texte
    noms = {_cle(t.group()): ecrit[place + t.start() : place + t.end()] for t in _INSTANCE.finditer(tete)}
    return next(iter(noms.items())) if len(noms) == 1 else ("", "")


def _cle(nom: str) -> str:
    qualites = set(_QUALITE.findall(nom)) | ({_NOM_PROPRE[nom]} if nom in _NOM_PROPRE else set())
    precises = qualites - {"pilotage"} or qualites
    return " ".join(sorted(precises))


def _reunir(par_instance: dict[str, list[_Dit]], dossier: Dossier) -> dict[str, list[_Dit]]:
    """One body under the several names that the reading merged; a "comité de pilotage" alone is the strategic one."""
    canoniques: dict[str, str] = {}
    for instance in dossier.instances:
        cles = [
            _cle(t.group())
            for n in (instance.nom, *instance.autres_noms)
            if (t := _INSTANCE.search(plier(n)))
        ]
        canoniques.update((cle, cles[0]) for cle in cles)
    if "strategique" in par_instance:
        canoniques.setdefault("pilotage", canoniques.get("strategique", "strategique"))
    reunis: dict[str, list[_Dit]] = defaultdict(list)
    for cle, dits in par_instance.items():
        reunis[canoniques.get(cle, cle)].extend(dits)
    for dits in reunis.values():
        dits.sort(key=lambda d: d.lignes)
    return reunis


def _rythmes(phrase: _Phrase, nom: str) -> Iterator[_Dit]:
    """Rhythms of the meetings themselves: in a row, beside a word of meeting, or right after the name of the body."""
    pli, passage = phrase.pli, phrase.passage
    propre = passage.nature in TABLEAU or _SUJET.search(pli) is not None
    for trouve in _RYTHME.finditer(pli):
        mois = _mois(trouve)
        if mois and (propre or pli[: trouve.start()].rstrip().endswith(plier(nom))):
            minimum = _MINIMUM.search(pli, 0, trouve.start()) or _MINIMUM_APRES.match(pli, trouve.end())
            debut, fin = phrase.debut + trouve.start(), phrase.debut + trouve.end()
            lignes = passage.lignes_de(debut, fin)
            yield _Dit(mois, minimum is not None, passage.texte[debut:fin], nom.strip(), lignes)


def _mois(trouve: re.Match[str]) -> float | None:
    """Months between two meetings."""
    if trouve["adjectif"]:
        return _ADJECTIFS[trouve["adjectif"]]
    if trouve["chaque"]:
        return _MOIS[trouve["chaque"]]
    if trouve["fois"]:
        fois = lire_quantite(trouve["fois"])
        return _MOIS[trouve["par"]] / fois if fois else None
    tous = lire_quantite(trouve["tous"]) if trouve["tous"] else 1
    unite = trouve["unite"] if trouve["unite"] == "mois" else trouve["unite"].removesuffix("s")
    return _MOIS[unite] * tous if tous else None


def _contradictions(dits: list[_Dit]) -> Iterator[Trouvaille]:
    """Every pair must be compatible: "au moins une fois par an" allows a shorter interval."""
    premier = dits[0] if dits else None
    contraires = [d for d in dits[1:] if premier and not _compatibles(premier, d)]
    if premier and contraires:
        tous = [premier, *contraires]
        yield Trouvaille(
            lignes=tuple(n for d in tous for n in d.lignes),
            message=f"Le rythme de « {premier.instance} » se contredit : « {premier.ecrit} », puis « {contraires[0].ecrit} ».",
            preuve=" ; ".join(f"« {d.instance} » : « {d.ecrit} »" for d in tous[:4]),
            suggestion="Gardez un seul rythme pour cette instance.",
            extrait=contraires[0].ecrit,
        )


def _compatibles(a: _Dit, b: _Dit) -> bool:
    if a.mois == b.mois:
        return True
    return (a.minimum and b.mois < a.mois) or (b.minimum and a.mois < b.mois)

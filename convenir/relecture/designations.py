"""How a convention calls its parties: declared names, acronyms, short names — and the college each word means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.mots import plier

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier, Partie

_COLLECTIVITE = re.compile(
    r"communaute|metropole|agglo|intercommunal|syndicat|commune de|ville de|epci|collectivite|\bsivom\b"
)
_CAF = re.compile(r"\bcaf\b|caisse d'allocations|\bcnaf\b")
_VIDES = {"de", "du", "des", "la", "le", "les", "d", "l", "et", "en", "a", "aux", "pour", "ses"}
#: words of a composition → the college they mean
_COLLEGES = (
    ("communes", re.compile(r"\bcommunes?\b|\bmaires?\b|\bmunicipa")),
    (
        "autres signataires",
        re.compile(r"\b(?:co-?)?signataires?\b|\bautres partenaires?\b|\bpartenaires?\b|\bfinanceurs?\b"),
    ),
    ("chargés de coopération", re.compile(r"charge\w* de cooperation|coordin|coordonn")),
    (
        "conseillers techniques de la Caf",
        re.compile(r"\bccdas\b|\bcds\b|conseill\w+ (?:technique|territoria)|charge\w* de conseil"),
    ),
    ("MSA", re.compile(r"\bmsa\b")),
    ("Département", re.compile(r"\bdepartement|conseil departemental")),
    ("État", re.compile(r"\betat\b|\bprefe")),
    ("gestionnaires", re.compile(r"gestionnaire|associations?\b|structures")),
    ("habitants", re.compile(r"\bhabitants?\b|\busagers?\b|\bfamilles?\b|\bparents?\b")),
)


def collectivite(dossier: Dossier) -> Partie | None:
    """The local authority among the parties."""
    return next((p for p in dossier.parties if _COLLECTIVITE.search(plier(p.nom))), None)


def sigle_de(nom: str) -> str:
    """The initials of a name: "Communauté d'agglomération du Val Brun" → "CAVB"."""
    mots = [m for m in re.findall(r"\w+", plier(nom)) if m not in _VIDES]
    return "".join(m[0] for m in mots).upper()


def nom_court(nom: str) -> str:
    """The proper part of a name: "Communauté d'agglomération de Valbrune Métropole" → "Valbrune Métropole"."""
    m = re.match(
        r"(?:la |le |l['’])?(?:communauté|métropole|syndicat)\s*(?:d['’]agglomération|de communes|"
        r"urbaine|intercommunal\w*)?"
        r"\s*(?:du |de la |de l['’]|des |de |d['’])?(?P<court>[A-ZÀ-Ý].*)$",
        nom.strip(),
        re.IGNORECASE,
    )
    return m["court"].strip() if m else ""


def colleges(textes: tuple[str, ...], dossier: Dossier) -> frozenset[str]:
    """The colleges that a composition names: the Caf, the local authority, the communes…"""
    return frozenset(c for texte in textes for c in _colleges(texte, noms_de_la_collectivite(dossier)))


def noms_de_la_collectivite(dossier: Dossier) -> tuple[str, ...]:
    """Every way to call the local authority, folded."""
    partie = collectivite(dossier)
    if partie is None:
        return ()
    noms = (partie.nom, partie.appellation, nom_court(partie.nom), sigle_de(partie.nom))
    return tuple(plier(n).removeprefix("la ").removeprefix("le ") for n in noms if n)


def _colleges(texte: str, noms: tuple[str, ...]) -> set[str]:
    plie = plier(texte)
    trouves: set[str] = set()
    for nom in sorted((*noms, "communaute de communes"), key=len, reverse=True):
        if re.search(rf"\b{re.escape(nom)}\b", plie):
            trouves.add("collectivité")
            plie = plie.replace(nom, " ")
    trouves |= {nom for nom, motif in _COLLEGES if motif.search(plie)}
    if _CAF.search(plie):
        trouves.add("Caf")
    if "communes" not in trouves and _COLLECTIVITE.search(plie):
        trouves.add("collectivité")
    return trouves

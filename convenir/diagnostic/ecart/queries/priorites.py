"""Which communes come first, why, and how much it owes to the weights."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.queries.acces import acces
from convenir.diagnostic.ecart.queries.ecarts import ecart
from convenir.diagnostic.ecart.rules.priorites import classer, eprouver
from convenir.socle.formats import ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries.releves import Releve
    from convenir.diagnostic.ecart.rules.couverture import Mesure
    from convenir.diagnostic.ecart.rules.priorites import Classement, Variation

_FORT, _FAIBLE = 2 / 3, 1 / 3


@dataclass(frozen=True)
class Place:
    """A commune in the ranking, with the reason in words."""

    classement: Classement
    nom: str
    explication: str


@dataclass(frozen=True)
class Priorites:
    """The ranking under some weights. `absents`: criteria that no commune has a figure for."""

    poids: Mapping[str, float]
    places: tuple[Place, ...]
    sans_rang: tuple[str, ...]
    absents: tuple[str, ...]
    variations: tuple[tuple[str, Variation], ...]


def priorites(convention: Convention, releve: Releve, poids: Mapping[str, float], pas: float) -> Priorites:
    """The communes by priority under these weights, and what moving each by `pas` changes."""
    mesures = _mesures(convention, releve)
    valeurs = {
        critere: {code: float(m.valeur) for code, m in lues.items() if m.valeur is not None}
        for critere, lues in mesures.items()
    }
    codes = [c.code for c in releve.communes]
    noms = {c.code: c.nom for c in releve.communes}
    criteres = releve.volet.criteres
    libelles = {c.cle: c.libelle for c in criteres}
    classes = classer(codes, criteres, valeurs, poids)
    vus = {c.code for c in classes}
    return Priorites(
        poids,
        tuple(Place(c, noms[c.code], _expliquer(releve, c, mesures, len(classes))) for c in classes),
        tuple(noms[code] for code in codes if code not in vus),
        tuple(c.libelle for c in criteres if not valeurs[c.cle]),
        tuple((libelles[v.critere], v) for v in eprouver(codes, criteres, valeurs, poids, pas)),
    )


def _mesures(convention: Convention, releve: Releve) -> dict[str, Mapping[str, Mesure]]:
    """The figure of each criterion by commune."""
    lu = ecart(convention, releve)
    calculees: dict[str, Mapping[str, Mesure]] = {
        "couverture": {ligne.code: ligne.couverture for ligne in lu.communes},
        "manque": {ligne.code: ligne.manque for ligne in lu.communes},
        "acces": acces(convention, releve).mesures,
    }
    return {c.cle: releve.criteres.get(c.cle) or calculees.get(c.cle, {}) for c in releve.volet.criteres}


def _expliquer(
    releve: Releve, classement: Classement, mesures: Mapping[str, Mapping[str, Mesure]], nombre: int
) -> str:
    """« Priorité 3 sur 35 : faible couverture (12 places pour 100), … ; moins pressant : … »."""
    libelles = {c.cle: c.libelle[0].lower() + c.libelle[1:] for c in releve.volet.criteres}

    def dire(cle: str) -> str:
        valeur = mesures[cle][classement.code].valeur or Decimal(0)
        decimales = releve.volet.decimales if cle == "manque" else 1
        return f"{libelles[cle]} ({ecrire_nombre(round(valeur, decimales))}{_unite(releve, cle)})"

    notes = sorted(classement.notes.items(), key=lambda note: -note[1])
    forts = [dire(cle) for cle, note in notes if note >= _FORT]
    faibles = [dire(cle) for cle, note in notes if note <= _FAIBLE]
    morceaux = [f"Priorité {classement.rang} sur {nombre}"]
    if forts:
        morceaux.append(f"ce qui presse : {', '.join(forts)}")
    if faibles:
        morceaux.append(f"ce qui presse moins : {', '.join(faibles)}")
    if not forts and not faibles:
        morceaux.append("tous les critères y sont dans la moyenne")
    if classement.manquants:
        absents = ", ".join(libelles[c] for c in classement.manquants)
        morceaux.append(f"sans chiffre, donc non compté : {absents}")
    return " ; ".join(morceaux) + "."


def _unite(releve: Releve, cle: str) -> str:
    if cle in {"couverture", "acces"}:
        return f" pour {ecrire_nombre(releve.volet.pour)}"
    return "" if cle == "manque" else " %"

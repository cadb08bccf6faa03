"""What each commune can reach of the offer, and how far communes are from each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from convenir.diagnostic.ecart.queries.reglages import MINUTES
from convenir.diagnostic.ecart.queries.releves import capacite
from convenir.diagnostic.ecart.rules.accessibilite import (
    accessibilite,
    avec_navettes,
    gaussienne,
    paires_donnees,
    paires_proches,
    parts_des_navettes,
)
from convenir.diagnostic.ecart.rules.couverture import SOUS_SECRET, Mesure
from convenir.diagnostic.enums import NatureTrajets
from convenir.diagnostic.models import Trajets
from convenir.socle.formats import ecrire_nombre
from convenir.territoires.queries import centres_de_epci

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries.releves import Releve
    from convenir.diagnostic.ecart.rules.accessibilite import Paires
    from convenir.territoires.queries.contours import Point

_A_VOL_D_OISEAU = (
    "Distances à vol d’oiseau, faute de temps de trajet : un fleuve ou une autoroute n’y comptent pas."
)
_DES_VOISINS = (
    "Les familles et les services des communes voisines du territoire ne sont pas comptés : près de ses "
    "limites, l’accès réel peut être meilleur ou moins bon."
)


@dataclass(frozen=True)
class Acces:
    """The offer that each commune (by code) can count on, for `volet.pour` of need, and how it was found."""

    mesures: Mapping[str, Mesure]
    bassin: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Offre:
    """A place of offer. `au_centre`: its own position is not known."""

    code: str
    point: Point | None
    quantite: float
    au_centre: bool


def acces(convention: Convention, releve: Releve) -> Acces:
    """Accessibility of a theme by commune (E2SFCA); one query more, for the tables of journeys."""
    tables = _tables(convention)
    centres = centres_de_epci(releve.territoire.code)
    codes = [c.code for c in releve.communes]
    offres = _offres(releve, centres)
    paires, dit, notes = _paires(releve, tables, centres, codes, offres)
    besoins = np.array([float(releve.besoins[c].valeur or 0) for c in codes])
    quantites = np.array([o.quantite for o in offres], dtype=np.float64)
    decroissance = gaussienne(releve.reglages.rayon)
    if navettes := tables.get(NatureTrajets.NAVETTES):
        parts = parts_des_navettes(codes, _par_couple(navettes))
        lues = avec_navettes(besoins, quantites, paires, decroissance, parts)
        notes.append(f"Le besoin suit les navettes domicile-travail : {navettes.source}.")
    else:
        lues = accessibilite(besoins, quantites, paires, decroissance)
    situes = set(codes) if dit != _A_VOL_D_OISEAU else set(centres)
    return Acces(
        {
            code: _mesure(releve, float(lu), situe=code in situes)
            for code, lu in zip(codes, lues, strict=True)
        },
        f"{ecrire_nombre(releve.reglages.rayon)} {releve.reglages.unite}",
        (dit, *notes, *_sur_le_besoin(releve), _DES_VOISINS),
    )


def _mesure(releve: Releve, valeur: float, *, situe: bool) -> Mesure:
    if not releve.besoin.connue and not any(m.connue for m in releve.besoins.values()):
        return Mesure(None, releve.besoin.raison or "besoin inconnu")
    if not releve.offre.connue:
        return Mesure(None, releve.offre.raison or "offre inconnue")
    if not situe:
        return Mesure(None, "commune sans centre connu")
    return Mesure(
        Decimal(str(round(valeur * releve.volet.pour, 4))),
        arrondie=any(m.arrondie for m in releve.besoins.values()),
        partielle=releve.offre.partielle,
        fictive=releve.est_fictif,
    )


def _offres(releve: Releve, centres: Mapping[str, Point]) -> list[_Offre]:
    """Each service where it stands, else in the middle of its commune; what has no commune is left out."""
    if not releve.depuis_l_inventaire:
        return [
            _Offre(c.code, centres.get(c.code), float(mesure.valeur), au_centre=True)
            for c in releve.communes
            if (mesure := releve.offres[c.code]).valeur
        ]
    return [
        _Offre(
            s.insee,
            (float(s.lon), float(s.lat)) if s.lon is not None and s.lat is not None else centres.get(s.insee),
            float(capacite(releve.volet, s)),
            au_centre=not s.est_situe,
        )
        for s in releve.services
        if s.insee
    ]


def _paires(
    releve: Releve,
    tables: Mapping[str, Trajets],
    centres: Mapping[str, Point],
    codes: Sequence[str],
    offres: list[_Offre],
) -> tuple[Paires, str, list[str]]:
    """The pairs within reach, how distances are known, what to say of places. Drops offers without any."""
    rayon = releve.reglages.rayon
    nature = NatureTrajets.TEMPS if releve.reglages.unite == MINUTES else NatureTrajets.DISTANCE
    if table := tables.get(nature):
        dit = f"{nature.label} de commune à commune : {table.source}."
        return paires_donnees(codes, [o.code for o in offres], _par_couple(table), rayon), dit, []
    notes = []
    if au_centre := sum(o.au_centre for o in offres):
        notes.append(f"Services placés au centre de leur commune, faute d’adresse située : {au_centre}.")
    offres[:] = [o for o in offres if o.point is not None]
    situes = [rang for rang, code in enumerate(codes) if code in centres]
    paires = paires_proches(
        np.array([centres[codes[rang]] for rang in situes]).reshape(-1, 2),
        np.array([o.point for o in offres], dtype=np.float64).reshape(-1, 2),
        rayon,
    )
    if len(situes) < len(codes):
        notes.append(f"Communes sans contour, donc sans centre : {len(codes) - len(situes)}.")
    rangs = np.array(situes, dtype=np.intp)
    return type(paires)(rangs[paires.besoin], paires.offre, paires.distance), _A_VOL_D_OISEAU, notes


def _sur_le_besoin(releve: Releve) -> list[str]:
    notes = ["Le besoin est placé au centre de chaque commune."]
    lues = [releve.besoins[c.code] for c in releve.communes]
    if secrets := sum(m.raison == SOUS_SECRET for m in lues):
        notes.append(f"Besoins sous secret statistique, qui ne comptent donc pas : {secrets}.")
    if inconnus := sum(not m.connue and m.raison != SOUS_SECRET for m in lues):
        notes.append(f"Communes dont le besoin n’est pas connu, qui ne compte donc pas : {inconnus}.")
    return notes


def eloignements(convention: Convention, releve: Releve) -> dict[str, dict[str, float]]:
    """For each commune, those within the catchment and how far, over its radius (0 to 1)."""
    rayon, codes = releve.reglages.rayon, [c.code for c in releve.communes]
    centres = centres_de_epci(releve.territoire.code)
    ici = [_Offre(code, centres.get(code), 0.0, au_centre=False) for code in codes]
    paires, _, _ = _paires(releve, _tables(convention), centres, codes, ici)
    proches: dict[str, dict[str, float]] = {code: {code: 0.0} for code in codes}
    for vers, depuis, distance in zip(paires.besoin, paires.offre, paires.distance, strict=True):
        proches[ici[depuis].code][codes[vers]] = min(1.0, float(distance) / rayon)
    return proches


def _tables(convention: Convention) -> dict[str, Trajets]:
    return {t.nature: t for t in Trajets.objects.filter(convention=convention).order_by("nature")}


def _par_couple(table: Trajets) -> dict[tuple[str, str], float]:
    return {(depart, arrivee): float(nombre) for depart, arrivee, nombre in table.lignes}

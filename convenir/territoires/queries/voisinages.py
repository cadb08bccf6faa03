"""Which communes, and which EPCI, touch each other."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from convenir.territoires.queries.communes import Commune, commune, communes_de_epci
from convenir.territoires.queries.epci import Epci, epci
from convenir.territoires.queries.fichiers import lignes


def communes_voisines(insee: str) -> list[Commune]:
    """The communes that share a piece of border with this one, in the order of their codes.

    Read from the shipped contours: an island has none, nor has a commune that they do not draw.
    """
    return [trouvee for code in sorted(_voisines().get(insee, ())) if (trouvee := commune(code))]


def epcis_voisins(siren: str) -> list[Epci]:
    """The EPCI that touch this one, by name."""
    membres = {c.insee for c in communes_de_epci(siren)}
    sirens = {v.epci for insee in membres for v in communes_voisines(insee) if v.insee not in membres}
    return sorted((e for s in sirens if (e := epci(s))), key=lambda e: e.nom)


@lru_cache(maxsize=1)
def _voisines() -> dict[str, set[str]]:
    voisines: dict[str, set[str]] = defaultdict(set)
    for ligne in lignes("voisinages"):
        insee, autres = ligne.split("\t")
        for autre in autres.split():
            voisines[insee].add(autre)
            voisines[autre].add(insee)
    return dict(voisines)

"""The tables of the official geographic code: communes, former communes, EPCI, départements, populations.

Each vintage of the source pairs a geography (1 January of one year) with populations published for an
older one; a careless join gives a merged commune the population of its seat alone. Hence the rules of
`_populations`: the DGCL's populations (exact on the geography of their list) before INSEE's table, former
communes added up under their successor, and nothing at all for a commune whose perimeter was not the
present one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Geographie = dict[str, list[dict[str, Any]]]
Serie = dict[str, int]

VERSIONS = {  # geography of 1 January → release that holds it (table in the package's README)
    2019: "0.8.0",
    2021: "1.1.1",
    2022: "2.0.0",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.2.0",
    2026: "6.0.0",
}
ANNEES = range(2016, 2026)
MAYOTTE, RECENSEMENT_DE_MAYOTTE = "976", 2017
# Censuses of the collectivities INSEE does not count every year: (département, geography) → year.
RECENSEMENTS = {
    ("986", 2026): 2023,
    ("987", 2021): 2017,
    ("987", 2026): 2022,
    ("988", 2021): 2019,
    ("988", 2026): 2025,
}
# Releases whose figures for Saint-Pierre-et-Miquelon, Saint-Barthélemy and Saint-Martin are those of a year.
ILES, MILLESIMES_DES_ILES = (
    ("975", "977", "978"),
    {2019: 2016, 2021: 2019, 2023: 2020, 2024: 2022, 2026: 2023},
)
POPULATION_2016_CONNUE_AU = "2018-01-01"  # geography of INSEE's populations of 2016


def tables(geographies: dict[int, Geographie], contours: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The files to ship: name and text, tab-separated, one line per row, sorted by their first column."""
    actuelle = geographies[max(geographies)]
    actuelles = _actuelles(actuelle)
    populations = _populations(geographies, contours)
    epci_de = {m["code"]: e["code"] for e in actuelle["epci"] for m in e["membres"]}
    yield (
        "communes.tsv",
        _texte(_ligne_commune(c, epci_de, populations.get(c["code"], {})) for c in actuelles.values()),
    )
    yield "anciennes.tsv", _texte(_anciennes(geographies))
    yield "epci.tsv", _texte([e["code"], e["type"], " ".join(e["nom"].split())] for e in actuelle["epci"])
    regions = {r["code"]: r["nom"] for r in actuelle["regions"]}
    yield (
        "departements.tsv",
        _texte(
            [d["code"], d["nom"], _chef_lieu(d, actuelles), d["region"], regions[d["region"]]]
            for d in actuelle["departements"]
        ),
    )
    yield (
        "populations.tsv",
        "\t".join(["insee", *map(str, ANNEES)])
        + "\n"
        + _texte([code, *(serie.get(annee, "") for annee in ANNEES)] for code, serie in populations.items()),
    )


def _texte(lignes: Iterable[list[object]]) -> str:
    return "".join("\t".join(map(str, ligne)) + "\n" for ligne in sorted(lignes, key=lambda ligne: ligne[:4]))


def _actuelles(geographie: Geographie) -> dict[str, dict[str, Any]]:
    return {c["code"]: c for c in geographie["communes"] if c["type"] == "commune-actuelle"}


def _chef_lieu(departement: dict[str, Any], actuelles: dict[str, dict[str, Any]]) -> str:
    """Empty where the source gives a commune of elsewhere (Terres australes)."""
    code: str = departement["chefLieu"]
    return code if actuelles[code]["departement"] == departement["code"] else ""


def _ligne_commune(commune: dict[str, Any], epci_de: dict[str, str], serie: dict[int, int]) -> list[object]:
    annee = max(serie, default=None)
    return [
        commune["code"],
        commune.get("siren", ""),
        commune["departement"],
        epci_de.get(commune["code"], ""),
        serie[annee] if annee else "",
        annee or "",
        " ".join(commune.get("codesPostaux", [])),
        commune["nom"],
        cle(commune["nom"]),
    ]


# --- former communes ---


def _successeurs(geographie: Geographie) -> dict[str, str]:
    communes = geographie["communes"]
    return {ancien: c["code"] for c in communes for ancien in c.get("anciensCodes", [])}


def _anciennes(geographies: dict[int, Geographie]) -> list[list[object]]:
    """Rows: code, name, why it is gone, present INSEE code, year, former SIREN, search key."""
    actuelle = geographies[max(geographies)]
    actuelles, successeurs = _actuelles(actuelle), _successeurs(actuelle)
    noms = _noms_connus(geographies)
    statuts = _statuts(actuelle)
    annees = _annees_de_fin(geographies)
    lignes: dict[tuple[str, str], list[object]] = {}

    def ajouter(code: str, nom: str, statut: str, present: str) -> None:
        annee = annees.get((code, cle(nom)), "")
        lignes.setdefault((code, cle(nom)), [code, nom, statut, present, annee, "", cle(nom)])

    for code, (statut, nom, present) in statuts.items():
        if code != present or cle(nom) != cle(actuelles[present]["nom"]):
            ajouter(code, nom, statut, present)
    for code, present in successeurs.items():
        if code not in statuts:
            nom = noms[code][-1]
            meme = cle(nom) == cle(actuelles[present]["nom"])
            ajouter(code, nom, "recodee" if meme else "fusionnee", present)
    for code in actuelles:
        for nom in noms.get(code, []):
            if cle(nom) != cle(actuelles[code]["nom"]):
                ajouter(code, nom, "renommee", code)
    _joindre_sirens(lignes, geographies)
    return list(lignes.values())


def _statuts(actuelle: Geographie) -> dict[str, tuple[str, str, str]]:
    """Code → (why, name, present code) of delegated and associated communes and municipal arrondissements."""
    parents = {
        "commune-deleguee": "chefLieu",
        "commune-associee": "chefLieu",
        "arrondissement-municipal": "commune",
    }
    return {
        c["code"]: (
            c["type"].removeprefix("commune-").removesuffix("-municipal"),
            c["nom"],
            c[parents[c["type"]]],
        )
        for c in actuelle["communes"]
        if c["type"] in parents
    }


def _noms_connus(geographies: dict[int, Geographie]) -> dict[str, list[str]]:
    """Code → names it bore as a commune, oldest first (history since 1943, then each vintage)."""
    noms = defaultdict(list)
    historique = next(g["historique-communes"] for g in geographies.values() if "historique-communes" in g)
    for evenement in sorted(historique, key=lambda e: e["type"] == "COM"):
        if evenement["type"] == "COM" or evenement["code"] not in noms:
            noms[evenement["code"]].append(evenement["nom"])
    for geographie in geographies.values():
        for code, commune in _actuelles(geographie).items():
            noms[code].append(commune["nom"])
    return noms


def _annees_de_fin(geographies: dict[int, Geographie]) -> dict[tuple[str, str], int]:
    """(Code, key of the name) → year in which no commune bore that pair any more."""
    fins: dict[tuple[str, str], int] = {}
    for evenement in geographies[min(geographies)]["historique-communes"]:
        if evenement["type"] == "COM" and "dateFin" in evenement:
            nommee = evenement["code"], cle(evenement["nom"])
            fins[nommee] = max(int(evenement["dateFin"][:4]), fins.get(nommee, 0))
    for avant, apres in pairwise(sorted(geographies)):
        for nommee in _nommees(geographies[avant]) - _nommees(geographies[apres]):
            fins[nommee] = apres
    return fins


def _nommees(geographie: Geographie) -> set[tuple[str, str]]:
    return {(code, cle(commune["nom"])) for code, commune in _actuelles(geographie).items()}


def _joindre_sirens(lignes: dict[tuple[str, str], list[object]], geographies: dict[int, Geographie]) -> None:
    """Keep the SIREN a commune bore before it merged: older acts and conventions quote it."""
    actuelle = geographies[max(geographies)]
    actuelles, successeurs = _actuelles(actuelle), _successeurs(actuelle)
    disparues = {code: ligne for (code, _), ligne in lignes.items() if code not in actuelles}
    connus = {c["siren"] for c in actuelles.values() if "siren" in c}
    for geographie in geographies.values():
        for membre in (m for e in geographie["epci"] for m in e["membres"]):
            code, nom, siren = membre["code"], membre["nom"], membre["siren"]
            if siren in connus:
                continue
            connus.add(siren)
            present = code if code in actuelles else successeurs[code]
            neuve = [code, nom, "fusionnee", present, "", "", cle(nom)]
            ligne = disparues.get(code) or lignes.setdefault((code, cle(nom)), neuve)
            ligne[5] = f"{ligne[5]} {siren}".strip()


# --- populations ---


def _populations(
    geographies: dict[int, Geographie], contours: list[dict[str, str]]
) -> dict[str, dict[int, int]]:
    """Present INSEE code → {year: municipal population}, on the present perimeter or not at all."""
    insee = {
        a: {c: x["population"] for c, x in _actuelles(g).items() if "population" in x}
        for a, g in geographies.items()
    }
    dgcl = {
        a: {
            m["code"]: m["populationMunicipale"]
            for e in g["epci"]
            for m in e["membres"]
            if "populationMunicipale" in m
        }
        for a, g in geographies.items()
    }
    sources: dict[int, tuple[int, Serie]] = {  # year → (geography of the perimeters, populations by code)
        2016: (2019, _sans_communes_nouvelles(geographies[2019], insee[2019])),
        2018: (2021, dgcl[2021]),
        2019: (2022, insee[2022] | dgcl[2022]),
        2020: (2023, insee[2023] | dgcl[2023]),
        2021: (2024, dgcl[2024]),
        2022: (2025, insee[2025] | dgcl[2025]),
        2023: (2026, insee[2026]),
    }
    series: dict[str, dict[int, int]] = defaultdict(dict)
    for annee, (geographie, populations) in sources.items():
        for code, nombre in _au_perimetre_present(geographies, geographie, populations).items():
            series[code][annee] = nombre
    for code, nombre in _populations_de_2017(geographies, contours).items():
        series[code][2017] = nombre
    for (code, annee), nombre in _outre_mer(insee).items():
        series[code][annee] = nombre
    return {code: dict(sorted(serie.items())) for code, serie in series.items()}


def _populations_de_2017(geographies: dict[int, Geographie], contours: list[dict[str, str]]) -> Serie:
    """The year no release of the main source holds, given on the present list of communes."""
    defaites = _communes_defaites(geographies, min(geographies))
    return {
        c["code"]: int(nombre)
        for c in contours
        if c["type"] == "COM"
        and (nombre := c["population_municipale"]).isdigit()
        and c["code"] not in defaites
        and not _sans_chiffre_annuel(c["code"])
    }


def _sans_communes_nouvelles(geographie: Geographie, populations: Serie) -> Serie:
    """Leave out communes created or enlarged after the geography of the figures."""
    changees = {
        e["code"]
        for e in geographie["historique-communes"]
        if e["type"] == "COM" and e.get("dateDebut", "") > POPULATION_2016_CONNUE_AU
    }
    return {code: nombre for code, nombre in populations.items() if code not in changees}


def _au_perimetre_present(geographies: dict[int, Geographie], annee: int, populations: Serie) -> Serie:
    """Add former communes up under their successor; drop whoever was split, gained or is partly unknown."""
    alors, present = _actuelles(geographies[annee]), geographies[max(geographies)]
    actuelles, successeurs = _actuelles(present), _successeurs(present)
    composantes = defaultdict(list)
    for code in alors:
        composantes[code if code in actuelles else successeurs[code]].append(code)
    defaites = _communes_defaites(geographies, annee)
    return {
        code: sum(populations[c] for c in codes)
        for code, codes in composantes.items()
        if code in actuelles
        and code not in defaites
        and not _sans_chiffre_annuel(code)
        and populations.keys() >= set(codes)
    }


def _communes_defaites(geographies: dict[int, Geographie], annee: int) -> set[str]:
    """Communes restored since that geography, and those they were taken from."""
    geographie, present = geographies[annee], geographies[max(geographies)]
    alors, actuelles, successeurs = _actuelles(geographie), _actuelles(present), _successeurs(present)
    anciens_codes = {code for code, present in successeurs.items() if code in alors and present not in alors}
    issues_de_fusion = {successeurs[code] for code in anciens_codes}
    retablies = actuelles.keys() - alors.keys() - issues_de_fusion
    meres = {c["code"]: c["chefLieu"] for c in geographie["communes"] if "chefLieu" in c}
    quittees = {successeurs.get(meres[code], meres[code]) for code in retablies if code in meres}
    return retablies | quittees


def _sans_chiffre_annuel(code: str) -> bool:
    return code.startswith((MAYOTTE, *ILES, "98"))


def _outre_mer(insee: dict[int, Serie]) -> dict[tuple[str, int], int]:
    """The populations of the territories INSEE counts otherwise, each with its own year."""
    trouvees: dict[tuple[str, int], int] = {}
    for geographie, populations in insee.items():
        for code, nombre in populations.items():
            if code.startswith(MAYOTTE):
                trouvees[code, RECENSEMENT_DE_MAYOTTE] = nombre
            elif code.startswith(ILES) and geographie in MILLESIMES_DES_ILES:
                trouvees[code, MILLESIMES_DES_ILES[geographie]] = nombre
            elif annee := RECENSEMENTS.get((code[:3], geographie)):
                trouvees[code, annee] = nombre
    return trouvees

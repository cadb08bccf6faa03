"""How long reading and proofreading take as whole commands, and whether they stay linear.

    .venv/bin/python bench/lire_relire.py [CONVENTION.txt] [--runs 5]

Compared in the same run, turn by turn: `convenir lire --json` and `relire --json` on one convention; the
same on a document twenty times longer; an interpreter that does nothing (the floor); and, where it is there,
LibreOffice only opening the same text and saving it (what a person does before reading by hand).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
REELLE = RACINE.parent / "shared" / "conventions" / "valenciennes-2025-2029.txt"
FACTEUR = 20


def duree(commande: list[str]) -> float:
    debut = time.perf_counter()
    subprocess.run(commande, cwd=RACINE, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - debut


def commandes(convention: Path, longue: Path, dossier: Path) -> dict[str, list[str]]:
    convenir = [sys.executable, "-m", "convenir"]
    choix = {
        "interpréteur seul": [sys.executable, "-c", "pass"],
        "convenir lire": [*convenir, "lire", str(convention), "--json"],
        "convenir relire": [*convenir, "relire", str(convention), "--json"],
        f"convenir lire ×{FACTEUR}": [*convenir, "lire", str(longue), "--json"],
        f"convenir relire ×{FACTEUR}": [*convenir, "relire", str(longue), "--json"],
    }
    if soffice := shutil.which("soffice"):
        choix["LibreOffice (ouvrir, enregistrer)"] = [
            soffice, "--headless", "--convert-to", "odt", "--outdir", str(dossier), str(convention),
        ]  # fmt: skip
    return choix


def main() -> None:
    analyseur = argparse.ArgumentParser(description=__doc__)
    analyseur.add_argument("convention", nargs="?", type=Path, default=REELLE)
    analyseur.add_argument("--runs", type=int, default=5)
    options = analyseur.parse_args()
    if not options.convention.exists():
        sys.exit("Donnez une convention en texte : python bench/lire_relire.py CONVENTION.txt")
    with tempfile.TemporaryDirectory() as temporaire:
        dossier = Path(temporaire)
        longue = dossier / "longue.txt"
        texte = options.convention.read_text("utf-8")
        longue.write_text("\n".join([texte] * FACTEUR), "utf-8")
        choix = commandes(options.convention, longue, dossier)
        temps: dict[str, list[float]] = {nom: [] for nom in choix}
        for tour in range(options.runs + 1):  # the first turn warms the disk up and is not counted
            for nom, commande in choix.items():
                mesure = duree(commande)
                if tour:
                    temps[nom].append(mesure)
    medianes = {nom: statistics.median(valeurs) for nom, valeurs in temps.items()}
    print(
        f"{options.convention.name}, {len(texte.splitlines())} lignes, médianes de {options.runs} tours (s)"
    )
    for nom, valeurs in temps.items():
        print(f"  {nom:<36} {medianes[nom]:7.3f}   ({min(valeurs):.3f} à {max(valeurs):.3f})")
    socle = medianes["interpréteur seul"]
    for acte in ("lire", "relire"):
        courte, longueur = medianes[f"convenir {acte}"], medianes[f"convenir {acte} ×{FACTEUR}"]
        print(
            f"  {acte} : un document ×{FACTEUR} prend ×{longueur / courte:.1f} en commande entière, "
            f"×{(longueur - socle) / (courte - socle):.1f} sans le démarrage de l’interpréteur"
        )


if __name__ == "__main__":
    main()

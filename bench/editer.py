"""How fast a convention becomes a PDF: Typst, LibreOffice from our DOCX, WeasyPrint from our HTML.

    .venv/bin/python bench/editer.py [FICHIER]

On the real convention when it is beside the project, else on a generated one. LibreOffice must be
installed (`soffice`). WeasyPrint is only measured against, never a dependency: install it anywhere with
`python3 -m venv wp && wp/bin/pip install weasyprint`, then set CONVENIR_WEASYPRINT=wp/bin/python.

Measured turn by turn in the same run; the least of several tries, which is the least disturbed one on a
machine that does something else.
- rendu: warm. Typst and WeasyPrint in a process that has just rendered another whole convention (fonts and
  code loaded, nothing of this one remembered), Typst's time counting all from blocs to bytes, WeasyPrint's
  starting from the HTML already written; LibreOffice as `soffice --headless --convert-to pdf`, the way a
  program calls it, its profile made and its files in the cache of the system.
- suivant: one more document in the same process (LibreOffice: the cost of each further copy in one call).
- commande: from the convention to the PDF, everything included.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RACINE = Path(__file__).resolve().parent.parent
REELLE = RACINE.parent / "shared" / "conventions" / "valenciennes-2025-2029.txt"
ESSAIS = 5
TIEDE = RACINE / "exemples" / "convention-sans-defaut.docx"
COPIES = 4

_TYPST = """
import sys, time
from dataclasses import replace
from pathlib import Path
from convenir.documents.entree import lire_fichier
from convenir.documents.sortie import pdf
from convenir.edition.convention import composer
from convenir.lecture.comprendre import comprendre
pdf.rendre(composer(comprendre(lire_fichier(Path(sys.argv[2])))))
publication = composer(comprendre(lire_fichier(Path(sys.argv[1]))))
for titre in (publication.titre, publication.titre + " (bis)"):
    debut = time.perf_counter()
    pdf.rendre(replace(publication, titre=titre))
    print(time.perf_counter() - debut)
"""
_WEASYPRINT = """
import sys, time, weasyprint
weasyprint.HTML(sys.argv[2]).write_pdf(pdf_variant="pdf/ua-1")
for _ in range(2):
    debut = time.perf_counter()
    weasyprint.HTML(sys.argv[1]).write_pdf(pdf_variant="pdf/ua-1")
    print(time.perf_counter() - debut)
"""


@dataclass(frozen=True)
class Moteur:
    """One way from a convention to a PDF: what gives its three durations, in seconds."""

    nom: str
    rendu: Callable[[], tuple[float, float]]
    commande: Callable[[], float]


def main() -> None:
    """Measure each engine in turn, several times, and print the table."""
    with tempfile.TemporaryDirectory(prefix="convenir-bench-") as dossier:
        travail = Path(dossier)
        source = _source(travail)
        moteurs = _moteurs(source, travail)
        mesures: dict[str, list[tuple[float, float, float]]] = {m.nom: [] for m in moteurs}
        for _ in range(ESSAIS):
            for moteur in moteurs:
                mesures[moteur.nom].append((*moteur.rendu(), moteur.commande()))
    print(f"{source.name}, le moindre de {ESSAIS} essais")
    _imprimer({nom: tuple(map(min, zip(*m, strict=True))) for nom, m in mesures.items()})


def _moteurs(source: Path, travail: Path) -> list[Moteur]:
    """The engines that this machine has."""
    convenir = [sys.executable, "-m", "convenir", "editer", str(source)]
    docx, html, tiede = str(travail / "c.docx"), str(travail / "c.html"), str(travail / "tiede.html")
    _duree([sys.executable, "-m", "convenir", "editer", str(TIEDE), "--html", tiede])
    _duree([*convenir, "--docx", docx, "--html", html])
    moteurs = [
        Moteur(
            "Typst (Convenir)",
            lambda: _dits([sys.executable, "-c", _TYPST, str(source), str(TIEDE)]),
            lambda: _duree([*convenir, "--pdf", str(travail / "c.pdf")]),
        )
    ]
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice est absent (commande soffice) : non mesuré.")
    else:
        profil = f"-env:UserInstallation={(travail / 'profil').as_uri()}"
        convertir = [soffice, profil, "--headless", "--convert-to", "pdf", "--outdir", str(travail / "lo")]
        copies = [str(shutil.copy(docx, travail / f"c{n}.docx")) for n in range(COPIES)]
        _duree([*convertir, docx])  # the first start makes the profile
        moteurs.append(
            Moteur(
                "LibreOffice, de notre DOCX",
                lambda: _un_puis_plusieurs([*convertir, docx], copies),
                lambda: _duree([*convenir, "--docx", docx]) + _duree([*convertir, docx]),
            )
        )
    python = os.environ.get("CONVENIR_WEASYPRINT", sys.executable)
    if subprocess.run([python, "-c", "import weasyprint"], check=False, capture_output=True).returncode:
        print("WeasyPrint est absent (CONVENIR_WEASYPRINT=python d’un environnement qui l’a) : non mesuré.")
    else:
        ecrire = [python, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", html, str(travail / "wp.pdf")]
        moteurs.append(
            Moteur(
                "WeasyPrint, de notre HTML",
                lambda: _dits([python, "-c", _WEASYPRINT, html, tiede]),
                lambda: _duree([*convenir, "--html", html]) + _duree(ecrire),
            )
        )
    return moteurs


def _source(travail: Path) -> Path:
    """The convention measured."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).resolve()
    if REELLE.exists():
        return REELLE
    print("La convention réelle est absente : mesure sur une convention engendrée.")
    phrase = "Les parties suivent ensemble l’accueil des enfants et des jeunes de la commune. " * 4
    articles = [f"Article {n} : Objet {n}\n\n" + "\n\n".join([phrase] * 12) for n in range(1, 16)]
    chemin = travail / "engendree.txt"
    chemin.write_text("Convention territoriale globale\n\n" + "\n\n".join(articles), encoding="utf-8")
    return chemin


def _duree(commande: list[str]) -> float:
    """Seconds that a whole command takes."""
    debut = time.perf_counter()
    subprocess.run(commande, check=True, cwd=RACINE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - debut


def _dits(commande: list[str]) -> tuple[float, float]:
    """The two durations that a command measured itself and printed, in seconds."""
    sortie = subprocess.run(commande, check=True, cwd=RACINE, capture_output=True, text=True).stdout
    premier, suivant = sortie.split()
    return float(premier), float(suivant)


def _un_puis_plusieurs(commande: list[str], copies: list[str]) -> tuple[float, float]:
    """One document in one call, then what each further one costs in one call."""
    un = _duree(commande)
    return un, max(0.0, _duree([*commande, *copies]) - un) / len(copies)


def _imprimer(mesures: dict[str, tuple[float, ...]]) -> None:
    """Each engine, and how many times slower than the first."""
    print("".join([f"\n{'':28}", *(f"{titre:>10}{'×':>7}" for titre in ("rendu", "suivant", "commande"))]))
    reference = next(iter(mesures.values()))
    for nom, durees in mesures.items():
        cases = (f"{duree:>9.3f}s{duree / base:>7.1f}" for duree, base in zip(durees, reference, strict=True))
        print(f"{nom:28}" + "".join(cases))


if __name__ == "__main__":
    main()

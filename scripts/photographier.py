"""Rebuild `docs/images/relecture.png`: the proofreading of the fictional convention with defects.

    python scripts/photographier.py

Needs Chromium and the test tools. Everything happens in a temporary folder, on a free port of this machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

RACINE = Path(__file__).resolve().parent.parent
EXEMPLE = RACINE / "exemples" / "convention-avec-defauts.docx"
IMAGE = RACINE / "docs" / "images" / "relecture.png"
FENETRE = {"width": 1280, "height": 1100}
ATTENTE = 60  # seconds given to the server to answer


@contextmanager
def site(donnees: Path) -> Iterator[str]:
    """The address of a site with an empty record, served as long as the block lasts."""
    environnement = os.environ | {"CONVENIR_DONNEES": str(donnees), "PYTHONPATH": str(RACINE)}
    migrer = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrer, cwd=RACINE, env=environnement, check=True)
    port = _port_libre()
    commande = [sys.executable, "-m", "convenir", "servir", "--port", str(port)]
    with subprocess.Popen(commande, cwd=RACINE, env=environnement, stdout=subprocess.DEVNULL) as serveur:
        adresse = f"http://localhost:{port}"
        try:
            _attendre(adresse)
            yield adresse
        finally:
            serveur.terminate()


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def _attendre(adresse: str) -> None:
    fin = time.monotonic() + ATTENTE
    while True:
        try:
            urllib.request.urlopen(adresse).close()
        except urllib.error.URLError:
            if time.monotonic() > fin:
                raise
            time.sleep(0.2)
        else:
            return


def photographier(page: Page, adresse: str) -> None:
    """Drop the example, open what blocks, take the picture."""
    page.goto(f"{adresse}/deposer/")
    page.locator("input[type=file]").set_input_files(EXEMPLE)
    page.get_by_role("button", name="Lire et relire ce fichier").click()
    page.wait_for_url("**/relecture/")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=IMAGE)


def main() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- a test tool

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium est introuvable : installez-le, puis recommencez.")
    options = ["--no-sandbox", "--disable-gpu"]
    with (
        tempfile.TemporaryDirectory() as dossier,
        sync_playwright() as playwright,
        site(Path(dossier)) as adresse,
    ):
        navigateur = playwright.chromium.launch(executable_path=chromium, args=options)
        photographier(navigateur.new_page(viewport=FENETRE, locale="fr-FR"), adresse)
        navigateur.close()


if __name__ == "__main__":
    main()

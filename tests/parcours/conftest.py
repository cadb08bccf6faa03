"""A real browser and axe, for the few long journeys."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import axe_playwright_python
import pytest

OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
MODES = {"clair": ("light", 1280), "sombre": ("dark", 1280), "étroit": ("light", 320)}


@pytest.fixture(scope="session")
def navigateur():
    chemin = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chemin is None:
        pytest.skip("aucun navigateur Chromium sur cette machine : les parcours ne sont pas joués")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        ouvert = playwright.chromium.launch(executable_path=chemin, args=OPTIONS)
        yield ouvert
        ouvert.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _est_une_faute(message):
    """An error of the page; a refusal it shows (409, 422) is logged by the browser but is no fault."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest.fixture
def page(navigateur, live_server, client):
    """A French page on the site, signed in; a script error or a breach of the security policy fails the test."""
    contexte = navigateur.new_context(base_url=live_server.url, locale="fr-FR")
    session = client.cookies["sessionid"].value
    contexte.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    onglet = contexte.new_page()
    erreurs = []
    onglet.on("console", lambda m: erreurs.append(m.text) if _est_une_faute(m) else None)
    onglet.on("pageerror", lambda e: erreurs.append(str(e)))
    yield onglet
    contexte.close()
    assert erreurs == []


@pytest.fixture
def verifier_axe(page):
    """No axe violation and nothing wider than the window, in light, in dark and at 320 pixels."""

    def verifier():
        for mode, (couleurs, largeur) in MODES.items():
            page.emulate_media(color_scheme=couleurs)
            page.set_viewport_size({"width": largeur, "height": 900})
            page.evaluate(AXE.read_text("utf-8"))
            trouve = page.evaluate("axe.run()")
            violations = [(v["id"], [n["target"] for n in v["nodes"]]) for v in trouve["violations"]]
            assert violations == [], f"{page.url}, {mode}"
            debord = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert debord == 0, f"{page.url}, {mode} : {debord} px de trop"
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})

    return verifier

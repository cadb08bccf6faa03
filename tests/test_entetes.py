"""The exact headers of what the site answers: a page, an error, a static file, a download; then behind HTTPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.conventions.models import Convention
from convenir.socle.middleware import _PERMISSIONS
from tests.conftest import RACINE
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PARTOUT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PAGE = PARTOUT | {
    "Cache-Control": "private, no-store",
    "Content-Type": "text/html; charset=utf-8",
    "X-Frame-Options": "DENY",
}
PROPRES = {"Content-Length", "Content-Language", "ETag", "Last-Modified", "Set-Cookie", "Vary", "Location"}


def entetes(reponse):
    """The headers that protect, with the directives of the security policy in any order."""
    reponse.close()
    gardes = {nom: valeur for nom, valeur in reponse.headers.items() if nom not in PROPRES}
    directives = gardes.pop("Content-Security-Policy", "")
    assert sorted(directives.split("; ")) == sorted(CSP.split("; "))
    return gardes


@pytest.fixture
def prete(client, settings, tmp_path):
    """A convention that was read, with its HTML prepared."""
    settings.MEDIA_ROOT = tmp_path
    client.post(reverse("lecture:deposer"), {"fichier": SimpleUploadedFile("a.txt", OCTETS)})
    convention = Convention.objects.get()
    client.post(reverse("edition:preparer", args=[convention.code, "convention-html"]))
    return convention


def test_page_of_a_record_is_kept_by_nobody(client, prete):
    assert entetes(client.get(reverse("lecture:texte", args=[prete.code]))) == PAGE


@pytest.mark.parametrize("adresse", ["/nulle-part/", "/conventions/inconnue/"])
def test_error_page_is_as_protected(client, adresse):
    reponse = client.get(adresse)
    assert (reponse.status_code, entetes(reponse)) == (404, PAGE)


def test_refused_form_is_as_protected(client):
    reponse = client.post(reverse("lecture:deposer"))
    assert (reponse.status_code, entetes(reponse)) == (422, PAGE)


def test_static_file_may_be_kept(client):
    reponse = client.get("/statiques/convenir/jetons.css")
    assert entetes(reponse) == PARTOUT | {
        "Cache-Control": "max-age=60, public",
        "Content-Type": 'text/css; charset="utf-8"',
    }


def test_download_is_an_attachment_kept_by_nobody(client, prete):
    reponse = client.get(reverse("edition:telecharger", args=[prete.code, "convention-html"]))
    assert entetes(reponse) == PAGE | {
        "Content-Disposition": f'attachment; filename="{prete.code}-convention-html.html"',
        "Content-Type": "text/html",
    }


def test_permissions_open_passkeys_alone():
    ouvertes = [p for p in _PERMISSIONS.split(", ") if not p.endswith("=()")]
    assert ouvertes == ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]


REQUETE = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
reponse = Client().get("/nulle-part/", headers=json.loads(sys.argv[1]), secure=sys.argv[2] == "https")
print(json.dumps([reponse.status_code, reponse.get("Location", ""),
    reponse.get("Strict-Transport-Security", ""),
    {settings.SESSION_COOKIE_NAME: settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY,
     settings.CSRF_COOKIE_NAME: settings.CSRF_COOKIE_SECURE and settings.CSRF_COOKIE_HTTPONLY}]))
"""


def demander(environnement, entetes=None, schema="http"):
    """Ask for a page of a site set up by these environment variables, in a process of its own."""
    commande = [sys.executable, "-c", REQUETE, json.dumps({"host": "localhost"} | (entetes or {})), schema]
    cadre = {"DJANGO_SETTINGS_MODULE": "config.settings_test", "PYTHONPATH": str(RACINE)}
    fini = subprocess.run(
        commande, env=os.environ | cadre | environnement, cwd=RACINE, capture_output=True, check=True
    )
    return json.loads(fini.stdout)


HSTS = "max-age=63072000; includeSubDomains"
COOKIES = {"__Host-session": True, "__Host-csrf": True}


def test_https_redirects_then_answers_with_hsts_and_host_cookies():
    assert demander({"CONVENIR_HTTPS": "1"}) == [301, "https://localhost/nulle-part/", "", COOKIES]
    assert demander({"CONVENIR_HTTPS": "1"}, schema="https") == [404, "", HSTS, COOKIES]


def test_forwarded_scheme_is_believed_only_behind_a_declared_proxy():
    transmis = {"x-forwarded-proto": "https"}
    assert demander({"CONVENIR_HTTPS": "1"}, transmis)[0] == 301
    assert demander({"CONVENIR_HTTPS": "1", "CONVENIR_PROXY": "1"}, transmis)[0] == 404


def test_without_https_the_cookies_still_come():
    assert demander({}) == [404, "", "", {"sessionid": False, "csrftoken": False}]

"""Requests per second of a page of a convention, signed in, against a bare Django view of the same HTML.

    .venv/bin/python bench/acces.py [--tours 5] [--requetes 40]

Same process, same server (waitress, as `convenir servir`), same run, turn by turn, on a database made for the
occasion. The bare view keeps Django's own session and account, reads the same rows by the ORM and writes the
same HTML by a template; it has none of what Convenir adds: table of access, scoped reads, the text
understood, numbers and citations computed, headers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))
os.environ["CONVENIR_DONNEES"] = tempfile.mkdtemp(prefix="convenir-bench-")
os.environ["CONVENIR_DEMONSTRATION"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- the data folder is chosen first

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402
from waitress.server import create_server  # noqa: E402

from config.serveur import FILS  # noqa: E402
from config.wsgi import application  # noqa: E402
from convenir.acteurs.models import Personne  # noqa: E402
from convenir.conventions.models import Convention, Membre  # noqa: E402
from convenir.lecture.demonstration import charger_demonstration  # noqa: E402
from convenir.territoires.operations import charger  # noqa: E402

if TYPE_CHECKING:
    from django.http import HttpRequest

MINIMUM = 0.5
DE_DJANGO = [m for m in settings.MIDDLEWARE if m.startswith("django.")]
GABARIT = Engine().from_string("{% for ligne in lignes %}{{ ligne|safe }}\n{% endfor %}")
LIGNES: list[str] = []


@login_required
def nue(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of the page, then its HTML line by line."""
    convention = get_object_or_404(Convention.objects.select_related("fichier"), code=code)
    membres = convention.membres.filter(personne=request.user).select_related("organisation")
    parties = convention.parties.prefetch_related("signataires").order_by("ordre")
    rangs = (
        *(membres, parties, convention.visas.order_by("ordre"), convention.dispositions.order_by("ordre")),
        *(convention.adhesions.order_by("pk"), convention.commentaires.order_by("pk")),
    )
    lus = [list(suite) for suite in rangs]
    return HttpResponse(GABARIT.render(Context({"convention": convention, "rangs": lus, "lignes": LIGNES})))


class Nue(WSGIHandler):
    """The bare site: Django's own layers, one address."""

    def __init__(self) -> None:
        with override_settings(MIDDLEWARE=DE_DJANGO):
            super().__init__()

    def get_response(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return super().get_response(request)


def debit(port: int, chemin: str, temoin: str, nombre: int) -> float:
    """Requests per second, one after the other on one connection."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    debut = time.perf_counter()
    for _ in range(nombre):
        client.request("GET", chemin, headers={"Cookie": temoin, "Host": "localhost"})
        reponse = client.getresponse()
        corps = reponse.read()
        if reponse.status != http.client.OK or not corps:
            sys.exit(f"{chemin} : {reponse.status}, {len(corps)} octets")
    duree = time.perf_counter() - debut
    client.close()
    return nombre / duree


def servir(site: WSGIHandler) -> int:
    """Serve on a free port of this machine; returns it."""
    serveur = create_server(site, host="127.0.0.1", port=0, threads=FILS)
    threading.Thread(target=serveur.run, daemon=True).start()
    return serveur.effective_port


def main() -> None:
    analyseur = argparse.ArgumentParser(description=__doc__)
    analyseur.add_argument("--tours", type=int, default=5)
    analyseur.add_argument("--requetes", type=int, default=40)
    options = analyseur.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    charger()
    charger_demonstration()
    membre = Membre.objects.filter(parti_le=None).select_related("convention").first()
    client = Client(HTTP_HOST="localhost")
    client.force_login(Personne.objects.get(pk=membre.personne_id))
    chemin = reverse("lecture:texte", args=[membre.convention.code])
    client.get(chemin)
    with CaptureQueriesContext(connection) as requetes:
        page = client.get(chemin).content.decode()
    LIGNES.extend(page.split("\n"))
    temoin = f"sessionid={client.cookies['sessionid'].value}"
    sites = {
        "Convenir": (servir(application), chemin),
        "vue nue": (servir(Nue()), f"/nue/{membre.convention.code}/"),
    }
    debits: dict[str, list[float]] = {nom: [] for nom in sites}
    for tour in range(options.tours + 1):  # the first turn warms up and is not counted
        for nom, (port, adresse) in sites.items():
            mesure = debit(port, adresse, temoin, options.requetes)
            if tour:
                debits[nom].append(mesure)
    for nom, valeurs in debits.items():
        etendue = f"({min(valeurs):.1f} à {max(valeurs):.1f})"
        print(f"{nom:10} {statistics.median(valeurs):7.1f} requêtes/s  {etendue}")
    rapports = [a / b for a, b in zip(debits["Convenir"], debits["vue nue"], strict=True)]
    rapport = statistics.median(rapports)
    print(
        f"{len(requetes)} requêtes SQL, {len(page)} caractères ; rapport {rapport:.2f} (au moins {MINIMUM})"
    )
    sys.exit(rapport < MINIMUM)


urlpatterns = [path("nue/<slug:code>/", nue)]

if __name__ == "__main__":
    main()

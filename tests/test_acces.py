"""Every address is classified, writes nothing when it is only read, and answers whatever it is asked."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.acces import ACTES
from convenir.conventions.models import Convention
from convenir.relecture.models import ConstatReleve
from convenir.socle.models import Travail
from tests.factories.textes import OCTETS

HOSTILES = (
    *("inconnu", "-", "0", "a" * 3000, "é", "à-compléter", "%00", "..", "%2e%2e%2f", "\u202e", "☃" * 90),
    *(
        "1' OR '1'='1",
        "'; DROP TABLE conventions_convention; --",
        "<script>alert(1)</script>",
        "{{ 7 }}",
        "\t",
    ),
)

#: what answers otherwise than by a page: acts, a job already done, a document not yet prepared
STATUTS = {
    **dict.fromkeys(("conventions:apercu", "edition:preparer", "relecture:accepter"), 405),
    **dict.fromkeys(("relecture:relire", "relecture:retablir"), 405),
    "socle:travail": 302,
    "edition:telecharger": 404,
}


def adresses(motifs, espace=""):
    """Each pattern of the resolver: its full name and the names of its arguments."""
    for motif in motifs:
        if isinstance(motif, URLPattern):
            nom = f"{espace}:{motif.name}" if espace else str(motif.name)
            yield nom, tuple(motif.pattern.converters)
        else:
            yield from adresses(motif.url_patterns, motif.namespace or espace)


ADRESSES = sorted(adresses(get_resolver().url_patterns))


def test_every_address_has_its_act():
    assert [nom for nom, _ in ADRESSES] == sorted(ACTES)


@pytest.fixture
def valeurs(client, db, settings, tmp_path):
    """What each argument of an address may be, taken from a convention that was read and proofread."""
    settings.MEDIA_ROOT = tmp_path
    client.post(reverse("lecture:deposer"), {"fichier": SimpleUploadedFile("val-d-ambre.txt", OCTETS)})
    return {
        "code": Convention.objects.get().code,
        "cle": "article-1",
        "empreinte": ConstatReleve.objects.first().empreinte,
        "pk": Travail.objects.get().pk,
    }


def compter():
    return {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.managed}


@pytest.mark.parametrize(("nom", "arguments"), ADRESSES)
def test_get_answers_and_writes_nothing(client, valeurs, nom, arguments):
    avant = compter()
    reponse = client.get(reverse(nom, args=[valeurs[a] for a in arguments]))
    assert reponse.status_code == STATUTS.get(nom, 200)
    assert compter() == avant


def demander(client, nom, arguments, hostile, methode):
    """The status of a page asked with hostile arguments, query and form; None when no such address can be made."""
    donnees = dict.fromkeys(
        (
            "q",
            "epci",
            "gravite",
            "famille",
            "etat",
            "ordre",
            "motif",
            "par",
            "titre",
            "texte",
            "version",
            "pret",
        ),
        hostile,
    )
    try:
        chemin = reverse(nom, args=[hostile] * len(arguments))
    except NoReverseMatch:
        return None
    return getattr(client, methode)(chemin, donnees).status_code


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("hostile", HOSTILES)
def test_hostile_arguments_never_break_a_page(client, db, hostile, methode):
    statuts = {nom: demander(client, nom, args, hostile, methode) for nom, args in ADRESSES}
    assert {nom: statut for nom, statut in statuts.items() if statut is not None and statut >= 500} == {}


@pytest.mark.parametrize("hostile", HOSTILES)
def test_hostile_query_on_a_real_convention_never_breaks_a_page(client, valeurs, hostile):
    donnees = dict.fromkeys(("q", "epci", "gravite", "famille", "etat", "ordre", "pret"), hostile)
    chemins = {nom: reverse(nom, args=[valeurs[a] for a in arguments]) for nom, arguments in ADRESSES}
    statuts = {nom: client.get(chemin, donnees).status_code for nom, chemin in chemins.items()}
    assert {nom: statut for nom, statut in statuts.items() if statut >= 500} == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(chemin=st.text(max_size=80), cle=st.text(max_size=20), valeur=st.text(max_size=80))
def test_any_path_and_query_is_answered(client, db, chemin, cle, valeur):
    assert client.get(f"/conventions/{chemin}", {cle: valeur}).status_code < 500

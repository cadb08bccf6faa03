"""Every address is classified, has its expectation, and any path is answered."""

from __future__ import annotations

from django.urls import URLPattern, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.acces import ACTES
from tests.matrice.attentes import ATTENTES


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


def test_every_address_has_its_expectation():
    ligne = '    "{}": Attente(get=tout_membre(200), post=tout_membre(405)),'
    manquantes = "\n".join(ligne.format(nom) for nom, _ in ADRESSES if nom not in ATTENTES)
    assert not manquantes, f"Write in tests/matrice/attentes.py what each role gets, like:\n{manquantes}"
    assert sorted(ATTENTES) == [nom for nom, _ in ADRESSES]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(chemin=st.text(max_size=80), cle=st.text(max_size=20), valeur=st.text(max_size=80))
def test_any_path_and_query_is_answered(client, db, chemin, cle, valeur):
    assert client.get(f"/conventions/{chemin}", {cle: valeur}).status_code < 500

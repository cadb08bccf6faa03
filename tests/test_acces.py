"""Every address is classified: adding one without saying what it does fails here."""

from django.urls import URLPattern, get_resolver

from config.acces import ACTES


def noms(motifs, espace=""):
    for motif in motifs:
        if isinstance(motif, URLPattern):
            yield f"{espace}:{motif.name}" if espace else str(motif.name)
        else:
            yield from noms(motif.url_patterns, motif.namespace or espace)


def test_every_address_has_its_act():
    assert sorted(noms(get_resolver().url_patterns)) == sorted(ACTES)

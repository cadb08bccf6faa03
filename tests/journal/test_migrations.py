"""Events written before the chains existed join them; nothing of them is lost, forward and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from convenir.journal.models import Evenement
from convenir.journal.queries.verification import verifier

AVANT, APRES = [("journal", "0002_append_only")], [("journal", "0005_gardes_des_chaines")]
ANCIENS = [
    ("convention.creee", "convention:val-d-ambre-2031", "Convention créée.", "Lise Orval", {"n": 1.0}),
    ("territoires.charges", "territoires:2026", "Territoires chargés.", "", {}),
    ("convention.relue", "convention:val-d-ambre-2031", "Relecture faite.", "", {"constats": 3}),
]


def migrer(cible):
    executeur = MigrationExecutor(connection)
    executeur.migrate(cible)
    return executeur.loader.project_state(cible).apps.get_model("journal", "Evenement")


@pytest.fixture
def anciens(transactional_db):
    ancien = migrer(AVANT)
    try:
        for type_, objet, resume, auteur, donnees in ANCIENS:
            ancien.objects.create(type=type_, objet=objet, resume=resume, auteur=auteur, donnees=donnees)
        dates = list(ancien.objects.values_list("horodatage", flat=True))
        migrer(APRES)
        yield dates
    finally:
        migrer(APRES)


def test_migration_chains_existing_events(anciens):
    assert [(e.type, e.objet, e.resume, e.auteur, e.donnees) for e in Evenement.objects.all()] == ANCIENS
    assert list(Evenement.objects.values_list("horodatage", flat=True)) == anciens
    assert [(e.chaine, e.nombre, e.rupture) for e in verifier()] == [
        ("convention:val-d-ambre-2031", 2, None),
        ("installation", 1, None),
    ]


def test_migration_back_keeps_events_and_their_authors(anciens):
    ancien = migrer(AVANT)
    assert list(ancien.objects.values_list("type", "objet", "resume", "auteur", "donnees")) == ANCIENS

"""A journal with a past, and the means to tamper with it behind the program's back."""

import importlib
import itertools

import pytest
from django.db import connection, transaction

from convenir.journal.operations import Auteur, consigner

GARDES = importlib.import_module("convenir.journal.migrations.0005_gardes_des_chaines")
OBJET = "convention:val-d-ambre-2031"


@pytest.fixture
def cinq_actes(db):
    """Five events of one convention, the third done by a named person, and one of the installation."""
    with transaction.atomic():
        actes = [
            consigner(
                "convention.modifiee",
                objet=OBJET,
                resume=f"Acte n° {rang}.",
                auteur=Auteur("Lise Orval", "lise@ambre.example") if rang == 3 else "",
                donnees={"rang": rang},
            )
            for rang in range(1, 6)
        ]
        consigner("territoires.charges", objet="territoires:2031", resume="Territoires chargés.")
    return actes


@pytest.fixture
def en_douce():
    """Run SQL with the guards off, as somebody would who holds the database."""

    def executer(*ordres):
        with connection.cursor() as curseur:
            for ordre in itertools.chain(_lever(), ordres, _remettre()):
                curseur.execute(ordre)

    return executer


def _lever():
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER {garde.split()[2]}" for garde in GARDES.SQLITE]
    return [
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"ALTER TABLE {t} DISABLE TRIGGER USER" for t in GARDES.TABLES),
    ]


def _remettre():
    if connection.vendor == "sqlite":
        return GARDES.SQLITE
    return ["SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE {t} ENABLE TRIGGER USER" for t in GARDES.TABLES)]

"""A frozen text: everything that is signed, kept once."""

import pytest

from convenir.conventions.operations import modifier_disposition
from convenir.conventions.operations.versions import figer
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True)


def test_figer_keeps_parties_and_provisions_with_their_numbers(convention):
    contenu = figer(convention, "Prête à signer").contenu
    assert [p["cle"] for p in contenu["parties"]] == ["caf", "collectivite"]
    assert [(d["cle"], d["numero"]) for d in contenu["dispositions"]] == [
        *(("preambule", None), ("objet", 1), ("duree", 2)),
        ("instances", 1),
    ]


def test_figer_twice_the_same_text_keeps_one_version(convention):
    assert figer(convention, "Prête") == figer(convention, "Encore prête")


def test_figer_a_changed_text_keeps_both_versions(convention):
    avant = figer(convention, "Avant")
    objet = convention.dispositions.get(cle="objet")
    modifier_disposition(objet, "Un autre objet.", objet.version)
    apres = figer(convention, "Après")
    assert (avant.numero, apres.numero) == (1, 2)
    assert avant.contenu["dispositions"][1]["texte"] == "Les parties agissent de concert."
    assert apres.contenu["dispositions"][1]["texte"] == "Un autre objet."

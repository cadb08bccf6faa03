"""The home page: what is here, one next act, as many queries whatever the number of conventions."""

from collections import Counter

import pytest
from django.test import Client

from convenir.lecture.demonstration import charger_demonstration
from convenir.pilotage.queries import prochain_acte
from convenir.relecture.enums import Gravite
from convenir.relecture.models import Acceptation, ConstatReleve
from convenir.relecture.queries import Bilan
from tests.factories.conventions import ConventionFactory
from tests.factories.relecture import RelectureFactory


@pytest.mark.django_db
@pytest.mark.parametrize("nombre", [1, 300])
def test_accueil_query_count(client, django_assert_num_queries, nombre):
    for _ in range(nombre):
        RelectureFactory(constats=2)
    with django_assert_num_queries(5):
        page = client.get("/").content.decode()
    assert page.count("2 bloquants") == nombre


@pytest.mark.django_db
def test_accueil_without_convention_teaches(client):
    page = client.get("/").content.decode()
    assert "1. Lire" in page
    assert "Prochaine étape" not in page
    assert 'type="file"' in page


@pytest.mark.django_db
def test_accueil_shows_nothing_of_others(client):
    ConventionFactory(membre=None)
    assert client.get("/").context["bilans"] == ()


@pytest.mark.django_db
def test_accueil_without_account_tells_what_convenir_is():
    ConventionFactory(titre="Convention tenue secrète")
    page = Client().get("/").content.decode()
    assert "1. Lire" in page
    assert "secrète" not in page


@pytest.mark.django_db
def test_accueil_lists_demonstration_accounts_in_demonstration_mode_only(settings):
    charger_demonstration()
    assert "Entrer comme" not in Client().get("/").content.decode()
    settings.DEMONSTRATION = True
    assert Client().get("/").content.decode().count("Entrer comme") == 8


@pytest.mark.django_db
def test_accueil_counts_open_findings_of_the_last_reading_only(client):
    relecture = RelectureFactory(constats=3)
    RelectureFactory(convention=relecture.convention, constats=2)
    accepte = ConstatReleve.objects.filter(relecture__convention=relecture.convention).latest("pk")
    Acceptation.objects.create(convention=relecture.convention, empreinte=accepte.empreinte, motif="Voulu.")
    assert ">1 bloquant</a></li>" in client.get("/").content.decode()


def bilan(titre, **ouverts):
    convention = ConventionFactory.build(territoire=titre, code=titre)
    return Bilan(convention, relue_le=1, ouverts=Counter({Gravite(g): n for g, n in ouverts.items()}))


def test_prochain_acte_without_convention_is_none():
    assert prochain_acte([]) is None


def test_prochain_acte_first_proofreads_what_never_was():
    jamais = Bilan(ConventionFactory.build(territoire="B", code="b"), None, Counter())
    assert prochain_acte([bilan("a", bloquant=9), jamais]).titre == "relire « CTG B 2031-2035 »"


def test_prochain_acte_lifts_what_blocks_most():
    acte = prochain_acte([bilan("a", avertissement=40), bilan("b", bloquant=2), bilan("c", bloquant=1)])
    assert acte.titre == "lever les 2 points bloquants de « CTG b 2031-2035 »"


def test_prochain_acte_then_settles_warnings():
    acte = prochain_acte([bilan("a", information=4), bilan("b", avertissement=1)])
    assert acte.titre == "trancher un avertissement de « CTG b 2031-2035 »"


def test_prochain_acte_publishes_when_nothing_is_left():
    acte = prochain_acte([bilan("a", information=4)])
    assert (acte.titre, acte.adresse) == ("éditer « CTG a 2031-2035 »", "/conventions/a/documents/")

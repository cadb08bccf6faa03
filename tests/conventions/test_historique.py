"""The history of a convention: what was done, when, by whom, what it changed."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.operations import modifier_duree
from convenir.journal.models import Evenement
from convenir.journal.operations import Auteur, consigner, effacer_personnel
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(code="val-d-ambre-2031")


def noter(resume, **qui):
    return consigner(
        "convention.relue", objet="convention:val-d-ambre-2031", resume=resume, auteur=Auteur(**qui)
    )


def lire(client, **filtre):
    return client.get(reverse("conventions:historique", args=["val-d-ambre-2031"]), filtre)


def phrases(page):
    return [ligne.phrase for ligne in page.context["lignes"]]


@pytest.mark.parametrize("nombre", [1, 3, 300])
def test_historique_query_count(client, django_assert_num_queries, convention, nombre):
    for rang in range(nombre):
        noter(f"Acte {rang}.", nom="Élise Orval")
    with django_assert_num_queries(6):
        page = lire(client)
    assert phrases(page) == [f"Acte {rang}." for rang in reversed(range(nombre))][:50]


def test_historique_says_who_and_what_changed(client, convention):
    modifier_duree(convention, convention.debut, datetime.date(2034, 12, 31), 1, auteur="Élise Orval")
    page = lire(client)
    (ligne,) = page.context["lignes"]
    assert (ligne.phrase, ligne.qui) == ("Durée modifiée.", "Élise Orval")
    assert [(c.libelle, c.avant, c.apres) for c in ligne.changements] == [
        ("dernier jour", "31 décembre 2035", "31 décembre 2034")
    ]
    assert "Dernier jour, après" in page.content.decode()


def test_historique_never_shows_another_convention(client, convention):
    consigner("convention.relue", objet="convention:ailleurs", resume="Ailleurs.")
    noter("Ici.")
    assert phrases(lire(client)) == ["Ici."]


def test_historique_says_that_a_name_was_erased(client, convention):
    acte = noter("Relue.", nom="Élise Orval", organisation_nom="Caf de l’Ambre")
    effacer_personnel([acte], motif="Demande de la personne.")
    page = lire(client).content.decode()
    assert "Élise Orval" not in page
    assert "Caf de l’Ambre" in page
    assert "nom effacé le" in page


@pytest.mark.parametrize(
    ("filtre", "attendues"),
    [
        ({"texte": "relue"}, ["Relue par Élise.", "Convention relue."]),
        ({"texte": "élise orval"}, ["Relue par Élise."]),
        ({"texte": "caf"}, ["Relue par Élise."]),
        ({"texte": "rien de tel"}, []),
        ({"du": "2031-02-01"}, ["Relue par Élise."]),
        ({"au": "2031-01-31"}, ["Convention relue."]),
        ({"du": "2031-01-31", "au": "2031-01-31"}, ["Convention relue."]),
        ({"du": "hier", "page": "mille"}, ["Relue par Élise.", "Convention relue."]),
    ],
)
def test_historique_is_narrowed_by_words_and_days(client, convention, monkeypatch, filtre, attendues):
    horloge = Evenement._meta.get_field("horodatage")
    paris = datetime.timezone(datetime.timedelta(hours=1))
    for resume, jour, qui in (
        ("Convention relue.", datetime.datetime(2031, 1, 31, 23, 30, tzinfo=paris), {}),
        (
            "Relue par Élise.",
            datetime.datetime(2031, 2, 1, 0, 10, tzinfo=paris),
            {"nom": "élise Orval", "organisation_nom": "Caf de l’Ambre"},
        ),
    ):
        monkeypatch.setattr(horloge, "_get_default", lambda jour=jour: jour)
        noter(resume, **qui)
    assert phrases(lire(client, **filtre)) == attendues


def test_historique_of_an_unknown_convention_is_not_found(client, db):
    assert lire(client).status_code == 404

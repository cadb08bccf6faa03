"""What is kept of a convention understood is never stale, whatever changes and whoever changes it."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import pytest
from django.urls import reverse
from django.utils import timezone

from convenir.conventions.enums import Statut
from convenir.conventions.models import Convention, Disposition, Partie, Signataire
from convenir.conventions.queries import get_fiche
from convenir.lecture.queries import dresser, get_dossier
from convenir.lecture.releve import relever_au
from tests.factories.adhesions import AdhesionFactory
from tests.factories.conventions import (
    AvenantFactory,
    CommentaireFactory,
    ConventionFactory,
    DispositionFactory,
    MembreFactory,
    RalliementFactory,
    VisaFactory,
)
from tests.factories.faits import convention_complete

pytestmark = pytest.mark.django_db

EFFET = datetime.date(2032, 1, 1)
VEILLE = datetime.date(2031, 12, 31)
NEUF = "Mot neuf"


@pytest.fixture
def convention():
    convention = convention_complete()
    MembreFactory(convention=convention)
    AdhesionFactory(convention=convention, votee=True, nom="Commune du registre")
    return convention


def releve_de(code):
    return relever_au(get_fiche(code), timezone.localdate())


def tout_ce_qui_est_dit(dossier):
    dit = dossier.source.lignes, dossier.document.titre, dossier.parties, dossier.duree, dossier.communes
    return f"{dit} projet={dossier.projet}"


def _signataires(convention):
    return Signataire.objects.filter(partie__convention=convention, partie__cle="caf")


#: Each writes as another process would: the database changes, nothing is announced.
CHANGEMENTS = {
    "text": (lambda c: c.dispositions.filter(cle="objet").update(texte=f"{NEUF}."), NEUF),
    "heading": (lambda c: c.dispositions.filter(cle="objet").update(titre=NEUF), NEUF),
    "order": (lambda c: c.dispositions.filter(cle="objet").update(ordre=900), "Article 15 – Objet"),
    "provision added": (lambda c: DispositionFactory(convention=c, ordre=901, titre=NEUF), NEUF),
    "provision removed": (
        lambda c: c.dispositions.filter(cle="confidentialite").delete(),
        "[renvoi à une disposition absente : article/confidentialite]",
    ),
    "opening": (lambda c: Convention.objects.filter(pk=c.pk).update(ouverture=NEUF), NEUF),
    "closing": (lambda c: Convention.objects.filter(pk=c.pk).update(cloture=NEUF), NEUF),
    "title": (lambda c: Convention.objects.filter(pk=c.pk).update(titre=NEUF), NEUF),
    "territory": (lambda c: Convention.objects.filter(pk=c.pk).update(territoire=NEUF), NEUF),
    "facts": (lambda c: Convention.objects.filter(pk=c.pk).update(lecture={"seminaires": [NEUF]}), NEUF),
    "state": (lambda c: Convention.objects.filter(pk=c.pk).update(statut=Statut.PRETE), "projet=False"),
    "term": (
        lambda c: Convention.objects.filter(pk=c.pk).update(fin=datetime.date(2036, 12, 31)),
        "31 décembre 2036",
    ),
    "party": (lambda c: Partie.objects.filter(convention=c, cle="caf").update(nom=NEUF), NEUF),
    "name in the text": (
        lambda c: Partie.objects.filter(convention=c, cle="caf").update(appellation=NEUF),
        NEUF,
    ),
    "signatory": (lambda c: _signataires(c).update(nom=NEUF), NEUF),
    "signatory without a name": (
        lambda c: _signataires(c).update(nom="", qualite=NEUF),
        NEUF,
    ),
    "authorisation": (lambda c: _signataires(c).update(autorisation=NEUF), NEUF),
    "visa": (lambda c: VisaFactory(convention=c, ordre=90, texte=f"Vu le {NEUF}"), NEUF),
    "adhesion": (lambda c: AdhesionFactory(convention=c, insee="59014", nom=NEUF), NEUF),
    "vote": (lambda c: c.adhesions.update(deliberee_le=datetime.date(2025, 7, 9)), "2025, 7, 9"),
}


@pytest.mark.parametrize(("changer", "mot"), CHANGEMENTS.values(), ids=CHANGEMENTS)
def test_change_is_seen_at_once_and_so_is_its_undoing(convention, changer, mot):
    autre_processus = lru_cache(dresser.__wrapped__)
    avant, releve = get_dossier(convention.code), releve_de(convention.code)
    assert autre_processus(releve) == dresser(releve)
    changer(convention)
    apres = get_dossier(convention.code)
    assert [mot in tout_ce_qui_est_dit(dossier) for dossier in (avant, apres)] == [False, True]
    assert autre_processus(releve_de(convention.code)) == dresser(releve_de(convention.code)) == apres
    assert dresser(releve) == avant


def test_page_shows_a_change_at_once(client, convention):
    adresse = reverse("lecture:section", args=[convention.code, "objet"])
    assert NEUF not in client.get(adresse).content.decode()
    Disposition.objects.filter(convention=convention, cle="objet").update(texte=f"{NEUF} dans le texte.")
    assert f"{NEUF} dans le texte." in client.get(adresse).content.decode()
    Disposition.objects.filter(convention=convention, cle="duree").update(titre=f"{NEUF} au sommaire")
    assert f"{NEUF} au sommaire" in client.get(adresse).content.decode()
    CommentaireFactory(convention=convention, disposition="duree")
    assert "1 commentaire non clos" in client.get(adresse).content.decode()


def test_avenant_is_read_from_midnight(client, monkeypatch):
    convention = ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)
    avenant = AvenantFactory(
        convention=convention, numero=1, signe=True, effet_le=EFFET, modifications={"objet": f"{NEUF}."}
    )
    RalliementFactory(avenant=avenant, nom="Caisse ralliée")
    adresse = reverse("lecture:section", args=[convention.code, "objet"])
    lus = []
    for jour in (VEILLE, EFFET, VEILLE):
        monkeypatch.setattr(timezone, "localdate", lambda jour=jour: jour)
        parties = [partie.nom for partie in get_dossier(convention.code).parties]
        lus.append((NEUF in client.get(adresse).content.decode(), "Caisse ralliée" in parties))
    assert lus == [(False, False), (True, True), (False, False)]


def test_adhesion_counts_from_its_day(monkeypatch, convention):
    lus = []
    for jour in (datetime.date(2025, 7, 7), datetime.date(2025, 7, 8)):
        monkeypatch.setattr(timezone, "localdate", lambda jour=jour: jour)
        lus += [commune.date for commune in get_dossier(convention.code).communes]
    assert lus == [None, datetime.date(2025, 7, 8)]


def test_understanding_reads_nothing_but_the_record(convention, django_assert_num_queries):
    releve = releve_de(convention.code)
    with django_assert_num_queries(0):
        assert dresser.__wrapped__(releve) == dresser(releve)


def test_threads_share_one_reading(convention):
    releves = [releve_de(convention.code) for _ in range(12)]
    with ThreadPoolExecutor(6) as fils:
        dossiers = list(fils.map(dresser, releves))
    assert dossiers == [dresser.__wrapped__(releves[0])] * 12


@pytest.mark.parametrize("nombre", [1, 300])
def test_page_costs_the_same_whatever_the_rows(client, django_assert_num_queries, nombre):
    convention = ConventionFactory(avec_parties=True, avec_articles=True)
    for rang in range(nombre):
        DispositionFactory(convention=convention, ordre=100 + rang, cle=f"ajout-{rang}")
        VisaFactory(convention=convention, ordre=100 + rang)
        AdhesionFactory(convention=convention, insee=f"{59000 + rang}", nom=f"Commune {rang}")
        CommentaireFactory(convention=convention, disposition=f"ajout-{rang}")
    with django_assert_num_queries(11):
        client.get(reverse("lecture:section", args=[convention.code, "objet"]))

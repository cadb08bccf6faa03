"""Background jobs: one writer of the state, and the database proves it."""

from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from convenir.socle import operations, tasks
from convenir.socle.enums import PHRASES, TRANSITIONS, EtatTravail
from convenir.socle.erreurs import Refus
from convenir.socle.models import Travail
from convenir.socle.queries import get_etapes

pytestmark = pytest.mark.django_db
ETAPES = ("Ouverture", "Lecture", "Fin")


@pytest.fixture
def nature(monkeypatch):
    """Register a kind of job for one test."""

    def inscrire(faire):
        monkeypatch.setitem(tasks.NATURES, "essai", tasks.Nature(ETAPES, faire))

    inscrire(lambda _travail: "/fini/")
    return inscrire


def lancer(**champs):
    return tasks.lancer("essai", libelle="Essai", retour="/recommencer/", **champs)


def travail_dans(etat):
    maintenant = timezone.now()
    return Travail.objects.create(
        nature="essai",
        libelle="Essai",
        etat=etat,
        etape="Lecture",
        debute_le=None if etat == EtatTravail.EN_ATTENTE else maintenant,
        fini_le=maintenant if etat.est_fini else None,
        resultat="/fini/" if etat == EtatTravail.FAIT else "",
        message="Refusé." if etat in {EtatTravail.REFUSE, EtatTravail.ECHOUE} else "",
    )


def arriver(pk, etat):
    actes = {
        EtatTravail.EN_ATTENTE: lambda: operations._passer(pk, EtatTravail.EN_ATTENTE),
        EtatTravail.EN_COURS: lambda: operations.commencer(pk),
        EtatTravail.FAIT: lambda: operations.terminer(pk, "/fini/"),
        EtatTravail.REFUSE: lambda: operations.refuser(pk, "Non."),
        EtatTravail.ECHOUE: lambda: operations.echouer(pk, "Panne."),
    }
    actes[etat]()


def test_lancer_runs_to_its_result(nature):
    travail = lancer(objet="val-d-ambre")
    assert (travail.etat, travail.resultat, travail.progression) == ("fait", "/fini/", 100)


def test_lancer_with_a_refusal_keeps_the_sentence(nature):
    def refuser(travail):
        raise Refus("Ce fichier est vide : choisissez-en un autre.")

    nature(refuser)
    travail = lancer()
    assert (travail.etat, travail.message) == ("refuse", "Ce fichier est vide : choisissez-en un autre.")


def test_lancer_with_a_defect_says_a_plain_sentence(nature, caplog):
    def casser(travail):
        raise ZeroDivisionError("secret")

    nature(casser)
    travail = lancer()
    assert (travail.etat, travail.message) == ("echoue", tasks.PANNE)
    assert "ZeroDivisionError" in caplog.text


def test_lancer_of_an_unknown_nature_records_nothing():
    with pytest.raises(KeyError):
        tasks.lancer("inconnue", libelle="Essai", retour="/")
    assert Travail.objects.count() == 0


def test_piece_is_readable_by_the_job_then_removed(nature, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lus = []

    def lire(travail):
        with travail.piece.open("rb") as flux:
            lus.append(flux.read())
        return "/fini/"

    nature(lire)
    travail = lancer(piece=ContentFile(b"convention"))
    assert lus == [b"convention"]
    assert not travail.piece
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize(("depart", "arrivee"), list(product(EtatTravail, EtatTravail)))
def test_transition_is_allowed_only_by_the_table(depart, arrivee):
    travail = travail_dans(depart)
    if arrivee in TRANSITIONS[depart]:
        arriver(travail.pk, arrivee)
        assert Travail.objects.get().etat == arrivee
    else:
        with pytest.raises(operations.TransitionInterdite):
            arriver(travail.pk, arrivee)
        assert Travail.objects.get().etat == depart


def test_transitions_and_sentences_cover_every_state():
    assert set(TRANSITIONS) == set(PHRASES) == set(EtatTravail)
    assert EtatTravail.EN_ATTENTE not in set().union(*TRANSITIONS.values())


@pytest.mark.parametrize(
    "champs",
    [
        {"etat": "inconnu"},
        {"fini_le": timezone.now()},
        {"etat": "en_cours"},
        {"etat": "en_cours", "debute_le": timezone.now(), "resultat": "/fini/"},
        {"progression": 101},
        {"etat": "refuse", "debute_le": timezone.now(), "fini_le": timezone.now()},
        {
            "etat": "echoue",
            "message": "Panne.",
            "debute_le": timezone.now(),
            "fini_le": timezone.now() - timezone.timedelta(days=1),
        },
    ],
)
def test_database_refuses_a_job_that_contradicts_itself(champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        Travail.objects.create(nature="essai", libelle="Essai", **champs)


def test_avancer_tells_the_step_only_while_under_way():
    en_cours, fait = travail_dans(EtatTravail.EN_COURS), travail_dans(EtatTravail.FAIT)
    operations.avancer(en_cours, "Fin", 80)
    operations.avancer(fait, "Fin", 80)
    assert list(Travail.objects.order_by("cree_le").values_list("etape", "progression")) == [
        ("Fin", 80),
        ("Lecture", 0),
    ]


def test_clore_les_interrompus_frees_those_a_stopped_worker_left():
    travail_dans(EtatTravail.EN_ATTENTE)
    interrompu = travail_dans(EtatTravail.EN_COURS)
    assert operations.clore_les_interrompus() == 1
    interrompu.refresh_from_db()
    assert (interrompu.etat, interrompu.message) == ("echoue", operations.INTERRUPTION)


@pytest.mark.parametrize(
    ("etat", "attendu"),
    [
        (EtatTravail.EN_ATTENTE, ["fait", "a-venir", "a-venir"]),
        (EtatTravail.EN_COURS, ["fait", "en-cours", "a-venir"]),
        (EtatTravail.FAIT, ["fait", "fait", "fait"]),
        (EtatTravail.REFUSE, ["fait", "arret", "a-venir"]),
    ],
)
def test_get_etapes_places_the_current_step(nature, etat, attendu):
    assert [e.etat for e in get_etapes(travail_dans(etat))] == attendu

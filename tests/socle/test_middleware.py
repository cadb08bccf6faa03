"""GET cannot write; a `Refus` is an answer."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from convenir.socle.erreurs import Refus
from convenir.socle.middleware import (
    ECRIVENT_EN_GET,
    EcritureInterdite,
    dire_les_refus,
    est_lecture,
    lecture_seule,
)
from convenir.socle.models import Travail


def creer(request):
    Travail.objects.create(nature="essai", libelle="Essai")
    return HttpResponse("écrit")


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["get", "head", "options"])
def test_lecture_seule_refuses_a_write(methode):
    with pytest.raises(EcritureInterdite), transaction.atomic():
        lecture_seule(creer)(getattr(RequestFactory(), methode)("/"))
    assert Travail.objects.count() == 0


@pytest.mark.django_db
def test_lecture_seule_lets_a_post_write():
    lecture_seule(creer)(RequestFactory().post("/"))
    assert Travail.objects.count() == 1


@pytest.mark.django_db
def test_lecture_seule_lets_a_get_read():
    vue = lecture_seule(lambda _request: HttpResponse(str(Travail.objects.count())))
    assert vue(RequestFactory().get("/")).content == b"0"


@pytest.mark.parametrize(
    ("sql", "attendu"),
    [
        ("SELECT 1", True),
        ("  select * from t", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", False),
        ("WITH a AS (SELECT 1) DELETE FROM t", False),
        ("INSERT INTO t VALUES (1)", False),
        ("UPDATE t SET a = 1", False),
        ("DELETE FROM t", False),
        ("DROP TABLE t", False),
        ("TRUNCATE t", False),
        ("SAVEPOINT a", True),
    ],
)
def test_est_lecture_of_a_statement(sql, attendu):
    assert est_lecture(sql) is attendu


def test_dire_les_refus_leaves_other_errors_alone():
    middleware = dire_les_refus(lambda _request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_dire_les_refus_says_the_sentence():
    middleware = dire_les_refus(lambda _request: HttpResponse())
    reponse = middleware.process_exception(RequestFactory().get("/"), Refus("Choisissez une autre date."))
    assert reponse.status_code == 422
    assert "Choisissez une autre date." in reponse.content.decode()


def test_one_address_writes_when_read():
    assert frozenset({"federation_retour"}) == ECRIVENT_EN_GET

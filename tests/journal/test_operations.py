import pytest
from django.db import DatabaseError, transaction

from convenir.journal.models import Evenement
from convenir.journal.operations import consigner
from convenir.journal.queries import evenements_de

OBJET = "convention:exemple-2025"


@pytest.mark.django_db
def test_consigner_writes_what_was_done_newest_first():
    consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    consigner("convention.relue", objet=OBJET, resume="Relecture faite.", donnees={"constats": 3})
    consigner("convention.creee", objet="convention:autre", resume="Une autre.")

    assert [(e.type, e.donnees) for e in evenements_de(OBJET)] == [
        ("convention.relue", {"constats": 3}),
        ("convention.creee", {}),
    ]


@pytest.mark.django_db(transaction=True)
def test_consigner_refuses_outside_the_transaction_of_the_act():
    with pytest.raises(RuntimeError):
        consigner("convention.creee", objet=OBJET, resume="Sans transaction.")

    assert Evenement.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_consigner_disappears_with_an_act_that_fails():
    @transaction.atomic
    def acte_qui_echoue():
        consigner("convention.creee", objet=OBJET, resume="Acte qui échoue.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        acte_qui_echoue()

    assert Evenement.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("retouche", ["update", "delete"])
def test_journal_refuses_to_be_rewritten(retouche):
    evenement = consigner("convention.creee", objet=OBJET, resume="Convention créée.")
    evenements = Evenement.objects.filter(pk=evenement.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        evenements.update(resume="Autre chose.") if retouche == "update" else evenements.delete()

    assert evenements.get().resume == "Convention créée."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passage", [1, 2])
def test_journal_starts_empty_in_each_test(passage):
    assert Evenement.objects.count() == 0
    with transaction.atomic():
        consigner("convention.creee", objet=OBJET, resume="Convention créée.")

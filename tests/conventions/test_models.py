import datetime

import factory
import pytest
from django.db import IntegrityError, transaction

from convenir.conventions.models import Convention, Disposition, Partie, Signataire, Visa
from tests.factories.conventions import (
    ConventionFactory,
    DispositionFactory,
    PartieFactory,
    SignataireFactory,
    VisaFactory,
)

pytestmark = pytest.mark.django_db

REFUSES_BY_THE_DATABASE = {
    "convention_fin_apres_debut": lambda: ConventionFactory(fin=datetime.date(2030, 12, 31)),
    "convention_statut_connu": lambda: ConventionFactory(statut="inconnu"),
    "convention_code_et_titre_donnes": lambda: ConventionFactory(titre=""),
    "partie_ordre_unique": lambda: _deux(PartieFactory, cle=factory.Sequence(str), ordre=1),
    "partie_cle_unique": lambda: _deux(PartieFactory, cle="caf"),
    "partie_nom_donne": lambda: PartieFactory(nom=""),
    "signataire_ordre_unique": lambda: _deux_signataires(),  # noqa: PLW0108 -- defined below
    "signataire_nom_ou_qualite": lambda: SignataireFactory(nom="", qualite=""),
    "signataire_date_avec_autorisation": lambda: SignataireFactory(
        autorisation_date=datetime.date(2030, 6, 1)
    ),
    "visa_ordre_unique": lambda: _deux(VisaFactory, ordre=1),
    "disposition_ordre_unique": lambda: _deux(DispositionFactory, ordre=1),
    "disposition_cle_unique": lambda: _deux(DispositionFactory, cle="objet"),
    "disposition_un_preambule": lambda: _deux(DispositionFactory, type="preambule"),
    "disposition_type_connu": lambda: DispositionFactory(type="chapitre"),
    "disposition_preambule_sans_numero": lambda: DispositionFactory(type="preambule", numero_ecrit=1),
    "disposition_cle_donnee": lambda: DispositionFactory(cle=""),
}


def _deux(fabrique, **communs):
    convention = ConventionFactory()
    for ordre in (1, 2):
        fabrique(**{"convention": convention, "ordre": ordre, **communs})


def _deux_signataires():
    partie = PartieFactory()
    SignataireFactory(partie=partie, ordre=1)


@pytest.mark.parametrize("contrainte", REFUSES_BY_THE_DATABASE)
def test_database_refuses(contrainte):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSES_BY_THE_DATABASE[contrainte]()


def test_every_constraint_is_broken_by_one_case_and_speaks_french():
    contraintes = [
        c for m in (Convention, Partie, Signataire, Visa, Disposition) for c in m._meta.constraints
    ]

    assert {c.name for c in contraintes} == set(REFUSES_BY_THE_DATABASE)
    assert [
        c.name for c in contraintes if c.violation_error_message == c.default_violation_error_message
    ] == []


def test_missing_dates_are_accepted():
    convention = ConventionFactory(debut=None)

    assert (convention.debut, convention.fin) == (None, datetime.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, "CTG Val d’Ambre 2031-2035"),
        ({"fin": None}, "CTG Val d’Ambre 2031"),
        ({"debut": None, "fin": None}, "CTG Val d’Ambre"),
        ({"territoire": ""}, "Convention territoriale globale du Val d’Ambre"),
    ],
)
def test_nom_is_what_people_call_it(champs, attendu):
    assert ConventionFactory.build(**champs).nom == attendu

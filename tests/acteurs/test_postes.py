"""Posts, and who holds them over time."""

import datetime

import pytest

from convenir.acteurs.models import Occupation, Poste
from convenir.acteurs.operations import enregistrer_poste, liberer, nommer, occuper
from convenir.journal.queries import evenements_de
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OccupationFactory, OrganisationFactory, PersonneFactory, PosteFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 9, 1)


def test_enregistrer_poste_tells_what_it_was_and_what_it_is():
    poste = enregistrer_poste(Poste(organisation=OrganisationFactory(), intitule="Coordinatrice"))
    poste.theme, poste.commune, poste.etp = "petite_enfance", "59606", "0.8"
    enregistrer_poste(poste)
    modifie = evenements_de(poste.organisation.cle).first()
    assert (modifie.avant["theme"], modifie.apres["theme"]) == ("", "petite_enfance")


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"theme": "pêche"}, "thématique"),
        ({"commune": "99999"}, "99999"),
        ({"etp": "1.5"}, "ETP"),
        ({"intitule": ""}, "vide"),
    ],
)
def test_enregistrer_poste_refuses_what_cannot_be(champs, phrase):
    with pytest.raises(Refus, match=phrase):
        enregistrer_poste(Poste(organisation=OrganisationFactory(), **({"intitule": "Agent"} | champs)))
    assert Poste.objects.count() == 0


def test_nommer_then_liberer_keeps_who_held_the_post():
    poste, avant, apres = PosteFactory(), PersonneFactory(), PersonneFactory()
    liberer(nommer(poste, avant, JOUR), JOUR + datetime.timedelta(days=30))
    nommer(poste, apres, JOUR + datetime.timedelta(days=31))
    assert [(o.personne, o.fin) for o in poste.occupations.order_by("debut")] == [
        (avant, datetime.date(2026, 10, 1)),
        (apres, None),
    ]


def test_nommer_twice_is_refused():
    occupation = OccupationFactory()
    with pytest.raises(Refus, match="occupe déjà ce poste"):
        nommer(occupation.poste, occupation.personne, JOUR)


@pytest.mark.parametrize("fin", [None, datetime.date(2026, 5, 1)])
def test_liberer_before_the_first_day_or_twice_is_refused(fin):
    occupation = OccupationFactory(debut=JOUR if fin is None else datetime.date(2026, 1, 1), fin=fin)
    with pytest.raises(Refus):
        liberer(occupation, datetime.date(2026, 8, 1))
    assert Occupation.objects.get().fin == fin


def test_occuper_makes_the_post_once():
    personne, organisation = PersonneFactory(), OrganisationFactory()
    premiere = occuper(personne, organisation, "Secrétaire")
    assert occuper(personne, organisation, "Secrétaire") == premiere
    assert Poste.objects.count() == 1

from django.urls import reverse

from convenir.diagnostic.petite_enfance.rules import Presence
from tests.factories.conventions import ConventionFactory, DispositionFactory
from tests.factories.equipements import EquipementFactory


def lire(client, convention, **choix):
    return client.get(reverse("petite_enfance:schema", args=[convention.code]), choix)


def test_page_tells_where_each_item_is_and_what_to_do(client, convention):
    DispositionFactory(
        convention=convention, cle="pe", titre="Petite enfance", texte="Deux indicateurs de suivi."
    )
    EquipementFactory(convention=convention)
    reponse = lire(client, convention)
    par_cle = {p.exigence.cle: p.presence for p in reponse.context["points"]}
    assert (par_cle["evaluation"], par_cle["inventaire"]) == (Presence.TROUVE, Presence.A_CONFIRMER)
    assert "Donner une année à chaque opération." in reponse.content.decode()


def test_duties_are_those_of_the_communes_of_the_epci(client, convention):
    autorites = {a.nom: a for a in lire(client, convention).context["autorites"]}
    assert len(autorites) == 35
    assert sum(a.schema for a in autorites.values()) == 6
    assert sum(len([d for d in a.devoirs if d.obligatoire]) == 2 for a in autorites.values()) == 19


def test_transfers_change_who_owes(client, convention):
    premiere, *communes = lire(client, convention, transferees="planifier").context["autorites"]
    assert (premiere.nom, premiere.schema) == ("CA Valenciennes Métropole", True)
    assert {a.schema for a in communes} == {False}


def test_page_without_territory_says_where_to_give_it(client, db):
    convention = ConventionFactory()
    assert reverse("adhesions:registre", args=[convention.code]) in lire(client, convention).content.decode()

"""Members: what each sees of the others, who changes whom, what a stale form is answered."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.livrables import en_mots
from convenir.conventions.models import Membre
from convenir.conventions.operations import PlacePerimee, modifier_membre
from convenir.conventions.rules.membres import (
    DERNIERE_ADMINISTRATION,
    PAS_SOI_MEME,
    RESERVE_AUX_ADMINISTRATEURS,
    refus_de_changer,
    roles_a_donner,
)
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus
from tests.factories.conventions import MembreFactory

pytestmark = pytest.mark.django_db


def place(role=Role.LECTURE, **champs):
    return Membre(role=role, **champs)


@pytest.mark.parametrize(
    ("role", "attendus"),
    [
        (Role.LECTURE, ()),
        (Role.CONTRIBUTION, ()),
        (Role.PILOTAGE, (Role.LECTURE, Role.CONTRIBUTION, Role.PILOTAGE)),
        (Role.ADMINISTRATION, tuple(Role)),
    ],
)
def test_roles_a_donner(role, attendus):
    assert roles_a_donner(place(role).actes) == attendus


@pytest.mark.parametrize(
    ("avant", "apres", "refus"),
    [
        (place(), place(Role.PILOTAGE), ""),
        (place(dpo=True), place(Role.CONTRIBUTION, dpo=True), ""),
        (None, place(Role.CONTRIBUTION), ""),
        (place(Role.PILOTAGE), None, ""),
        (None, place(Role.ADMINISTRATION), RESERVE_AUX_ADMINISTRATEURS),
        (place(Role.ADMINISTRATION), None, RESERVE_AUX_ADMINISTRATEURS),
        (place(), place(Role.ADMINISTRATION), RESERVE_AUX_ADMINISTRATEURS),
        (place(Role.ADMINISTRATION), place(), RESERVE_AUX_ADMINISTRATEURS),
        (place(), place(dpo=True), RESERVE_AUX_ADMINISTRATEURS),
        (place(signataire=True), place(), RESERVE_AUX_ADMINISTRATEURS),
        (None, place(signataire=True), RESERVE_AUX_ADMINISTRATEURS),
        (place(dpo=True), None, RESERVE_AUX_ADMINISTRATEURS),
    ],
)
def test_what_a_pilot_may_change(avant, apres, refus):
    assert refus_de_changer(place(Role.PILOTAGE).actes, avant, apres) == refus
    assert refus_de_changer(place(Role.ADMINISTRATION).actes, avant, apres) == ""


def test_modifier_writes_the_place_and_tells_the_journal(membre, pilote, acces):
    lectrice = membre()
    change = modifier_membre(
        lectrice, {"role": Role.CONTRIBUTION, "communes": ["59505"]}, lectrice.version, acces(pilote)
    )
    lectrice.refresh_from_db()
    assert (lectrice.role, lectrice.communes, lectrice.version) == (Role.CONTRIBUTION, ["59505"], 2)
    evenement = Evenement.objects.get(type="convention.membre_modifie")
    assert (evenement.objet, evenement.acteur) == (change.cle, pilote.personne.cle)
    assert evenement.avant == {"role": "lecture", "communes": []}
    assert evenement.apres == {"role": "contribution", "communes": ["59505"]}


def test_modifier_on_a_stale_version_writes_nothing(membre, pilote, acces):
    lectrice = membre()
    modifier_membre(lectrice, {"role": Role.CONTRIBUTION}, 1, acces(pilote))
    with pytest.raises(PlacePerimee):
        modifier_membre(lectrice, {"role": Role.PILOTAGE}, 1, acces(pilote))
    lectrice.refresh_from_db()
    assert lectrice.role == Role.CONTRIBUTION


def test_nobody_raises_themselves(administratrice, acces):
    with pytest.raises(Refus) as refus:
        modifier_membre(administratrice, {"dpo": True}, 1, acces(administratrice))
    assert refus.value.message == PAS_SOI_MEME


def test_raising_oneself_through_another_place_is_refused(convention, pilote, acces):
    seconde = MembreFactory(
        convention=convention, personne=pilote.personne, organisation__nom="Autre", role=Role.LECTURE
    )
    with pytest.raises(Refus) as refus:
        modifier_membre(seconde, {"role": Role.PILOTAGE}, 1, acces(pilote))
    assert refus.value.message == PAS_SOI_MEME


def test_last_administrator_is_not_lowered(administratrice, acces):
    with pytest.raises(Refus) as refus:
        modifier_membre(administratrice, {"role": Role.LECTURE}, 1, acces(administratrice))
    assert refus.value.message == DERNIERE_ADMINISTRATION


def test_administrator_with_a_successor_steps_down(membre, administratrice, acces):
    membre(Role.ADMINISTRATION)
    assert (
        modifier_membre(administratrice, {"role": Role.LECTURE}, 1, acces(administratrice)).role == "lecture"
    )


def test_closed_account_is_no_successor(membre, administratrice, acces):
    fermee = membre(Role.ADMINISTRATION).personne
    fermee.is_active = False
    fermee.save()
    with pytest.raises(Refus):
        modifier_membre(administratrice, {"role": Role.LECTURE}, 1, acces(administratrice))


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"role": Role.LECTURE}, "lit tout"),
        (
            {"role": Role.CONTRIBUTION, "themes": ["jeunesse"], "communes": ["59505"]},
            "lit tout ; n’écrit que sur Jeunesse, Rombies-et-Marchipont",
        ),
        (
            {"role": Role.CONTRIBUTION, "fiches_propres": True},
            "lit tout ; n’écrit que sur ses propres fiches",
        ),
    ],
)
def test_place_in_words(champs, phrase):
    assert en_mots(place(**champs)) == phrase


def page(convention):
    return reverse("conventions:membres", args=[convention.code])


def test_reader_sees_members_without_addresses_nor_what_they_lack(convention, membre, pilote, entrer):
    lectrice = membre()
    contenu = entrer(lectrice).get(page(convention)).content.decode()
    assert str(pilote.personne) in contenu
    assert (pilote.personne.email in contenu, "Inviter quelqu’un" in contenu) == (False, False)


def test_pilot_sees_what_members_lack(convention, membre, pilote, entrer):
    sans = membre(Role.PILOTAGE).personne
    sans.authenticator_set.all().delete()
    reponse = entrer(pilote).get(page(convention))
    manques = {ligne.membre.personne: ligne.manques for ligne in reponse.context["lignes"]}
    assert manques[sans][:1] == ("pas de seconde preuve d’identité : ne peut que lire",)


@pytest.mark.parametrize("nombre", [1, 300])
def test_page_asks_as_many_queries_whatever_the_members(
    convention, pilote, entrer, django_assert_num_queries, nombre
):
    MembreFactory.create_batch(nombre, convention=convention, autre=True)
    client = entrer(pilote)
    with django_assert_num_queries(10):
        reponse = client.get(page(convention))
    assert len(reponse.context["lignes"]) == nombre + 1


def test_pilot_changes_a_role_on_the_page(convention, membre, pilote, entrer):
    lectrice = membre()
    adresse = reverse("conventions:membre", args=[convention.code, lectrice.pk])
    reponse = entrer(pilote).post(adresse, {"role": "contribution", "version": 1, "themes": ["jeunesse"]})
    lectrice.refresh_from_db()
    assert reponse["Location"] == page(convention)
    assert (lectrice.role, lectrice.themes) == (Role.CONTRIBUTION, ["jeunesse"])


def test_stale_page_shows_what_is_recorded(convention, membre, pilote, entrer):
    lectrice = membre()
    adresse = reverse("conventions:membre", args=[convention.code, lectrice.pk])
    Membre.objects.filter(pk=lectrice.pk).update(version=2, role=Role.PILOTAGE)
    reponse = entrer(pilote).post(adresse, {"role": "contribution", "version": 1})
    assert (reponse.status_code, reponse.context["formulaire"]["role"].value()) == (409, "pilotage")


def test_narrow_scope_of_a_reader_is_told_in_the_form(convention, membre, pilote, entrer):
    lectrice = membre()
    adresse = reverse("conventions:membre", args=[convention.code, lectrice.pk])
    reponse = entrer(pilote).post(adresse, {"role": "lecture", "version": 1, "themes": ["jeunesse"]})
    assert reponse.status_code == 422
    assert "Seule une contribution se limite" in reponse.content.decode()


def test_pilot_is_offered_neither_administration_nor_functions(convention, membre, pilote, entrer):
    lectrice = membre()
    reponse = entrer(pilote).get(reverse("conventions:membre", args=[convention.code, lectrice.pk]))
    champs = reponse.context["formulaire"].fields
    assert [cle for cle, _ in champs["role"].choices] == ["lecture", "contribution", "pilotage"]
    assert {"dpo", "signataire"} & set(champs) == set()


def test_member_of_another_convention_is_not_reached(convention, pilote, entrer):
    ailleurs = MembreFactory(autre=True)
    reponse = entrer(pilote).get(reverse("conventions:membre", args=[convention.code, ailleurs.pk]))
    assert reponse.status_code == 404

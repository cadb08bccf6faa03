"""The duty of confidentiality: acknowledged once per convention, asked for without closing anything."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.models import Engagement
from convenir.journal.models import Evenement
from convenir.journal.purge import exporter_compte
from tests.factories.conventions import ConventionFactory, DispositionFactory, MembreFactory

pytestmark = pytest.mark.django_db
RAPPEL = "Vous n’avez pas encore reconnu votre devoir"


def adresse(convention):
    return reverse("conventions:confidentialite", args=[convention.code])


def membres(convention):
    return reverse("conventions:membres", args=[convention.code])


def test_engagement_is_dated_told_once_and_ends_the_reminder(convention, membre, entrer):
    lectrice = membre()
    client = entrer(lectrice)
    assert RAPPEL in client.get(membres(convention)).content.decode()
    client.post(adresse(convention))
    premier = Engagement.objects.get()
    client.post(adresse(convention))
    assert Engagement.objects.get().pris_le == premier.pris_le
    assert (premier.convention, premier.personne) == (convention, lectrice.personne)
    evenement = Evenement.objects.get(type="convention.confidentialite_reconnue")
    assert (evenement.objet, evenement.acteur) == (f"convention:{convention.code}", lectrice.personne.cle)
    assert RAPPEL not in client.get(membres(convention)).content.decode()


def test_engagement_is_for_one_convention(convention, membre, entrer):
    lectrice = membre()
    autre = ConventionFactory(membre=None)
    MembreFactory(convention=autre, personne=lectrice.personne)
    client = entrer(lectrice)
    client.post(adresse(convention))
    assert RAPPEL in client.get(membres(autre)).content.decode()


def test_reminder_closes_nothing(convention, membre, entrer):
    client = entrer(membre())
    assert client.get(membres(convention)).status_code == 200
    assert Engagement.objects.count() == 0


@pytest.mark.parametrize(
    ("qui", "voit"), [({"dpo": True}, True), ({"role": Role.PILOTAGE}, True), ({}, False)]
)
def test_dpo_and_pilots_see_who_has_and_has_not(convention, membre, entrer, qui, voit):
    engagee, _autre = membre(), membre()
    Engagement.objects.create(convention=convention, personne=engagee.personne)
    lue = entrer(membre(**qui)).get(membres(convention)).content.decode()
    assert ("engagement de confidentialité pris le" in lue) == voit
    # the other reader, and the one who looks
    assert lue.count("ne s’est pas encore engagé à la confidentialité") == (2 if voit else 0)


def test_page_leads_to_the_article_of_the_convention(convention, membre, entrer):
    DispositionFactory(convention=convention, cle="article-15", titre="La confidentialité")
    lue = entrer(membre()).get(adresse(convention)).content.decode()
    assert reverse("lecture:section", args=[convention.code, "article-15"]) in lue


def test_engagement_is_taken_away_with_ones_data(convention, membre, entrer):
    lectrice = membre()
    entrer(lectrice).post(adresse(convention))
    contenus = {ligne["contenu"]: ligne["donnees"] for ligne in exporter_compte(lectrice.personne.cle)}
    (donnee,) = contenus["Jour où un membre a reconnu son devoir de confidentialité dans une convention."]
    assert donnee == {"convention": convention.nom, "pris_le": Engagement.objects.get().pris_le}

"""Avenants: a sealed text is changed nowhere else, from its last value in force, and un-ticking restores it."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.enums import NatureComplement, NatureModification, Statut
from convenir.conventions.models import Avenant, Complement, Modification, Ralliement
from convenir.conventions.operations.avenants import (
    ajouter_complement,
    decrire_avenant,
    modifier_clause,
    ouvrir_avenant,
    rallier,
    renoncer_au_ralliement,
    retablir_clause,
)
from convenir.conventions.queries import a_la_date, parties_en_vigueur
from convenir.journal.queries import evenements_de_la_chaine
from convenir.socle.erreurs import Refus
from tests.factories.conventions import AvenantFactory, ConventionFactory, RalliementFactory

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2032, 1, 1)


@pytest.fixture
def convention():
    return ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)


@pytest.fixture
def avenant(convention):
    return ouvrir_avenant(convention, "Prolonger d’un an")


def changer(avenant, cle="duree", nature=NatureModification.REMPLACE, texte="Six ans.", version=None):
    modification = Modification(cle=cle, nature=nature, type="article", titre="Durée", texte=texte)
    return modifier_clause(avenant, modification, version or avenant.version)


def test_ouvrir_avenant_numbers_them_in_order_and_tells_the_journal(convention, avenant):
    assert (avenant.numero, ouvrir_avenant(convention, "Autre chose").numero) == (1, 2)
    assert [e.type for e in evenements_de_la_chaine(f"convention:{convention.code}")] == [
        "avenant.ouvert"
    ] * 2


@pytest.mark.parametrize("statut", sorted(set(Statut) - {Statut.SIGNEE}))
def test_ouvrir_avenant_asks_for_a_sealed_text(convention, statut):
    convention.statut = statut
    convention.save()
    with pytest.raises(Refus, match="ne change qu’un texte scellé"):
        ouvrir_avenant(convention, "Prolonger")


def test_modifier_clause_twice_keeps_the_last(avenant):
    changer(avenant)
    avenant.refresh_from_db()
    changer(avenant, texte="Sept ans.")
    assert list(avenant.modifications.values_list("cle", "texte")) == [("duree", "Sept ans.")]


def test_modifier_clause_on_a_stale_avenant_writes_nothing(avenant):
    changer(avenant, version=1)
    with pytest.raises(Refus, match="a changé entre-temps"):
        changer(avenant, texte="Sept ans.", version=1)
    assert avenant.modifications.get().texte == "Six ans."


def test_modifier_clause_takes_its_type_from_the_text_in_force(avenant):
    assert changer(avenant, cle="instances").type == "annexe"


@pytest.mark.parametrize(
    ("options", "phrase"),
    [
        ({"cle": "absente"}, "n’existe pas dans le texte en vigueur"),
        ({"texte": "  "}, "Écrivez le nouveau texte"),
    ],
)
def test_modifier_clause_refuses_what_means_nothing(avenant, options, phrase):
    with pytest.raises(Refus, match=phrase):
        changer(avenant, **options)
    assert not avenant.modifications.exists()


def test_suppressed_clause_gets_no_text(avenant):
    modification = changer(avenant, nature=NatureModification.SUPPRIME)
    assert (modification.titre, modification.texte) == ("", "")


def test_retablir_clause_drops_the_change(avenant):
    changer(avenant)
    avenant.refresh_from_db()
    retablir_clause(avenant, "duree", avenant.version)
    assert not avenant.modifications.exists()


@pytest.mark.parametrize("statut", sorted(set(Statut) - {Statut.BROUILLON}))
def test_avenant_that_is_no_draft_is_not_changed(convention, statut):
    avenant = AvenantFactory(convention=convention, statut=statut, effet_le=JOUR)
    with pytest.raises(Refus, match="n’est plus un brouillon"):
        changer(avenant)


def test_decrire_avenant_refuses_an_effect_before_the_convention(avenant):
    with pytest.raises(Refus, match="avant le premier jour"):
        decrire_avenant(avenant, 1, objet="Prolonger", motif="", effet_le=datetime.date(2030, 12, 31))


def test_complement_names_a_clause_of_the_text(convention):
    complement = Complement(
        convention=convention,
        nature=NatureComplement.FICHES,
        clause="absente",
        titre="Fiches",
        texte="Une.",
        effet_le=JOUR,
    )
    with pytest.raises(Refus, match="Choisissez la disposition"):
        ajouter_complement(complement)
    complement.clause = "objet"
    assert ajouter_complement(complement).pk


def test_clause_form_opens_on_the_last_value_in_force(client, convention):
    AvenantFactory(
        convention=convention, numero=1, signe=True, effet_le=JOUR, modifications={"duree": "Six ans."}
    )
    convention.avenants.update(effet_le=datetime.date(2020, 1, 1))
    suivant = ouvrir_avenant(convention, "Encore")
    page = client.get(reverse("conventions:clause", args=[convention.code, suivant.numero, "duree"]))
    assert page.context["formulaire"]["texte"].value() == "Six ans."


def test_stale_clause_form_keeps_what_was_typed(client, convention, avenant):
    changer(avenant)
    adresse = reverse("conventions:clause", args=[convention.code, 1, "duree"])
    saisie = {"nature": "remplace", "titre": "Durée", "texte": "Écrit avec soin.", "version": 1}
    page = client.post(adresse, saisie)
    assert page.status_code == 422
    assert "a changé entre-temps" in page.content.decode()
    assert page.context["formulaire"]["texte"].value() == "Écrit avec soin."


@pytest.mark.parametrize("nombre", [1, 300])
def test_avenants_query_count(client, django_assert_num_queries, convention, nombre):
    for numero in range(nombre):
        AvenantFactory(convention=convention, numero=numero + 1)
    with django_assert_num_queries(6):
        client.get(reverse("conventions:avenants", args=[convention.code]))


def test_rallier_adds_who_joins_from_the_day_of_effect(convention, avenant):
    rallier(avenant, Ralliement(nom="Syndicat fictif", signataire="Une élue", qualite="Présidente"), 1)
    avant = parties_en_vigueur(convention, JOUR)
    Avenant.objects.filter(pk=avenant.pk).update(statut=Statut.SIGNEE, effet_le=JOUR)
    veille = JOUR - datetime.timedelta(days=1)
    assert "Syndicat fictif" not in avant
    assert parties_en_vigueur(convention, veille) == avant
    assert parties_en_vigueur(convention, JOUR) == (*avant, "Syndicat fictif")


def test_rallier_a_party_is_refused(convention, avenant):
    deja = convention.parties.order_by("ordre").first().nom
    with pytest.raises(Refus, match="déjà signataire"):
        rallier(avenant, Ralliement(nom=deja.upper(), signataire="Une élue", qualite="Présidente"), 1)


def test_rallier_twice_is_refused(avenant):
    RalliementFactory(avenant=avenant, nom="Syndicat fictif")
    with pytest.raises(Refus, match="rejoint déjà"):
        rallier(avenant, Ralliement(nom="Syndicat fictif", signataire="Une élue", qualite="Présidente"), 1)


def test_renoncer_au_ralliement_takes_it_away(avenant):
    ralliement = RalliementFactory(avenant=avenant)
    renoncer_au_ralliement(avenant, ralliement.pk, 1)
    assert avenant.ralliements.count() == 0
    avenant.refresh_from_db()
    with pytest.raises(Refus, match="ne rejoint pas"):
        renoncer_au_ralliement(avenant, ralliement.pk, 2)


def test_term_before_the_effect_is_refused(avenant):
    with pytest.raises(Refus, match="ne peut précéder"):
        decrire_avenant(
            avenant, 1, objet="Écourter", motif="", effet_le=JOUR, fin=JOUR - datetime.timedelta(days=1)
        )


def test_term_in_force_is_that_of_the_last_avenant_in_effect(convention):
    for numero, jour, fin in ((1, 1, 2036), (2, 2, 2037)):
        AvenantFactory(
            convention=convention,
            numero=numero,
            statut=Statut.SIGNEE,
            effet_le=datetime.date(2032, 1, jour),
            fin=datetime.date(fin, 12, 31),
        )
    jours = [datetime.date(2031, 12, 31), datetime.date(2032, 1, 1), datetime.date(2032, 1, 2)]
    assert [a_la_date(convention, jour).fin.year for jour in jours] == [2035, 2036, 2037]

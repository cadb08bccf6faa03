"""The pages of the end: letters, clock, what stops said before it is confirmed, disputes, renewal."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.enums import EtatProcedure, NatureProcedure, Statut
from convenir.conventions.models import Convention, Differend, Membre, Procedure
from convenir.documents.entree import lire_octets
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db
LA_CAF = "Caisse d’allocations familiales de l’Ambre"
AUJOURDHUI = datetime.date(2032, 6, 15)


@pytest.fixture
def convention(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: AUJOURDHUI)
    nouvelle = ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)
    Membre.objects.filter(convention=nouvelle).update(role=Role.PILOTAGE)
    return nouvelle


def adresse(nom, convention, *suite):
    return reverse(f"fin:{nom}", args=[convention.code, *suite])


def ouvrir(client, convention, **champs):
    autre = convention.parties.exclude(cle="caf").get().nom
    saisie = {"nature": "manquement", "partie": LA_CAF, "contre": autre, "motif": "Le relais a fermé."}
    return client.post(adresse("ouvrir", convention), saisie | champs)


@pytest.fixture
def procedure(client, convention):
    ouvrir(client, convention)
    return Procedure.objects.get()


def test_fin_says_the_term_and_that_nothing_goes_on_by_itself(client, convention):
    page = client.get(adresse("fin", convention)).content.decode()
    assert "Convention en vigueur" in page
    assert "31 décembre 2035" in page
    assert "Préparer le renouvellement" in page


def test_ouvrir_takes_the_usual_delay_when_none_is_given(client, convention):
    ouvrir(client, convention)
    ouvrir(client, convention, nature="denonciation")
    ouvrir(client, convention, nature="modification")
    delais = Procedure.objects.order_by("pk").values_list("nature", "delai_mois")
    assert list(delais) == [("manquement", 1), ("denonciation", 6), ("modification", 0)]


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"contre": LA_CAF}, "Une partie n’écrit pas à elle-même"),
        ({"motif": ""}, "obligatoire"),
        (
            {"nature": "infraction", "partie": "Communauté de communes du Val d’Ambre", "contre": ""},
            "Seule la Caf",
        ),
    ],
)
def test_ouvrir_says_what_is_wrong_and_keeps_what_was_typed(client, convention, champs, phrase):
    reponse = ouvrir(client, convention, **champs)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert Procedure.objects.count() == 0


@pytest.mark.parametrize("extension", ["pdf", "docx", "odt"])
def test_letter_says_what_is_asked_and_until_when(client, convention, procedure, extension):
    client.post(adresse("envoyer", convention, procedure.pk), {"jour": "2032-06-01"})
    octets = client.get(adresse("lettre", convention, procedure.pk, extension)).content
    texte = " ".join(lire_octets(f"lettre.{extension}", octets).source.lignes)
    assert "Le relais a fermé." in texte
    assert "jusqu’au 1er juillet 2032 inclus" in texte


def test_both_dates_are_shown_when_the_delay_ends_on_a_holiday(client, convention, procedure):
    client.post(adresse("envoyer", convention, procedure.pk), {"jour": "2032-06-14"})
    page = client.get(adresse("procedure", convention, procedure.pk)).content.decode()
    assert "14 juillet 2032" in page
    assert "15 juillet 2032" in page
    assert "Le texte ne reporte pas" in page


def test_cured_from_the_page_the_convention_goes_on(client, convention, procedure):
    client.post(adresse("envoyer", convention, procedure.pk), {"jour": "2032-06-01"})
    client.post(adresse("recevoir", convention, procedure.pk), {"jour": "2032-06-03"})
    client.post(adresse("remedier", convention, procedure.pk), {"jour": "2032-06-10", "remede": "Rouvert."})
    procedure.refresh_from_db()
    assert (procedure.etat, procedure.recue_le) == (EtatProcedure.REMEDIEE, datetime.date(2032, 6, 3))


def test_the_end_is_confirmed_only_by_who_has_read_what_it_stops(client, convention, procedure):
    client.post(adresse("envoyer", convention, procedure.pk), {"jour": "2032-05-01"})
    page = client.get(adresse("constater", convention, procedure.pk)).content.decode()
    assert "Ce qui s’arrête le 1" in page
    assert client.post(adresse("constater", convention, procedure.pk), {}).status_code == 422
    assert Convention.objects.get().statut == Statut.SIGNEE
    client.post(adresse("constater", convention, procedure.pk), {"lu": "on"})
    assert Convention.objects.get().statut == Statut.RESILIEE
    assert "terminée avant son terme" in client.get(adresse("fin", convention)).content.decode()


def test_a_term_changed_without_avenant_ends_on_the_day_given(client, convention):
    ouvrir(client, convention, nature=NatureProcedure.MODIFICATION)
    procedure = Procedure.objects.get()
    client.post(adresse("constater", convention, procedure.pk), {"lu": "on", "jour": "2032-06-02"})
    procedure.refresh_from_db()
    assert procedure.prend_effet_le == datetime.date(2032, 6, 2)


def test_differend_goes_from_the_register_to_the_court(client, convention):
    client.post(
        adresse("ouvrir_differend", convention),
        {"objet": "Le loyer", "partie": LA_CAF, "ouvert_le": "2032-06-01"},
    )
    differend = Differend.objects.get()
    client.post(
        adresse("differend", convention, differend.pk, "saisi"),
        {"jour": "2032-06-02", "juridiction": "Tribunal administratif de Lille"},
    )
    reponse = client.post(adresse("differend", convention, differend.pk, "juge"), {"jour": "2032-06-03"})
    assert "quand et comment" in reponse.content.decode()
    client.post(
        adresse("differend", convention, differend.pk, "juge"), {"jour": "2032-06-03", "issue": "Rejeté."}
    )
    differend.refresh_from_db()
    assert (differend.etat, differend.issue) == ("juge", "Rejeté.")


def test_renouveler_opens_the_draft_of_the_next(client, convention):
    page = client.get(adresse("renouveler", convention)).content.decode()
    assert 'value="2036-01-01"' in page
    assert 'value="2040-12-31"' in page
    reponse = client.post(adresse("renouveler", convention), {"debut": "2036-01-01", "fin": "2040-12-31"})
    suivante = Convention.objects.get(precedente=convention)
    assert reponse["Location"] == reverse("lecture:texte", args=[suivante.code])
    assert suivante.nom in client.get(adresse("fin", convention)).content.decode()


@pytest.mark.parametrize("nombre", [1, 3])
def test_fin_query_count(client, convention, django_assert_num_queries, nombre):
    for _ in range(nombre):
        ouvrir(client, convention)
    with django_assert_num_queries(11):
        client.get(adresse("fin", convention))


def test_the_clock_of_a_procedure_is_among_the_due_dates(client, convention, procedure):
    convention.dispositions.filter(cle="objet").update(texte="Une mise en demeure laisse un mois.")
    client.post(adresse("envoyer", convention, procedure.pk), {"jour": "2032-06-01"})
    echeances = reverse("obligations:echeancier", args=[convention.code])
    page = client.get(echeances).content.decode()
    assert "Remédier, renoncer ou constater la fin" in page
    assert "1<sup>er</sup> juillet 2032" in page
    client.post(adresse("abandonner", convention, procedure.pk), {"motif": "Un accord."})
    assert "Remédier, renoncer" not in client.get(echeances).content.decode()

"""The page of due dates and its acts, by who may do them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.conventions.enums import Statut
from convenir.conventions.models import Accomplissement, Ecart, Rythme

DU = ("comite-pilotage", "2025-07-01")


def adresse(nom, convention, *args):
    return reverse(f"obligations:{nom}", args=[convention.code, *args])


def lire(client, convention, **requete):
    return client.get(adresse("echeancier", convention), requete).content.decode()


def test_page_says_what_is_needed_before_the_signature(signee, pilote, entrer):
    signee.statut = Statut.BROUILLON
    signee.save()
    page = lire(entrer(pilote), signee)
    assert "Pas encore d’échéance" in page
    assert "Ce que ce texte demandera" in page
    assert "jours de retard" not in page


def test_page_shows_what_is_late_with_its_founding_sentence(signee, pilote, entrer):
    page = lire(entrer(pilote), signee)
    retard = (timezone.localdate() - datetime.date(2025, 7, 1)).days
    assert f"{retard} jours de retard" in page
    assert "Il se réunit au moins tous les six mois." in page
    assert reverse("lecture:section", args=[signee.code, "pilotage"]) in page
    assert '<svg class="frise-vie"' in page


@pytest.mark.parametrize(("etat", "titres"), [("retard", 1), ("", 3), ("inconnu", 3)])
def test_page_filters(signee, pilote, entrer, etat, titres):
    page = lire(entrer(pilote), signee, etat=etat)
    assert sum(f'id="titre-{nom}"' in page for nom in ("retard", "venir", "fait")) == titres


def test_page_asks_for_the_rhythm_and_marks_it_chosen(signee, pilote, entrer):
    client = entrer(pilote)
    assert "Un rythme reste à choisir" in lire(client, signee)
    champs = {"mois": 12, "choisi_le": "2026-02-03", "choisi_par": "Comité du 3 février"}
    assert client.post(adresse("rythme", signee, "revue"), {**champs, "mois": 0}).status_code == 422
    client.post(adresse("rythme", signee, "revue"), champs)
    assert Rythme.objects.get().mois == 12
    page = lire(client, signee)
    assert "Un rythme reste à choisir" not in page
    assert "chaque année · choisi" in page


def test_noter_keeps_who_says_so_and_the_paper(signee, membre, entrer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = entrer(membre(Role.CONTRIBUTION))
    papier = SimpleUploadedFile("compte rendu.txt", b"Le comite a siege.")
    champs = {"fait_le": "2025-06-20", "attestation": "Compte rendu", "fichier": papier}
    assert client.post(adresse("noter", signee, *DU), {**champs, "attestation": ""}).status_code == 422
    papier.seek(0)
    client.post(adresse("noter", signee, *DU), champs)
    fait = Accomplissement.objects.get()
    assert (str(fait.fait_le), fait.attestation) == ("2025-06-20", "Compte rendu")
    assert client.get(adresse("document", signee, fait.pk)).content == b"Le comite a siege."
    client.post(adresse("effacer", signee, fait.pk))
    assert Accomplissement.objects.count() == 0


def test_ecarter_with_a_reason_then_take_it_back(signee, membre, entrer):
    client = entrer(membre(Role.CONTRIBUTION))
    assert client.post(adresse("ecarter", signee, *DU), {"motif": " "}).status_code == 422
    client.post(adresse("ecarter", signee, *DU), {"motif": "Élections."})
    assert Ecart.objects.get().motif == "Élections."
    assert "Élections." in lire(client, signee)
    client.post(adresse("reprendre", signee, *DU))
    assert Ecart.objects.count() == 0


@pytest.mark.parametrize("pour_le", ["2025-07-02", "demain"])
def test_unknown_date_does_not_exist(signee, pilote, entrer, pour_le):
    assert entrer(pilote).get(adresse("noter", signee, "comite-pilotage", pour_le)).status_code == 404


@pytest.mark.parametrize(("role", "attendu"), [(Role.LECTURE, 403), (Role.CONTRIBUTION, 200), (None, 404)])
def test_acts_are_for_those_who_follow(signee, membre, entrer, client, role, attendu):
    sien = entrer(membre(role)) if role else client
    for acte in ("noter", "ecarter"):
        assert sien.get(adresse(acte, signee, *DU)).status_code == attendu


def test_restricted_member_reads_and_does_not_act(signee, membre, entrer):
    client = entrer(membre(Role.CONTRIBUTION, communes=["59014"]))
    assert "Noter que c’est fait" not in lire(client, signee)
    assert client.post(adresse("ecarter", signee, *DU), {"motif": "Non"}).status_code == 422
    assert Ecart.objects.count() == 0


def test_paper_of_another_convention_does_not_exist(signee, pilote, entrer, membre):
    from tests.factories.conventions import ConventionFactory

    ailleurs = Accomplissement.objects.create(
        convention=ConventionFactory(membre=None),
        obligation="revue",
        fait_le="2031-06-01",
        attestation="X",
        personne=pilote.personne,
    )
    assert entrer(pilote).post(adresse("effacer", signee, ailleurs.pk)).status_code == 404


@pytest.mark.parametrize("nombre", [1, 300])
def test_echeancier_page_query_count(signee, pilote, entrer, django_assert_num_queries, nombre):
    client = entrer(pilote)
    Accomplissement.objects.bulk_create(
        Accomplissement(
            convention=signee,
            obligation="comite-pilotage",
            fait_le=datetime.date(2025, 1, 1) + datetime.timedelta(days=jour),
            attestation="Compte rendu",
            personne=pilote.personne,
        )
        for jour in range(nombre)
    )
    with django_assert_num_queries(21):
        page = lire(client, signee)
    assert page.count("Compte rendu") >= nombre

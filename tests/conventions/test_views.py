"""Starting a convention from the model, and changing a provision without losing anyone's words."""

import datetime

import pytest
from django.urls import reverse

from convenir.conventions.models import Convention, Disposition
from tests.factories.conventions import ConventionFactory

pytestmark = pytest.mark.django_db
NOUVELLE = "/conventions/nouvelle/"


@pytest.fixture
def disposition():
    ConventionFactory(avec_articles=True)
    return Disposition.objects.get(cle="objet")


def adresse(nom, disposition):
    return reverse(f"conventions:{nom}", args=[disposition.convention.code, disposition.cle])


def test_modifier_writes_the_text(client, disposition):
    champs = {"titre": "But", "texte": "Un **but** commun.", "version": disposition.version}
    client.post(adresse("modifier", disposition), champs)
    disposition.refresh_from_db()
    assert (disposition.titre, disposition.texte) == ("But", "Un **but** commun.")


def test_modifier_with_a_stale_form_shows_both_texts_and_writes_nothing(client, disposition):
    champs = {"titre": "But", "texte": "Ma version.", "version": disposition.version}
    Disposition.objects.filter(pk=disposition.pk).update(texte="La leur.", version=disposition.version + 1)
    reponse = client.post(adresse("modifier", disposition), champs)
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert ("Ma version.</textarea>" in page, "La leur.</pre>" in page) == (True, True)
    assert Disposition.objects.get(pk=disposition.pk).texte == "La leur."


def test_modifier_again_after_a_stale_form_is_accepted(client, disposition):
    champs = {"titre": "But", "texte": "Ma version.", "version": disposition.version}
    Disposition.objects.filter(pk=disposition.pk).update(version=disposition.version + 1)
    perime = client.post(adresse("modifier", disposition), champs)
    client.post(adresse("modifier", disposition), champs | {"version": perime.context["version"]})
    assert Disposition.objects.get(pk=disposition.pk).texte == "Ma version."


def test_apercu_renders_markdown_and_obeys_no_html(client, disposition):
    reponse = client.post(adresse("apercu", disposition), {"texte": "**gras** <script>alert(1)</script>"})
    assert reponse.content.decode() == (
        "<p><strong>gras</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    )


def test_nouvelle_suggests_by_name_and_by_commune(client):
    noms = [e.siren for e in client.get(NOUVELLE, {"q": "valenciennes metropole"}).context["suggestions"]]
    communes = [e.siren for e in client.get(NOUVELLE, {"q": "anzin"}).context["suggestions"]]
    assert (noms[0], communes[0]) == ("245901160", "245901160")


def test_nouvelle_suggests_nothing_to_a_single_letter(client):
    assert client.get(NOUVELLE, {"q": "v"}).context["suggestions"] == []


def test_nouvelle_answers_htmx_with_the_list_alone(client):
    page = client.get(NOUVELLE, {"q": "anzin"}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<ul class="suggestions">')


def test_nouvelle_starts_from_the_model_with_what_is_known(client):
    champs = {"epci": "245901160", "caf": "Caf du Nord", "debut": "2031-01-01", "fin": "2035-12-31"}
    reponse = client.post(NOUVELLE, champs)
    convention = Convention.objects.get()
    assert reponse["Location"] == reverse("lecture:texte", args=[convention.code])
    assert (convention.territoire, convention.fin) == ("Valenciennes Métropole", datetime.date(2035, 12, 31))
    assert [p.nom for p in convention.parties.order_by("ordre")] == [
        "Caf du Nord",
        "Communauté d’agglomération Valenciennes Métropole",
    ]


def test_nouvelle_with_an_end_before_its_start_is_refused_and_keeps_nothing(client):
    champs = {"epci": "245901160", "caf": "Caf du Nord", "debut": "2031-01-01", "fin": "2030-12-31"}
    reponse = client.post(NOUVELLE, champs)
    assert (reponse.status_code, Convention.objects.count()) == (422, 0)
    assert "Le dernier jour de la convention ne peut précéder le premier." in reponse.content.decode()

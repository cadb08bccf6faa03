"""The comments on the screen: under the provision, counted in the contents, all on one page."""

import pytest
from django.urls import reverse

from convenir.acteurs.enums import Role
from convenir.conventions.enums import EtatCommentaire, Statut
from convenir.conventions.models import Commentaire, Convention, Membre
from tests.factories.conventions import CommentaireFactory, ConventionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return ConventionFactory(avec_articles=True)


def adresse(convention, nom, *arguments):
    return reverse(f"conventions:{nom}", args=[convention.code, *arguments])


def lire(client, convention, cle="objet"):
    return client.get(reverse("lecture:section", args=[convention.code, cle])).content.decode()


def test_comment_is_shown_under_its_provision_and_counted_in_the_contents(client, convention):
    donnees = {"disposition": "objet", "texte": "Trop <b>vague</b>.", "passage": "de concert"}
    reponse = client.post(adresse(convention, "commenter"), donnees)
    ecrit = Commentaire.objects.get()
    page = reverse("lecture:section", args=[convention.code, "objet"])
    assert reponse.url == f"{page}#commentaire-{ecrit.pk}"
    assert "Trop &lt;b&gt;vague&lt;/b&gt;." in lire(client, convention)
    assert ", 1 commentaire non clos" in lire(client, convention, "duree")
    assert "Trop &lt;b&gt;" not in lire(client, convention, "duree")


def test_passage_changed_since_is_told(client, convention):
    CommentaireFactory(convention=convention, passage="des mots partis")
    assert "Passage modifié depuis" in lire(client, convention)


def test_reader_comments_but_closes_only_their_own(client, redactrice, convention):
    Membre.objects.update(role=Role.LECTURE)
    autre = CommentaireFactory(convention=convention)
    sien = CommentaireFactory(convention=convention, personne=redactrice)
    assert client.post(adresse(convention, "clore", autre.pk)).status_code == 403
    assert client.post(adresse(convention, "clore", sien.pk)).status_code == 302
    assert client.post(adresse(convention, "repondre", autre.pk), {"texte": "Vu."}).status_code == 302
    etats = dict(Commentaire.objects.values_list("pk", "etat"))
    assert etats == {autre.pk: EtatCommentaire.REPONDU, sien.pk: EtatCommentaire.CLOS}


def test_pilot_opens_a_provision_of_a_ready_text(client, convention):
    Membre.objects.update(role=Role.PILOTAGE)
    Convention.objects.update(statut=Statut.PRETE)
    commentaire = CommentaireFactory(convention=convention)
    modifier = reverse("conventions:modifier", args=[convention.code, "objet"])
    assert modifier not in lire(client, convention)
    assert "Ouvrir cette disposition" in lire(client, convention)
    client.post(adresse(convention, "deverrouiller", commentaire.pk), {"ouvre": "oui"})
    assert modifier in lire(client, convention)
    assert client.get(modifier).status_code == 200


def test_comment_of_another_convention_does_not_exist(client, convention):
    ailleurs = CommentaireFactory(convention=ConventionFactory(membre=None, avec_articles=True))
    assert client.post(adresse(convention, "repondre", ailleurs.pk), {"texte": "Vu."}).status_code == 404


@pytest.mark.parametrize(
    ("requete", "attendus"),
    [
        ("", {"Ouvert", "Répondu"}),
        ("?etat=clos", {"Clos"}),
        ("?etat=tous", {"Ouvert", "Répondu", "Clos"}),
        ("?etat=inconnu", {"Ouvert", "Répondu"}),
        ("?etat=tous&disposition=duree", {"Clos"}),
    ],
)
def test_commentaires_are_narrowed_by_state_and_provision(client, convention, requete, attendus):
    for etat, cle in [("ouvert", "objet"), ("repondu", "objet"), ("clos", "duree")]:
        CommentaireFactory(convention=convention, etat=etat, disposition=cle, texte=f"Dit {etat}.")
    contexte = client.get(adresse(convention, "commentaires") + requete).context
    assert {e.commentaire.get_etat_display() for e in contexte["retenus"]} == attendus


@pytest.mark.parametrize("nombre", [1, 300])
def test_pages_cost_the_same_at_any_number_of_comments(client, convention, nombre, django_assert_num_queries):
    CommentaireFactory.create_batch(nombre, convention=convention, personne=Membre.objects.get().personne)
    with django_assert_num_queries(10):
        client.get(adresse(convention, "commentaires"))

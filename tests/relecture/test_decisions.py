"""What people decide on findings: accepted for a reason, kept across readings, reversible, journaled."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from convenir.documents.entree import lire_octets
from convenir.journal.models import Evenement
from convenir.lecture.comprendre import comprendre
from convenir.lecture.operations import enregistrer
from convenir.lecture.queries import get_dossier
from convenir.relecture import operations
from convenir.relecture.models import Acceptation, ConstatReleve, Relecture
from convenir.relecture.queries import compter, get_constats, get_derniere
from convenir.socle.erreurs import Refus
from tests.factories.conventions import ConventionFactory
from tests.factories.relecture import ConstatReleveFactory, RelectureFactory
from tests.factories.textes import OCTETS

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def convention(pour):
    return enregistrer(comprendre(lire_octets("val-d-ambre.txt", OCTETS)), octets=OCTETS, pour=pour)


@pytest.fixture
def relecture(convention):
    return operations.relire_convention(convention.code)


def adresse(nom, relecture, constat):
    return reverse(f"relecture:{nom}", args=[relecture.convention.code, constat.empreinte])


def test_relire_convention_keeps_the_findings_in_the_order_of_the_text(relecture):
    messages = [c.constat.message for c in get_constats(relecture)]
    assert any("L’article 3 manque" in message for message in messages)
    assert [c.numero for c in get_constats(relecture)] == list(range(1, len(messages) + 1))
    evenement = Evenement.objects.get(type="convention.relue")
    assert evenement.donnees == {"relecture": relecture.pk, "constats": len(messages)}


def test_relire_convention_of_an_unknown_code_is_refused():
    with pytest.raises(Refus):
        operations.relire_convention("nulle-part")
    assert Relecture.objects.count() == 0


def test_relire_les_nouvelles_leaves_those_already_read(convention, relecture):
    ConventionFactory(avec_articles=True)
    assert (operations.relire_les_nouvelles(), operations.relire_les_nouvelles()) == (1, 0)
    assert Relecture.objects.filter(convention=convention).count() == 1


def test_acceptation_is_kept_across_readings(convention, relecture):
    constat = relecture.constats.first()
    avant = compter(get_constats(relecture)).total()
    operations.accepter(convention, constat.empreinte, motif="  Voulu.  ", auteur="La Caf")
    nouvelle = operations.relire_convention(convention.code)
    suivis = {c.constat.empreinte: c for c in get_constats(nouvelle)}
    assert suivis[constat.empreinte].acceptation.motif == "Voulu."
    assert compter(get_constats(nouvelle)).total() == avant - 1
    assert Evenement.objects.get(type="constat.accepte").auteur == "La Caf"


def test_accepter_without_a_reason_is_refused(convention, relecture):
    with pytest.raises(Refus):
        operations.accepter(convention, relecture.constats.first().empreinte, motif="  ")
    assert Acceptation.objects.count() == 0


def test_accepter_what_was_never_found_is_refused(convention, relecture):
    with pytest.raises(Refus):
        operations.accepter(convention, "inconnu", motif="Voulu.")


def test_accepter_again_changes_the_reason(convention, relecture):
    empreinte = relecture.constats.first().empreinte
    operations.accepter(convention, empreinte, motif="Voulu.")
    operations.accepter(convention, empreinte, motif="Vérifié avec la Caf.")
    assert Acceptation.objects.get().motif == "Vérifié avec la Caf."


def test_retablir_opens_the_finding_again_and_says_so_once(convention, relecture):
    empreinte = relecture.constats.first().empreinte
    operations.accepter(convention, empreinte, motif="Voulu.")
    operations.retablir(convention, empreinte)
    operations.retablir(convention, empreinte)
    assert Acceptation.objects.count() == 0
    assert Evenement.objects.filter(type="constat.retabli").count() == 1


@pytest.mark.parametrize("champs", [{"motif": ""}, {"motif": "Encore."}])
def test_database_wants_one_reasoned_acceptance(champs):
    relecture = RelectureFactory()
    Acceptation.objects.create(convention=relecture.convention, empreinte="a", motif="Voulu.")
    empreinte = "a" if champs["motif"] else "b"
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptation.objects.create(convention=relecture.convention, empreinte=empreinte, **champs)


def test_database_refuses_an_unknown_severity():
    with pytest.raises(IntegrityError), transaction.atomic():
        ConstatReleveFactory(gravite="grave")


def test_relecture_page_shows_the_gravest_section_first(client, relecture):
    page = client.get(reverse("relecture:relecture", args=[relecture.convention.code]))
    assert page.context["section"].cle == page.context["ouverts_ici"][0].constat.section
    assert 'class="manque">Article 3 : absent<' in page.content.decode()


def test_relecture_page_of_a_section_marks_its_blank(client, relecture):
    page = client.get(
        reverse("relecture:section", args=[relecture.convention.code, "article-2"])
    ).content.decode()
    assert '>XX<a class="appel' in page


def test_relecture_page_of_an_unknown_section_is_not_found(client, relecture):
    assert (
        client.get(reverse("relecture:section", args=[relecture.convention.code, "article-9"])).status_code
        == 404
    )


def test_relecture_page_before_any_reading_proposes_it(client, convention):
    page = client.get(reverse("relecture:relecture", args=[convention.code])).content.decode()
    assert "Relire maintenant" in page


def test_relecture_page_tells_when_the_text_changed_since(client, convention, relecture):
    adresse_page = reverse("relecture:relecture", args=[convention.code])
    avant = client.get(adresse_page).context["perimee"]
    convention.dispositions.filter(cle="article-1").update(texte="Un autre objet.")
    assert (avant, client.get(adresse_page).context["perimee"]) == (False, True)
    assert operations.empreinte_du_texte(get_dossier(convention.code)) != relecture.empreinte_texte


@pytest.mark.parametrize("nombre", [1, 300])
def test_constats_query_count(client, django_assert_num_queries, convention, nombre):
    RelectureFactory(convention=convention, constats=nombre)
    adresse_liste = reverse("relecture:constats", args=[convention.code])
    with django_assert_num_queries(13):
        page = client.get(adresse_liste).content.decode()
    assert page.count('class="constat bloquant"') == nombre


def test_constats_are_narrowed_by_severity_family_and_state(client, relecture):
    convention = relecture.convention
    ConstatReleve.objects.filter(relecture=relecture).delete()
    bloquant = ConstatReleveFactory(relecture=relecture, rang=1)
    ConstatReleveFactory(relecture=relecture, rang=2, gravite="information")
    ConstatReleveFactory(relecture=relecture, rang=3, famille="dates")
    operations.accepter(convention, bloquant.empreinte, motif="Voulu.")
    adresse_liste = reverse("relecture:constats", args=[convention.code])

    def rangs(**choix):
        return [s.numero for s in client.get(adresse_liste, choix).context["retenus"]]

    assert rangs() == [2, 3]
    assert rangs(gravite="bloquant") == [3]
    assert rangs(famille="dates") == [3]
    assert rangs(etat="acceptes") == [1]
    assert rangs(etat="tous") == [1, 2, 3]


def test_accepter_by_htmx_answers_the_card_and_the_tally(client, relecture):
    constat = relecture.constats.first()
    reponse = client.post(adresse("accepter", relecture, constat), {"motif": "Voulu."}, headers=HTMX)
    page = reponse.content.decode()
    assert (page.count("<section"), page.count('hx-swap-oob="true"')) == (1, 1)
    assert "Voulu." in page


def test_accepter_without_javascript_returns_to_the_card(client, relecture):
    constat = relecture.constats.first()
    reponse = client.post(adresse("accepter", relecture, constat), {"motif": "Voulu."})
    assert reponse["Location"].endswith(f"/relecture/{constat.section}/#c-{constat.empreinte}")
    assert Acceptation.objects.get().empreinte == constat.empreinte


def test_accepter_without_a_reason_shows_the_form_again(client, relecture):
    constat = relecture.constats.first()
    page = client.post(adresse("accepter", relecture, constat), {"motif": " "}, headers=HTMX).content.decode()
    assert 'aria-invalid="true"' in page
    assert Acceptation.objects.count() == 0


def test_retablir_from_the_screen(client, relecture):
    constat = relecture.constats.first()
    operations.accepter(relecture.convention, constat.empreinte, motif="Voulu.")
    client.post(adresse("retablir", relecture, constat), headers=HTMX)
    assert Acceptation.objects.count() == 0


def test_relire_from_the_screen_makes_a_new_reading(client, relecture):
    reponse = client.post(reverse("relecture:relire", args=[relecture.convention.code]), follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("relecture:relecture", args=[relecture.convention.code])
    assert get_derniere(relecture.convention).pk != relecture.pk

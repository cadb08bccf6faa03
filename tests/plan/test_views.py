"""Pages of the plan: what they show, what they let do, to whom."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.conventions.models import Membre
from convenir.plan.contenu import photographier
from convenir.plan.forms.parties import PARTIES
from convenir.plan.models import FicheAction
from convenir.plan.operations import modifier
from tests.factories.plan import ENTIERE, EnjeuFactory, FicheFactory, ObjectifFactory

pytestmark = pytest.mark.django_db


def adresse(convention, nom, *args):
    return reverse(f"plan:{nom}", args=[convention.code, *args])


def page(client, convention, nom, *args, **demande):
    return client.get(adresse(convention, nom, *args), demande)


def poster(client, convention, nom, *args, **donnees):
    return client.post(adresse(convention, nom, *args), donnees)


def saisie(reponse):
    """The values of a form as a browser would send them back, lines included."""
    formulaire = reponse.context["saisie"].formulaire
    formulaires = (
        [formulaire.management_form, *formulaire] if hasattr(formulaire, "management_form") else [formulaire]
    )
    valeurs = {champ.html_name: champ.value() for f in formulaires for champ in f}
    valeurs["version"] = reponse.context["version"]
    return {nom: "" if valeur is None else valeur for nom, valeur in valeurs.items()}


def test_empty_plan_says_how_to_begin(client, convention):
    assert "Le plan est encore vide" in page(client, convention, "plan").text
    assert "n’a pas encore d’objectif" in page(client, convention, "nouvelle").text


def test_plan_of_the_text_is_offered_then_taken_over(client, convention):
    convention.lecture = {"plans": [{"thematique": "Jeunesse", "objectifs": [{"libelle": "Ouvrir un lieu"}]}]}
    convention.save()
    assert "Reprendre le plan du texte" in page(client, convention, "plan").text
    assert poster(client, convention, "reprendre").url == adresse(convention, "plan")
    corps = page(client, convention, "plan").text
    assert "Ouvrir un lieu" in corps
    assert "Reprendre le plan du texte" not in corps


def test_thread_is_written_from_enjeu_to_fiche(client, convention):
    poster(client, convention, "ajouter", nature="enjeu", theme="jeunesse", libelle="Écouter les jeunes")
    poster(client, convention, "ajouter", nature="objectif", theme="jeunesse", libelle="Ouvrir un lieu")
    enjeu, objectif = convention.enjeux.get(), convention.objectifs.get()
    poster(client, convention, "objectif", objectif.pk, libelle="Ouvrir un lieu", enjeu=enjeu.pk, version=1)
    suite = poster(client, convention, "nouvelle", titre="Un local", objectif=objectif.pk)
    assert suite.url == adresse(convention, "fiche", 1)
    volet = page(client, convention, "plan").context["plan"].volets[0]
    assert [(e.libelle, [f.titre for v in vises for f in v.fiches]) for e, vises in volet.par_enjeu] == [
        ("Écouter les jeunes", ["Un local"])
    ]


@pytest.mark.parametrize("libelle", ["", "   "])
def test_line_without_words_is_refused(client, convention, libelle):
    reponse = poster(client, convention, "ajouter", nature="enjeu", theme="jeunesse", libelle=libelle)
    assert (reponse.status_code, convention.enjeux.count()) == (422, 0)


def test_enjeu_set_aside_is_shown_with_its_reason(client, convention):
    enjeu = EnjeuFactory(convention=convention)
    poster(client, convention, "ecarter", enjeu.pk, motif="Porté par le CLS", version=1)
    assert "Écarté : Porté par le CLS" in page(client, convention, "plan").text
    poster(client, convention, "retenir", enjeu.pk, version=2)
    assert "Porté par le CLS" not in page(client, convention, "plan").text


def test_fiche_shows_all_it_says(client, entiere):
    corps = page(client, entiere.convention, "fiche", entiere.numero).text
    for dit in (
        "Club fictif",
        "Trouver un local",
        "12-17 ans",
        "Rombies-et-Marchipont",
        "Le bail",
        "Collège fictif",
    ):
        assert dit in corps
    assert re.search(r"Complète à 100", corps)


def test_next_useful_field_leads_to_its_part(client, convention):
    fiche = FicheFactory(objectif=ObjectifFactory(convention=convention))
    corps = page(client, convention, "fiche", fiche.numero).text
    assert (
        f'Prochain champ utile : <a href="{adresse(convention, "partie", 1, "acteurs")}">le pilote</a>'
        in corps
    )


@pytest.mark.parametrize("partie", PARTIES)
def test_part_sent_back_untouched_changes_nothing(client, entiere, partie):
    lue = page(client, entiere.convention, "partie", entiere.numero, partie)
    reponse = poster(client, entiere.convention, "partie", entiere.numero, partie, **saisie(lue))
    assert reponse.status_code == 302
    relue = FicheAction.objects.get(pk=entiere.pk)
    assert (photographier(relue), relue.version) == (photographier(entiere), 1)


def test_line_is_added_and_another_taken_away(client, entiere):
    lue = saisie(page(client, entiere.convention, "partie", entiere.numero, "etapes"))
    lue |= {"lignes-0-intitule": "", "lignes-2-intitule": "Inaugurer", "lignes-2-echeance": "2026-10-01"}
    poster(client, entiere.convention, "partie", entiere.numero, "etapes", **lue)
    etapes = photographier(FicheAction.objects.get(pk=entiere.pk))["etapes"]
    assert [e["intitule"] for e in etapes] == ["Ouvrir", "Inaugurer"]


@pytest.mark.parametrize(
    ("partie", "champs", "phrase"),
    [
        ("indicateurs", {"lignes-0-mesures": "hier : beaucoup"}, "ne se lit pas"),
        ("liens", {"liees": "douze"}, "n’est pas un numéro de fiche"),
        ("effets", {"lignes-0-insee": ""}, "Dites dans quelle commune"),
        ("budget", {"lignes-0-annee": ""}, "Dites pour quelle année"),
        ("acteurs", {"lignes-0-qui": "organisation:0"}, "n’en fait pas partie"),
        ("essentiel", {"fin": "2020-01-01"}, "ne peut précéder son début"),
    ],
)
def test_part_that_makes_no_sense_is_refused_in_a_sentence(client, entiere, partie, champs, phrase):
    lue = saisie(page(client, entiere.convention, "partie", entiere.numero, partie))
    reponse = poster(client, entiere.convention, "partie", entiere.numero, partie, **lue | champs)
    assert reponse.status_code == 422
    assert phrase in reponse.text
    assert FicheAction.objects.get(pk=entiere.pk).version == 1


def test_two_people_see_each_other_s_change_and_lose_nothing(client, entiere):
    lue = saisie(page(client, entiere.convention, "partie", entiere.numero, "contenu"))
    modifier(entiere, {"description": "Ouvrir le samedi."})
    mienne = lue | {"description": "Ouvrir le dimanche."}
    reponse = poster(client, entiere.convention, "partie", entiere.numero, "contenu", **mienne)
    assert reponse.status_code == 422
    assert [(d.libelle, d.propose, d.actuel) for d in reponse.context["divergences"]] == [
        ("description", "Ouvrir le dimanche.", "Ouvrir le samedi.")
    ]
    gardee = saisie(reponse)
    assert (gardee["description"], gardee["version"]) == ("Ouvrir le dimanche.", 2)
    poster(client, entiere.convention, "partie", entiere.numero, "contenu", **gardee)
    relue = FicheAction.objects.get(pk=entiere.pk)
    assert relue.description == "Ouvrir le dimanche."
    assert relue.versions.get(numero=2).contenu["description"] == "Ouvrir le samedi."


@pytest.mark.parametrize(
    ("nom", "donnees", "lu"),
    [
        ("avancer", {"avancement": "bloquee", "motif": "Le bail"}, "Bloquée par : Le bail"),
        ("rediger", {"redaction": "formalisee"}, "Formalisée"),
        ("nouvelles", {"texte": "Le local est trouvé."}, "Le local est trouvé."),
    ],
)
def test_small_acts_show_on_the_page(client, entiere, nom, donnees, lu):
    poster(client, entiere.convention, nom, entiere.numero, version=1, **donnees)
    assert lu in page(client, entiere.convention, "fiche", entiere.numero).text


def test_document_is_joined_and_given_back(client, entiere, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fichier = SimpleUploadedFile("bail.txt", b"Un bail")
    poster(client, entiere.convention, "joindre", entiere.numero, titre="Le bail", fichier=fichier)
    piece = entiere.pieces.get()
    assert page(client, entiere.convention, "piece", entiere.numero, piece.pk).content == b"Un bail"


def test_fiche_is_kept_for_one_s_own_organisation_among_others(client, entiere, acces):
    from tests.factories.acteurs import OrganisationFactory
    from tests.factories.conventions import MembreFactory

    caf = OrganisationFactory(caf=True)
    MembreFactory(convention=entiere.convention, autre=True, organisation=caf)
    refuse = poster(client, entiere.convention, "visibilite", entiere.numero, organisations=[caf.pk])
    assert "Gardez votre organisation" in refuse.text
    siennes = [caf.pk, acces.organisation.pk]
    poster(client, entiere.convention, "visibilite", entiere.numero, organisations=siennes)
    assert FicheAction.objects.get(pk=entiere.pk).reserves.count() == 2
    Membre.objects.filter(personne=acces.personne).update(organisation=OrganisationFactory(nom="Une autre"))
    assert page(client, entiere.convention, "fiche", entiere.numero).status_code == 404


def test_table_keeps_its_filters_in_its_address(client, convention):
    objectif = ObjectifFactory(convention=convention)
    FicheFactory.create_batch(52, objectif=objectif, en_cours=True)
    FicheFactory(objectif=objectif)
    reponse = page(client, convention, "fiches", avancement="en_cours", grouper="theme", pilote="rien")
    assert (reponse.context["page"].paginator.count, len(reponse.context["groupes"])) == (52, 1)
    assert "?avancement=en_cours&amp;grouper=theme&amp;pilote=rien&amp;page=2" in reponse.text
    suite = page(client, convention, "fiches", avancement="en_cours", page="2")
    assert len(suite.context["groupes"][0].rangs) == 2


def test_field_is_changed_on_many_fiches_or_on_none(client, convention):
    objectif = ObjectifFactory(convention=convention)
    FicheFactory(objectif=objectif)
    FicheFactory(objectif=objectif, terminee=True)
    FicheFactory(objectif=objectif)
    demande = {"champ": "avancement", "fiches": ["1", "2", "3"]}
    assert page(client, convention, "lot", **demande).context["visees"] == list(
        convention.fiches.order_by("numero")
    )
    refuse = poster(client, convention, "lot", **demande, valeur="en_pause")
    assert (refuse.status_code, "elle ne peut devenir" in refuse.text) == (422, True)
    assert set(convention.fiches.values_list("avancement", flat=True)) == {"a_demarrer", "terminee"}
    poster(client, convention, "lot", champ="priorite", fiches=["1", "3"], valeur="haute")
    assert list(convention.fiches.order_by("numero").values_list("priorite", flat=True)) == [
        "haute",
        "",
        "haute",
    ]


def test_whoever_leads_one_fiche_writes_on_that_one_alone(client, convention, acces):
    objectif = ObjectifFactory(convention=convention)
    sienne, autre = FicheFactory.create_batch(2, objectif=objectif)
    sienne.intervenants.create(role="pilote", personne=acces.personne)
    Membre.objects.filter(personne=acces.personne).update(fiches_propres=True)
    assert poster(client, convention, "nouvelles", sienne.numero, texte="Bien").status_code == 302
    refuse = poster(client, convention, "nouvelles", autre.numero, texte="Bien")
    assert (refuse.status_code, "Votre contribution ne porte pas" in refuse.text) == (422, True)
    assert "Donner des nouvelles" not in page(client, convention, "fiche", autre.numero).text


def test_contributor_of_a_theme_does_not_move_a_fiche_out_of_it(client, entiere, acces):
    ailleurs = ObjectifFactory(convention=entiere.convention, theme="logement")
    Membre.objects.filter(personne=acces.personne).update(themes=["jeunesse"])
    lue = saisie(page(client, entiere.convention, "partie", entiere.numero, "essentiel"))
    lue["objectif"] = ailleurs.pk
    reponse = poster(client, entiere.convention, "partie", entiere.numero, "essentiel", **lue)
    assert reponse.status_code == 422
    assert FicheAction.objects.get(pk=entiere.pk).objectif.theme == "jeunesse"


def test_former_version_is_restored_from_the_page(client, entiere):
    modifier(entiere, {"titre": "Autre"})
    poster(client, entiere.convention, "restaurer", entiere.numero, 1, version=2)
    assert FicheAction.objects.get(pk=entiere.pk).titre == ENTIERE["titre"]

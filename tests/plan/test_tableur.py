"""The workbook of the fiches: out and back without loss, only the edits written, every fault told by line."""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenir.conventions.models import Membre
from convenir.documents.entree.classeur import lire_classeur
from convenir.journal.models import Evenement
from convenir.plan.contenu import photographier
from convenir.plan.models import FicheAction
from convenir.plan.operations import modifier
from convenir.plan.queries.fiches import fiches_visibles
from convenir.plan.tableur.colonnes import TROP_LONG
from convenir.plan.tableur.exports import exporter
from convenir.plan.tableur.importation import importer
from convenir.socle.erreurs import Refus
from tests.factories.acteurs import OrganisationFactory
from tests.factories.plan import ENTIERE, FicheFactory, ObjectifFactory, ecrire_une_fiche

pytestmark = pytest.mark.django_db


def sortir(convention, acces):
    return openpyxl.load_workbook(io.BytesIO(exporter(convention, fiches_visibles(convention, acces))))


def rentrer(convention, acces, classeur, **options):
    tampon = io.BytesIO()
    classeur.save(tampon)
    return importer(convention, lire_classeur("plan.xlsx", tampon.getvalue()), acces, **options)


def ecrire(feuille, rang, colonne, valeur):
    """Write in the cell of a row, under a heading."""
    titres = [cellule.value for cellule in feuille[1]]
    feuille.cell(rang, titres.index(colonne) + 1).value = valeur


def contenus(convention):
    return {f.numero: photographier(f) for f in convention.fiches.order_by("numero")}


def tableau(*rangs):
    classeur = openpyxl.Workbook()
    for rang in rangs:
        classeur.active.append(rang)
    return classeur


def refus(rapport):
    return [
        (ligne.feuille, ligne.numero, ligne.raison) for ligne in rapport.lignes if ligne.verdict == "refusée"
    ]


def test_forty_fiches_go_out_and_come_back_with_exactly_the_edits(convention, acces):
    for _ in range(40):
        ecrire_une_fiche(convention)
    avant = contenus(convention)
    classeur = sortir(convention, acces)
    fiches = classeur["Fiches"]
    ecrire(fiches, 3, "Titre", "Un autre titre")
    ecrire(fiches, 3, "Fin", datetime.date(2027, 12, 31))
    ecrire(fiches, 11, "Partenaires", "Collège fictif ; Mairie fictive")
    ecrire(fiches, 21, "Description", "Deux lignes.\nPas une.")
    ecrire(classeur["Étapes"], 10, "Faite le", "12/03/2026")
    ecrire(classeur["Mesures"], 2, "Valeur", 8)
    ecrire(classeur["Budget"], 41, "Prévu", 99.5)
    rapport = rentrer(convention, acces, classeur)
    apres = contenus(convention)
    changes = {
        n: {c: v for c, v in apres[n].items() if v != avant[n][c]} for n in apres if apres[n] != avant[n]
    }
    partenaires = [
        {"role": "partenaire", "organisation": None, "personne": None, "libelle": nom}
        for nom in ("Collège fictif", "Mairie fictive")
    ]
    indicateur = ENTIERE["indicateurs"][0]
    mesures = [indicateur["mesures"][0] | {"valeur": "8"}, indicateur["mesures"][1]]
    assert changes == {
        1: {"indicateurs": [indicateur | {"mesures": mesures}]},
        2: {"titre": "Un autre titre", "fin": "2027-12-31"},
        5: {"etapes": [ENTIERE["etapes"][0] | {"faite_le": "2026-03-12"}, ENTIERE["etapes"][1]]},
        10: {"intervenants": [ENTIERE["intervenants"][0], *partenaires]},
        20: {
            "budget": [ENTIERE["budget"][0], ENTIERE["budget"][1] | {"prevu": "99.5"}],
            "description": "Deux lignes.\nPas une.",
        },
    }
    assert (rapport.ecrit, dict(rapport.compte)) == (True, {"modifiée": 5, "inchangée": 35})
    assert Evenement.objects.filter(type="fiche.modifiee").count() == 5


def test_workbook_untouched_changes_nothing(convention, entiere, acces):
    long = ecrire_une_fiche(convention, contexte="mot " * 10_000, titre="=1+1")
    rapport = rentrer(convention, acces, sortir(convention, acces))
    assert (dict(rapport.compte), rapport.change) == ({"inchangée": 2}, 0)
    feuille = sortir(convention, acces)["Fiches"]
    assert TROP_LONG in [cellule.value for cellule in feuille[3]]
    assert photographier(FicheAction.objects.get(pk=long.pk))["titre"] == "=1+1"


def test_dry_run_tells_and_writes_nothing(convention, entiere, acces):
    classeur = sortir(convention, acces)
    ecrire(classeur["Fiches"], 2, "Titre", "Autre")
    rapport = rentrer(convention, acces, classeur, a_blanc=True)
    assert [(ligne.verdict, ligne.raison) for ligne in rapport.lignes] == [("modifiée", "Change : titre.")]
    assert (rapport.ecrit, FicheAction.objects.get(pk=entiere.pk).titre) == (False, ENTIERE["titre"])


def test_what_was_changed_here_meanwhile_is_kept_or_told(convention, entiere, acces):
    classeur = sortir(convention, acces)
    modifier(entiere, {"public": "Tous"})
    ecrire(classeur["Fiches"], 2, "Titre", "Autre")
    assert rentrer(convention, acces, classeur).change == 1
    relue = photographier(FicheAction.objects.get(pk=entiere.pk))
    assert (relue["titre"], relue["public"]) == ("Autre", "Tous")
    ecrire(classeur["Fiches"], 2, "Public", "Les 18 ans")
    ((_, _, raison),) = refus(rentrer(convention, acces, classeur))
    assert raison.startswith("« public » a changé ici depuis l’export")


@pytest.mark.parametrize(
    ("colonne", "valeur", "phrase"),
    [
        ("Communes", "Atlantide", "n’est pas une commune du territoire"),
        ("Fin", "à la rentrée", "n’est pas une date"),
        ("Fin", "31/02/2027", "n’est pas une date"),
        ("ETP", "un peu", "n’est pas un nombre"),
        ("Priorité", "Urgente", "n’est pas une valeur connue : Haute, Moyenne, Basse"),
        ("Objectif", "Voler", "introuvable dans le plan"),
        ("Titre", "", "Titre : Ce champ"),
        ("Rédaction", "Diffusée", "se change sur la page"),
        ("Fiches liées", "treize", "n’est pas un numéro de fiche"),
        ("Autres plans servis", "PLU", "n’est pas une valeur connue"),
        ("Avancement", "Bloquée", "Dites ce qui bloque"),
        ("Version", 77, "n’est pas dans l’historique"),
    ],
)
def test_cell_that_cannot_be_read_is_told_by_line_and_nothing_is_written(
    convention, entiere, acces, colonne, valeur, phrase
):
    autre = ecrire_une_fiche(convention)
    classeur = sortir(convention, acces)
    ecrire(classeur["Fiches"], 2, "Public", "Tous")
    ecrire(classeur["Fiches"], 3, colonne, valeur)
    rapport = rentrer(convention, acces, classeur)
    ((feuille, rang, raison),) = refus(rapport)
    assert (feuille, rang, phrase in raison) == ("Fiches", 3, True)
    assert (rapport.ecrit, contenus(convention)) == (
        False,
        {1: ENTIERE | {"objectif": autre.objectif_id}, 2: ENTIERE | {"objectif": autre.objectif_id}},
    )


@pytest.mark.parametrize(
    ("feuille", "colonne", "valeur", "phrase"),
    [
        ("Budget", "Prévu", "cher", "n’est pas un nombre"),
        ("Étapes", "N°", "", "ne dit pas le numéro"),
        ("Étapes", "N°", 12, "n’est pas sur la première feuille"),
        ("Effets", "Commune", "Atlantide", "n’est pas une commune"),
        ("Effets", "Type de service", "Piscine", "n’est pas un type de service"),
    ],
)
def test_row_of_another_sheet_is_told_at_its_place(
    convention, entiere, acces, feuille, colonne, valeur, phrase
):
    classeur = sortir(convention, acces)
    ecrire(classeur[feuille], 2, colonne, valeur)
    rapport = rentrer(convention, acces, classeur)
    ((ou, rang, raison),) = refus(rapport)
    assert (ou, rang, phrase in raison, rapport.ecrit) == (feuille, 2, True, False)


def test_merged_cells_and_formulas_are_told(convention, entiere, acces):
    classeur = sortir(convention, acces)
    ecrire(classeur["Fiches"], 2, "Titre", "=UPPER(A1)")
    assert "Une formule n’a pas de résultat" in refus(rentrer(convention, acces, classeur))[0][2]
    classeur = sortir(convention, acces)
    classeur["Fiches"].merge_cells("B2:C2")
    assert "cellules fusionnées" in refus(rentrer(convention, acces, classeur))[0][2]


def test_plan_of_elsewhere_is_read_by_its_own_headings(convention, acces):
    ObjectifFactory(convention=convention, libelle="Ouvrir un lieu")
    caf = OrganisationFactory(caf=True)
    classeur = tableau(
        ["Plan d’actions 2026"],
        ["Action", "Objectif opérationnel", "Porteur", "Échéance", "Couleur", "Communes"],
        ["Un local", "ouvrir un lieu", f"{caf.nom} ; Club fictif", "31/12/2026", "bleu", "Artres"],
    )
    rapport = rentrer(convention, acces, classeur)
    assert rapport.ignorees == ("Couleur",)
    assert [(ligne.numero, ligne.verdict, ligne.raison) for ligne in rapport.lignes] == [
        (3, "nouvelle", "« Club fictif » n’est pas connu ici : gardé sous ce nom.")
    ]
    fiche = photographier(convention.fiches.get())
    assert (fiche["titre"], fiche["fin"], fiche["communes"]) == ("Un local", "2026-12-31", ["59019"])
    assert [(i["organisation"], i["libelle"]) for i in fiche["intervenants"]] == [
        (caf.pk, ""),
        (None, "Club fictif"),
    ]


def test_whole_plan_goes_to_another_convention(convention, entiere, acces):
    from tests.factories.adhesions import EPCI
    from tests.factories.conventions import ConventionFactory

    classeur = sortir(convention, acces)
    autre = ConventionFactory(epci_siren=EPCI)
    objectif = ObjectifFactory(convention=autre, libelle=entiere.objectif.libelle)
    acces.membre = autre.membres.get(personne=acces.personne)
    assert rentrer(autre, acces, classeur).change == 1
    assert contenus(autre) == {1: ENTIERE | {"objectif": objectif.pk}}


def test_progress_is_edited_with_its_reason(convention, entiere, acces):
    classeur = sortir(convention, acces)
    ecrire(classeur["Fiches"], 2, "Avancement", "Bloquée")
    ecrire(classeur["Fiches"], 2, "Bloquée par, ou motif d’abandon", "Le bail")
    rapport = rentrer(convention, acces, classeur)
    assert [ligne.raison for ligne in rapport.lignes] == ["Change : avancement."]
    assert FicheAction.objects.get(pk=entiere.pk).bloquee_par == "Le bail"


def test_table_without_titles_is_refused(convention, acces):
    with pytest.raises(Refus, match="Aucune colonne ne donne le titre"):
        rentrer(convention, acces, tableau(["Couleur"], ["bleu"]))


def test_fiche_out_of_one_s_scope_is_told(convention, entiere, acces):
    acces.membre.themes = ["logement"]
    classeur = sortir(convention, acces)
    assert refus(rentrer(convention, acces, classeur)) == []
    ecrire(classeur["Fiches"], 2, "Titre", "Autre")
    ((_, _, raison),) = refus(rentrer(convention, acces, classeur))
    assert raison.startswith("Votre contribution ne porte pas sur la fiche 1")


def test_workbook_is_read_then_settled_then_written_on_screen(client, convention, acces):
    ObjectifFactory(convention=convention, libelle="Ouvrir un lieu")
    tampon = io.BytesIO()
    tableau(["Titre", "Objectif", "Pour qui"], ["Un local", "Ouvrir un lieu", "Les jeunes"]).save(tampon)
    adresse = reverse("plan:importer", args=[convention.code])
    lue = client.post(adresse, {"fichier": SimpleUploadedFile("plan.xlsx", tampon.getvalue())})
    assert "Colonnes laissées de côté : Pour qui" in lue.text
    suite = {
        "classeur": lue.context["classeur"],
        "colonne_0": "titre",
        "colonne_1": "objectif",
        "colonne_2": "public",
    }
    assert client.post(adresse, suite).context["rapport"].ignorees == ()
    assert convention.fiches.count() == 0
    assert client.post(adresse, suite | {"enregistrer": "1"}).status_code == 302
    assert convention.fiches.get().public == "Les jeunes"


@pytest.mark.parametrize("envoi", [{"classeur": "n’importe quoi"}, {"classeur": "AAAA"}, {}])
def test_broken_form_is_refused_in_a_sentence(client, convention, envoi):
    reponse = client.post(reverse("plan:importer", args=[convention.code]), envoi)
    assert (reponse.status_code, convention.fiches.count()) == (422, 0)


def test_export_leaves_out_what_is_reserved_to_others(client, convention, entiere, acces):
    FicheFactory(objectif=entiere.objectif, reservee=True, titre="À d’autres")
    octets = client.get(reverse("plan:exporter", args=[convention.code])).content
    feuille = openpyxl.load_workbook(io.BytesIO(octets))["Fiches"]
    assert [feuille.cell(rang, 2).value for rang in range(2, feuille.max_row + 1)] == [ENTIERE["titre"]]
    assert Membre.objects.filter(convention=convention).count() == 1

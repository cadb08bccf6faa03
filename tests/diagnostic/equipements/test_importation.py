import csv
import datetime
import io
from decimal import Decimal

import pytest

from convenir.diagnostic.equipements.exports import en_csv, en_xlsx
from convenir.diagnostic.equipements.importation import (
    Verdict,
    importer,
    reconnaitre_les_colonnes,
)
from convenir.diagnostic.equipements.queries import equipements_de
from convenir.diagnostic.models import Equipement
from convenir.documents.entree.tableur import lire_tableur
from convenir.socle.erreurs import Refus
from tests.factories.equipements import ANZIN, EquipementFactory

SCDL = (
    "COLL_NOM,COLL_SIRET,EQUIP_UID,EQUIP_THEME,EQUIP_CODE,EQUIP_TYPE,EQUIP_NOM,ADR_NUMERO,ADR_NOMVOIE,"
    "ADR_CODEPOSTAL,ADR_COMMUNE,ADR_CLE_INTEROP,EQUIP_LAT,EQUIP_LONG,EQUIP_OUVERTURE,EQUIP_TEL,EQUIP_EMAIL,EQUIP_WEB\n"
    "Anzin,21590014500016,FICTIF-1,Petite enfance,C1,Crèche,Les Fictifs,3,rue Imaginaire,59410,Anzin,,"
    "50.3718,3.5045,Mo-Fr 07:30-18:30,,accueil@exemple.invalid,\n"
    "Anzin,21590014500016,FICTIF-2,Sport,S1,Gymnase,Salle imaginaire,,,59410,Anzin,,,,,,,\n"
)


def rangs(texte):
    return lire_tableur("services.csv", texte.encode())


def charger(convention, texte, **options):
    lus = rangs(texte)
    options.setdefault("source", "Essai")
    return importer(convention, lus, reconnaitre_les_colonnes(lus[0]), **options)


def verdicts(rapport):
    return [(ligne.numero, ligne.verdict) for ligne in rapport.lignes]


def test_national_schema_goes_in_by_itself_and_what_is_no_service_is_left(convention):
    rapport = charger(convention, SCDL)
    assert verdicts(rapport) == [(2, Verdict.NOUVELLE), (3, Verdict.LAISSEE)]
    assert "n’est pas un service aux familles" in rapport.lignes[1].raison
    creche = Equipement.objects.get()
    assert (creche.type, creche.insee, creche.identifiant) == ("eaje", ANZIN, "FICTIF-1")
    assert (creche.adresse, creche.lat, creche.lon) == (
        "3 rue Imaginaire",
        Decimal("50.3718"),
        Decimal("3.5045"),
    )
    assert (creche.horaires, creche.places, creche.avip) == ("Mo-Fr 07:30-18:30", None, None)


def test_same_table_again_changes_nothing_and_a_dry_run_writes_nothing(convention):
    charger(convention, SCDL, a_blanc=True)
    assert not Equipement.objects.exists()
    charger(convention, SCDL)
    assert charger(convention, SCDL).phrase == "2 lignes lues : 1 déjà connue, 1 laissée."


def test_new_value_of_a_known_service_changes_it_and_an_empty_cell_changes_nothing(convention):
    charger(
        convention,
        "Identifiant;Type;Nom;Code INSEE;Places;Horaires\nF1;EAJE;Les Fictifs;59014;20;8 h - 18 h\n",
    )
    rapport = charger(
        convention, "Identifiant;Type;Nom;Code INSEE;Places;Horaires\nF1;EAJE;Les Fictifs;59014;25;\n"
    )
    assert verdicts(rapport) == [(2, Verdict.MODIFIEE)]
    creche = Equipement.objects.get()
    assert (creche.places, creche.horaires) == (25, "8 h - 18 h")


def test_service_without_identifier_is_known_by_its_type_name_and_commune(convention):
    table = "Type;Nom;Commune\nLAEP;La Parenthèse fictive;Anzin\nLAEP;La Parenthèse fictive;Aulnoy-lez-Valenciennes\n"
    charger(convention, table)
    assert charger(convention, table).phrase == "2 lignes lues : 2 déjà connues."


FAUTES = [
    ("EAJE;;59014;;;", "Le nom du service manque."),
    ("EAJE;Les Fictifs;99999;;;", "Aucune commune ne porte le code « 99999 »."),
    ("EAJE;Les Fictifs;59014;vingt;;", "« vingt » n’est pas un nombre de places."),
    ("EAJE;Les Fictifs;59014;-5;;", "« -5 » n’est pas un nombre de places."),
    ("EAJE;Les Fictifs;59014;;50,3;", "La position n’a qu’une coordonnée"),
    ("EAJE;Les Fictifs;59014;;nord;est", "n’est pas une coordonnée"),
    ("Assistants maternels;Une personne;59014;;;", "Ajoutez un dénombrement"),
]


@pytest.mark.parametrize(("ligne", "phrase"), FAUTES)
def test_bad_line_is_told_and_leaves_the_others_be(convention, ligne, phrase):
    table = f"Type;Nom;Code INSEE;Places;Latitude;Longitude\n{ligne}\nRPE;Relais fictif;59014;;50,37;3,5\n"
    rapport = charger(convention, table)
    assert verdicts(rapport) == [(2, Verdict.REFUSEE), (3, Verdict.NOUVELLE)]
    assert phrase in rapport.lignes[0].raison
    assert Equipement.objects.get().lat == Decimal("50.37")


def test_repeated_line_is_refused_and_names_the_first(convention):
    rapport = charger(convention, "Identifiant;Type;Nom\nF1;RPE;Relais fictif\nF1;RPE;Relais fictif\n")
    assert rapport.lignes[1].raison == "Doublon : la ligne 2 donne déjà ce service."


def test_commune_of_elsewhere_is_left_and_an_absent_one_is_not_guessed(convention):
    rapport = charger(convention, "Type;Nom;Code INSEE\nRPE;Relais d’ailleurs;75056\nRPE;Relais sans lieu;\n")
    assert verdicts(rapport) == [(2, Verdict.LAISSEE), (3, Verdict.NOUVELLE)]
    assert Equipement.objects.get().insee == ""


def test_line_out_of_the_scope_of_whoever_imports_is_refused(convention):
    rapport = charger(
        convention,
        "Type;Nom;Code INSEE\nRPE;Relais fictif;59014\n",
        permis=lambda _type, insee: insee == "59032",
    )
    assert verdicts(rapport) == [(2, Verdict.REFUSEE)]


def test_table_without_type_takes_the_one_given_for_all(convention):
    assert charger(convention, "Nom\nLes Fictifs\n", type_par_defaut="eaje").nouvelles == 1


@pytest.mark.parametrize(
    ("table", "phrase"),
    [
        ("Type\nEAJE\n", "Aucune colonne ne donne le nom"),
        ("Nom\nLes Fictifs\n", "Aucune colonne ne donne le type"),
    ],
)
def test_table_that_lacks_a_column_is_refused_whole(convention, table, phrase):
    with pytest.raises(Refus, match=phrase):
        charger(convention, table)


def test_two_columns_for_one_thing_are_refused(convention):
    lus = rangs("Nom;Autre nom;Type\nLes Fictifs;x;EAJE\n")
    with pytest.raises(Refus, match="Deux colonnes sont désignées pour « Nom »"):
        importer(convention, lus, ["nom", "nom", "type"], source="Essai")


@pytest.fixture
def deux_services(convention):
    EquipementFactory(
        convention=convention,
        nom="=Les Fictifs",
        identifiant="F1",
        avip=True,
        handicap=False,
        telephone="+33300000000",
        ferme_le=datetime.date(2034, 7, 1),
        verifie_le=datetime.date(2025, 1, 1),
    )
    EquipementFactory(
        convention=convention,
        type="laep",
        places=None,
        nom="La Parenthèse",
        lon=Decimal("-1.5"),
        verifie_le=None,
    )
    return convention


@pytest.mark.parametrize(("ecrire", "nom"), [(en_csv, "s.csv"), (en_xlsx, "s.xlsx")])
def test_export_comes_back_and_changes_nothing(deux_services, ecrire, nom):
    lus = lire_tableur(nom, ecrire(equipements_de(deux_services)))
    rapport = importer(deux_services, lus, reconnaitre_les_colonnes(lus[0]), source="Essai")
    assert rapport.phrase == "2 lignes lues : 2 déjà connues."


@pytest.mark.parametrize(("ecrire", "nom"), [(en_csv, "s.csv"), (en_xlsx, "s.xlsx")])
def test_export_makes_the_same_list_elsewhere(deux_services, ecrire, nom):
    champs = [f.name for f in Equipement._meta.fields if f.name not in {"id", "convention", "version"}]
    avant = list(Equipement.objects.order_by("type").values(*champs))
    lus = lire_tableur(nom, ecrire(equipements_de(deux_services)))
    Equipement.objects.all().delete()
    importer(deux_services, lus, reconnaitre_les_colonnes(lus[0]), source="Essai")
    assert list(Equipement.objects.order_by("type").values(*champs)) == avant


def test_csv_never_gives_a_formula_to_a_spreadsheet(deux_services):
    lignes = list(
        csv.reader(io.StringIO(en_csv(equipements_de(deux_services)).decode("utf-8-sig")), delimiter=";")
    )
    assert "'=Les Fictifs" in lignes[1]
    assert "-1,5" in lignes[2]


def test_real_schools_go_in_and_come_back(convention, donnees_publiques):
    octets = (donnees_publiques / "etablissements_scolaires_ips_cavm.csv").read_bytes()
    lus = lire_tableur("ecoles.csv", octets)
    colonnes = reconnaitre_les_colonnes(lus[0])
    assert colonnes == ("", "type", "identifiant", "nom", "insee", "commune", "", "", "")
    rapport = importer(convention, lus, colonnes, source="Éducation nationale")
    assert rapport.compte == {Verdict.NOUVELLE: 112}
    assert Equipement.objects.filter(type="ecole").count() == 81
    assert importer(convention, lus, colonnes, source="x").compte == {Verdict.DEJA: 112}

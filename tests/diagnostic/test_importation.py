"""A table goes in whole or not at all, and each line that is wrong is told."""

from decimal import Decimal

import pytest

from convenir.diagnostic.importation.colonnes import Colonnes, Origine, connues, livrees, reconnaitre
from convenir.diagnostic.importation.importer import importer
from convenir.diagnostic.importation.tables import ouvrir
from convenir.diagnostic.models import Source, Valeur
from convenir.diagnostic.operations import charger_catalogue, enregistrer_correspondance
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus

JUSTE = "insee;annee;nb;tx\n59014;2022;120;45,2\n59019;2022;s;\n"


def gardees():
    champs = ("indicateur__cle", "niveau", "code", "millesime", "valeur", "statut")
    return list(Valeur.objects.order_by("code", "indicateur__cle", "millesime").values_list(*champs))


ATTENDUES = [
    ("enfants", "commune", "59014", 2022, Decimal(120), "publiee"),
    ("part", "commune", "59014", 2022, Decimal("45.2"), "publiee"),
    ("enfants", "commune", "59019", 2022, None, "secrete"),
]


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_separator_is_recognised(charger, separateur):
    texte = JUSTE.replace("45,2", "45.2").replace(";", separateur)
    assert charger(texte).ecrit
    assert gardees() == ATTENDUES


def test_quoted_decimal_comma_in_a_file_cut_by_commas_is_read(charger):
    charger('insee,annee,nb,tx\n59014,2022,"120","45,2"\n59019,2022,s,\n')
    assert gardees() == ATTENDUES


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252"])
def test_mark_of_order_and_encoding_are_recognised(charger, colonnes, codage):
    autres = Colonnes(**{**colonnes.en_donnees(), "origine": colonnes.origine, "annee": "année"})
    charger(JUSTE.replace("annee", "année").encode(codage), autres)
    assert gardees() == ATTENDUES


def test_figures_written_the_french_way_are_read(charger):
    charger("insee;annee;nb;tx\n59014;2022;1\u202f234 567;45,2 %\n59019;31/12/2022;12\xa0000;0\n")
    assert [v[4] for v in gardees()] == [Decimal(1234567), Decimal("45.2"), Decimal(12000), Decimal(0)]


def test_code_that_lost_its_zero_is_found_again(charger):
    charger("insee;annee;nb\n1004;2022;7\n")
    assert [v[2] for v in gardees()] == ["01004"]


@pytest.mark.parametrize(
    ("ligne", "message"),
    [
        ("99999;2022;1;1", "Aucune commune ne porte le code « 99999 »."),
        ("59019;2022;-3;1", "« Enfants » ne peut être négatif : -3."),
        ("59019;2022;1;100,1", "« Part d’enfants » est une part, elle ne peut dépasser 100 % : 100,1."),
        ("59019;2022;beaucoup;1", "« beaucoup » n’est pas un nombre."),
        ("59019;22;1;1", "« 22 » n’est pas une année."),
        ("59019;2022", "La ligne est plus courte que l’en-tête."),
        ("59014;2022;121;", "Doublon : la ligne 2 donne déjà une autre valeur."),
        ("59014;2022;120;", "Doublon : la ligne 2 donne déjà la même valeur."),
    ],
)
def test_wrong_line_is_told_and_nothing_is_written(charger, ligne, message):
    rapport = charger(f"insee;annee;nb;tx\n59014;2022;120;45,2\n{ligne}\n")
    assert (rapport.ecrit, rapport.constats.fautes) == (False, [(3, message)])
    assert (gardees(), Source.objects.count()) == ([], 0)


def test_rest_is_loaded_on_request(charger):
    rapport = charger(f"{JUSTE}99999;2022;1;1\n", partiel=True)
    assert (rapport.ecrit, rapport.constats.nombre_de_fautes) == (True, 1)
    assert gardees() == ATTENDUES


def test_lines_that_contradict_one_another_are_all_left_out(charger):
    rapport = charger(
        "insee;annee;nb\n59014;2022;1\n59019;2022;5\n59019;2022;5\n59014;2022;2\n", partiel=True
    )
    assert rapport.constats.nombre_de_fautes == 2
    assert [v[2:5] for v in gardees()] == [("59019", 2022, Decimal(5))]


def test_years_mixed_in_a_file_announced_of_one_are_told(charger):
    rapport = charger("insee;annee;nb\n59014;2022;1\n59014;2021;2\n", annee=2022)
    assert rapport.constats.fautes == [
        (3, "Millésime mêlé : 2021, alors que le tableau est annoncé de 2022.")
    ]


def test_series_of_years_goes_in_when_no_year_is_announced(charger):
    rapport = charger("insee;annee;nb\n59014;2022;1\n59014;2021;2\n")
    assert dict(rapport.constats.millesimes) == {2022: 1, 2021: 1}


def test_dry_run_tells_the_same_and_writes_nothing(charger):
    essai = charger(JUSTE, essai=True)
    assert gardees() == []
    vrai = charger(JUSTE)
    assert (essai.phrase, essai.ecrit, vrai.ecrit) == (vrai.phrase, False, True)


def test_same_file_again_changes_nothing(charger):
    premier, second = charger(JUSTE), charger(JUSTE)
    assert (premier.nouvelles, second.nouvelles, second.changees, second.identiques) == (3, 0, 0, 3)
    assert gardees() == ATTENDUES


def test_new_version_of_a_file_changes_what_it_says_in_place(charger):
    charger(JUSTE)
    avant = list(Valeur.objects.order_by("pk").values_list("pk", flat=True))
    rapport = charger(JUSTE.replace("120", "s").replace("59019;2022;s", "59019;2022;8"))
    assert (rapport.nouvelles, rapport.changees, rapport.identiques) == (0, 2, 1)
    assert list(Valeur.objects.order_by("pk").values_list("pk", flat=True)) == avant
    assert [(v[4], v[5]) for v in gardees()][::2] == [(None, "secrete"), (Decimal(8), "publiee")]


def test_merged_commune_is_told_and_left_and_recoded_one_is_followed(charger):
    rapport = charger("insee;annee;nb\n59014;2022;1\n59070;2022;2\n")
    assert (rapport.ecrit, list(rapport.constats.disparues)) == (True, ["59070"])
    assert [v[2] for v in gardees()] == ["59014"]


def test_counts_of_a_source_that_rounds_are_rounded_and_shares_are_not(charger, colonnes):
    origine = Origine("caf", "Caf", "Cnaf", arrondi=5)
    charger(JUSTE, Colonnes(**{**colonnes.en_donnees(), "origine": origine}))
    assert [v[5] for v in gardees()] == ["arrondie", "publiee", "secrete"]


def test_withheld_line_keeps_no_figure(charger, colonnes):
    autres = Colonnes(**{**colonnes.en_donnees(), "origine": colonnes.origine, "secret": "note"})
    charger("insee;annee;note;nb;tx\n59014;2022;1;120;45\n59019;2022;0;3;4\n", autres)
    assert [(v[2], v[4]) for v in gardees()] == [
        *(("59014", None), ("59014", None)),
        *(("59019", Decimal(3)), ("59019", Decimal(4))),
    ]


def test_long_table_names_its_indicator_on_each_line(charger):
    texte = "indicateur;niveau;code;annee;valeur\nenfants;epci;245901160;2022;5\npart;Département;59;2022;6\n"
    charger(
        f"{texte}part_calculee;france;FR;2022;7\ninconnu;france;FR;2022;8\n",
        livrees()["valeurs"],
        partiel=True,
    )
    assert [v[:5] for v in gardees()] == [
        ("enfants", "epci", "245901160", 2022, Decimal(5)),
        ("part", "departement", "59", 2022, Decimal(6)),
    ]


def test_computed_indicator_is_not_imported(charger, colonnes):
    autres = Colonnes(
        **{**colonnes.en_donnees(), "origine": colonnes.origine, "indicateurs": {"nb": "part_calculee"}}
    )
    with pytest.raises(Refus, match="se calcule"):
        charger(JUSTE, autres)


@pytest.mark.parametrize(
    ("octets", "message"),
    [
        (b"", "ne s.pare aucune colonne"),
        (b"\n\n", "ne s.pare aucune colonne"),
        (b"un texte\nsans colonnes\n", "ne s.pare aucune colonne"),
        (b"\x00\x01;\x02\n", "n.est pas un tableau"),
        (b"PK\x03\x04rien", "abîmé"),
        (b"code;annee;nb\n1;2;3\n", "La colonne . insee . manque"),
        (b"insee;annee\n1;2\n", "Aucune colonne de chiffres"),
    ],
)
def test_file_that_cannot_be_read_is_refused(charger, octets, message):
    with pytest.raises(Refus, match=message):
        charger(octets)
    assert Valeur.objects.count() == 0


def test_import_is_told_in_the_journal(charger, convention):
    charger(JUSTE, convention=convention)
    evenement = Evenement.objects.get(type="diagnostic.importe")
    assert (evenement.objet, evenement.donnees["source"]) == (
        f"convention:{convention.code}/diagnostic",
        "essai",
    )


def test_saved_columns_are_read_back_the_same(colonnes, db):
    enregistrer_correspondance("mienne", colonnes.en_donnees())
    assert connues()["mienne"] == colonnes


@pytest.mark.parametrize(
    ("entete", "nom"),
    [
        (
            ("annee", "numcom", "nomcom", "numepci", "nomepci", "txcouv_com", "txcouv_eaje_com"),
            "txcouv_pe_com",
        ),
        (("annee", "numepci", "nomepci", "txcouv_epci", "txcouv_am_ind_epci", "numdep"), "txcouv_pe_epci"),
        (("annee", "numdep", "nomdep", "txcouv_dep"), "txcouv_pe_dep"),
        (("CODGEO", "NBMENFISC21", "MED21"), "filosofi_2021_communes"),
        (("a", "b"), None),
    ],
)
def test_header_is_recognised(db, entete, nom):
    trouvee = reconnaitre(entete)
    assert (trouvee and trouvee[0]) == nom


def test_file_of_coverage_goes_in_by_its_header_alone(db, tmp_path):
    """Shape of the national export: a date for the year, placeholder rows, a rate beyond a hundred."""
    charger_catalogue()
    chemin = tmp_path / "txcouv_pe_epci.csv"
    chemin.write_text(
        "\ufeffannee;numepci;nomepci;txcouv_epci;txcouv_psu_col_epci\n"
        "2022-12-31;245901160;CA FICTIVE;50.3;12.1\n2022-12-31;XX;XX;;\n2021-12-31;245901160;CA FICTIVE;104.5;\n"
    )
    tableau = ouvrir(chemin)
    rapport = importer(tableau, reconnaitre(tableau.entete)[1])
    assert (rapport.ecrit, rapport.nouvelles, rapport.constats.nombre_de_fautes) == (True, 3, 0)
    lues = Valeur.objects.filter(indicateur__cle="taux_couverture_accueil").order_by("millesime")
    assert [(v.millesime, v.valeur) for v in lues] == [(2021, Decimal("104.5")), (2022, Decimal("50.3"))]


@pytest.mark.parametrize(
    ("fichier", "nouvelles", "secretes"),
    [
        ("filosofi_2021_communes_cavm.csv", 175, 43),
        ("filosofi_2021_communes_nord.csv", 3235, 1263),
        ("filosofi_communes_cavm_2014_2019.csv", 350, 0),
        ("filosofi_epci_nord_2014_2019.csv", 36, 0),
        ("insee_neet_communes_cavm.csv", 105, 0),
        ("cnaf_iris_cavm_2016_2021.csv", 5249, 171),
        ("nord_communes_insee_2024.csv", 3882, 0),
    ],
)
def test_public_file_goes_in_whole(db, donnees_publiques, fichier, nouvelles, secretes):
    charger_catalogue()
    tableau = ouvrir(donnees_publiques / fichier)
    rapport = importer(tableau, reconnaitre(tableau.entete)[1])
    assert (rapport.ecrit, rapport.nouvelles, rapport.constats.secretes) == (True, nouvelles, secretes)

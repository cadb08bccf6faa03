import pytest

from convenir.__main__ import main
from convenir.diagnostic.importation.colonnes import trouver
from convenir.diagnostic.models import Valeur
from tests.factories.diagnostic import IndicateurFactory

pytestmark = pytest.mark.django_db
TABLEAU = "insee;an;nb\n59014;2022;1\n59019;2022;2\n"
DECRIRE = (
    *("--code", "insee", "--niveau", "commune", "--colonne-annee", "an", "--indicateur", "nb=enfants"),
    *("--source", "mienne", "--titre", "Mon tableau", "--producteur", "Le service"),
)


@pytest.fixture
def fichier(tmp_path):
    IndicateurFactory()
    chemin = tmp_path / "tableau.csv"
    chemin.write_text(TABLEAU, encoding="utf-8")
    return chemin


def donnees(*arguments):
    return main(["donnees", *map(str, arguments)])


def test_unknown_table_is_described_once_then_recognised(fichier, capsys):
    assert donnees("importer", fichier) == 2
    assert "ne sont pas reconnues" in capsys.readouterr().err
    assert donnees("colonnes", fichier, *DECRIRE, "--enregistrer", "mienne") == 0
    assert trouver("mienne").origine.titre == "Mon tableau"
    assert donnees("importer", fichier) == 0
    assert "2 nouvelles" in capsys.readouterr().out
    assert Valeur.objects.count() == 2


def test_preview_shows_first_rows_and_what_they_mean(fichier, capsys):
    donnees("colonnes", fichier, *DECRIRE)
    dit = capsys.readouterr().out
    assert "UTF-8, point-virgule" in dit
    assert "insee : 59014 · 59019" in dit
    assert "nb → enfants" in dit


def test_fault_is_told_by_line_and_holds_all_back(fichier, capsys):
    fichier.write_text(f"{TABLEAU}00000;2022;3\n", encoding="utf-8")
    donnees("colonnes", fichier, *DECRIRE, "--enregistrer", "mienne")
    assert donnees("importer", fichier, "--colonnes", "mienne") == 1
    dit = capsys.readouterr().out
    assert "Ligne 4 : Aucune commune ne porte le code « 00000 »." in dit
    assert "Rien n’a été écrit." in dit
    assert not Valeur.objects.exists()


def test_dry_run_writes_nothing(fichier, capsys):
    donnees("colonnes", fichier, *DECRIRE, "--enregistrer", "mienne")
    assert donnees("importer", fichier, "--colonnes", "mienne", "--essai") == 0
    assert "Essai : rien n’a été écrit." in capsys.readouterr().out
    assert not Valeur.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("importer", "absent.csv"),
        ("colonnes", "absent.csv"),
    ],
)
def test_missing_file_is_refused_in_words(arguments, capsys):
    assert donnees(*arguments) == 2
    assert "introuvable" in capsys.readouterr().err


def test_catalogue_and_known_columns_are_listed(capsys):
    assert donnees("indicateurs") == 0
    assert donnees("colonnes") == 0
    dit = capsys.readouterr().out
    assert "taux_couverture_accueil\t%\t" in dit
    assert "txcouv_pe_epci\t" in dit

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Count, Sum
from django.test.utils import CaptureQueriesContext

from convenir.journal.models import Evenement
from convenir.territoires import queries
from convenir.territoires.models import Chargement, Commune, Departement, Epci, Population
from convenir.territoires.operations import charger
from convenir.territoires.queries import fichiers

pytestmark = pytest.mark.django_db
PIERREFITTE = (
    "93059\t219300597\t93\t200054781\t33736\t2021\t93380\tPierrefitte-sur-Seine\tpierrefitte sur seine"
)
lignes_livrees = fichiers.lignes


@pytest.fixture
def livrer(monkeypatch):
    """Make the shipped files hold one département only, with communes added: quick to load, easy to change."""

    def changer(empreinte: str, *ajoutees: str) -> None:
        def lignes(table: str) -> list[str]:
            livrees = lignes_livrees(table)
            if table == "communes":
                return [*(ligne for ligne in livrees if ligne.startswith("93")), *ajoutees]
            if table == "populations":
                return [livrees[0], *(ligne for ligne in livrees if ligne.startswith("93"))]
            return livrees

        monkeypatch.setattr(fichiers, "lignes", lignes)
        monkeypatch.setattr(fichiers, "empreinte", lambda: empreinte * 64)

    return changer


def test_charger_loads_all_that_is_shipped_and_says_so() -> None:
    phrase = charger()
    assert phrase.startswith("Territoires chargés : 34\u202f969 communes, 1\u202f255 intercommunalités")
    assert Commune.objects.en_vigueur().count() == Commune.objects.count() == 34_969
    assert Epci.objects.en_vigueur().count() == 1_255
    assert Departement.objects.count() == len(queries.departements())
    livrees = sum(
        len(ligne.split("\t")) - ligne.split("\t").count("") - 1
        for ligne in fichiers.lignes("populations")[1:]
    )
    assert Population.objects.count() == livrees
    valenciennes = Epci.objects.get(siren="245901160")
    attendue = queries.population_epci("245901160", 2021)
    assert attendue is not None
    assert valenciennes.communes.filter(populations__annee=2021).aggregate(
        communes=Count("pk"), habitants=Sum("populations__valeur")
    ) == {"communes": len(queries.communes_de_epci("245901160")), "habitants": attendue.valeur}


def test_charger_again_returns_at_once_and_writes_nothing(livrer) -> None:
    livrer("a")
    charger()
    with CaptureQueriesContext(
        connection,
    ) as requetes:
        phrase = charger()
    assert phrase.startswith("Territoires déjà à jour")
    assert [r["sql"] for r in requetes if not r["sql"].startswith("SELECT")] == []
    assert (Chargement.objects.count(), Evenement.objects.filter(type="territoires.charges").count()) == (
        1,
        1,
    )


def test_charger_other_data_keeps_keys_and_retires_a_merged_commune(livrer) -> None:
    livrer("a", PIERREFITTE)
    charger()
    Population.objects.create(commune_id="93059", annee=2021, valeur=1)
    livrer("b")
    charger()
    disparue = Commune.objects.get(insee="93059")
    assert (disparue.en_vigueur, disparue.epci, disparue.siren) == (False, None, None)
    assert disparue.successeur == Commune.objects.get(insee="93066")
    assert disparue.populations.count() == 0
    assert Chargement.objects.count() == 2


def test_charger_a_commune_restored_is_in_force_again(livrer) -> None:
    for empreinte, ajoutees in (("a", [PIERREFITTE]), ("b", []), ("c", [PIERREFITTE])):
        livrer(empreinte, *ajoutees)
        charger()
    revenue = Commune.objects.get(insee="93059")
    assert (revenue.en_vigueur, revenue.successeur, revenue.siren) == (True, None, "219300597")


def test_charger_a_siren_that_passes_to_another_code(livrer) -> None:
    livrer("a", PIERREFITTE)
    charger()
    livrer("b", PIERREFITTE.replace("93059", "93998"))
    charger()
    assert Commune.objects.get(siren="219300597").insee == "93998"


def test_charger_that_fails_leaves_the_tables_as_they_were(livrer) -> None:
    livrer("a")
    charger()
    avant = list(Commune.objects.order_by("insee").values())
    livrer("b", "93999\t\t00\t\t\t\t\tNulle Part\tnulle part", "x")
    with pytest.raises(ValueError, match="unpack"):
        charger()
    assert list(Commune.objects.order_by("insee").values()) == avant
    assert Chargement.objects.count() == 1

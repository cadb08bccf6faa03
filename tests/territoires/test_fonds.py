import json

import pytest

from convenir.socle.erreurs import Refus
from convenir.territoires.fonds import LIVRES, calques_sur, fond_des_communes
from convenir.territoires.models import Couche, Trace
from convenir.territoires.operations import charger_contours
from convenir.territoires.queries import communes_de_epci
from convenir.territoires.traces import lire_traces
from tests.conftest import PARTAGE

CAVM = "245901160"


def test_base_map_holds_each_commune_and_is_projected_once(db):
    insees = [c.insee for c in communes_de_epci(CAVM)]
    fond = fond_des_communes(insees)

    assert sorted(fond.zones) == sorted(insees)
    assert fond.mention == LIVRES
    assert fond_des_communes(reversed(insees)) is fond


def test_communes_without_contour_become_tiles_that_say_so(db):
    fond = fond_des_communes(["98818", "98805"])

    assert sorted(fond.zones) == ["98805", "98818"]
    assert fond.mention.startswith("Carte en carreaux")


def carre(insee, x, y, cote=0.01, **proprietes):
    anneau = [[x, y], [x + cote, y], [x + cote, y + cote], [x, y + cote], [x, y]]
    return {
        "type": "Feature",
        "properties": {"insee": insee, **proprietes},
        "geometry": {"type": "Polygon", "coordinates": [anneau]},
    }


@pytest.fixture
def charger(tmp_path, db):
    def _charger(contenu, nom="couche", **options):
        chemin = tmp_path / f"{nom}.geojson"
        texte = contenu if isinstance(contenu, str) else json.dumps(contenu)
        chemin.write_text(texte, encoding="utf-8")
        return charger_contours(chemin, nom, **options)

    return _charger


def collection(*entites):
    return {"type": "FeatureCollection", "features": list(entites)}


def test_finer_contours_replace_the_shipped_ones_where_they_draw_all(charger):
    phrase = charger(collection(carre("59014", 3.5, 50.3), carre("59606", 3.6, 50.3)), source="IGN fictif")

    assert phrase == "« couche » : 2 contours de communes."
    assert fond_des_communes(["59014", "59606"]).mention == "Contours : IGN fictif."
    assert fond_des_communes(["59014", "59606", "59019"]).mention == LIVRES
    charger(collection(carre("59014", 3.5, 50.3), carre("59606", 3.6, 50.3)), source="IGN fictif 2")
    assert (Couche.objects.count(), Trace.objects.count()) == (1, 2)


def test_other_zones_are_drawn_over_the_communes_they_are_in(charger):
    dedans, dehors = (
        carre("", 3.52, 50.355, 0.002, code_qp="Q1", lib_qp="Ici"),
        carre("", 2, 48, code_qp="Q2"),
    )
    assert charger(collection(dedans, dehors)) == "« couche » : 2 zones à dessiner par-dessus."
    (calque,) = calques_sur(["59606"])

    assert (calque.nom, [nom for nom, _ in calque.zones]) == ("couche", ["Ici"])
    assert calques_sur(["59019"]) == ()


def test_topojson_gives_the_same_zones_quantised_or_not(tmp_path):
    objets = {
        "c": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "arcs": [[0, -2]], "properties": {"insee": "59014"}}],
        }
    }
    brut = {"type": "Topology", "objects": objets, "arcs": [[[0, 0], [1, 0], [1, 1]], [[0, 0], [1, 1]]]}
    ecarts = [[[0, 0], [10, 0], [0, 10]], [[0, 0], [10, 10]]]
    quantifie = {**brut, "arcs": ecarts, "transform": {"scale": [0.1, 0.1], "translate": [0, 0]}}
    chemin = tmp_path / "c.topojson"
    for topologie in (brut, quantifie):
        chemin.write_text(json.dumps(topologie), encoding="utf-8")
        (zone,) = lire_traces(chemin)
        assert (zone.code, zone.contour) == ("59014", [[[(0, 0), (1, 0), (1, 1), (0, 0)]]])


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        ("{", "n’est pas un fichier GeoJSON"),
        ({"type": "Autre"}, "n’est pas un fichier GeoJSON"),
        (collection(), "aucun polygone"),
        (collection(carre("", 3, 50)), "n’a pas de code"),
        (collection(carre("59014", 3, 50), carre("59014", 4, 50)), "portent le code « 59014 »"),
        (collection(carre("59014", 700000, 7000000)), "pas en degrés"),
    ],
)
def test_unreadable_contours_are_refused_in_a_sentence_and_write_nothing(charger, contenu, phrase):
    with pytest.raises(Refus, match=phrase):
        charger(contenu)
    assert Couche.objects.count() == 0


@pytest.mark.parametrize(
    "nom", ["nord_communes.geojson", "nord_communes.topojson", "cavm_communes_hr_2018.geojson"]
)
def test_real_contours_go_in(db, nom):
    chemin = PARTAGE / "donnees" / nom
    if not chemin.exists():
        pytest.skip("les données publiques (../shared/donnees) sont absentes de cette machine")
    assert charger_contours(chemin, "essai").endswith("contours de communes.")
    insees = [c.insee for c in communes_de_epci(CAVM)]
    assert fond_des_communes(insees).mention == f"Contours : {nom}."


def test_real_quartiers_prioritaires_are_drawn_over(db):
    chemin = PARTAGE / "donnees" / "cavm_qpv2024.geojson"
    if not chemin.exists():
        pytest.skip("les données publiques (../shared/donnees) sont absentes de cette machine")
    assert charger_contours(chemin, "QPV") == "« QPV » : 14 zones à dessiner par-dessus."
    (calque,) = calques_sur([c.insee for c in communes_de_epci(CAVM)])
    assert (len(calque.zones), calque.zones[0][0]) == (14, "Verrerie - Square République")

from convenir.territoires.fonds import LIVRES, fond_des_communes
from convenir.territoires.queries import communes_de_epci

CAVM = "245901160"


def test_base_map_holds_each_commune_and_is_projected_once():
    insees = [c.insee for c in communes_de_epci(CAVM)]
    fond = fond_des_communes(insees)

    assert sorted(fond.zones) == sorted(insees)
    assert fond.mention == LIVRES
    assert fond_des_communes(reversed(insees)) is fond


def test_communes_without_contour_become_tiles_that_say_so():
    fond = fond_des_communes(["98818", "98805"])

    assert sorted(fond.zones) == ["98805", "98818"]
    assert fond.mention.startswith("Carte en carreaux")

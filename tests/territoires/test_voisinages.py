from convenir.territoires.queries import communes_voisines, epcis_voisins


def test_neighbours_share_a_border_also_across_departements():
    assert [c.nom for c in communes_voisines("59606")] == [
        *("Anzin", "Aulnoy-lez-Valenciennes", "Bruay-sur-l'Escaut", "Marly", "Petite-Forêt"),
        *("Saint-Saulve", "La Sentinelle", "Trith-Saint-Léger"),
    ]
    assert {c.departement for c in communes_voisines("59097")} == {"59", "62"}
    assert communes_voisines("97123") == []  # an island of one commune
    assert communes_voisines("00000") == []


def test_neighbouring_is_mutual():
    for voisine in communes_voisines("59606"):
        assert "59606" in {c.insee for c in communes_voisines(voisine.insee)}


def test_epcis_that_touch():
    assert [e.nom for e in epcis_voisins("245901160")] == [
        *("CA de la Porte du Hainaut", "CC du Pays Solesmois", "CC du Pays de Mormal")
    ]

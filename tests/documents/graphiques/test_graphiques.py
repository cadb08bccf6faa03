"""Drawings: well-formed, named, with their table; nothing told by colour alone; what has no number said."""

from decimal import Decimal

import pytest
from lxml import etree

from convenir.documents.blocs import Figure, Paragraphe, Tableau
from convenir.documents.graphiques import (
    Absence,
    Calque,
    Cartouche,
    Couple,
    Marqueur,
    Mesure,
    Serie,
    barres,
    choroplethe,
    courbe,
    distribution,
    nuage,
    points,
    projeter,
    quantiles,
    seuils,
    tuiles,
)

SVG = "{http://www.w3.org/2000/svg}"
PART = Cartouche("part", "Part d’enfants", "Producteur fictif", "2022", "%", 1)
MESURES = (
    Mesure("Anzin", Decimal("45.2"), en_avant=True),
    Mesure("Bruay", Decimal("-3.5"), mention="arrondie"),
    Mesure("Curgies", None, Absence.SECRETE),
    Mesure("Denain & Escaut", None),
)


def carre(x, y, cote=1.0):
    """A square territory from its south-west corner."""
    return [[[(x, y), (x + cote, y), (x + cote, y + cote), (x, y + cote), (x, y)]]]


def fond(noms):
    return projeter({nom: carre(rang, 50) for rang, nom in enumerate(noms)})


def textes(graphique):
    return ["".join(t.itertext()) for t in etree.fromstring(graphique.svg).iter(f"{SVG}text")]


def tous():
    mesures = {m.nom: m for m in MESURES}
    return [
        barres(PART, MESURES),
        barres(PART, MESURES * 4),
        courbe(PART, [Serie("Anzin", {2019: MESURES[0], 2020: MESURES[2], 2022: MESURES[1]})]),
        distribution(PART, MESURES),
        nuage(PART, PART, [Couple("Anzin", 1, 2, en_avant=True), Couple("Bruay", 3, 4)]),
        choroplethe(PART, fond(mesures), mesures, calques=[Calque("Quartiers", (("Q", carre(0, 50, 0.2)),))]),
        choroplethe(PART, tuiles(dict.fromkeys(mesures)), mesures),
        points(PART, fond(mesures), [Marqueur("Crèche", "EAJE", 0.5, 50.5, "Anzin")]),
    ]


@pytest.mark.parametrize("graphique", tous(), ids=lambda g: g.entetes[-1])
def test_drawing_is_well_formed_named_described_and_free_of_inline_style(graphique):
    racine = etree.fromstring(graphique.svg)
    nom, description = racine.get("aria-labelledby").split()
    ids = [e.get("id") for e in racine.iter() if e.get("id")]

    assert (racine.find(f"{SVG}title").get("id"), racine.find(f"{SVG}desc").get("id")) == (nom, description)
    assert racine.find(f"{SVG}title").text == "Part d’enfants"
    assert racine.find(f"{SVG}desc").text == graphique.resume
    assert len(ids) == len(set(ids))
    assert [e.tag for e in racine.iter() if e.get("style") or e.tag in {f"{SVG}style", f"{SVG}script"}] == []
    assert {len(ligne) for ligne in graphique.lignes} == {len(graphique.entetes)}


def test_bars_write_each_number_and_why_there_is_none():
    graphique = barres(PART, MESURES)

    assert textes(graphique) == [
        *("Anzin", "45,2\u202f%", "Bruay", "−3,5\u202f%"),
        *("Curgies", "secret statistique", "Denain & Escaut", "valeur non connue"),
    ]
    assert graphique.entetes == ("Territoire", "Valeur (%)", "Précision")
    assert graphique.lignes == (
        ("Anzin", "45,2", ""),
        ("Bruay", "−3,5", "arrondie"),
        ("Curgies", "secret statistique", ""),
        ("Denain & Escaut", "valeur non connue", ""),
    )


def test_line_is_broken_where_a_year_has_no_number():
    annees = dict(zip(range(2017, 2022), map(Decimal, (1, 2, 3, 4, 5)), strict=True))
    serie = Serie("Anzin", {a: Mesure("", None if a == 2019 else v) for a, v in annees.items()})
    traits = [t.get("d") for t in etree.fromstring(courbe(PART, [serie]).svg).iter(f"{SVG}path")]

    assert [d.count("M") for d in traits if d.count("L") == 2] == [2]


def test_line_says_that_its_axis_does_not_start_at_zero():
    serie = Serie("Anzin", {2021: Mesure("", 50), 2022: Mesure("", 52)})

    assert courbe(PART, [serie]).notes == ("L’axe ne part pas de zéro.",)
    assert courbe(PART, [Serie("Anzin", {2021: Mesure("", 0), 2022: Mesure("", 52)})]).notes == ()


def test_distribution_lists_from_the_highest_then_what_has_no_number():
    assert [ligne[0] for ligne in distribution(PART, MESURES).lignes] == [
        *("Anzin", "Bruay", "Curgies", "Denain & Escaut")
    ]
    assert distribution(PART, MESURES).entetes[1] == "Rang"
    assert [ligne[1] for ligne in distribution(PART, MESURES).lignes] == ["1", "2", "–", "–"]
    assert "Anzin : 45,2\u202f%, rang 1 sur 2" in distribution(PART, MESURES).resume
    assert "médiane 20,9\u202f%" in distribution(PART, MESURES).resume


def test_quantiles_hold_as_many_each_and_merge_equal_bounds():
    dix = [Mesure("", v) for v in range(10)]

    assert quantiles(dix).bornes == (2, 4, 6, 8)
    assert [quantiles(dix).rang(m) for m in dix] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert quantiles([Mesure("", v) for v in (0, 0, 0, 0, 7)]).bornes == (7,)
    assert quantiles([]).bornes == ()


@pytest.mark.parametrize("bornes", [(3, 2), (2, 2), (1, 2, 3, 4, 5)])
def test_bounds_that_do_not_rise_or_are_too_many_are_refused(bornes):
    with pytest.raises(ValueError, match="quatre bornes"):
        seuils(bornes)


def test_choropleth_counts_each_class_and_each_absence_in_its_legend():
    mesures = {m.nom: m for m in MESURES}
    graphique = choroplethe(PART, fond(mesures), mesures, classes=seuils((Decimal(10),)))

    assert textes(graphique) == [
        *("B", "A"),  # the letters of the classes, on the territories
        *("A", "moins de 10,0\u202f% (1)", "B", "10,0\u202f% et plus (1)"),
        *("secret statistique (1)", "valeur non connue (1)"),
    ]
    zones = [z.find(f"{SVG}title").text for z in etree.fromstring(graphique.svg).iter(f"{SVG}path") if len(z)]
    assert zones == [
        *("Anzin : 45,2\u202f%", "Bruay : −3,5\u202f%"),
        *("Curgies : secret statistique", "Denain & Escaut : valeur non connue"),
    ]
    assert graphique.lignes[0] == ("Anzin", "45,2", "10,0\u202f% et plus")
    assert graphique.notes == ("Classes par seuils choisis.",)


def test_choropleth_names_what_its_source_does_not_draw():
    graphique = choroplethe(PART, fond(["Anzin"]), {m.nom: m for m in MESURES[:2]})
    assert graphique.notes[-1] == "Sans contour dans la source : Bruay."


def test_tiles_follow_centres_and_say_that_they_are_no_contours():
    centres = {
        "sud-ouest": (1.0, 48.0),
        "nord-est": (2.0, 49.0),
        "nord-ouest": (1.0, 49.1),
        "sud-est": (2.0, 48.1),
    }
    carte = tuiles(centres)
    places = sorted(carte.zones, key=lambda nom: (carte.zones[nom].centre[1], carte.zones[nom].centre[0]))

    assert places == ["nord-ouest", "nord-est", "sud-est", "sud-ouest"]
    assert carte.mention.startswith("Carte en carreaux, faute de contours")
    assert "dans l’ordre de la liste" in tuiles({"a": None, "b": (1.0, 2.0)}).mention


def test_points_are_counted_by_kind_even_when_there_is_none():
    marqueurs = [Marqueur("Crèche", "EAJE", 0.5, 50.5, "Anzin"), Marqueur("Relais", "RPE", 0.6, 50.5)]
    graphique = points(PART, fond(["Anzin"]), marqueurs, genres=["LAEP", "RPE"])

    assert textes(graphique) == ["LAEP (0)", "RPE (1)", "EAJE (1)"]
    assert graphique.lignes == (("Crèche", "EAJE", "Anzin"), ("Relais", "RPE", ""))


def test_projection_keeps_neighbours_together_and_north_up():
    carte = projeter({"sud": carre(3, 50), "nord": carre(3, 51)})

    assert carte.zones["nord"].centre[1] < carte.zones["sud"].centre[1]
    assert carte.zones["nord"].centre[0] == carte.zones["sud"].centre[0]
    assert projeter({}) is None


def test_spreadsheet_reads_numbers_and_runs_no_formula():
    cartouche = Cartouche("p", "Titre", "Source", "2022", "€")
    ecrit = barres(cartouche, [Mesure("=1+1", Decimal("-1234.5")), Mesure("B", None)]).csv()

    assert ecrit.decode("utf-8-sig").split("\r\n")[:3] == [
        "Territoire;Valeur (€)",
        "'=1+1;-1234,5",
        "B;valeur non connue",
    ]


def test_blocs_are_the_drawing_its_table_and_its_source():
    figure, tableau, pied = barres(PART, MESURES).blocs()

    assert (type(figure), type(tableau), type(pied)) == (Figure, Tableau, Paragraphe)
    assert figure.alternative.startswith("Part d’enfants. Anzin : 45,2")
    assert pied.contenu[0].texte == "Source : Producteur fictif, 2022."

"""The page of a theme: what is drawn, seen from whom, and what is handed out."""

import pytest
from django.urls import reverse

from convenir.diagnostic.enums import Niveau
from tests.factories.conventions import ConventionFactory
from tests.factories.diagnostic import IndicateurFactory, SourceFactory, ValeurFactory

COMMUNES = {"59014": 20, "59019": 30, "59606": 10}  # Anzin, Artres, Valenciennes
SOLESMOIS = "245901038"


@pytest.fixture
def part(db):
    """A rate of childhood, in three communes, the EPCI over two years, its département, a neighbouring EPCI."""
    part = IndicateurFactory(part=True, theme="enfance")
    source = SourceFactory(titre="Recensement fictif")
    lus = [("epci", "245901160", 2021, 17), ("epci", "245901160", 2022, 18), ("departement", "59", 2022, 22)]
    lus += [("commune", code, 2022, valeur) for code, valeur in COMMUNES.items()]
    for niveau, code, annee, valeur in lus:
        ValeurFactory(
            indicateur=part, source=source, niveau=niveau, code=code, millesime=annee, valeur=valeur
        )
    return part


@pytest.fixture
def page(client, convention):
    def _page(theme="enfance", **recherche):
        return client.get(reverse("diagnostic:thematique", args=[convention.code, theme]), recherche)

    return _page


def dessins(reponse):
    return {g.cle: g for g in reponse.context["planche"].tous}


def test_theme_draws_map_ranks_trend_and_neighbours(page, part):
    lus = dessins(page())

    assert sorted(lus) == ["part-carte", "part-evolution", "part-rangs", "part-voisins"]
    assert lus["part-carte"].resume == (
        "De 10,0\u202f% (Valenciennes) à 30,0\u202f% (Artres) ; 3 classes ; valeur non connue : 32."
    )
    assert lus["part-rangs"].lignes[:3] == (
        ("Artres", "1", "30,0", "2022"),
        ("Anzin", "2", "20,0", "2022"),
        ("Valenciennes", "3", "10,0", "2022"),
    )
    assert lus["part-evolution"].lignes == (("2021", "17,0", "–"), ("2022", "18,0", "22,0"))
    assert lus["part-voisins"].provenance == "Recensement fictif (Producteur fictif), 2022"


def test_each_drawing_has_its_table_its_source_and_its_files(page, part):
    reponse = page()
    texte = reponse.content.decode()
    nombre = len(dessins(reponse))

    assert texte.count('role="img"') == nombre
    assert texte.count("Tableau (CSV)") == nombre
    assert texte.count("format=svg") == nombre
    assert texte.count('<p class="discret">Source : Recensement fictif') == nombre


def test_theme_seen_from_a_commune_puts_it_beside_those_that_touch_it(page, part):
    lus = dessins(page(commune="59606"))

    assert [ligne[0] for ligne in lus["part-voisins"].lignes] == [
        *("Valenciennes", "Anzin", "CA Valenciennes Métropole", "Nord")
    ]
    assert "Valenciennes : 10,0\u202f%, rang 3 sur 3" in lus["part-rangs"].resume


def test_nearest_communes_are_named_with_their_distance(page, part):
    revenu = IndicateurFactory(
        cle="niveau_vie_median", libelle="Niveau de vie médian", unite="€", sommable=False
    )
    for code, valeur in (("59606", 20000), ("59014", 15000), ("59019", 26000), ("59178", 20100)):
        ValeurFactory(indicateur=revenu, niveau="commune", code=code, valeur=valeur)
    ValeurFactory(indicateur=part, niveau="commune", code="59178", valeur=12)
    reponse = page(commune="59606")

    assert [ligne[0] for ligne in dessins(reponse)["part-proches"].lignes] == [
        *("Valenciennes", "Douai", "Anzin", "Artres")
    ]
    assert reponse.context["vue"].proches.distance.startswith(
        "Communes les plus semblables du département (Nord) d’après : population (en logarithme), "
        "« Niveau de vie médian ». Chaque chiffre est centré et réduit"
    )


def test_counts_are_not_drawn_beside_wider_territories(page, db):
    enfants = IndicateurFactory(theme="enfance")
    for niveau, code, valeur in (
        ("epci", "245901160", 10),
        ("departement", "59", 900),
        ("epci", SOLESMOIS, 3),
    ):
        ValeurFactory(indicateur=enfants, niveau=niveau, code=code, valeur=valeur)

    assert [ligne[1] for ligne in dessins(page())["enfants-voisins"].lignes] == ["10", "3"]


def test_secret_and_disputed_values_are_hatched_and_never_drawn(page, part):
    ValeurFactory(indicateur=part, niveau="commune", code="59027", secrete=True)
    ValeurFactory(indicateur=part, niveau="commune", code="59014", valeur=21)

    assert dessins(page())["part-carte"].resume == (
        "De 10,0\u202f% (Valenciennes) à 30,0\u202f% (Artres) ; 2 classes ; "
        "secret statistique : 1 ; valeur non connue : 31 ; valeurs en désaccord : 1."
    )


@pytest.mark.parametrize(
    ("forme", "nature", "debut"),
    [("svg", "image/svg+xml", b"<?xml"), ("csv", "text/csv; charset=utf-8", "\ufeffCommune;".encode())],
)
def test_files_of_a_drawing_are_those_shown(page, part, forme, nature, debut):
    reponse = page(figure="part-carte", format=forme)

    assert reponse["Content-Type"] == nature
    assert reponse["Content-Disposition"] == f'attachment; filename="part-carte.{forme}"'
    assert reponse.content.startswith(debut)


def test_unknown_theme_commune_or_file_is_told(page, part, client):
    assert page("inconnu").status_code == 404
    assert page(commune="75056").status_code == 404
    assert page(figure="autre", format="svg")["Content-Type"].startswith("text/html")


def test_theme_without_figures_teaches_how_to_get_some_in(page):
    assert "convenir donnees importer" in page("jeunesse").content.decode()


def test_theme_without_territory_says_where_to_give_it(client, db):
    convention = ConventionFactory()
    reponse = client.get(reverse("diagnostic:thematique", args=[convention.code, "enfance"]))
    assert reverse("adhesions:registre", args=[convention.code]) in reponse.content.decode()


@pytest.mark.parametrize("nombre", [1, 3])
def test_theme_asks_as_many_queries_whatever_the_figures(page, nombre, django_assert_num_queries):
    for rang in range(nombre):
        indicateur = IndicateurFactory(cle=f"i{rang}", theme="enfance")
        for niveau, code in (
            (Niveau.EPCI, "245901160"),
            (Niveau.COMMUNE, "59014"),
            (Niveau.COMMUNE, "59019"),
        ):
            ValeurFactory(indicateur=indicateur, niveau=niveau, code=code)
    page()  # the session of the account
    with django_assert_num_queries(13):
        reponse = page()
    assert len(dessins(reponse)) == 2 * nombre


def test_indicator_has_its_drawings_too(client, convention, part):
    reponse = client.get(reverse("diagnostic:indicateur", args=[convention.code, "part"]))
    assert sorted(dessins(reponse)) == ["part-carte", "part-evolution", "part-rangs", "part-voisins"]

import pytest

from convenir.diagnostic.petite_enfance.rules import (
    Competence,
    Presence,
    controler,
    decouper,
    devoirs,
    devoirs_de_l_epci,
)

SCHEMA = """## Petite enfance

L’inventaire des modes d’accueil compte douze structures, listées par commune.

Les besoins recensés concernent 240 enfants de moins de trois ans.

Trois communes rurales ont une offre insuffisante.

Objectif 1 : développer l’offre par la création de 40 places.

Il manque huit professionnels : un plan de recrutement et de formation est prévu.

Un accueil en horaires décalés aide les parents en insertion.

La qualité d’accueil est soutenue par des analyses de pratique.

La rénovation de la crèche des Tilleuls est décidée.

Le coût prévisionnel de cette opération est de 400 000 euros.

L’ouverture de la micro-crèche est prévue en 2028, selon le calendrier de réalisation.

Deux indicateurs suivent ces objectifs.
"""


def lire(texte, titre="Diagnostic", services=0):
    points = controler(tuple(decouper([("annexe-1", "Annexe 1", titre, texte)])), services)
    return {point.exigence.cle: point for point in points}


def presences(texte, **options):
    return {cle: point.presence for cle, point in lire(texte, **options).items()}


def test_whole_scheme_is_found_item_by_item():
    assert set(presences(SCHEMA).values()) == {Presence.TROUVE}


def test_item_found_is_told_by_its_provision_and_its_words():
    (passage,) = lire(SCHEMA)["zones"].passages
    assert (passage.nom, passage.extrait) == (
        "Annexe 1",
        "Trois communes rurales ont une offre insuffisante.",
    )


@pytest.mark.parametrize("cle", list(presences(SCHEMA)))
def test_item_taken_out_is_not_found(cle):
    paragraphes = SCHEMA.split("\n\n")
    rang = 1 + list(presences(SCHEMA)).index(cle)
    assert presences("\n\n".join(paragraphes[:rang] + paragraphes[rang + 1 :]))[cle] is not Presence.TROUVE


def test_nothing_is_found_in_a_text_about_something_else():
    texte = "Les parties se communiquent les informations utiles.\n\nLe tribunal administratif est compétent."
    assert set(presences(texte).values()) == {Presence.ABSENT}


@pytest.mark.parametrize(
    ("texte", "cle"),
    [
        ("## Petite enfance\n\nLe calendrier des opérations reste à définir.", "calendrier"),
        ("## Petite enfance\n\nLes indicateurs de suivi seront précisés plus tard.", "evaluation"),
        ("## Petite enfance\n\nAucun indicateur ne suit ces objectifs.", "evaluation"),
        ("## Petite enfance\n\nLe coût prévisionnel des opérations est de XX euros.", "couts"),
        ("## Jeunesse\n\nUn indicateur suit chaque objectif.", "evaluation"),
        (
            "Autorités organisatrices, les communes recensent les modes d’accueil du jeune enfant.",
            "inventaire",
        ),
        ("## Jeunesse\n\nLa rénovation des locaux de la structure jeunes est décidée.", "investissements"),
    ],
)
def test_near_miss_is_to_be_confirmed_with_its_passage(texte, cle):
    point = lire(texte)[cle]
    assert point.presence is Presence.A_CONFIRMER
    assert point.passages
    assert point.raison


def test_legal_competences_are_no_professional_needs():
    texte = "## Petite enfance\n\nChaque partie agit dans ses compétences propres."
    assert presences(texte)["emplois"] is Presence.ABSENT


def test_theme_of_the_nearest_heading_holds_until_another():
    passages = list(
        decouper(
            [
                (
                    "a",
                    "Annexe",
                    "",
                    "## Petite enfance\n\nUn.\n\n### La suite\n\nDeux.\n\n## Jeunesse\n\nTrois.",
                )
            ]
        )
    )
    assert [(p.texte, p.est_du_sujet) for p in passages] == [
        ("Un.", True),
        ("Deux.", True),
        ("Trois.", False),
    ]


def test_services_on_record_are_told_when_the_text_is_silent():
    point = lire("Rien.", services=12)["inventaire"]
    assert point.presence is Presence.A_CONFIRMER
    assert "12 services ont une fiche" in point.raison


@pytest.mark.parametrize(
    ("population", "obligatoires", "schema"),
    [(3_500, 2, False), (3_501, 4, False), (10_000, 4, False), (10_001, 4, True)],
)
def test_duties_follow_the_population(population, obligatoires, schema):
    siens = devoirs("Ambremont", population)
    assert sum(d.obligatoire is True for d in siens.devoirs) == obligatoires
    assert (siens.schema, siens.relais) == (schema, schema)


def test_unknown_population_leaves_the_duties_that_depend_on_it_unknown():
    siens = devoirs("Ambremont", None)
    assert [d.obligatoire for d in siens.devoirs] == [True, True, None, None]
    assert (siens.schema, siens.relais) == (None, None)


def test_transferred_planning_takes_the_scheme_away_and_gives_it_to_the_epci():
    transferees = frozenset({Competence.PLANIFIER})
    commune, epci = devoirs("Ambremont", 12_000, transferees), devoirs_de_l_epci("Val", 30_000, transferees)
    assert (commune.schema, commune.relais) == (False, True)
    assert (epci.schema, epci.relais) == (True, False)
    assert [d.competence for d in epci.devoirs] == [Competence.PLANIFIER]


def test_relais_goes_with_both_competences():
    une, deux = frozenset({Competence.INFORMER}), frozenset({Competence.INFORMER, Competence.SOUTENIR})
    assert devoirs("Ambremont", 12_000, une).relais is True
    assert devoirs("Ambremont", 12_000, deux).relais is False
    assert devoirs_de_l_epci("Val", 9_000, deux).relais is False


def test_epci_that_received_nothing_owes_nothing():
    assert devoirs_de_l_epci("Val", 30_000, frozenset()) is None

"""Whatever the text, understanding it never fails and never loses a line."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from convenir.documents.entree import lire_octets
from convenir.lecture.comprendre import comprendre
from convenir.lecture.formats import en_json, resume
from tests.lecture.conftest import TEXTES

MORCEAUX = (
    *(
        "Article 3 - Durée",
        "ARTICLE PREMIER",
        "Annexe A",
        "Préambule\t4",
        "Sommaire",
        "Entre",
        "Vu le code",
        "Fait à Essai, le",
    ),
    *(
        "Objectif 1\tAgir",
        "Enjeux :",
        "PLAN D'ACTION",
        "- 4.8%",
        "45.2%",
        "Nord: 3%",
        "en 2022",
        "1 204 enfants de 0 à 2 ans",
    ),
    *(
        "a\tb\tc",
        "| a | b |",
        "|---|",
        "Publié le",
        "ID : 059-215905050-20250710-A-B-DE",
        "du 01/01/2024 au 31/12/2028",
    ),
    *(
        "représentée par Madame",
        "Comité de pilotage",
        "\tPilotes\tRythme",
        "soit 3 %",
        "dont 1",
        "(((",
        "**",
        "<p>",
        "•",
    ),
)


def verifier(octets):
    document = lire_octets("essai.txt", octets)
    dossier = comprendre(document)
    couverture = dossier.couverture
    assert couverture.rattachees == couverture.lignes
    tenues = sorted(n for p in dossier.passages for n in p.lignes)
    assert tenues == sorted(set(tenues))
    for passage in dossier.passages:
        assert len(passage.debuts) == len(passage.lignes) or not passage.lignes
    en_json(dossier)
    resume(dossier)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(MORCEAUX) | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40),
        min_size=1,
        max_size=30,
    )
)
@example(["Article 1", "", "Article 1"])
def test_comprendre_any_text_keeps_each_line_once(lignes):
    octets = "\n".join(lignes).encode("utf-8", "ignore")
    if octets.decode().strip():
        verifier(octets)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(), st.sampled_from(sorted(p.name for p in TEXTES.glob("*.txt"))))
def test_comprendre_a_mutated_convention_keeps_each_line_once(hasard, nom):
    lignes = (TEXTES / nom).read_text("utf-8").splitlines()
    for _ in range(hasard.randint(1, 12)):
        i = hasard.randrange(len(lignes))
        action = hasard.choice(("retirer", "doubler", "couper", "melanger"))
        if action == "retirer":
            del lignes[i]
        elif action == "doubler":
            lignes.insert(i, lignes[i])
        elif action == "couper":
            lignes[i] = lignes[i][: hasard.randint(0, 20)]
        else:
            j = hasard.randrange(len(lignes))
            lignes[i], lignes[j] = lignes[j], lignes[i]
    verifier("\n".join(lignes).encode())

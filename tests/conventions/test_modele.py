import re
from collections import Counter

import pytest

from convenir.conventions.modele import charger_modele
from convenir.documents.blocs import Champ, Insertion, Renvoi, feuilles
from convenir.documents.markdown import lire_markdown
from convenir.lecture.composition import COMPOSITIONS
from tests.conftest import PARTAGE, RACINE

MOTS_DE_SUITE = 9
HORS_FAITS = {"parties", "visas", "signatures"}


def textes():
    modele = charger_modele()
    return [modele.ouverture, *modele.visas, *(d.texte for d in modele.dispositions), modele.cloture]


def fragments(sorte):
    return [
        fragment
        for texte in textes()
        for feuille in feuilles(lire_markdown(texte))
        for fragment in getattr(feuille, "contenu", ())
        if isinstance(fragment, sorte)
    ]


def mots(texte):
    return re.findall(r"\w+", texte.lower())


def suites(texte):
    tous = mots(texte)
    return {tuple(tous[i : i + MOTS_DE_SUITE]) for i in range(len(tous) - MOTS_DE_SUITE + 1)}


def test_model_is_complete():
    comptes = Counter(d.type.value for d in charger_modele().dispositions)

    assert comptes == {"preambule": 1, "article": 15, "annexe": 5}


def test_model_provisions_have_distinct_keys_a_title_and_a_text():
    dispositions = charger_modele().dispositions

    assert len({d.cle for d in dispositions}) == len(dispositions)
    assert [d.cle for d in dispositions if not d.titre or not d.texte] == []


def test_model_refers_only_to_provisions_it_has():
    cibles = {f"{d.type}/{d.cle}" for d in charger_modele().dispositions}

    assert {r.cible for r in fragments(Renvoi)} - cibles == set()


def test_model_types_no_number_of_provision():
    nombres = re.compile(r"\b(?:article|annexe)s? (?:n° ?)?\d", re.IGNORECASE)
    externes = re.compile(r"article 30 du RGPD")

    assert [t for t in textes() if nombres.search(externes.sub("", t))] == []


def test_model_live_blocks_are_all_known():
    inserees = {b.cle for t in textes() for b in lire_markdown(t) if isinstance(b, Insertion)}

    assert inserees - HORS_FAITS == set(COMPOSITIONS)
    assert inserees & HORS_FAITS == HORS_FAITS


def test_model_cites_territory_dates_and_decisions():
    assert {c.cle for c in fragments(Champ)} == {
        "decisions.caf",
        "decisions.collectivite",
        "duree.annee_debut",
        "duree.annee_fin",
        "duree.annees",
        "duree.debut",
        "duree.fin",
        "signature.date",
        "signature.lieu",
        "territoire",
        "thematiques",
        "tribunal",
    }


def test_no_sentence_of_a_real_convention_is_copied():
    reelles = sorted((PARTAGE / "conventions").glob("*.txt"))
    if not reelles:
        pytest.skip("les conventions réelles (../shared/conventions) sont absentes de cette machine")
    copiees = set().union(*(suites(f.read_text("utf-8")) for f in reelles))
    fichiers = (
        fichier
        for dossier in ("convenir", "exemples", "docs", "tests/conventions", "tests/factories")
        for fichier in (RACINE / dossier).rglob("*")
        if fichier.suffix in {".md", ".toml", ".py", ".txt", ".html"}
    )

    assert {str(f): trouvees for f in fichiers if (trouvees := suites(f.read_text("utf-8")) & copiees)} == {}

"""What became of each part from one frozen text to another."""

import pytest

from convenir.conventions.comparaison import Etat, comparer_contenus, noms_changes
from convenir.conventions.rapport_de_comparaison import composer
from convenir.documents.publication import parcourir


def contenu(**champs):
    return {
        "titre": "Convention",
        "debut": "2031-01-01",
        "fin": "2035-12-31",
        "territoire": "Val d’Ambre",
        "ouverture": "",
        "cloture": "",
        "parties": [{"cle": "caf", "nom": "Caf de l’Ambre", "appellation": "la Caf", "signataires": []}],
        "visas": [],
        "dispositions": [article("objet", 1), article("duree", 2)],
    } | champs


def article(cle, numero, texte="Les parties agissent de concert.", titre="Titre"):
    return {"cle": cle, "type": "article", "numero": numero, "titre": titre, "texte": texte}


def etats(avant, apres):
    return {p.nom: p.etat for p in comparer_contenus(avant, apres) if p.etat != Etat.INCHANGEE}


def test_same_content_has_nothing_changed():
    assert etats(contenu(), contenu()) == {}


def test_words_typography_signatories_and_dates_are_told_apart():
    apres = contenu(
        fin="2036-12-31",
        parties=[
            {
                "cle": "caf",
                "nom": "Caf de l’Ambre",
                "signataires": [{"nom": "Maëlle Fictive", "qualite": "Directrice"}],
            }
        ],
        dispositions=[
            article("objet", 1, "Les parties agissent seules."),
            article("duree", 2, "Les parties agissent  de concert"),
        ],
    )
    avant = contenu(
        dispositions=[article("objet", 1), article("duree", 2, "Les parties agissent de concert")]
    )
    assert etats(avant, apres) == {
        "Parties et signataires": Etat.MODIFIEE,
        "Durée": Etat.MODIFIEE,
        "Article 1": Etat.MODIFIEE,
    }
    quotes = contenu(dispositions=[article("objet", 1), article("duree", 2, 'L\'acte "signé".')])
    francais = contenu(dispositions=[article("objet", 1), article("duree", 2, "L’acte «signé».")])
    assert etats(quotes, francais) == {"Article 2": Etat.TYPOGRAPHIE}


def test_added_and_removed_stand_at_their_place_and_renumbered_say_so():
    avant = contenu(dispositions=[article("objet", 1), article("parti", 2), article("duree", 3)])
    apres = contenu(dispositions=[article("objet", 1), article("duree", 2), article("neuf", 3, "Tout neuf.")])
    dispositions = [p for p in comparer_contenus(avant, apres) if p.nom.startswith("Article")]
    assert [(p.nom, p.etat, p.ancien_nom) for p in dispositions] == [
        ("Article 1", Etat.INCHANGEE, ""),
        ("Article 2", Etat.RETIREE, ""),
        ("Article 2", Etat.INCHANGEE, "Article 3"),
        ("Article 3", Etat.AJOUTEE, ""),
    ]


def test_marks_citations_and_references_are_read_in_words():
    texte = "**Au** {{duree.debut}}, {{parties.caf.appellation}} suit [[article/duree]] et {{inconnu}}.\n\n- un\n- deux"
    comparees = comparer_contenus(contenu(), contenu(dispositions=[article("objet", 1, texte)]))
    objet = next(p for p in comparees if p.nom == "Article 1")
    lu = objet.comparaison.apres
    assert (
        "Au 1er janvier 2031, la Caf suit [renvoi à une disposition absente : article/duree] et [inconnu]."
        in lu
    )
    assert lu.endswith("• un\n• deux")


def test_version_kept_before_the_names_were_is_still_compared():
    ancien = contenu(parties=[{"cle": "caf", "nom": "Caf de l’Ambre", "signataires": []}])
    del ancien["territoire"]
    assert noms_changes(ancien, contenu()) == ()


@pytest.mark.parametrize(
    ("apres", "attendu"), [({}, "Aucun mot n’a changé."), ({"fin": None}, "Durée (modifiée)")]
)
def test_report_says_what_changed_or_that_nothing_did(apres, attendu):
    publication = composer("CTG", ("version 1", "texte actuel"), contenu(), contenu(**apres))
    mots = [noeud.texte for noeud in parcourir(publication.blocs) if hasattr(noeud, "texte")]
    assert attendu in mots


def test_report_marks_added_and_removed_words():
    apres = contenu(dispositions=[article("objet", 1, "Les parties agissent seules."), article("duree", 2)])
    publication = composer("CTG", ("version 1", "texte actuel"), contenu(), apres)
    runs = [noeud for noeud in parcourir(publication.blocs) if hasattr(noeud, "souligne")]
    assert [r.texte for r in runs if r.souligne] == ["seules"]
    assert [r.texte for r in runs if r.italique] == ["[de concert] "]

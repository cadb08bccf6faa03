"""The text in force: what signed avenants do to the sealed provisions, at any date."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenir.conventions.enums import NatureModification, Statut, TypeDisposition
from convenir.conventions.queries import texte_en_vigueur
from convenir.conventions.rules.en_vigueur import Changement, Clause, appliquer
from convenir.lecture.queries import get_dossier
from tests.factories.conventions import AvenantFactory, ConventionFactory

ARTICLE, ANNEXE = TypeDisposition.ARTICLE, TypeDisposition.ANNEXE
JOUR = datetime.date(2032, 1, 1)
SCELLE = (
    Clause("objet", ARTICLE, 1, "Objet", "Agir.", intitule_ecrit="Article 1 : Objet"),
    Clause("duree", ARTICLE, 2, "Durée", "Cinq ans."),
    Clause("communes", ANNEXE, 1, "Communes", "Trois."),
)


def changer(cle, nature, *, titre="", texte="", avenant=1, effet_le=JOUR, type_=ARTICLE):
    return Changement(cle, nature, type_, titre, texte, avenant, effet_le)


def test_replaced_provision_keeps_its_number_and_says_who_changed_it():
    change = changer("duree", NatureModification.REMPLACE, titre="Durée", texte="Six ans.")
    duree = appliquer(SCELLE, [change])[1]
    assert (duree.nom, duree.texte, duree.changement) == ("Article 2", "Six ans.", change)


def test_heading_read_is_kept_while_the_title_does_not_change():
    meme, autre = (
        appliquer(SCELLE, [changer("objet", NatureModification.REMPLACE, titre=titre, texte="Mieux.")])[0]
        for titre in ("Objet", "But")
    )
    assert (meme.intitule_ecrit, autre.intitule_ecrit) == ("Article 1 : Objet", "")


def test_suppressed_provision_keeps_its_place_so_that_no_number_changes():
    texte = appliquer(SCELLE, [changer("objet", NatureModification.SUPPRIME)])
    assert [(c.cle, c.numero, c.texte, c.est_supprimee) for c in texte] == [
        ("objet", 1, "", True),
        ("duree", 2, "Cinq ans.", False),
        ("communes", 1, "Trois.", False),
    ]


def test_void_clause_is_still_read_and_leaves_the_others():
    texte = appliquer(SCELLE, [changer("duree", NatureModification.NULLITE)])
    assert [(c.texte, c.est_nulle) for c in texte] == [
        ("Agir.", False),
        ("Cinq ans.", True),
        ("Trois.", False),
    ]


def test_added_provision_comes_last_of_its_type_with_the_next_number():
    ajout = changer("donnees", NatureModification.AJOUTE, titre="Données", texte="Protégées.")
    assert [(c.cle, c.numero) for c in appliquer(SCELLE, [ajout])] == [
        *(("objet", 1), ("duree", 2), ("donnees", 3)),
        ("communes", 1),
    ]


def test_later_avenant_wins_whatever_the_order_given():
    premier = changer("duree", NatureModification.REMPLACE, texte="Six ans.")
    second = changer("duree", NatureModification.REMPLACE, texte="Sept ans.", avenant=2)
    assert appliquer(SCELLE, [second, premier])[1].texte == "Sept ans."


def test_change_of_what_does_not_exist_yet_changes_nothing():
    assert appliquer(SCELLE, [changer("ailleurs", NatureModification.SUPPRIME)]) == SCELLE


CHANGEMENTS = st.lists(
    st.builds(
        changer,
        st.sampled_from(["objet", "duree", "communes", "nouvelle", "autre"]),
        st.sampled_from(NatureModification),
        texte=st.text(max_size=5),
        avenant=st.integers(1, 9),
        effet_le=st.dates(datetime.date(2031, 1, 1), datetime.date(2035, 12, 31)),
        type_=st.sampled_from([ARTICLE, ANNEXE]),
    ),
    max_size=12,
)


@given(CHANGEMENTS)
def test_sealed_provisions_are_never_lost_nor_renumbered(changements):
    texte = {clause.cle: clause.numero for clause in appliquer(SCELLE, changements)}
    assert {clause.cle: clause.numero for clause in SCELLE}.items() <= texte.items()
    assert len({(c.type, c.numero) for c in appliquer(SCELLE, changements)}) == len(texte)


@pytest.fixture
def convention(db):
    """Sealed, changed on 1 January 2032 and on 1 June 2033, with an avenant not signed yet."""
    convention = ConventionFactory(avec_parties=True, avec_articles=True, statut=Statut.SIGNEE)
    AvenantFactory(
        convention=convention,
        numero=1,
        signe=True,
        effet_le=JOUR,
        modifications={"duree": "La convention dure six ans."},
    )
    AvenantFactory(
        convention=convention,
        numero=2,
        signe=True,
        effet_le=datetime.date(2033, 6, 1),
        modifications={"duree": "La convention dure sept ans.", "objet": "Agir plus tôt."},
    )
    AvenantFactory(convention=convention, numero=3, effet_le=JOUR, modifications={"objet": "Rien."})
    return convention


@pytest.mark.parametrize(
    ("jour", "objet", "duree"),
    [
        (datetime.date(2031, 12, 31), *["Les parties agissent de concert."] * 2),
        (JOUR, "Les parties agissent de concert.", "La convention dure six ans."),
        (datetime.date(2033, 6, 1), "Agir plus tôt.", "La convention dure sept ans."),
    ],
)
def test_text_in_force_at_three_dates(convention, jour, objet, duree):
    textes = {clause.cle: clause.texte for clause in texte_en_vigueur(convention, jour)}
    assert (textes["objet"], textes["duree"]) == (objet, duree)


def test_draft_ignores_avenants(convention):
    convention.statut = Statut.BROUILLON
    textes = [c.texte for c in texte_en_vigueur(convention, datetime.date(2034, 1, 1))]
    assert textes == ["Les parties agissent de concert."] * 4


def test_dossier_says_under_each_heading_who_changed_the_text(convention):
    lignes = get_dossier(convention.code, JOUR).source.lignes
    assert "(Rédaction issue de l’avenant n° 1, à compter du 1er janvier 2032.)" in lignes
    assert "La convention dure six ans." in lignes

"""Which sentence founds an obligation, and what rhythm or delay it sets."""

import pytest

from convenir.conventions.enums import NatureModification, TypeDisposition
from convenir.conventions.modele import charger_modele
from convenir.conventions.obligations.catalogue import OBLIGATIONS
from convenir.conventions.obligations.fondements import fonder, lire_delai, lire_rythme, phrases, proroge
from convenir.conventions.rules.delais import Delai, Unite
from convenir.conventions.rules.en_vigueur import Changement, Clause


def clause(texte, cle="pilotage", type_=TypeDisposition.ARTICLE, nature=None):
    changement = nature and Changement(cle, nature, type_, "", texte, 1, None)
    return Clause(cle, type_, 7, "Pilotage", texte, changement=changement)


@pytest.mark.parametrize(
    ("phrase", "mois"),
    [
        ("Il se réunit au moins tous les six mois.", 6),
        ("Il se réunit tous les 4 mois.", 4),
        ("Un comité technique semestriel suit les actions.", 6),
        ("Il se tient deux fois par an.", 6),
        ("Une réunion par trimestre : il est trimestriel.", 3),
        ("Une revue annuelle est conduite.", 12),
        ("Chaque année, un point est fait.", 12),
        ("Il se réunit tous les deux ans.", 24),
        ("Il se réunit chaque mois.", 1),
        ("Il se réunit régulièrement.", None),
        ("La convention dure six mois.", None),
    ],
)
def test_lire_rythme_gives_months(phrase, mois):
    assert lire_rythme(phrase) == mois


@pytest.mark.parametrize(
    ("phrase", "avant", "delai"),
    [
        ("moyennant un délai de prévenance de 6 mois.", False, Delai(6, Unite.MOIS)),
        ("au moins six mois à l’avance", False, Delai(6, Unite.MOIS)),
        ("au plus tard un an avant l’échéance", True, Delai(1, Unite.AN)),
        ("trente jours avant le terme", True, Delai(30, Unite.JOUR)),
        ("lors des six mois suivants", True, None),
        ("sans délai", False, None),
    ],
)
def test_lire_delai_gives_what_is_written(phrase, avant, delai):
    assert lire_delai(phrase, avant=avant) == delai


def test_phrases_drop_marks_and_what_is_quoted_from_the_record():
    texte = "## Le comité\n\n► Un **comité** siège. Il lit [[annexe/plans]].\n- il décide"
    assert phrases(texte) == ("Le comité", "Un comité siège.", "Il lit ….", "il décide")


def test_fonder_keeps_the_sentence_that_sets_the_rhythm():
    texte = "Le comité de pilotage valide.\n\nLe comité de pilotage siège. Il se réunit tous les trois mois."
    trouve = fonder(OBLIGATIONS["comite-pilotage"], [clause(texte)])
    assert (trouve.mois, trouve.citation) == (
        3,
        "Le comité de pilotage siège. Il se réunit tous les trois mois.",
    )


def test_fonder_leaves_the_rhythm_of_another_committee():
    texte = "Le comité de pilotage décide. Un comité technique se réunit tous les six mois."
    assert fonder(OBLIGATIONS["comite-pilotage"], [clause(texte)]).mois is None
    assert fonder(OBLIGATIONS["comite-technique"], [clause(texte)]).mois == 6


def test_fonder_reads_articles_before_annexes():
    annexe = clause("Le comité de pilotage est annuel.", "instances", TypeDisposition.ANNEXE)
    article = clause("Le comité de pilotage est semestriel.")
    assert fonder(OBLIGATIONS["comite-pilotage"], [annexe, article]).clause is article


@pytest.mark.parametrize("nature", [NatureModification.NULLITE, NatureModification.SUPPRIME])
def test_fonder_finds_nothing_in_a_clause_void_or_taken_out(nature):
    nulle = clause("Le comité de pilotage est semestriel.", nature=nature)
    assert fonder(OBLIGATIONS["comite-pilotage"], [nulle]) is None


def test_fonder_asks_a_delay_for_the_notice():
    assert fonder(OBLIGATIONS["preavis"], [clause("Chacun peut dénoncer la convention.")]) is None
    trouve = fonder(OBLIGATIONS["preavis"], [clause("Elle peut être dénoncée avec 3 mois de préavis.")])
    assert trouve.delai == Delai(3, Unite.MOIS)


def test_fonder_by_law_alone_names_the_article():
    assert fonder(OBLIGATIONS["acte-de-signature"], []).loi.startswith("CGCT")


def test_model_text_founds_every_obligation_of_the_text():
    modele = [Clause(d.cle, d.type, 1, d.titre, d.texte) for d in charger_modele().dispositions]
    assert {cle for cle, o in OBLIGATIONS.items() if fonder(o, modele) is None} == set()


@pytest.mark.django_db
def test_real_convention_founds_its_own(convention_reelle, pour):
    from convenir.conventions.queries import clauses
    from convenir.documents.entree import lire_octets
    from convenir.lecture.comprendre import comprendre
    from convenir.lecture.operations import enregistrer

    contenu = convention_reelle.read_bytes()
    lues = clauses(enregistrer(comprendre(lire_octets("c.txt", contenu)), contenu, pour=pour))
    trouves = {cle: fonder(o, lues) for cle, o in OBLIGATIONS.items()}
    assert {cle: f and (f.clause and f.clause.nom, f.mois, f.delai) for cle, f in trouves.items()} == {
        "comite-pilotage": ("Article 7", 6, None),
        "comite-technique": ("Article 7", 6, None),
        "revue": ("Article 10", None, None),
        "montants": None,
        "diagnostic": ("Article 7", None, None),
        "bilan": ("Article 10", None, None),
        "renouvellement": ("Article 11", None, None),
        "preavis": ("Article 13", None, Delai(6, Unite.MOIS)),
        "fin-du-delai": ("Article 13", None, None),
        "acte-de-signature": (None, None, None),
        "adhesion-executoire": (None, None, None),
    }


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Un délai qui expire un samedi est prorogé jusqu’au premier jour suivant ouvré.", True),
        ("Un délai qui expire un dimanche est reporté au jour ouvrable suivant.", True),
        ("Les délais courent de date à date.", False),
    ],
)
def test_proroge_only_when_the_text_says_so(texte, attendu):
    assert proroge([clause(texte)]) is attendu

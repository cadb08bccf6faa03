"""Every way of rewriting the journal behind the program's back is seen, and named at the right row."""

import pytest

from convenir.__main__ import main
from convenir.journal.enums import Rupture
from convenir.journal.models import Chaine, Evenement
from convenir.journal.operations import effacer_personnel
from convenir.journal.queries.verification import verifier, verifier_chaine
from convenir.journal.rules import INSTALLATION, empreinte
from tests.journal.conftest import OBJET

pytestmark = pytest.mark.django_db

EVENEMENT = f"journal_evenement WHERE chaine = '{OBJET}'"
RETOUCHE = f"UPDATE journal_evenement SET {{}} WHERE chaine = '{OBJET}' AND {{}}"


def permuter(a, b):
    return [
        RETOUCHE.format("rang = 99", f"rang = {a}"),
        RETOUCHE.format(f"rang = {a}", f"rang = {b}"),
        RETOUCHE.format(f"rang = {b}", "rang = 99"),
    ]


def decaler(depuis, pas):
    """Shift ranks without meeting the unique constraint on the way."""
    return [
        RETOUCHE.format(f"rang = rang + {100 + pas}", f"rang >= {depuis}"),
        RETOUCHE.format("rang = rang - 100", "rang > 100"),
    ]


def inserer(rang, precedente="''"):
    colonnes = (
        "type, objet, resume, acteur, organisation, organisation_nom, donnees, horodatage, engagement, chaine"
    )
    return (
        f"INSERT INTO journal_evenement ({colonnes}, rang, precedente, empreinte) "
        f"SELECT {colonnes}, {rang}, {precedente}, 'f' FROM {EVENEMENT} AND rang = 1"
    )


SUPPRIMER_LE_PERSONNEL = "DELETE FROM journal_donneepersonnelle"
ALTERATIONS = {
    "résumé changé": ([RETOUCHE.format("resume = 'Autre.'", "rang = 2")], Rupture.MODIFIE, 2),
    "données changées": ([RETOUCHE.format("donnees = '{\"rang\": 9}'", "rang = 4")], Rupture.MODIFIE, 4),
    "date changée": (
        [RETOUCHE.format("horodatage = '2020-01-01 00:00:00'", "rang = 1")],
        Rupture.MODIFIE,
        1,
    ),
    "dernier changé": ([RETOUCHE.format("resume = 'Autre.'", "rang = 5")], Rupture.MODIFIE, 5),
    "ligne ôtée": ([f"DELETE FROM {EVENEMENT} AND rang = 2"], Rupture.MANQUANT, 2),
    "première ôtée": ([f"DELETE FROM {EVENEMENT} AND rang = 1"], Rupture.MANQUANT, 1),
    "ligne ôtée, rangs refaits": (
        [f"DELETE FROM {EVENEMENT} AND rang = 2", *decaler(3, -1)],
        Rupture.REMPLACE,
        2,
    ),
    "lignes permutées": (permuter(2, 4), Rupture.DEPLACE, 2),
    "fin coupée": ([f"DELETE FROM {EVENEMENT} AND rang >= 4"], Rupture.TRONQUE, 4),
    "tout ôté": ([SUPPRIMER_LE_PERSONNEL, f"DELETE FROM {EVENEMENT}"], Rupture.TRONQUE, 1),
    "tête ôtée": ([f"DELETE FROM journal_chaine WHERE cle = '{OBJET}'"], Rupture.SANS_TETE, 5),
    "tête reculée, fin coupée": (
        [
            f"DELETE FROM {EVENEMENT} AND rang = 5",
            f"UPDATE journal_chaine SET rang = 4 WHERE cle = '{OBJET}'",
        ],
        Rupture.MODIFIE,
        4,
    ),
    "nom changé": (
        ['UPDATE journal_donneepersonnelle SET champs = \'{"auteur": "Marc Sorbier"}\''],
        Rupture.PERSONNEL_MODIFIE,
        3,
    ),
    "nom ôté": ([SUPPRIMER_LE_PERSONNEL], Rupture.PERSONNEL_DISPARU, 3),
    "nom effacé sans le dire": (
        ["UPDATE journal_donneepersonnelle SET champs = NULL, sel = '', efface_le = '2031-01-01 00:00:00'"],
        Rupture.PERSONNEL_DISPARU,
        3,
    ),
}


def test_verifier_says_what_is_intact(cinq_actes):
    etats = list(verifier())
    assert [(e.chaine, e.nombre, e.rupture) for e in etats] == [(OBJET, 5, None), (INSTALLATION, 1, None)]
    assert etats[0].empreinte == cinq_actes[-1].empreinte == Chaine.objects.get(cle=OBJET).empreinte


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_verifier_names_the_first_broken_row(cinq_actes, en_douce, alteration):
    ordres, rupture, rang = ALTERATIONS[alteration]
    en_douce(*ordres)
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.rang) == (rupture, rang)
    assert verifier_chaine(INSTALLATION).intacte


def test_verifier_names_a_row_inserted_in_the_middle(cinq_actes, en_douce):
    en_douce(*decaler(3, +1), inserer(3, f"'{cinq_actes[1].empreinte}'"))
    forge = Evenement.objects.get(chaine=OBJET, rang=3)
    en_douce(RETOUCHE.format(f"empreinte = '{empreinte(forge.couvert())}'", "rang = 3"))
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.rang) == (Rupture.INSERE, 3)


def test_verifier_names_a_row_added_after_the_head(cinq_actes, en_douce):
    en_douce(inserer(6, f"'{cinq_actes[4].empreinte}'"))
    forge = Evenement.objects.get(chaine=OBJET, rang=6)
    en_douce(RETOUCHE.format(f"empreinte = '{empreinte(forge.couvert())}'", "rang = 6"))
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.rang) == (Rupture.INSERE, 6)


def test_verifier_names_the_row_after_one_rewritten_with_its_hash(cinq_actes, en_douce):
    en_douce(RETOUCHE.format("resume = 'Autre.'", "rang = 2"))
    forge = Evenement.objects.get(chaine=OBJET, rang=2)
    en_douce(RETOUCHE.format(f"empreinte = '{empreinte(forge.couvert())}'", "rang = 2"))
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.rang) == (Rupture.REMPLACE, 3)


def test_verifier_finds_a_value_that_is_none(cinq_actes, en_douce, settings):
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.skip("PostgreSQL refuse une date qui n’en est pas une")
    en_douce(RETOUCHE.format("horodatage = 'hier'", "rang = 2"))
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.rang) == (Rupture.ILLISIBLE, 2)


def test_verifier_reads_each_chain_in_as_many_queries_whatever_its_length(
    cinq_actes, django_assert_num_queries
):
    for cle in (OBJET, INSTALLATION):
        with django_assert_num_queries(2):
            verifier_chaine(cle)


def test_verifier_says_what_was_erased(cinq_actes):
    effacer_personnel(cinq_actes, motif="Demande de la personne.")
    etat = verifier_chaine(OBJET)
    assert (etat.rupture, etat.nombre, list(etat.effaces)) == (None, 6, [3])


def test_command_says_the_journal_is_intact(cinq_actes, capsys):
    assert main(["journal", "verifier"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"val-d-ambre-2031 : 5 évènements, chaîne intacte (dernière empreinte {cinq_actes[-1].empreinte}).",
        f"installation : un évènement, chaîne intacte (dernière empreinte {Chaine.objects.get(cle=INSTALLATION).empreinte}).",
        "Journal intact : 2 chaînes, 6 évènements.",
    ]


def test_command_fails_on_a_broken_chain(cinq_actes, en_douce, capsys):
    en_douce(RETOUCHE.format("resume = 'Autre.'", "rang = 2"))
    assert main(["journal", "verifier", "val-d-ambre-2031"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "val-d-ambre-2031 : chaîne rompue, l’évènement n° 2 a été modifié : son contenu ne correspond plus à son empreinte.",
        "Journal rompu : 1 chaîne sur 1.",
    ]


def test_command_names_the_known_codes(cinq_actes, capsys):
    assert main(["journal", "verifier", "ailleurs"]) == 2
    assert capsys.readouterr().err == (
        "Le journal n’a rien sur « ailleurs » : il connaît val-d-ambre-2031, installation.\n"
    )

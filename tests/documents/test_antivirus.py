"""The antivirus hook against a local server that speaks the protocol of clamd."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from convenir.documents import antivirus
from convenir.documents.entree import lire_octets
from convenir.socle.erreurs import Refus
from tests.clamd import Clamd, analyser

INFECTE = b"Fichier d'essai : signature connue d'un antivirus.\n"
SAIN = b"La commune de Belle-Rive accueille les enfants.\n" * 5000
PAS_DE_REPONSE = "L’antivirus ne répond pas : le fichier n’a été ni lu ni gardé."


def verdict(octets):
    return b"stream: Essai-De-Signature FOUND\0" if octets == INFECTE else b"stream: OK\0"


@pytest.fixture
def clamd(monkeypatch):
    """Start a scanner on a free port of this machine and set the installation up with it."""
    with ExitStack() as pile:

        def ouvrir(repondre=verdict):
            serveur = pile.enter_context(analyser(repondre))
            monkeypatch.setenv(antivirus.VARIABLE, serveur.adresse)
            return serveur

        yield ouvrir


def refus(octets):
    with pytest.raises(Refus) as levee:
        antivirus.examiner(octets)
    return levee.value.message


def test_clean_file_passes_and_was_examined_whole(clamd):
    serveur = clamd()
    antivirus.examiner(SAIN)
    assert serveur.recus == [SAIN]


def test_infected_file_is_refused_by_the_name_of_what_was_found(clamd):
    clamd()
    assert refus(INFECTE) == (
        "L’antivirus a reconnu « Essai-De-Signature » dans ce fichier, qui n’a été ni lu ni gardé : "
        "prévenez la personne qui vous l’a transmis."
    )


def test_every_file_is_examined_before_it_is_read(clamd):
    serveur = clamd()
    with pytest.raises(Refus, match="Essai-De-Signature"):
        lire_octets("convention.txt", INFECTE)
    assert len(lire_octets("convention.txt", SAIN).source.lignes) == 5000
    assert serveur.recus == [INFECTE, SAIN]


def test_scanner_by_local_socket(monkeypatch, tmp_path):
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("pas de prise locale sur ce système")
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as prise:
        prise.bind("clamd.sock")
        prise.listen()
        monkeypatch.setenv(antivirus.VARIABLE, f"clamd://{tmp_path / 'clamd.sock'}")
        Clamd(prise, verdict).start()
        antivirus.examiner(SAIN)
        assert "Essai-De-Signature" in refus(INFECTE)
        prise.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "reponse",
    [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but not quite\0", b"stream: x ERROR\0", b"\0"],
)
def test_answer_that_is_not_a_clean_bill_is_a_refusal(clamd, reponse):
    clamd(lambda _octets: reponse)
    assert refus(SAIN).startswith("L’antivirus n’a pas pu examiner ce fichier")


@pytest.mark.parametrize("reponse", [b"", b"stream: OK"])
def test_answer_cut_short_is_no_answer(clamd, reponse):
    clamd(lambda _octets: reponse)
    assert refus(SAIN).startswith(PAS_DE_REPONSE)


def test_silent_scanner_is_a_refusal_once_patience_is_over(clamd, monkeypatch):
    monkeypatch.setattr(antivirus, "PATIENCE", 0.2)
    clamd(lambda _octets: None)
    assert refus(SAIN).startswith(PAS_DE_REPONSE)


def test_dead_scanner_is_a_refusal(monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    for adresse in (f"clamd://127.0.0.1:{port}", f"clamd://{tmp_path}/absente"):
        monkeypatch.setenv(antivirus.VARIABLE, adresse)
        assert refus(SAIN).startswith(PAS_DE_REPONSE)


@pytest.mark.parametrize("adresse", ["clamav", "clamd:", "clamd://", "clamd://h:port", "http://h:1", "non"])
def test_setting_that_is_not_understood_never_means_none(monkeypatch, adresse):
    monkeypatch.setenv(antivirus.VARIABLE, adresse)
    assert refus(SAIN).startswith("Le réglage CONVENIR_ANTIVIRUS n’est pas compris")


@pytest.mark.parametrize("valeur", ["", "aucun", " aucun "])
def test_without_antivirus_nothing_is_asked(monkeypatch, valeur):
    monkeypatch.setenv(antivirus.VARIABLE, valeur)
    assert antivirus.analyseur() is None
    antivirus.examiner(INFECTE)


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ("clamd://analyse.exemple.fr:3311", antivirus.Analyseur("analyse.exemple.fr", 3311)),
        ("clamd://analyse.exemple.fr", antivirus.Analyseur("analyse.exemple.fr", 3310)),
        ("clamd://[::1]:3310", antivirus.Analyseur("::1", 3310)),
        ("clamd:///run/clamd.ctl", antivirus.Analyseur(chemin="/run/clamd.ctl")),
    ],
)
def test_address_of_the_scanner(monkeypatch, adresse, attendu):
    monkeypatch.setenv(antivirus.VARIABLE, adresse)
    assert antivirus.analyseur() == attendu

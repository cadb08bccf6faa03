"""The hook of an antivirus: every file given is examined before anything reads it.

CONVENIR_ANTIVIRUS chooses: `aucun` (default), `clamd://host:port` or `clamd:///path/of/the/socket`.
A scanner that is set and does not answer closes the door: the file is refused, never read nor kept.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "CONVENIR_ANTIVIRUS"
AUCUN = "aucun"
PATIENCE = 60.0  # seconds left to the scanner for one file, all included
_TRANCHE = 64 * 1024  # bytes
_REPONSE_MAXIMUM = 4096  # bytes
_PORT = 3310


@dataclass(frozen=True, slots=True)
class Analyseur:
    """Where a clamd listens: a host and its port, or the path of a local socket."""

    hote: str = ""
    port: int = _PORT
    chemin: str = ""


def est_absent() -> bool:
    """Whether nothing examines the files: what the page of deposit and the check of deployment tell."""
    return _reglage() in ("", AUCUN)


def _reglage() -> str:
    return os.environ.get(VARIABLE, "").strip()


def analyseur() -> Analyseur | None:
    """The scanner this installation is set up with, None when there is none.

    Raises `Refus` when the setting is not understood: a mistyped address never means "no antivirus".
    """
    if est_absent():
        return None
    adresse = _reglage()
    try:
        lue = urlsplit(adresse)
        reglage = Analyseur(hote=lue.hostname or "", port=lue.port or _PORT, chemin=lue.path)
    except ValueError:
        reglage = Analyseur()
    if not adresse.startswith("clamd://") or bool(reglage.hote) == bool(reglage.chemin):
        raise Refus(
            f"Le réglage {VARIABLE} n’est pas compris : donnez « aucun », « clamd://machine:{_PORT} » "
            "ou « clamd:///chemin/de/la/prise »."
        )
    return reglage


def examiner(octets: bytes) -> None:
    """Have bytes examined by the antivirus, when there is one.

    Raises `Refus` when they are infected, and when the scanner cannot say that they are not.
    """
    cible = analyseur()
    if cible is None:
        return
    try:
        verdict = _interroger(cible, octets)
    except OSError:
        raise Refus(
            "L’antivirus ne répond pas : le fichier n’a été ni lu ni gardé. "
            "Réessayez dans quelques minutes, ou prévenez la personne qui s’occupe de cette installation."
        ) from None
    if verdict.endswith(" FOUND"):
        nom = verdict.removeprefix("stream: ").removesuffix(" FOUND")
        raise Refus(
            f"L’antivirus a reconnu « {nom} » dans ce fichier, qui n’a été ni lu ni gardé : "
            "prévenez la personne qui vous l’a transmis."
        )
    if verdict != "stream: OK":
        raise Refus(
            "L’antivirus n’a pas pu examiner ce fichier, qui n’a été ni lu ni gardé : "
            "donnez-en une version plus légère, sans les images."
        )


def _interroger(cible: Analyseur, octets: bytes) -> str:
    """The answer of clamd to the bytes sent (command INSTREAM of its protocol); OSError when it fails."""
    echeance = time.monotonic() + PATIENCE
    with _joindre(cible) as prise:
        with suppress(
            BrokenPipeError, ConnectionResetError
        ):  # it stops listening beyond its limit, and says so
            _envoyer(prise, octets, echeance)
        return _recevoir(prise, echeance)


@contextmanager
def _joindre(cible: Analyseur) -> Iterator[socket.socket]:
    if not cible.chemin:
        with socket.create_connection((cible.hote, cible.port), timeout=PATIENCE) as prise:
            yield prise
        return
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("no local socket on this system")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as prise:
        prise.settimeout(PATIENCE)
        prise.connect(cible.chemin)
        yield prise


def _envoyer(prise: socket.socket, octets: bytes, echeance: float) -> None:
    prise.sendall(b"zINSTREAM\0")
    for debut in range(0, len(octets), _TRANCHE):
        tranche = octets[debut : debut + _TRANCHE]
        _attendre_au_plus(prise, echeance)
        prise.sendall(struct.pack("!L", len(tranche)) + tranche)
    prise.sendall(struct.pack("!L", 0))


def _recevoir(prise: socket.socket, echeance: float) -> str:
    """The answer up to its null byte; anything cut short is no answer."""
    reponse = b""
    while not reponse.endswith(b"\0"):
        _attendre_au_plus(prise, echeance)
        morceau = prise.recv(_REPONSE_MAXIMUM)
        if not morceau or len(reponse) > _REPONSE_MAXIMUM:
            raise ConnectionError("no whole answer")
        reponse += morceau
    return reponse.rstrip(b"\0").decode("utf-8", "replace").strip()


def _attendre_au_plus(prise: socket.socket, echeance: float) -> None:
    reste = echeance - time.monotonic()
    if reste <= 0:
        raise TimeoutError
    prise.settimeout(reste)

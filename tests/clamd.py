"""A local server that speaks the protocol of clamd (command INSTREAM)."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import contextmanager


class Clamd(threading.Thread):
    """Answers one connection at a time; `repondre` says what to the bytes received, None to stay silent."""

    def __init__(self, prise, repondre):
        super().__init__(daemon=True)
        self.prise, self.repondre, self.recus = prise, repondre, []

    def run(self):
        while True:
            try:
                client, _ = self.prise.accept()
            except OSError:
                return
            with client, client.makefile("rb") as flux:
                assert flux.read(10) == b"zINSTREAM\0"
                octets = b""
                while longueur := struct.unpack("!L", flux.read(4))[0]:
                    octets += flux.read(longueur)
                self.recus.append(octets)
                reponse = self.repondre(octets)
                if reponse is None:
                    flux.read()  # until the other side gives up
                else:
                    client.sendall(reponse)

    @property
    def adresse(self):
        hote, port = self.prise.getsockname()
        return f"clamd://{hote}:{port}"


@contextmanager
def analyser(repondre):
    """A scanner on a free port of this machine, for the time of a test."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        serveur = Clamd(prise, repondre)
        serveur.start()
        yield serveur
        prise.shutdown(socket.SHUT_RDWR)
        serveur.join()

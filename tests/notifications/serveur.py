"""A mail server on this machine, that answers each command as told and keeps what it accepted."""

from __future__ import annotations

import socketserver

ROMPRE = None  #: the answer that hangs up

POLITESSES = {
    "EHLO": "250-ambre.example\r\n250 AUTH PLAIN",
    "AUTH": "235 bien",
    "MAIL": "250 bien",
    "RCPT": "250 bien",
    "DATA": "354 dites",
    ".": "250 pris",
    "RSET": "250 bien",
    "QUIT": "221 au revoir",
}


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._dire("220 ambre.example")
        while ligne := self.rfile.readline().decode().strip():
            verbe = ligne.split()[0].upper()
            if not self._dire(self.server.reponses.get(verbe, "502 quoi ?")) or verbe == "QUIT":
                return
            if verbe == "DATA":
                message = b"".join(iter(self.rfile.readline, b".\r\n"))
                reponse = self.server.reponses["."]
                if reponse == POLITESSES["."]:
                    self.server.recus.append(message)
                if not self._dire(reponse):
                    return

    def _dire(self, reponse):
        if reponse is ROMPRE:
            return False
        self.wfile.write(f"{reponse}\r\n".encode("latin-1"))
        return True


class Serveur(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.reponses = dict(POLITESSES)
        self.recus = []
        self.port = self.server_address[1]

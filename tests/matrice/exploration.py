"""A visitor who follows every link and sends every form of every page, and reads what comes back whole."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pypdfium2
from django.db import transaction
from lxml import html

ORIGINE = "http://testserver"
#: A piece of the secret word that finds it in a search, and is not it when a page repeats what was asked.
FRAGMENT = "inzoli"
_AILLEURS = ("/statiques/", "/compte/deconnexion/")
_BALISE = re.compile(r"<[^>]*>")
_LIENS = "//a/@href | //link/@href | //img/@src | //iframe/@src | //@hx-get"


def lire(octets: bytes) -> str:
    """All the text of what was received, whatever it is: a page with and without its tags, a PDF, an archive."""
    if octets.startswith(b"%PDF"):
        with suppress(pypdfium2.PdfiumError):  # what only begins like one is read as a text
            return _lire_pdf(octets)
    if zipfile.is_zipfile(io.BytesIO(octets)):
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            return " ".join([*archive.namelist(), *(lire(archive.read(nom)) for nom in archive.namelist())])
    texte = octets.decode("utf-8", "replace")
    return f"{texte} {unescape(_BALISE.sub('', texte))}"


def _lire_pdf(octets: bytes) -> str:
    document = pypdfium2.PdfDocument(octets)
    textes = [page.get_textpage().get_text_range() for page in document]
    return " ".join([*textes, *map(str, document.get_metadata_dict().values())])


def recu(reponse) -> str:
    """What an answer tells: its headers (its file name, where it sends), its cookies, its text.

    Reading it to its end closes it; closing it here would close the connection that the test is in.
    """
    octets = b"".join(reponse)
    return f"{dict(reponse.headers)} {reponse.cookies} {lire(octets)}"


def _est_une_page(reponse) -> bool:
    return not reponse.streaming and "html" in reponse.headers["Content-Type"] and bool(reponse.content)


@dataclass
class Exploration:
    """`vues`: each address asked and the text received; `envois`: each form sent and the text received."""

    client: object
    identifiants: tuple[object, ...] = ()
    vues: dict[str, str] = field(default_factory=dict)
    envois: dict[tuple[str, ...], str] = field(default_factory=dict)
    attente: deque[str] = field(default_factory=deque)

    def parcourir(self, *depuis: str) -> None:
        """Ask these addresses, then all that they lead to, until nothing is new."""
        self.attente.extend(depuis)
        while self.attente:
            adresse = self.attente.popleft()
            if adresse not in self.vues and not adresse.startswith(_AILLEURS):
                self._voir(adresse)

    def _voir(self, adresse: str) -> None:
        reponse = self.client.get(adresse)
        self.vues[adresse] = recu(reponse)
        if suite := reponse.headers.get("Location"):
            self._suivre(adresse, suite)
        elif _est_une_page(reponse):
            page = html.document_fromstring(reponse.content)
            for lien in page.xpath(_LIENS):
                self._suivre(adresse, lien)
            for formulaire in page.forms:
                self._envoyer(adresse, formulaire)

    def _suivre(self, adresse: str, lien: str) -> None:
        but = urlsplit(urldefrag(urljoin(f"{ORIGINE}{adresse}", lien)).url)
        if but.netloc == "testserver":
            self.attente.append(f"{but.path}?{but.query}" if but.query else but.path)

    def _envoyer(self, adresse: str, formulaire) -> None:
        action = urlsplit(urljoin(f"{ORIGINE}{adresse}", formulaire.action or adresse)).path
        cle = (action, formulaire.method, *sorted(map(str, formulaire.fields)))
        if cle in self.envois or action.startswith(_AILLEURS):
            return
        self.envois[cle] = ""
        for saisie in self._saisies(formulaire):
            self.envois[cle] += self._poster(formulaire.method.lower(), action, saisie)

    def _saisies(self, formulaire) -> list[dict[str, object]]:
        """The form as it stands, with the fragment where it is empty, then with each identifier everywhere."""
        champs = {nom: formulaire.fields[nom] for nom in formulaire.fields if nom}
        jeton = {"csrfmiddlewaretoken": champs.pop("csrfmiddlewaretoken", "")}
        honnete = {nom: str(valeur or FRAGMENT) for nom, valeur in champs.items()}
        forgees = [dict.fromkeys(champs, identifiant) for identifiant in self.identifiants if champs]
        return [saisie | jeton for saisie in (honnete, *forgees)]

    def _poster(self, methode: str, action: str, saisie: dict[str, object]) -> str:
        """What is received, and what it leads to; then nothing of it remains, in the record or in the browser."""
        temoins = copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            reponse = getattr(self.client, methode)(action, saisie)
            texte = recu(reponse)
            suite = urlsplit(reponse.headers.get("Location", ""))
            if suite.path and not suite.netloc:
                texte += recu(self.client.get(f"{suite.path}?{suite.query}"))
            transaction.set_rollback(True)
        self.client.cookies = temoins
        return texte

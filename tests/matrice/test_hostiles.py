"""Every address, each method, the fields of its own form: whatever they are given, never a 500.

Who asks is whoever goes farthest there, and nobody; an exception that nothing catches fails the test by itself.
`CONVENIR_EXEMPLES=200` throws more of them.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import quote
from zlib import crc32

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from config.acces import ACTES, Porte
from convenir.acteurs.enums import Role
from convenir.conventions.enums import Statut
from convenir.conventions.models import Accomplissement
from convenir.conventions.obligations import abonnements, operations
from convenir.conventions.obligations.queries import echeancier
from tests.factories.conventions import (
    ConventionFactory,
    DifferendFactory,
    DispositionFactory,
    ProcedureFactory,
)
from tests.factories.signatures import prete
from tests.matrice.attentes import ATTENTES
from tests.matrice.monde import JETON, JETON_D_INVITATION
from tests.matrice.test_matrice import ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.http import HttpResponse

    from tests.matrice.monde import Monde

    Piece = tuple[str, str, bytes]
    Champ = tuple[str, str | Piece]


def cite(valeur: object) -> str:
    """A value in an address, whatever it is."""
    return quote(str(valeur), safe="", errors="surrogatepass")


VALEURS = st.sampled_from(
    (
        *("", " ", "\x00", "a\x00b", "\ud800", "a\udfff", "\u202e\u200b", "☃" * 3000, "a" * 10_000),
        *("-1", "0", "1.5", "1e999", "nan", "∞", "٣", "9" * 20, "9" * 5000, "-9223372036854775809", "0x1f"),
        *("2147483648", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "31/02/2026"),
        *(
            "2026-W53",
            "2026-06-01",
            "true",
            "None",
            "null",
            "[]",
            "{}",
            "[1, [2]]",
            "' OR 1=1 --",
            "%s%d%(x)s",
        ),
        *("<script>alert(1)</script>", "{{ 7 }}{% now %}", "../../etc/passwd", "\r\nLocation: x", "«»", "[["),
        *("a" * 300 + "@exemple.invalid", "article-1", "=1+1", "\t", "//ailleurs.invalid/", "é\u0301" * 40),
        *("javascript:alert(1)", "{champ}", ".", "..", "12", "simple", "papier", "on"),
    )
) | st.text(max_size=40)
PIECES = st.tuples(
    st.sampled_from(("a.txt", "a.pdf", "a.docx", "a.csv", "é☃.odt", "a" * 250 + ".pdf", "a", "a.PDF.exe"))
    | st.sampled_from((".", "..", "", "/", "../../a.pdf", "C:\\a.pdf", "a/b.txt", "\x00.pdf", "\ud800.pdf")),
    st.sampled_from(("text/plain", "application/pdf", "", "image/png; charset=inconnu", "multipart/mixed")),
    st.sampled_from(
        (b"", b"\x00", b"%PDF-1.7 \xff", b"PK\x03\x04\x00", b"\xff\xfe\x00\xd8", b"a;b\n1;2\n" * 99)
    ),
)
#: what pages narrow or choose by, asked of all of them
REQUETE = (
    *("q", "page", "au", "jour", "de", "a", "du", "type", "gravite", "famille", "etat", "epci", "rester"),
    *("next", "pret", "state", "code"),
)
QUESTIONS = st.lists(st.tuples(st.sampled_from(REQUETE), VALEURS), max_size=6).map(
    lambda champs: "&".join(f"{cle}={cite(valeur)}" for cle, valeur in champs)
)
CORPS = st.sampled_from(
    (
        ("application/json", b'{"a": [1'),
        ("application/json", json.dumps({"version": {"x": 1}}).encode()),
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
        ("application/x-www-form-urlencoded", b"version=%ff%fe&texte=%00&a=%"),
        ("application/x-www-form-urlencoded", b"&".join(b"%d=1" % n for n in range(1001))),
        ("application/x-www-form-urlencoded; charset=utf-16", "texte=é".encode("utf-16")),
        ("text/plain; charset=inconnu", b"\xff"),
        ("", b"a" * 4096),
    )
)
METHODES = st.just("GET") | st.sampled_from(
    ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ZINZOLER")
)
EN_TETES = st.sampled_from(
    (
        *(
            {},
            {"HX-Request": "true"},
            {"Accept-Language": "\xff"},
            {"Referer": "http://[x"},
            {"Origin": "null"},
        ),
        *({"Cookie": "sessionid=\xff; csrftoken=\x00"}, {"Accept": "\x00"}, {"Range": "bytes=9-1"}),
    )
)
FAIT = 302
#: what is computed from what the forms of a convention record
CALCULEES = (
    "obligations:echeancier",
    "fin:fin",
    "fin:renouveler",
    "conventions:redaction",
    "signature:circuit",
)
JETONS = st.sampled_from(([JETON], [JETON], [JETON], [JETON], [JETON, "x"], [""], []))

EXEMPLES = int(os.environ.get("CONVENIR_EXEMPLES", "2"))
hostile = settings(
    max_examples=EXEMPLES,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
JOUR = re.compile(r"\d{4}-\d\d-\d\d")
TEXTES = {
    "pilotage": "Un comité de pilotage siège. Il se réunit au moins tous les six mois.",
    "evaluation": "Des revues du plan d’actions sont conduites. À l’issue, un bilan sera dressé.",
    "fin": "Chacun peut la dénoncer avec un préavis de six mois.",
}


@pytest.fixture(scope="module")
def plus_loin(monde_du_module: Monde) -> dict[str, dict[str, object]]:
    """Arguments, by room or by address, that lead farther than those of the matrix, whose convention is a draft."""
    administratrice = monde_du_module.personnes["administratrice"]
    place = {"membre__personne": administratrice, "membre__role": Role.ADMINISTRATION}
    ready = prete(ConventionFactory(avec_parties=True, avec_articles=True, **place))
    agenda = {"jeton": abonnements.ouvrir_agenda(administratrice)}
    texte_pret = {"code": ready.code}
    return {
        **dict.fromkeys(("obligations", "fin", "conventions:duree"), _en_vie(place, administratrice)),
        "obligations:agenda": agenda,
        "conventions:invitation": {"jeton": JETON_D_INVITATION},
        **dict.fromkeys(("signature:circuit", "signature:preparer", "signature:papier"), texte_pret),
    }


def _en_vie(place: dict[str, object], personne: object) -> dict[str, object]:
    """A signed convention: one of its due dates, and something noted as done."""
    dates = {"debut": datetime.date(2025, 1, 1), "fin": datetime.date(2029, 12, 31)}
    signee = ConventionFactory(statut=Statut.SIGNEE, **dates, **place)
    for rang, (cle, texte) in enumerate(TEXTES.items(), 1):
        DispositionFactory(convention=signee, ordre=rang, cle=cle, titre=cle.capitalize(), texte=texte)
    faite = {"obligation": "comite-pilotage", "fait_le": datetime.date(2025, 6, 20), "attestation": "Vu"}
    notee = operations.noter(Accomplissement(convention=signee, personne=personne, **faite))
    attendue = echeancier(signee, datetime.date(2026, 7, 1)).occurrences[-1]
    return {
        "code": signee.code,
        "note": notee.pk,
        "procedure": ProcedureFactory(convention=signee).pk,
        "differend": DifferendFactory(convention=signee).pk,
        "echeance": attendue.cle,
        "pour_le": attendue.echeance.echeance.isoformat(),
    }


def arguments_de(monde: Monde, plus_loin: dict[str, dict[str, object]], nom: str) -> dict[str, object]:
    """What each argument of an address is, by its name."""
    salle, adresse = plus_loin.get(nom.partition(":")[0], {}), plus_loin.get(nom, {})
    valeurs = monde.valeurs | dict(ATTENTES[nom].arguments) | salle | adresse
    return {argument: valeurs[argument] for argument in ARGUMENTS[nom]}


def va_le_plus_loin(nom: str) -> str:
    """Whom the address stops last."""
    if nom.startswith("mfa_"):
        return "pilote_sans_facteur"
    return "signataire" if nom.endswith((":signer", ":refuser")) else "administratrice"


def repond(clients: Iterable[Client], envoyer: Callable[[Client], HttpResponse], *ensuite: str) -> None:
    """Send, read the answer to its end, then what it leads to; undo it. None of it is a breakdown."""
    for client in clients:
        with transaction.atomic():
            reponses = [envoyer(client)]
            if reponses[0].status_code == FAIT:
                reponses += map(client.get, ensuite)
            for reponse in reponses:
                b"".join(reponse)
            transaction.set_rollback(True)
        assert max(reponse.status_code for reponse in reponses) < 500


def multipart(champs: Iterable[Champ]) -> tuple[bytes, str]:
    """A form as no browser would send it: fields repeated, names of files and texts of any kind."""
    parties = []
    for nom, valeur in champs:
        nom_de_fichier, type_, octets = valeur if isinstance(valeur, tuple) else (None, "", _octets(valeur))
        fichier = b"" if nom_de_fichier is None else b'; filename="%b"' % _octets(nom_de_fichier)
        type_ = f"\r\nContent-Type: {type_}" if type_ else ""
        debut = b'--limite\r\nContent-Disposition: form-data; name="%b"' % _octets(nom)
        parties.append(b"%b%b%b\r\n\r\n%b\r\n" % (debut, fichier, type_.encode(), octets))
    return b"".join([*parties, b"--limite--\r\n"]), "multipart/form-data; boundary=limite"


def _octets(valeur: str) -> bytes:
    return valeur.encode("utf-8", "surrogatepass")


def honnetes(champs: dict[str, object]) -> dict[str, list[object]]:
    """The fields of a form that would be honoured, each with its values."""
    listes = {nom: valeur if isinstance(valeur, list) else [valeur] for nom, valeur in champs.items()}
    return {nom: [_envoye(valeur) for valeur in valeurs] for nom, valeurs in listes.items()}


def envoyes(donnees: st.DataObject, champs: dict[str, list[object]]) -> Iterator[Champ]:
    """These fields, some of them given anything, or nothing, or twice."""
    visees = st.sets(st.sampled_from(sorted({*champs, "version", "inattendu"})), min_size=1)
    for champ in sorted(donnees.draw(visees)):
        champs[champ] = donnees.draw(st.lists(VALEURS | PIECES, max_size=2))
    champs["csrfmiddlewaretoken"] = donnees.draw(JETONS)
    return ((champ, valeur) for champ, valeurs in champs.items() for valeur in valeurs)


def forger(donnees: st.DataObject, route: str, arguments: dict[str, object]) -> str:
    """An address of this route, some of its arguments given anything."""
    forges = {a: donnees.draw(st.just(valeur) | VALEURS) for a, valeur in arguments.items()}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: cite(forges[m[1]]), route)


def _envoye(valeur: object) -> str | Piece:
    if isinstance(valeur, UploadedFile):
        valeur.seek(0)
        return str(valeur.name), "", valeur.read()
    return str(valeur)


def calculees(arguments: dict[str, object]) -> list[str]:
    """The pages to see after an act in a convention."""
    return [reverse(page, args=[arguments["code"]]) for page in CALCULEES] if "code" in arguments else []


@pytest.mark.parametrize("nom", sorted(ATTENTES))
def test_hostile_requests_are_answered(monde, plus_loin, nom):
    arguments = arguments_de(monde, plus_loin, nom)
    chemin = reverse(nom, args=list(arguments.values()))
    clients = [monde.client(va_le_plus_loin(nom)), monde.client("anonyme")]
    dedans = clients if ACTES[nom] is Porte.OUVERTE else clients[:1]  # elsewhere the door stops nobody's form

    ensuite = calculees(arguments)

    @seed(crc32(nom.encode()))
    @hostile
    @given(donnees=st.data())
    def essayer(donnees: st.DataObject) -> None:
        question = donnees.draw(QUESTIONS)
        en_tetes = donnees.draw(EN_TETES)
        champs = envoyes(donnees, honnetes(ATTENTES[nom].champs(monde)))
        corps, type_ = multipart(champs)
        options = {"content_type": type_, "headers": en_tetes}
        envoyer = partial(Client.generic, method="POST", path=f"{chemin}?{question}", data=corps, **options)
        repond(dedans, envoyer, *ensuite)
        methode, (type_, corps) = donnees.draw(METHODES), donnees.draw(CORPS)
        options = {"content_type": type_, "headers": en_tetes | {"X-CSRFToken": JETON}}
        forge = forger(donnees, resolve(chemin).route, arguments)
        repond(clients, lambda c: c.generic(methode, f"/{forge}?{question}", corps, **options))

    essayer()


@pytest.mark.parametrize("jours", [("0001-01-01", "9999-12-31"), ("0001-01-01",), ("9999-12-31",)])
def test_first_and_last_days_of_the_calendar_are_answered(monde, plus_loin, jours):
    """What a page computes from a day it was given does not leave the calendar."""
    for nom, attente in ATTENTES.items():
        arguments = arguments_de(monde, plus_loin, nom)
        champs = honnetes(attente.champs(monde) | {"csrfmiddlewaretoken": JETON})
        dates = [champ for champ, valeurs in champs.items() if JOUR.fullmatch(str(valeurs[0]))]
        for champ, jour in zip(dates, cycle(jours), strict=False):
            champs[champ] = [jour]
        if dates:
            corps, type_ = multipart((champ, v) for champ, valeurs in champs.items() for v in valeurs)
            chemin = reverse(nom, args=list(arguments.values()))
            envoyer = partial(Client.generic, method="POST", path=chemin, data=corps, content_type=type_)
            repond([monde.client(va_le_plus_loin(nom))], envoyer, *calculees(arguments))

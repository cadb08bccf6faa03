"""A table fetched from an open-data API, page by page, whole or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import requests

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: what Explore v2.1 gives at most in a page, and through pages (help.opendatasoft.com/apis/ods-explore-v2)
PAGE, PAR_PAGES = 100, 10_000
ATTENTE = 60  # seconds
TAILLE_MAXIMUM = 500_000_000  # bytes
_BLOC = 1 << 16


def telecharger(adresse: str, dossier: Path, avancer: Callable[[float], None] | None = None) -> Path:
    """Fetch what an address gives into a folder: the file. Pages of records become one file of them all.

    `avancer` is told the share got, from 0 to 1. Raises `Refus` in one sentence when the address is not
    one, does not answer, answers an error or something else than records, or changes between two pages.
    """
    morceaux = urlsplit(adresse)
    if morceaux.scheme not in {"http", "https"} or not morceaux.hostname:
        raise Refus(f"« {adresse[:200]} » n’est pas une adresse : elle commence par https://.")
    try:
        if morceaux.path.rstrip("/").endswith("/records"):
            return _pages(adresse, dossier, avancer)
        return _fichier(adresse, dossier)
    except requests.Timeout:
        raise Refus(f"{morceaux.hostname} ne répond pas : réessayez plus tard, rien n’a été gardé.") from None
    except requests.RequestException:
        raise Refus(
            f"{morceaux.hostname} est injoignable : vérifiez l’adresse, rien n’a été gardé."
        ) from None


def _pages(adresse: str, dossier: Path, avancer: Callable[[float], None] | None) -> Path:
    lus: list[Any] = []
    attendus: int | None = None
    while attendus is None or len(lus) < attendus:
        contenu = _page(adresse, len(lus))
        total, page = contenu["total_count"], contenu["results"]
        if attendus is not None and total != attendus:
            raise Refus("Les données ont changé pendant le téléchargement : relancez, rien n’a été gardé.")
        if total > PAR_PAGES:
            export = urlunsplit(urlsplit(adresse)._replace(query="")).replace("/records", "/exports/csv")
            raise Refus(f"Ces données dépassent {PAR_PAGES} lignes : donnez plutôt l’adresse {export}.")
        if not page and len(lus) < total:
            raise Refus("Il manque des lignes à ce qu’a donné l’adresse : relancez, rien n’a été gardé.")
        attendus, lus = total, lus + page
        if avancer is not None:
            avancer(len(lus) / max(total, 1))
    fichier = dossier / f"{urlsplit(adresse).path.rstrip('/').split('/')[-2] or 'records'}.json"
    fichier.write_text(json.dumps({"total_count": attendus, "results": lus}, ensure_ascii=False), "utf-8")
    return fichier


def _page(adresse: str, depuis: int) -> dict[str, Any]:
    morceaux = urlsplit(adresse)
    demande = dict(parse_qsl(morceaux.query)) | {"limit": str(PAGE), "offset": str(depuis)}
    reponse = _demander(urlunsplit(morceaux._replace(query=urlencode(demande))))
    try:
        contenu = reponse.json()
    except ValueError:
        contenu = None
    if (
        not isinstance(contenu, dict)
        or not isinstance(contenu.get("total_count"), int)
        or not isinstance(contenu.get("results"), list)
    ):
        raise Refus(f"{morceaux.hostname} n’a pas répondu par des enregistrements : vérifiez l’adresse.")
    return contenu


def _fichier(adresse: str, dossier: Path) -> Path:
    reponse = _demander(adresse)
    parties = [partie for partie in urlsplit(adresse).path.split("/") if partie]
    jeu = [partie for partie in parties if partie not in {"exports", "csv", "json"}]
    fichier = dossier / (jeu[-1] if jeu else "tableau")
    recus = 0
    with fichier.open("wb") as flux:
        for bloc in reponse.iter_content(_BLOC):
            recus += len(bloc)
            if recus > TAILLE_MAXIMUM:
                raise Refus("Ce que donne cette adresse est trop lourd : restreignez-la (where, select).")
            flux.write(bloc)
    return fichier


def _demander(adresse: str) -> requests.Response:
    reponse = requests.get(adresse, timeout=ATTENTE, stream=True)
    if not reponse.ok:
        raise Refus(
            f"{urlsplit(adresse).hostname} a répondu par l’erreur {reponse.status_code} : vérifiez "
            "l’adresse, rien n’a été gardé."
        )
    return reponse

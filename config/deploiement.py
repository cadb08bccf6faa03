"""What makes a configuration unsafe for people to use over a network, told before they do.

`convenir verifier --deploiement` asks each point below; a `bloquant` one forbids opening the service.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.checks import run_checks

from convenir.documents.antivirus import est_absent, examiner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LOCAUX = frozenset({"", "localhost", "127.0.0.1", "[::1]"})
_GROUPE_ET_AUTRES = 0o077


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at. `est_faux` tells whether this installation has it wrong; `phrase` what to do."""

    cle: str
    phrase: str
    est_faux: Callable[[], bool]
    bloquant: bool = True


def points_a_corriger() -> tuple[Point, ...]:
    """The points this installation has wrong, blocking ones first."""
    return tuple(sorted(_faux(), key=lambda point: not point.bloquant))


def bilan(points: Sequence[Point]) -> str:
    """One sentence a point, then the conclusion."""
    lignes = [f"{'À corriger' if point.bloquant else 'Attention'} : {point.phrase}" for point in points]
    nombre = sum(point.bloquant for point in points)
    if not nombre:
        fin = "Cette configuration peut être ouverte aux personnes qui l’attendent."
    elif nombre == 1:
        fin = "Cette configuration n’est pas sûre : 1 point à corriger avant de l’ouvrir."
    else:
        fin = f"Cette configuration n’est pas sûre : {nombre} points à corriger avant de l’ouvrir."
    return "\n".join([*lignes, fin])


def _faux() -> Iterator[Point]:
    yield from (point for point in POINTS if point.est_faux())
    try:
        examiner(b"Convenir")
    except Refus as refus:
        yield Point("antivirus", refus.message, lambda: True)


def _django(*numeros: str) -> bool:
    """Whether Django's own check of deployment (`manage.py check --deploy`) finds one of these."""
    trouves = {constat.id for constat in run_checks(tags=["security"], include_deployment_checks=True)}
    return not trouves.isdisjoint(f"security.{numero}" for numero in numeros)


def _hotes_ouverts() -> bool:
    return "*" in settings.ALLOWED_HOSTS


def _hotes_locaux() -> bool:
    return LOCAUX.issuperset(settings.ALLOWED_HOSTS)


def _sqlite_partage() -> bool:
    """WEB_CONCURRENCY is how process managers are told of several web processes."""
    processus = os.environ.get("WEB_CONCURRENCY", "")
    moteur = str(settings.DATABASES["default"]["ENGINE"])
    return "sqlite" in moteur and processus.isdigit() and int(processus) > 1


def _donnees_lisibles() -> bool:
    return os.name != "nt" and bool(Path(settings.DONNEES).stat().st_mode & _GROUPE_ET_AUTRES)


POINTS = (
    Point(
        "debogage",
        "le mode de mise au point montre le code et les réglages à chaque erreur ; remettez DEBUG à False.",
        partial(_django, "W018"),
    ),
    Point(
        "demonstration",
        "les comptes de démonstration sont ouverts à tous ; retirez CONVENIR_DEMONSTRATION.",
        lambda: bool(getattr(settings, "DEMONSTRATION", False)),
    ),
    Point(
        "cle-dans-un-fichier",
        "la clé secrète est dans le dossier des données, qu’une sauvegarde emporte ; donnez-la par "
        "CONVENIR_CLE_SECRETE.",
        lambda: not os.environ.get("CONVENIR_CLE_SECRETE"),
    ),
    Point(
        "cle-courte",
        "la clé secrète est trop simple ; donnez au moins 50 caractères tirés au hasard, par exemple ceux de "
        '« python3 -c "import secrets; print(secrets.token_urlsafe(60))" ».',
        partial(_django, "W009"),
    ),
    Point(
        "hotes-ouverts",
        "le site répond sous n’importe quel nom ; donnez le sien seul, par exemple "
        "CONVENIR_HOTES=convenir.exemple.fr.",
        _hotes_ouverts,
    ),
    Point(
        "hotes-locaux",
        "le site ne répond qu’à cette machine ; donnez son nom, par exemple "
        "CONVENIR_HOTES=convenir.exemple.fr.",
        _hotes_locaux,
    ),
    Point(
        "https",
        "les pages et les mots de passe passeraient en clair ; placez le site derrière HTTPS, puis donnez "
        "CONVENIR_HTTPS=1.",
        partial(_django, "W008"),
    ),
    Point(
        "hsts",
        "rien n’oblige les navigateurs à revenir en HTTPS (HSTS) ; donnez CONVENIR_HTTPS=1.",
        partial(_django, "W004", "W005"),
    ),
    Point(
        "cookies",
        "le cookie de connexion ou celui des formulaires passerait aussi hors de HTTPS ; donnez "
        "CONVENIR_HTTPS=1.",
        partial(_django, "W010", "W011", "W012", "W016"),
    ),
    Point(
        "sqlite",
        "plusieurs processus se partageraient une base SQLite ; donnez une base PostgreSQL par "
        "CONVENIR_POSTGRESQL, ou un seul processus.",
        _sqlite_partage,
    ),
    Point(
        "courriel",
        "aucun courriel ne peut partir, ni invitation ni rappel ; donnez CONVENIR_SMTP et "
        "CONVENIR_EXPEDITEUR.",
        lambda: not settings.MESSAGERIE_REGLEE,
    ),
    Point(
        "adresse",
        "les liens des courriels ne mèneraient pas au site en HTTPS ; donnez son adresse, par exemple "
        "CONVENIR_ADRESSE=https://convenir.exemple.fr.",
        lambda: not settings.ADRESSE_DU_SITE.startswith("https://"),
    ),
    Point(
        "donnees",
        "d’autres comptes de cette machine peuvent entrer dans le dossier des données ; donnez-le au seul "
        "compte du serveur, par exemple avec « chmod 700 ».",
        _donnees_lisibles,
    ),
    Point(
        "proxy",
        "si un autre serveur porte HTTPS devant Convenir, donnez CONVENIR_PROXY=1, sinon chaque page "
        "renverra à elle-même.",
        lambda: settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER,
        bloquant=False,
    ),
    Point(
        "sans-antivirus",
        "aucun antivirus n’examine les fichiers déposés ; s’il y en a un, donnez son adresse par "
        "CONVENIR_ANTIVIRUS, par exemple clamd://localhost:3310.",
        est_absent,
        bloquant=False,
    ),
)

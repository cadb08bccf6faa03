"""What each role gets at an address: the words in which `attentes.py` is written.

An outcome is a status, or one of the words below. A policy gives one to every role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.matrice.monde import DEHORS, ROLES, Monde

if TYPE_CHECKING:
    from django.http import HttpResponse

Issue = int | str
Politique = Mapping[str, Issue]

#: sent to sign in
CONNEXION = "connexion"
#: sent home
ACCUEIL = "accueil"
#: told that a second factor is missing, and sent where it is added
FACTEUR = "second facteur"
#: asked to prove again who one is
CONFIRMER = "confirmer"
#: done, and sent to see it
FAIT = "fait"


@dataclass(frozen=True)
class Attente:
    """What an address answers when read and when written to, by role.

    `champs` makes the body of the POST, plausible enough to be honoured; `arguments` gives, by their name, those of
    the address that `Monde.valeurs` does not have, or that differ here; `ecrivent` are the outcomes that write.
    """

    get: Politique
    post: Politique
    champs: Callable[[Monde], dict[str, object]] = lambda _monde: {}
    arguments: Mapping[str, object] = field(default_factory=dict)
    ecrivent: frozenset[Issue] = frozenset({FAIT})


def ouverte(issue: Issue, **sauf: Issue) -> Politique:
    """The same for everybody, signed in or not."""
    return dict.fromkeys(ROLES, issue) | sauf


def compte(issue: Issue, **sauf: Issue) -> Politique:
    """For whoever is signed in, whatever the convention."""
    return ouverte(issue) | {"anonyme": CONNEXION} | sauf


def a_chacun_les_siens(issue: Issue, *, a: str) -> Politique:
    """What belongs to one person alone: for the others it does not exist."""
    return compte(404) | {a: issue}


def tout_membre(issue: Issue, **sauf: Issue) -> Politique:
    """A convention is read by its members; it does not exist for the others."""
    return compte(issue) | dict.fromkeys(DEHORS, 404) | sauf


def des_lecture(issue: Issue, **sauf: Issue) -> Politique:
    """What a reader may do; a pilot only reads until a second factor is there."""
    return tout_membre(issue, pilote_sans_facteur=FACTEUR) | sauf


def des_contribution(issue: Issue, *, restreinte: Issue) -> Politique:
    """What asks for a contributor; `restreinte` is what the one limited to a commune and a theme gets."""
    lecteurs = dict.fromkeys(("lectrice", "dpo", "signataire"), 403)
    return des_lecture(issue) | lecteurs | {"restreinte": restreinte}


def des_pilotage(issue: Issue, **sauf: Issue) -> Politique:
    """What asks for a pilot."""
    return des_contribution(issue, restreinte=403) | {"contributrice": 403} | sauf


def du_signataire(issue: Issue) -> Politique:
    """What asks for the function of signatory, whatever the role."""
    return tout_membre(403, signataire=issue)


def administration(issue: Issue, **sauf: Issue) -> Politique:
    """What asks for an administrator of the convention."""
    return des_pilotage(issue) | {"pilote": 403} | sauf


def installation(issue: Issue) -> Politique:
    """What is for whoever keeps the installation: it does not exist for the others."""
    return a_chacun_les_siens(issue, a="installation")


def issue_de(reponse: HttpResponse) -> Issue:
    """What was answered, in the same words."""
    if reponse.status_code != 302:
        return reponse.status_code
    chemin = urlsplit(reponse["Location"]).path
    if chemin.startswith("/compte/confirmer/"):
        return CONFIRMER
    return {"/compte/connexion/": CONNEXION, "/": ACCUEIL, "/compte/second-facteur/": FACTEUR}.get(
        chemin, FAIT
    )

"""What is published: the text of a mail, and the list of mails of the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from convenir.notifications.enums import EtatCourriel
from convenir.socle.formats import espacer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from convenir.notifications.models import Courriel

_LIGNES_VIDES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Message:
    """What a mail says: its subject, and its plain text."""

    objet: str
    texte: str


def composer(gabarit: str, contexte: Mapping[str, Any]) -> Message:
    """The message of a template that extends `notifications/courriel.txt`.

    The context gives `nom` (who reads), `auteur` (who writes) and `lien` (an address or a path of the site,
    completed here by CONVENIR_ADRESSE; empty when there is none); the template fills `objet`, `message`
    and `raison` (why one receives it).
    """
    lien = str(contexte.get("lien") or "")
    complet = settings.ADRESSE_DU_SITE + lien if lien.startswith("/") else lien
    rendu = render_to_string(gabarit, {**contexte, "lien": complet}).strip()
    objet, _, texte = _LIGNES_VIDES.sub("\n\n", rendu).partition("\n")
    return Message(objet=espacer(objet.strip()), texte=espacer(texte.strip()) + "\n")


def lister(courriels: Iterable[Courriel]) -> Iterator[str]:
    """One line a mail, never its text: when, where it stands, to whom, what, why it did not leave."""
    for courriel in courriels:
        quand = f"{timezone.localtime(courriel.cree_le):%d/%m/%Y %H:%M}"
        etat = EtatCourriel(courriel.etat).label
        ligne = f"{quand}  {etat}  {courriel.adresse}  {courriel.motif}  {courriel.sujet}  {courriel.objet}"
        yield f"{ligne}  ({courriel.erreur})" if courriel.erreur else ligne

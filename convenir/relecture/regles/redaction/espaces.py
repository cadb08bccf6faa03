"""A space missing or misplaced, where no doubt is possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ADRESSE = re.compile(r"\S*(?:@|://|www\.)\S*")
_SORTES = (
    ("Un espace manque entre un nombre et son nom", re.compile(r"\b\d+(?:ans?|mois|jours?|enfants?|familles|jeunes|habitants|places|euros)\b")),
    ("Un espace manque après une virgule", re.compile(r"[a-zà-ÿ]{2,},[A-Za-zÀ-ÿ]{2,}")),
    ("Un espace manque après un point", re.compile(r"\b[a-zà-ÿ]{3,}\.(?!fr\b|com\b|org\b)[A-ZÀ-Ý][a-zà-ÿ]{2,}")),
    ("Un espace précède une virgule ou un point", re.compile(r"[a-zà-ÿ]{2,} +(?:,(?= |$)|\.(?=\s*$))")),
    ("Un espace manque d’un côté du tiret entre deux années", re.compile(r"\b(?:19|20)\d\d(?:[-–—] | [-–—])(?:19|20)\d\d\b")),
)  # fmt: skip


@regle("redaction-espace", Famille.REDACTION, Gravite.INFORMATION, "Espace manquant ou mal placé")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    releves: dict[str, list[tuple[Morceau, re.Match[str]]]] = {}
    for morceau in morceaux(dossier):
        adresses = [t.span() for t in _ADRESSE.finditer(morceau.texte)]
        for message, motif in _SORTES:
            for trouve in motif.finditer(morceau.texte):
                if not any(debut <= trouve.start() < fin for debut, fin in adresses):
                    releves.setdefault(message, []).append((morceau, trouve))
    for message, trouves in releves.items():
        extraits = [trouve.group() for _, trouve in trouves]
        yield Trouvaille(
            lignes=tuple(n for morceau, trouve in trouves for n in morceau.lignes_de(trouve)),
            message=f"{message} : « {extraits[0]} ».",
            preuve=" ; ".join(dict.fromkeys(extraits[:6])),
            suggestion="Rétablissez l’espace.",
            extrait=extraits[0],
        )

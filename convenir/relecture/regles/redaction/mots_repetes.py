"""The same word, or the same two words, written twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_REPETE = re.compile(r"(?<![\w'-])([a-zœæ]+(?:[ ']+[a-zœæ]+)?) +\1(?![\w'-])")
_LETTRES_ESPACEES = re.compile(r"(?:\b[a-z] +){4}")  # "C O M M U N E"
_VOULUES = frozenset("nous vous si tres en faire tout bla plus coucou oui non x xx xxx".split())


@regle("redaction-mot-repete", Famille.REDACTION, Gravite.AVERTISSEMENT, "Mot écrit deux fois")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for morceau in morceaux(dossier):
        pli = plier(morceau.texte)
        for trouve in _REPETE.finditer(pli):
            autour = pli[max(0, trouve.start() - 8) : trouve.end() + 8]
            if trouve.group(1) in _VOULUES or _LETTRES_ESPACEES.search(autour):
                continue
            extrait = morceau.texte[trouve.start() : trouve.end()]
            yield Trouvaille(
                lignes=morceau.lignes_de(trouve),
                message=f"« {morceau.texte[trouve.start(1) : trouve.end(1)]} » est écrit deux fois de suite.",
                preuve=morceau.autour(trouve),
                suggestion="Retirez l’une des deux occurrences.",
                extrait=extrait,
            )

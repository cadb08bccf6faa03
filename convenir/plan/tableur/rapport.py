"""What a workbook does, or would do, line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a line does."""

    NOUVELLE = "nouvelle"
    MODIFIEE = "modifiée"
    INCHANGEE = "inchangée"
    REFUSEE = "refusée"


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line told: its sheet, its number in it, its fiche, what it does, what it changes or why not."""

    feuille: str
    numero: int
    fiche: str
    verdict: Verdict
    raison: str = ""


@dataclass(frozen=True, slots=True)
class Rapport:
    """What a workbook does, or would do. `ignorees`: headings left aside; `ecrit`: whether it was written."""

    lignes: tuple[Ligne, ...]
    ignorees: tuple[str, ...]
    ecrit: bool = False

    @property
    def compte(self) -> Counter[Verdict]:
        return Counter(ligne.verdict for ligne in self.lignes)

    @property
    def est_refuse(self) -> bool:
        return bool(self.compte[Verdict.REFUSEE])

    @property
    def change(self) -> int:
        """How many fiches it writes."""
        return self.compte[Verdict.NOUVELLE] + self.compte[Verdict.MODIFIEE]

    @property
    def phrase(self) -> str:
        comptes = (
            f"{nombre} {verdict}{'s' if nombre > 1 else ''}" for verdict, nombre in self.compte.items()
        )
        return f"{len(self.lignes)} lignes lues : {', '.join(comptes) or 'aucune fiche'}."

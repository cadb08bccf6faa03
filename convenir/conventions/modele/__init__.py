"""The model text a new convention starts from: one Markdown file per provision, read from this folder.

A file begins with its title (`# Objet de la convention`); its name gives its order and its key
(`articles/01-objet.md` → `objet`). `{{…}}` quotes a value of the record, `[[article/duree]]` refers to
a provision, `{{{instances}}}` stands for a block composed from the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from convenir.conventions.enums import TypeDisposition

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_NOM = re.compile(r"(?:\d+-)?(?P<cle>[a-z-]+)\.md")


@dataclass(frozen=True, slots=True)
class DispositionModele:
    type: TypeDisposition
    cle: str
    titre: str
    texte: str


@dataclass(frozen=True, slots=True)
class Modele:
    """`ouverture` and `cloture` frame the provisions; `visas` are without their bullet."""

    ouverture: str
    visas: tuple[str, ...]
    dispositions: tuple[DispositionModele, ...]
    cloture: str


@cache
def charger_modele() -> Modele:
    """The model text, read once."""
    dossier = files(__name__)
    return Modele(
        ouverture=_lire(dossier / "ouverture.md"),
        visas=tuple(ligne.removeprefix("- ") for ligne in _lire(dossier / "visas.md").splitlines()),
        dispositions=(
            _disposition(dossier / "preambule.md", TypeDisposition.PREAMBULE),
            *_dispositions(dossier / "articles", TypeDisposition.ARTICLE),
            *_dispositions(dossier / "annexes", TypeDisposition.ANNEXE),
        ),
        cloture=_lire(dossier / "cloture.md"),
    )


def _dispositions(dossier: Traversable, type_: TypeDisposition) -> list[DispositionModele]:
    fichiers = sorted((f for f in dossier.iterdir() if f.name.endswith(".md")), key=_rang)
    return [_disposition(fichier, type_) for fichier in fichiers]


def _rang(fichier: Traversable) -> int:
    return int(fichier.name.split("-", maxsplit=1)[0])


def _disposition(fichier: Traversable, type_: TypeDisposition) -> DispositionModele:
    nom = _NOM.fullmatch(fichier.name)
    if nom is None:
        raise ValueError(f"{fichier.name}: a provision of the model is named like 01-objet.md")
    entete, _, texte = _lire(fichier).partition("\n")
    return DispositionModele(type_, nom["cle"], entete.removeprefix("# ").strip(), texte.strip())


def _lire(fichier: Traversable) -> str:
    return fichier.read_text(encoding="utf-8").strip()

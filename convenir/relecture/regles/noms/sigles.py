"""Acronyms that the convention never spells out (grouped in one finding)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.designations import collectivite, sigle_de
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.sigles import CONNUS, sigles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

MAXIMUM = 12  # acronyms listed
_ENTRE_PARENTHESES = re.compile(
    r"\b(?P<mots>\w[\w’' -]{6,200}+)\(\s*(?:dit\w* |ci-après )?[«\"]?\s*(?P<sigle>[A-ZÀ-Ý]{3,7})\s*[»\"]?\s*\)"
)
_SUIVI = re.compile(r"\b(?P<sigle>[A-ZÀ-Ý]{3,7})\s*(?:\(|:|=)\s*(?P<mots>[\w’']+\s[\w’']+)")
_NOMME = re.compile(
    r"(?:dénommée?s?|désignée?s?|appelée?s?|dite?s?)\s*[«\"]?\s*(?:la |le |l['’])?(?P<sigle>[A-ZÀ-Ý]{3,7})\b"
)


@regle("noms-sigles", Famille.NOMS, Gravite.INFORMATION, "Sigles jamais développés")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    emplois: dict[str, list[Lignes]] = {}
    for sigle, morceau, m in sigles(dossier):
        emplois.setdefault(sigle, []).append(morceau.lignes_de(m))
    partie = collectivite(dossier)
    connus = CONNUS | _developpes(dossier) | ({sigle_de(partie.nom)} if partie else set())
    inconnus = {
        s: lieux for s, lieux in emplois.items() if s not in connus and s.removesuffix("S") not in connus
    }
    if not inconnus:
        return
    listes = list(inconnus.items())[:MAXIMUM]
    reste = len(inconnus) - len(listes)
    noms = ", ".join(s for s, _ in listes) + (f" et {reste} autres" if reste else "")
    yield Trouvaille(
        lignes=tuple(dict.fromkeys(n for _, lieux in listes for n in lieux[0])),
        message=f"{len(inconnus)} sigle{'s' if len(inconnus) > 1 else ''} sans développement : {noms}.",
        preuve=", ".join(f"{s} ({len(lieux)} emploi{'s' if len(lieux) > 1 else ''})" for s, lieux in listes),
        suggestion="Développez chaque sigle à son premier emploi, ou ajoutez un glossaire en annexe.",
        extrait=listes[0][0],
    )


def _developpes(dossier: Dossier) -> set[str]:
    """The acronyms that the text explains: "Contrat local de santé (CLS)", "CLS : contrat local…"."""
    trouves: set[str] = set()
    for morceau in morceaux(dossier):
        trouves.update(m["sigle"] for m in _NOMME.finditer(morceau.texte))
        for motif in (_ENTRE_PARENTHESES, _SUIVI):
            trouves.update(
                m["sigle"] for m in motif.finditer(morceau.texte) if _explique(m["mots"], m["sigle"])
            )
    return trouves


def _explique(mots: str, sigle: str) -> bool:
    """The first two letters of the acronym begin words of the explanation, in order."""
    initiales = iter(mot[0] for mot in re.findall(r"\w+", plier(mots)))
    return all(lettre in initiales for lettre in plier(sigle[:2]))

"""A way to end the convention whose title says one thing and whose text another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.clauses.fin_de_convention import Modalite, modalites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ACCORD = re.compile(
    r"\b(?:consentement\s+mutuel|commun\s+accord|accord\s+(?:mutuel|commun|amiable|des\s+parties|entre\s+les\s+parties)|amiable|d'un\s+accord|conjointe(?:ment)?)\b"
)
_SEUL = re.compile(
    r"\b(?:par\s+)?(?:l'une?\s+(?:ou\s+l'autre|quelconque)|l'une\s+des|chacune|chaque|une\s+des|l'un\s+des)\s*(?:des\s+)?(?:deux\s+)?(?:parties?|signataires?|partenaires?)\b|\bunilateral\w*|\bune\s+(?:seule\s+)?partie\s+(?:peut|pourra)\b|\b(?:la\s+(?:caf|collectivite|communaute|commune|ville)|le\s+departement)\s+(?:peut|pourra)\b"
)
_CONGE = re.compile(r"\b(?:denonc\w+|preavis|prevenance|resili\w+|met\w*\s+fin)\b")
_TITRE_SEUL = re.compile(r"\b(?:unilateral\w*|a\s+l'initiative|par\s+l'une|denonciation)\b")
_MISE_EN_DEMEURE = re.compile(r"\bmise\s+en\s+demeure\b")
_SANS_MISE = re.compile(
    r"\b(?:sans|aucune?|ni|nulle|dispense\w*)\b[^.;]{0,60}\bmises?\s+en\s+demeure\b"
    r"|\b(?:n'est|n'est\s+alors|ne\s+(?:sera|soit))\s+(?:pas|point)\b[^.;]{0,60}\bmise\s+en\s+demeure\b"
    r"|\bmise\s+en\s+demeure\b[^.;]{0,30}\b(?:n'est|ne\s+(?:sera|soit))\s+(?:pas\s+)?(?:requise|necessaire|exigee|prevue|due|obligatoire)\b"
    r"|\bsans\s+(?:formalite|preavis)\b"
)
_CONTENU_PRIME = re.compile(
    r"\b(?:contenu|texte)\s+de\s+la\s+clause\s+pr(?:e|é)va\w+|pr(?:e|é)va\w+\s+sur\s+le\s+titre",
    re.IGNORECASE,
)


@regle("clauses-titre", Famille.CLAUSES, Gravite.AVERTISSEMENT, "Clause contraire à son titre")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    prime = any(_CONTENU_PRIME.search(p.texte) for p in dossier.passages)
    for modalite in modalites(dossier):
        raison = _contradiction(modalite)
        if raison:
            yield _trouvaille(modalite, raison, le_texte_prime=prime)


def _contradiction(m: Modalite) -> str:
    if not m.texte:
        return ""
    unilateral = _SEUL.search(m.texte) and _CONGE.search(m.texte)
    if _ACCORD.search(m.titre) and unilateral and not _ACCORD.search(m.texte):
        return "le titre annonce un accord des parties, le texte permet à une seule d’y mettre fin"
    if _TITRE_SEUL.search(m.titre) and _ACCORD.search(m.texte) and not unilateral:
        return "le titre annonce une décision d’une seule partie, le texte exige un accord"
    return _mise_en_demeure(m)


def _mise_en_demeure(m: Modalite) -> str:
    if not _MISE_EN_DEMEURE.search(m.titre):
        return ""
    annonce = not _SANS_MISE.search(m.titre)
    sans = _SANS_MISE.search(m.texte) is not None
    exige = _MISE_EN_DEMEURE.search(_SANS_MISE.sub(" ", m.texte)) is not None
    if annonce and not exige:
        return "le titre annonce une mise en demeure, le texte n’en prévoit pas"
    if not annonce and exige and not sans:
        return "le titre écarte la mise en demeure, le texte l’exige"
    return ""


def _trouvaille(m: Modalite, raison: str, *, le_texte_prime: bool) -> Trouvaille:
    cite = m.passages[0].texte.strip()[:160]
    prime = (
        " La convention dit que le contenu l’emporte sur le titre : ce que le titre promet n’existe donc pas."
        if le_texte_prime
        else ""
    )
    return Trouvaille(
        lignes=m.lignes[:2],
        message=f"« {m.titre_ecrit} » : {raison}.",
        preuve=f"« {cite} »{prime}",
        suggestion="Changez le titre, ou réécrivez la clause pour qu’elle dise ce que le titre annonce.",
        extrait=m.titre_ecrit,
    )

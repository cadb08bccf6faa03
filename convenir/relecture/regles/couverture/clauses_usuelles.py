"""A clause that nearly every convention has, and this one has not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.renvois import est_avenant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

#: What the clause is for, how it is recognised, whether the convention cannot do without it.
_CLAUSES = (
    ("la durée", r"\b(?:conclue|prend effet|entre en vigueur|duree de)\b|\ba compter du\b", True),
    (
        "la résiliation",
        r"\b(?:resili\w+|denonc\w+|met(?:tre|tent|tant)? (?:un terme|fin)|y mettre fin|se retirer)\b",
        True,
    ),
    ("la modification par avenant", r"(?<!sans la signature d'un )(?<!sans )\bavenants?\b", False),
    ("l’évaluation", r"\b(?:evalu\w+|bilan)\b", False),
    ("le règlement des litiges", r"\b(?:litiges?|tribuna\w+|contentieu\w+|differends?)\b", False),
    (
        "la protection des données",
        r"\b(?:donnees? (?:a caractere )?personnel\w*|rgpd|confidential\w+)\b",
        False,
    ),
    ("le pilotage", r"\b(?:comites?|instances?|copil|cotech|gouvernance|pilotage)\b", False),
)
_MOTIFS = tuple((nom, re.compile(motif), obligee) for nom, motif, obligee in _CLAUSES)
_ARTICLES_MINIMAUX = 5  # below, the text is an extract or another kind of document


@regle("couverture-clause-usuelle", Famille.COUVERTURE, Gravite.INFORMATION, "Clause usuelle absente")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    articles = [d for d in dossier.dispositions if d.type == "article"]
    if len(articles) < _ARTICLES_MINIMAUX or est_avenant(dossier):
        return
    texte = " ".join(
        plier(p.texte)
        for p in dossier.passages
        if p.nature not in HORS_TEXTE and p.disposition.startswith("article")
    )
    for nom, motif, obligee in _MOTIFS:
        if not motif.search(texte):
            yield Trouvaille(
                lignes=(lignes := _evoquee(dossier, nom)),
                lieu="" if lignes else "Articles",
                message=f"Aucun article ne traite {_de(nom)}."
                if not lignes
                else "L’avenant est évoqué, mais aucun article ne dit comment la convention se modifie.",
                preuve=f"{len(articles)} articles lus, sans cette clause.",
                suggestion="Ajoutez la clause si elle vous est utile."
                if not obligee
                else "Ajoutez la clause.",
                gravite=Gravite.AVERTISSEMENT if obligee else None,
            )


def _de(nom: str) -> str:
    return f"du {nom.removeprefix('le ')}" if nom.startswith("le ") else f"de {nom}"


def _evoquee(dossier: Dossier, nom: str) -> Lignes:
    """Where an avenant is spoken of without being provided for."""
    if "avenant" not in nom:
        return ()
    return next((p.lignes for p in dossier.passages if "avenant" in plier(p.texte)), ())

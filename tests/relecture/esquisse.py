"""Short fictional texts → a Dossier, so that a rule is tested on what it reads and nothing else.

`# ` opens a provision or a heading, `- ` is a list item, a tab separates cells, any other line is a paragraph.
"""

from __future__ import annotations

import re
import textwrap

from convenir.documents.blocs import DocumentLu, Source
from convenir.lecture.dossier import Couverture, Disposition, Dossier, Nature, Passage
from convenir.relecture.registre import regles

_PREFIXES = {"# ": Nature.TITRE, "- ": Nature.ELEMENT}


def esquisser(texte: str, **champs) -> Dossier:
    """Build a Dossier from a sketch; `champs` are set on the Dossier as they are."""
    lignes = tuple(textwrap.dedent(texte).strip("\n").splitlines())
    passages, cle, rubrique, tableau = [], "", "", False
    for numero, ligne in enumerate(lignes, start=1):
        if not ligne.strip():
            continue
        nature = _nature(ligne, tableau)
        tableau = "\t" in ligne
        corps = ligne.strip().removeprefix("# ").removeprefix("- ")
        if nature == Nature.TITRE:
            cle = _cle(corps) or cle
            rubrique = corps
        passages.append(
            Passage(
                texte=corps.replace("\t", " "),
                lignes=(numero,),
                nature=nature,
                disposition=cle,
                rubrique=rubrique,
                cellules=tuple(c.strip() for c in corps.split("\t")) if "\t" in ligne else (),
            )
        )
    source = Source(nom="esquisse.txt", format="txt", lignes=lignes, numerotee=True)
    champs.setdefault("dispositions", _dispositions(passages))
    return Dossier(
        document=DocumentLu(source=source, blocs=()),
        passages=tuple(passages),
        couverture=Couverture(len(passages), len(passages)),
        **champs,
    )


def _nature(ligne: str, tableau: bool) -> Nature:
    if "\t" in ligne:
        return Nature.RANG if tableau else Nature.ENTETE
    return next((n for p, n in _PREFIXES.items() if ligne.strip().startswith(p)), Nature.PARAGRAPHE)


def _cle(titre: str) -> str:
    m = re.match(r"(article|annexe) (\d+)|(pr[ée]ambule)", titre, re.IGNORECASE)
    if m is None:
        return ""
    return "preambule" if m[3] else f"{m[1].lower()}-{m[2]}"


def _dispositions(passages: list[Passage]) -> tuple[Disposition, ...]:
    trouvees = []
    for cle in dict.fromkeys(p.disposition for p in passages if p.disposition):
        siens = [p for p in passages if p.disposition == cle]
        genre, _, numero = cle.partition("-")
        titre = siens[0].texte.split("–")[-1].strip()
        trouvees.append(
            Disposition(
                type=genre,
                numero=int(numero) if numero else None,
                titre=titre,
                cle=cle,
                lignes=tuple(n for p in siens for n in p.lignes),
            )
        )
    return tuple(trouvees)


def constats(code: str, texte: str, **champs):
    """What one rule finds in a sketch."""
    return list(_regle(code).verifier(esquisser(texte, **champs)))


def lignes(code: str, texte: str, **champs) -> list[tuple[int, ...]]:
    """The lines of each finding of one rule in a sketch, sorted."""
    return [tuple(sorted(set(c.lignes))) for c in constats(code, texte, **champs)]


def _regle(code: str):
    return next(r for r in regles() if r.code == code)

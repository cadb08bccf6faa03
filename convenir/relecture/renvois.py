"""Finding the references to articles and annexes in a text, and telling internal ones from the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.lecture.dossier import Nature
from convenir.relecture.etendues import Morceau, morceaux

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Lignes

_NUMERO = r"(?:n\s*[°º]\s*)?\d{1,2}(?:er|ère)?(?![\w°]|\.\d|-\d|\s*[°%€])"
_LETTRE = r"(?-i:[A-H])(?![\w'’-]|\.\w)"
_RENVOI = re.compile(
    rf"\b(?P<type>annexes?|articles?)\s+(?P<numeros>{_NUMERO}(?:\s*(?:,|et|ou|à|&)\s*{_NUMERO})*"
    rf"|(?<=s\s|e\s){_LETTRE}(?:\s*(?:,|et|ou|&)\s*{_LETTRE})*)",
    re.IGNORECASE,
)
_RANGS = re.compile(r"\d+|\b[A-H]\b")
_CLE_LETTREE = re.compile(r"annexe-([a-z])")
_PLAGE = re.compile(r"(\d+)\s*à\s*(?:n\s*[°º]\s*)?(\d+)")
#: What follows a reference to another text than this one.
_AILLEURS = re.compile(
    r"\s*(?:,?\s*(?:I{1,3}|alinéas?\s+\d+|\d+°|paragraphes?\s+\d+)\s*,?)?\s*,?\s*"
    r"(?:d[eu]\s+(?:la\s+|l['’]\s*)?|des\s+|d['’]\s*|-\s*)(?:(?:dite?|même|susdite?)\s+)?"
    r"(?:codes?\b|lois?\b|décrets?\b|rgpd\b|règlements?\b|arrêtés?\b|constitution\b|traité\b|directive\b|ordonnances?\b|"
    r"circulaires?\b|charte\b|cgct\b|casf\b|css\b|statuts\b|cog\b|cpog\b|accords?\b|délibération\b|contrat\b|schéma\b|"
    r"(?:la\s+)?convention\s+(?:initiale|de\s+base|d['’]objectifs|précédente|du\s+\d|signée|territoriale\s+globale\s+(?:initiale|signée|du\s+\d))|"
    r"l['’]?avenant)",
    re.IGNORECASE,
)
_CODE_AVANT = re.compile(r"(?:code|loi|rgpd|règlement|décret)\b[^.;]{0,60}(?:,|\()\s*(?:en\s+son\s+|à\s+son\s+|notamment\s+son\s+)?$", re.IGNORECASE)  # fmt: skip
_AVENANT = re.compile(
    r"\bavenant\s+n\s*[°º]?\s*\d|\bobjet\s+de\s+l['’]avenant|\bprésent\s+avenant", re.IGNORECASE
)
_DU_PRESENT_AVENANT = re.compile(r"\s+du\s+présent\s+avenant", re.IGNORECASE)
#: "ses articles 6 et 28" belong to the text just named; so does any article of a visa not said to be of this convention.
_POSSESSIF = re.compile(r"\b(?:ses|son|leurs?|lesdits|desdits|dudit)\s+$", re.IGNORECASE)
_D_ICI = re.compile(r"\s*,?\s*(?:de\s+la\s+présente|ci-(?:après|dessous))", re.IGNORECASE)
_TETE = 400  # passages searched for the words that make an avenant


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision quoted in the text: its type, its number or letter, and where its words stand."""

    type: str
    rang: str  # "3", or "B" for an annexe told by a letter
    morceau: Morceau
    debut: int
    fin: int

    @property
    def lignes(self) -> Lignes:
        return self.morceau.passage.lignes_de(
            self.morceau.decalage + self.debut, self.morceau.decalage + self.fin
        )

    @property
    def texte(self) -> str:
        return self.morceau.texte[self.debut : self.fin]


def citations(dossier: Dossier) -> Iterator[Citation]:
    """References to provisions of this very document, in order.

    "Article L. 263-1 du code", "article 30 du RGPD", "article 5 de la loi" speak of other texts; so do,
    in an avenant, the articles of the convention that it amends.
    """
    avenant = est_avenant(dossier)
    titres = {d.lignes[0] for d in dossier.dispositions if d.lignes}
    for morceau in morceaux(dossier):
        if morceau.passage.lignes[:1] and morceau.passage.lignes[0] in titres:
            continue
        for trouve in _RENVOI.finditer(morceau.texte):
            if _est_interne(morceau, trouve, avenant=avenant):
                type_ = trouve["type"].lower().removesuffix("s")
                for rang in _rangs(trouve["numeros"]):
                    yield Citation(type_, rang, morceau, trouve.start(), trouve.end())


def rang_de(disposition: Disposition) -> str:
    """The number or the letter that a provision bears ("3", "B"), or nothing."""
    if disposition.numero is not None:
        return str(disposition.numero)
    lettre = _CLE_LETTREE.fullmatch(disposition.cle)
    return lettre.group(1).upper() if lettre else ""


def est_avenant(dossier: Dossier) -> bool:
    """Whether the document amends another: its references then speak of that other one."""
    if "avenant" in dossier.titre.lower():
        return True
    premiers = dossier.passages[:_TETE]
    return any(
        _AVENANT.search(p.texte) for p in premiers if p.nature is Nature.TITRE or p is dossier.passages[0]
    )


def _est_interne(morceau: Morceau, trouve: re.Match[str], *, avenant: bool) -> bool:
    texte = morceau.texte
    if avenant:
        return _DU_PRESENT_AVENANT.match(texte, trouve.end()) is not None
    if trouve["type"].lower().startswith("article"):
        vise = morceau.passage.disposition == "visas" and not _D_ICI.match(texte, trouve.end())
        if vise or _POSSESSIF.search(texte, 0, trouve.start()):
            return False
    return not _AILLEURS.match(texte, trouve.end()) and not _CODE_AVANT.search(
        texte[max(0, trouve.start() - 90) : trouve.start()]
    )


def _rangs(chaine: str) -> list[str]:
    """Numbers of "2, 3 et 5" and of "2 à 4", letters of "A et B"."""
    plage = _PLAGE.search(chaine)
    if plage and int(plage.group(1)) < int(plage.group(2)):
        return [str(n) for n in range(int(plage.group(1)), int(plage.group(2)) + 1)]
    return _RANGS.findall(chaine)

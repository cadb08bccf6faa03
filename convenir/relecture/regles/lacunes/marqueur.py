"""A mark standing for what is to be written: XX, ____, "à définir", "[nom]", dotted lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import TABLEAU, Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.lacunes.champ_vide import est_champ_vide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Passage

#: Sure marks: whatever stands around them, a value is missing.
_SURS = re.compile(
    r"""
      (?<![\w'’-])X{2,}(?!\w|-|\s*(?:e|ème|è)\b|\s+siècle)
    | (?<![\w'’-])x{3,}(?!\w)
    | (?<![\w'’-])xx(?=\s|[.,;)€%]|$)
    | _{3,}
    | \.{5,}(?!\s*\d+\s*$) | …{2,}(?!\s*\d+\s*$) | (?:\.\s){4,}
    | (?<![\w'’.-])(?:NN|nn)(?=\s+[a-zà-ÿ]{3,}|\s*[€%])
    | (?<![\w/])(?:[xX]{2}|JJ|jj|\.{2,}|…)\s?/\s?(?:[xX]{2}|MM|mm|\.{2,}|…)\s?/\s?(?:(?:20)?[xX]{2}|[xX]{4}|AAAA|aaaa|(?:20)?(?:\.{2,}|…))
    | \b(?:19|20)[xX]{2}\b
    | (?:(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|année|en)\s|/)20(?:\.{2,}|…|_{1,2})(?!\d)
    | \b(?:n\s?[°º]|(?:[Mm]onsieur|[Mm]adame|Mme|M\.|date\s+du|date\s+de|à|le|du|au))\s+(?:\.{3,}|…)(?=\s|[,;)]|$)
    | \b(?:délibération|décision|arrêté|avenant)\s+n\s?[°º](?=\s*(?:[,;)]|$|du\s|en\s+date))
    | \ben\s+date\s+du(?=\s*[,;)])
    | \b(?:de|du|des|le|la|les|par|en|au|aux)\s+à\s+(?:renseigner|compléter|préciser|définir|déterminer|indiquer)\b
    | \?{2,}(?!\s*$) | (?<=[:=]\s)\?\s*$
    | \b(?:TBD|TBC|T\.B\.D\.?)\b | \blorem\s+ipsum\b
    | \[(?!\s*(?:…|\.{3}|sic\b|\d+\s*\]|[xX]\s*\]))[^\W\d_][^\[\]]{1,80}\](?!\()
    | <(?!/?(?:[a-z][a-z0-9]{0,9})(?:\s+[a-z-]+=[^<>]*)?\s*/?>)[A-Za-zÀ-ÿ][^<>\n]{2,40}>
    | \((?:à\s+)?(?:préciser|compléter|définir|indiquer|renseigner|insérer|mentionner|actualiser|confirmer|vérifier)\b[^()]{0,80}\)
    | \((?:nom|prénom|date|lieu|montant|adresse|qualité)s?(?:\s*(?:,|et|ou|/|du|de\s+la|de\s+l['’]|de|des)\s*[a-zà-ÿ]+){0,3}\)(?=\s*(?:$|[,;.]))
    | (?:rayer|supprimer|biffer|barrer)\s+(?:la|les)\s+mentions?\s+inutiles?
    """,
    re.VERBOSE,
)
#: Marks only where a value is expected: after a colon, between brackets, or alone in a cell.
_A_FAIRE = r"(?:reste(?:nt)?\s+)?[àa]\s+(?:définir|compléter|préciser|renseigner|confirmer|déterminer|actualiser|désigner|nommer|valider|insérer|venir|recruter|arrêter|fixer)(?:\s+ultérieurement)?"
_ATTENDUS = re.compile(
    rf"(?:(?<=:)\s*|(?<=\()|^\s*|(?<=[–—]\s)){_A_FAIRE}(?=\s*(?:$|[.;,)\]]))"
    rf"|\b(?:date|lieu|montant|nom|nombre|horaires?|titulaire|référent|pilote|calendrier|titre|intitulé|libellé|adresse|fonction|qualité|effectif|taux|budget|porteur|opérateur)\s+{_A_FAIRE}\b(?!\s+(?:avec|par|entre|en|lors|dans))",
    re.IGNORECASE,
)
_EN_COURS = re.compile(
    r"\b(?:données|chiffres?|tableaux?|listes?|annexes?|cartes?|diagnostic|montants?|document|fiches?|indicateurs?)\b[^.;:()]{0,40}"
    r"\ben\s+cours\s+d(?:e\s+|['’])(?:actualisation|rédaction|finalisation|mise\s+à\s+jour|construction|élaboration|saisie|consolidation|collecte)"
    r"|(?:^|\()\s*en\s+(?:cours|attente)(?:\s+d(?:e\s+|['’])\w+)?\s*(?:\)|$)",
    re.IGNORECASE,
)
#: A lone X before what it should count: "X communes", "X %".
_X_SEUL = re.compile(r"(?<![\w'’./-])X(?=\s+(?:[a-zà-ÿ]{3,}s\b|€|%|euros?\b))")
_PAS_UN_NOMBRE = re.compile(r"\b(?:taux|rayons?|génération|facteur|projet|chromosome|classe|type|loi|mm?e?|axe|syndrome)\.?\s+$", re.IGNORECASE)  # fmt: skip
_NUMERO_ROMAIN = re.compile(
    r"\b(?:chapitre|titre|livre|tome|section|partie|volume|louis|annexe)\s+$", re.IGNORECASE
)
#: An ellipsis between brackets is a cut in a quotation; before what it should count, it is a blank.
_COUPURE = re.compile(r"\[\s*(?:…|\.{3})\s*\](?=\s*[€%]|\s+[a-zà-ÿ]{3,}s\b)")
_CITATION = re.compile(r"«[^«»]*»|“[^“”]*”")
_X_EN_CELLULE = re.compile(r"^\s*[xX]{1,3}\s*$")


@dataclass(slots=True)
class _Groupe:
    """The marks of one sentence, or of one table: one thing to complete."""

    passage: Passage
    signes: list[str] = field(default_factory=list)
    lignes: list[int] = field(default_factory=list)
    apercus: list[str] = field(default_factory=list)
    faible: bool = True


@regle("lacunes-marqueur", Famille.LACUNES, Gravite.BLOQUANT, "Valeur laissée en blanc")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for groupe in _grouper(dossier):
        signes = list(dict.fromkeys(s.strip() for s in groupe.signes))
        ou = "dans ce tableau" if groupe.passage.nature in TABLEAU else "ici"
        nombre = len(groupe.signes)
        yield Trouvaille(
            lignes=tuple(groupe.lignes),
            message=f"Une valeur manque {ou} : « {signes[0][:60]} »."
            if nombre == 1
            else f"{nombre} valeurs manquent {ou} : « {signes[0][:60]} ».",
            preuve=" ; ".join(dict.fromkeys(groupe.apercus))[:400],
            suggestion="Écrivez la valeur attendue, ou retirez la mention si elle n’a plus d’objet.",
            extrait=signes[0],
            gravite=Gravite.AVERTISSEMENT if groupe.faible else None,
        )


def est_marque(texte: str) -> bool:
    """Whether a text is nothing but a mark: "À déterminer.", "____"."""
    trouve = _SURS.match(texte.strip()) or _ATTENDUS.match(texte.strip())
    return trouve is not None and not texte.strip()[trouve.end() :].strip(" .;,")


def _grouper(dossier: Dossier) -> Iterator[_Groupe]:
    groupe: _Groupe | None = None
    precedent: Passage | None = None
    for morceau in morceaux(dossier):
        passage = morceau.passage
        meme_tableau = passage is precedent or (
            precedent is not None and passage.nature in TABLEAU and precedent.nature in TABLEAU
        )
        if not meme_tableau:
            if groupe is not None:
                yield groupe
            groupe = None
        precedent = passage
        for trouve, faible in _marques(morceau):
            groupe = groupe or _Groupe(passage)
            groupe.signes.append(trouve.group())
            groupe.lignes.extend(morceau.lignes_de(trouve))
            groupe.apercus.append(_apercu(morceau, trouve))
            groupe.faible &= faible
    if groupe is not None:
        yield groupe


def _apercu(morceau: Morceau, trouve: re.Match[str]) -> str:
    """The words around a mark; in a table, its row."""
    if not morceau.passage.cellules:
        return morceau.autour(trouve)
    return " | ".join(c.strip() for c in morceau.passage.cellules)[:80]


def _marques(morceau: Morceau) -> Iterator[tuple[re.Match[str], bool]]:
    """The marks of one piece, each with whether it is a weak one (text to come rather than a blank)."""
    texte = morceau.texte
    if est_champ_vide(morceau.passage.texte):
        return
    for trouve in _SURS.finditer(texte):
        avant = texte[max(0, trouve.start() - 20) : trouve.start()]
        romain = trouve.group().startswith("XX") and _NUMERO_ROMAIN.search(avant)
        coche = (
            bool(morceau.passage.cellules)
            and _X_EN_CELLULE.match(texte)
            and trouve.group() != trouve.group().upper()
        )
        if not romain and not coche:
            yield trouve, False
    for trouve in _X_SEUL.finditer(texte):
        if not _PAS_UN_NOMBRE.search(texte[max(0, trouve.start() - 20) : trouve.start()]):
            yield trouve, False
    if "[" in texte and not _CITATION.search(texte):
        yield from ((trouve, False) for trouve in _COUPURE.finditer(texte))
    for motif in (_ATTENDUS, _EN_COURS):
        for trouve in motif.finditer(texte):
            yield trouve, True

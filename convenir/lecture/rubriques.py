"""Sub-headings and themes: under which title, and about which field, each passage stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.lecture.balisage import oter_puce
from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.socle.themes import normaliser, theme_de

if TYPE_CHECKING:
    from convenir.lecture.dossier import Passage

_LONGUEUR_TITRE = 110  # characters
_LONGUEUR_PROSE = 110  # characters; a longer full sentence in an article leaves the block of a theme
_FIN_DE_PHRASE = (".", ";", ",")
_VERBE = re.compile(
    r"\b(?:est|sont|ont|[àa] été|ser(?:a|ont)|permet(?:tent)?|doi(?:t|vent)|peu(?:t|vent)|s['’]\w+nt)\b"
)
_CHIFFRE = re.compile(r"\d\s*(?:%|€)")
_FIGURE = re.compile(r"[-–+<>≈]?\s*\d")
_ENROBAGE = re.compile(
    r"^(?:(?:plans?\s+d['’ ]?actions?|th[ée]matiques?|th[èe]mes?|volet|axe|fiche|diagnostic|champ|domaine)"
    r"\b\s*(?:n[°o]\s*)?\d{0,2}\s*[-–—:]*\s*)|"
    r"(?:\s*[-–—:]+\s*(?:synth[èe]se|diagnostic|plan d['’]actions?|chiffres cl[ée]s|[ée]tat des lieux)\s*)$|"
    r"^\d{1,2}(?:\.\d{1,2})?\s*[-–.)/]+\s*|^[IVX]{1,4}\s*[-–.)/]+\s*",
    re.IGNORECASE,
)
_RUBRIQUES = re.compile(
    r"(?:les\s+)?(?:enjeux?|objectifs?|chiffres?[ -]cl[ée]s?|donn[ée]es?[ -]cl[ée]s?|synth[èe]se|besoins?|"
    r"constats?|atouts?|faiblesses|forces|points?\s+(?:forts?|faibles?|d['’]appui)|orientations?|axes?|priorit[ée]s)\b",
    re.IGNORECASE,
)
_CORPS = ("preambule", "article", "annexe")
#: where no heading opens the block of a theme (anywhere in a document that is only an annexe, it does)
_SANS_THEME = frozenset({"", "parties", "visas", "sommaire", "signatures"})


def situer(passages: list[Passage]) -> list[Passage]:
    """Give each passage its sub-heading and its theme, and mark as headings the paragraphs that are some."""
    nu = not any(p.disposition.startswith(_CORPS) for p in passages)
    sans_theme = _SANS_THEME - {""} if nu else _SANS_THEME
    situes: list[Passage] = []
    disposition, thematique, rubrique = "", "", ""
    for i, passage in enumerate(passages):
        if passage.nature in HORS_TEXTE:
            situes.append(passage)
            continue
        if passage.disposition != disposition:
            disposition, thematique, rubrique = passage.disposition, "", ""
        titre = disposition not in sans_theme and _est_intertitre(passages, i)
        if titre and passage.nature is not Nature.TITRE:
            passage = replace(passage, nature=Nature.TITRE)  # noqa: PLW2901 -- the same passage, better known
        nouveau = theme_annonce(passage) if disposition not in sans_theme else ""
        if nouveau:
            thematique = nouveau
        elif _quitte_le_theme(passage, titre=titre):
            thematique = ""
        situes.append(replace(passage, thematique=thematique, rubrique=rubrique))
        if titre and not _ouvre_une_disposition(passages, i):
            rubrique = passage.texte
    return situes


def _ouvre_une_disposition(passages: list[Passage], i: int) -> bool:
    return i == 0 or passages[i - 1].disposition != passages[i].disposition


def theme_annonce(passage: Passage) -> str:
    """Key of the theme a heading opens ("PLAN D'ACTION PARENTALITÉ", "Jeunesse: synthèse"), or nothing."""
    if len(passage.texte) > _LONGUEUR_TITRE or passage.nature is Nature.ELEMENT:
        return ""
    pleines = [cellule for cellule in passage.cellules if cellule.strip()]
    if len(pleines) > 1:
        return ""
    theme = theme_de(nom_de_theme(pleines[0] if pleines else passage.texte))
    return theme.cle if theme else ""


def nom_de_theme(texte: str) -> str:
    """The name inside a heading: "PLAN D'ACTION PARENTALITÉ" → "PARENTALITÉ"."""
    nom = oter_puce(texte)[0].strip()
    for _ in range(3):
        nom, reduit = _ENROBAGE.sub("", nom).strip(" :"), nom
        if nom == reduit:
            break
    return nom


def _quitte_le_theme(passage: Passage, *, titre: bool) -> bool:
    """In an article, a full sentence after the lists of a theme is about everything again."""
    if not passage.disposition.startswith(("article", "preambule")) or titre:
        return False
    return (
        passage.nature is Nature.PARAGRAPHE
        and len(passage.texte) > _LONGUEUR_PROSE
        and passage.texte.endswith(".")
    )


def _est_intertitre(passages: list[Passage], i: int) -> bool:
    """Whether a passage is a heading: a bloc that says so, or one by its words."""
    passage = passages[i]
    match passage.nature:
        case Nature.TITRE:
            return True
        case Nature.RANG:
            return bool(theme_annonce(passage))
        case Nature.ELEMENT:
            return _a_l_air_d_un_titre(passages, i) and _est_element_titre(passages, i)
        case Nature.PARAGRAPHE:
            return _a_l_air_d_un_titre(passages, i) and _est_paragraphe_titre(passages, i)
        case _:
            return False


def _a_l_air_d_un_titre(passages: list[Passage], i: int) -> bool:
    """Short, a capital first, no end of sentence, in the middle of none."""
    texte = passages[i].texte
    if not texte[:1].isupper() or len(texte) > _LONGUEUR_TITRE or len(texte) < len("Age"):
        return False
    coupee = bool(i) and _est_inachevee(passages[i - 1])
    return not (
        texte.endswith(_FIN_DE_PHRASE) or _FIGURE.match(texte) or coupee or _suite_minuscule(passages, i)
    )


def _est_paragraphe_titre(passages: list[Passage], i: int) -> bool:
    texte = passages[i].texte
    if texte.endswith(":"):
        return _titre_a_deux_points(texte)
    phrase = _CHIFFRE.search(texte) or _VERBE.search(texte)
    return not phrase and not _est_isole_dans_une_liste(passages, i)


def _titre_a_deux_points(texte: str) -> bool:
    """Whether it names a block: "Enjeux :" and "LOGEMENT :" do, "La CTG a pour objectifs :" opens a list."""
    nom = texte.rstrip(" :")
    return nom.isupper() or theme_de(nom_de_theme(nom)) is not None or bool(_RUBRIQUES.match(nom))


def _est_inachevee(passage: Passage) -> bool:
    """The sentence before stops in the middle: what follows is its end, not a heading."""
    return passage.texte.endswith((",", "-", "(")) and passage.nature is not Nature.TITRE


def _suite_minuscule(passages: list[Passage], i: int) -> bool:
    suivant = passages[i + 1] if i + 1 < len(passages) else None
    return suivant is not None and suivant.nature is Nature.PARAGRAPHE and suivant.texte[:1].islower()


def _est_element_titre(passages: list[Passage], i: int) -> bool:
    """A bullet alone, without an end of sentence, over a paragraph: "▪ Résiliation de plein droit"."""
    avant = passages[i - 1].nature if i else Nature.TITRE
    apres = passages[i + 1] if i + 1 < len(passages) else None
    return (
        avant is not Nature.ELEMENT
        and apres is not None
        and apres.nature is Nature.PARAGRAPHE
        and len(apres.texte) > len(passages[i].texte)
        and apres.texte.endswith(".")
        and apres.disposition == passages[i].disposition
    )


def _est_isole_dans_une_liste(passages: list[Passage], i: int) -> bool:
    """An item whose bullet was lost: right after items, before anything that is not under it."""
    avant = passages[i - 1] if i else None
    apres = passages[i + 1] if i + 1 < len(passages) else None
    if avant is None or avant.nature is not Nature.ELEMENT:
        return False
    suite = apres is None or apres.disposition != passages[i].disposition
    return suite or (apres is not None and bool(theme_annonce(apres)))


def est_rubrique_d_enjeux(texte: str) -> bool:
    """Whether a heading announces enjeux ("Enjeux :", "Les enjeux repérés par les communes")."""
    return bool(re.match(r"(?:les )?enjeux?\b", normaliser(texte)))

"""What a figure counts: its label out of the words around it, its unit, its age band, its denominator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_DETERMINANT = re.compile(
    r"^(?:de\s+la|de\s+l['’]|des|du|de|d['’]|les|la|le|l['’]|une?)(?:\s+|(?<=['’]))", re.IGNORECASE
)
_LIAISON = re.compile(
    r"\s*(?:\b(?:repr[ée]sent(?:e|ent|ait|aient)|compte(?:nt)?|s['’][ée]l[èe]ve(?:nt)?\s+[àa]|atteint|atteignent|est\s+de|"
    r"sont|est|au\s+nombre|[ée]tait\s+de|soit|dont|de|d['’]|des|[àa]|au|avec|environ|pour|sur|et|en)\s*|[:=,;(–-]\s*)+$",
    re.IGNORECASE,
)
_VERBE = re.compile(
    r"^(?:ont|sont|est|a|vivent|per[çc]oivent|b[ée]n[ée]ficient|disposent|repr[ée]sentent|habitent|n['’]ont|travaillent|"
    r"utilisent|fr[ée]quentent|proposent|couvrent|restent|se)\b"
)
_SANS_NOM = re.compile(
    r"^(?:entre|en|sur|depuis|contre|par\s+rapport|dans|au|aux|[àa]|pour|selon|et|soit|dont|chez|[¤\d])\b"
)
_ANNEE_EN_FIN = re.compile(r"\s*(?:\(|\(?\b(?:en|fin|au\s+\d+\s+\w+|d[ée]cembre)\s+)(?:19|20)\d\d\)?\s*$")
_PERIODE = re.compile(
    r"\s*\b(?:entre\s+(?:19|20)\d\d\s+et\s+(?:19|20)\d\d|(?:de|depuis)\s+(?:19|20)\d\d(?:\s+[àa]\s+(?:19|20)\d\d)?)\)?\s*$"
)
_TERRITOIRE_EN_FIN = re.compile(
    r"\s*\((?:[^()]*:\s*)?$|\s*\((?:donn[ée]es|source|insee|caf|chiffres)\b[^()]{0,40}\)?$", re.IGNORECASE
)
_FIN_DE_PHRASE = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý]|\s*$)")
_COUPURE = re.compile(
    r"\s*(?:,|;|\(|\)|\bet\b|\bsoit\b|\bdont\b|\bpour\b|\bcontre\b|\bmais\b|\bsur(?:\s+(?:les|un\s+total\s+de))?)\s+(?=\S*\s*$|(?:environ|seules?|seulement|pr[èe]s\s+de|plus\s+de|les|[+-])\s*$)|\s*[,;(]\s*$|\s*[-–]\s*$",
    re.IGNORECASE,
)

_TRANCHE = re.compile(r"(?<!\d)(\d{1,2})\s*(?:à|a|-|–|/)\s*(\d{1,2})\s*(?:ans|(?=\D|$))", re.IGNORECASE)
_MOINS_DE = re.compile(r"\bmoins\s+de\s+(\d{1,2})\s*ans\b", re.IGNORECASE)
_GROUPE_NOMINAL = re.compile(
    r"^(?P<groupe>.+?)(?=\s+(?:vivent|ont|sont|est|repr[ée]sent|b[ée]n[ée]fici|per[çc]oivent|couvert|dispos|habitent|propos|qui|"
    r"dans|n['’]ont|travaill)|[.,;(]|$)",
    re.IGNORECASE,
)
_OFFRE = re.compile(
    r"(?:^\s*|[.;:]\s*|\bet\s+)(?P<sujet>(?:les?|la|l['’]|une?)\s?[a-zà-ÿ][\wÀ-ÿ'’ «»-]{2,60}?)"
    r"(?P<en>\s+en)?\s+"
    r"(?:offr|propos|accueill|re[çc]oi|dispos|g[èe]r|compren|compt|sui|ouvr|accompagn)\w*(?:\s+(?:de|d['’]))?\s*$",
    re.IGNORECASE,
)
_TERRITOIRE_SUJET = re.compile(
    r"(?:les?|la|l['’])\s?(?:territoire|commune|ville|agglo\w*|communaut\w*|pays|m[ée]tropole|canton|d[ée]partement|epci|syndicat|"
    r"intercommunalit\w*|collectivit\w*|caf|caisse|bassin|secteur|convention|ctg|population|quartier)\w*",
    re.IGNORECASE,
)
_LONGUEUR = 160  # characters of a label
_PORTEE = 400  # characters around a figure that may be about it


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a figure that are about it."""

    avant: str
    apres: str


def clauses(texte: str, bornes: list[tuple[int, int]]) -> list[Clause]:
    """For each figure (bounds in `texte`) the words before and after it, shared out between neighbours.

    Between two figures, the words go to the first, up to the link that introduces the second
    ("… et 41 %", "…, soit 12", "… sur 5 853").
    """
    coupes = [0]
    for (_, fin), (debut, _) in pairwise(bornes):
        coupes.append(fin + _partage(texte[fin:debut]))
    coupes.append(len(texte))
    return [
        Clause(
            texte[max(coupes[i], debut - _PORTEE) : debut],
            _premiere_phrase(texte[fin : min(max(fin, coupes[i + 1]), fin + _PORTEE)]),
        )
        for i, (debut, fin) in enumerate(bornes)
    ]


def _partage(entre: str) -> int:
    """Where the words between two figures stop being about the first."""
    phrases = [fin.end() for fin in _FIN_DE_PHRASE.finditer(entre) if fin.end() < len(entre.rstrip())]
    if phrases:
        return phrases[-1]
    membre = entre.rfind(";") + 1
    if membre and re.search(r"[^\W\d]{2}", entre[membre:]) and "(" not in entre:
        return membre
    lien = _COUPURE.search(entre)
    return lien.start() if lien else len(entre)


def _premiere_phrase(texte: str) -> str:
    """Up to the end of the sentence, or of the brackets that the figure stands in."""
    fin = _FIN_DE_PHRASE.search(texte)
    texte = texte[: fin.start()] if fin else texte
    ouvertes = 0
    for i, caractere in enumerate(texte):
        ouvertes += (caractere == "(") - (caractere == ")")
        if ouvertes < 0:
            return texte[:i]
    return texte


def phrase_autour(texte: str, debut: int, fin: int) -> str:
    """The sentence that holds these characters."""
    premier, dernier = max(0, debut - _PORTEE), min(len(texte), fin + _PORTEE)
    avant = [m.end() for m in _FIN_DE_PHRASE.finditer(texte, premier, debut)]
    apres = _FIN_DE_PHRASE.search(texte, fin, dernier)
    return texte[avant[-1] if avant else premier : apres.end() if apres else dernier]


def nettoyer_apres(texte: str) -> str:
    """The words after a figure as a label: no article first, no year nor bracket last."""
    net = texte.strip(' .;,:\t()*"«»')
    while (
        reduit := _PERIODE.sub("", _ANNEE_EN_FIN.sub("", _TERRITOIRE_EN_FIN.sub("", net))).strip(" .;,:()")
    ) != net:
        net = reduit
    net = re.sub(r"\s+qu['’]$", "", net)
    net = re.sub(r"\bsont (?=âgée?s\b)", "", _DETERMINANT.sub("", net, count=1))
    if net.count("(") > net.count(")"):
        net += ")"
    return net[:_LONGUEUR].strip()


def nettoyer_avant(texte: str) -> str:
    """The words before a figure as a label: the last sentence, without the verb that leads to the figure."""
    net = _FIN_DE_PHRASE.split(texte)[-1].strip(' .;\t()*"«»')
    net = net.rsplit(";", maxsplit=1)[-1]
    while (reduit := _LIAISON.sub("", net).strip(" (,")) != net:
        net = reduit
    return _DETERMINANT.sub("", net.strip(" :"), count=1)[:_LONGUEUR].strip()


def est_verbal(apres: str) -> bool:
    """The words after begin with a verb: the subject was said before ("et 41 % ont un besoin…")."""
    return bool(_VERBE.match(apres.strip()))


def est_nominal(apres: str) -> bool:
    """The words after name what is counted."""
    net = apres.strip(" .;,:()")
    return (
        bool(net)
        and (net[0].isalpha() or net[0] in '"«')
        and not _SANS_NOM.match(net)
        and not est_verbal(net)
    )


def sujet(avant: str) -> tuple[str, bool]:
    """Who offers what is counted ("Le multi-accueil offre"), and whether "en" stands for what ("en offre").

    Nothing when it is the territory itself.
    """
    trouve = _OFFRE.search(avant)
    if trouve is None or _TERRITOIRE_SUJET.match(trouve["sujet"]):
        return "", False
    return _DETERMINANT.sub("", trouve["sujet"].strip(), count=1), bool(trouve["en"])


def unite(libelle: str) -> str:
    """The noun counted: the first word of the label, in lower case unless it is an acronym."""
    mots = re.match(r"[\"«\s]*([^\W\d][\w'’./-]*)", libelle)
    if mots is None:
        return ""
    mot = mots[1].rstrip("./")
    return mot if sum(c.isupper() for c in mot) > 1 else mot.casefold()


def tranche(libelle: str) -> tuple[int, int] | None:
    """The age band a label gives, both ends included: "0 à 2 ans" → (0, 2), "moins de 3 ans" → (0, 2)."""
    trouve = _TRANCHE.search(libelle)
    if trouve and "ans" in libelle.casefold() and int(trouve[1]) <= int(trouve[2]):
        return int(trouve[1]), int(trouve[2])
    moins = _MOINS_DE.search(libelle)
    return (0, int(moins[1]) - 1) if moins else None


def denominateur(apres: str) -> str:
    """What a percentage is a share of: "des enfants de 0 à 2 ans vivent…" → "enfants de 0 à 2 ans"."""
    net = apres.strip()
    if not re.match(r"(?:de|des|du|d['’])(?!\s*(?:taux|part|couverture|plus|moins)\b)", net, re.IGNORECASE):
        return ""
    trouve = _GROUPE_NOMINAL.match(nettoyer_apres(net))
    return trouve["groupe"].strip() if trouve else ""

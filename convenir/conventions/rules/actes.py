"""The identifier of an act transmitted to the préfecture: département-SIREN-AAAAMMJJ-numéro-nature.

The platform that receives the acts of local authorities (programme ACTES) prints it on every copy it stamps.
The number is the author's own and may hold hyphens ("2015-294"): an identifier is never split on them.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from convenir.socle.erreurs import Refus
from convenir.territoires.rules import luhn_valide

#: the six natures of the programme ACTES, as it codes and orders them
NATURES = {
    "DE": "délibération",
    "AR": "acte réglementaire",
    "AI": "acte individuel",
    "CC": "contrat, convention ou avenant",
    "BF": "document budgétaire et financier",
    "AU": "autre acte",
}

_FORME = "département-SIREN-AAAAMMJJ-numéro-nature, par exemple 059-123456782-20260115-2026_04-DE"
#: each part in turn, and what to tell when it is the first that cannot be read
_PARTIES = (
    (r"(?:[0-9]{3}|02[AB])-", "il commence par le département sur trois caractères (059, 02A, 974)"),
    (r"[0-9]{9}-", "le département est suivi du SIREN de l’auteur, neuf chiffres"),
    (r"[0-9]{8}-", "le SIREN est suivi de la date de la décision, en huit chiffres (AAAAMMJJ)"),
    (r"\S+-", "la date est suivie du numéro de l’acte, sans espace"),
    (r"[A-Z]{2}$", "il finit par la nature de l’acte, en deux lettres (DE pour une délibération)"),
)

_TIRETS = dict.fromkeys(map(ord, "\u00ad‐‑‒–—―−﹣－"), "-")
_BLANCS = dict.fromkeys(map(ord, "\u00a0\u2009\u200b\u202f\u2060\ufeff"), " ")
_CARACTERES = str.maketrans(_TIRETS | _BLANCS)
_JOINT = r"\s{0,3}-\s{0,3}"
_CHIFFRE = "[0-9OoIl|]"  # with the letters that a scan puts for 0 and 1
_CONFUSIONS = str.maketrans("OoIl|", "00111")
_TETE = (
    rf"(?P<departement>{_CHIFFRE}{{2}}[0-9OoIl|AB]){_JOINT}"
    rf"(?P<siren>{_CHIFFRE}{{3}}\s?{_CHIFFRE}{{3}}\s?{_CHIFFRE}{{3}}){_JOINT}"
    rf"(?P<jour>{_CHIFFRE}{{4}}\s?{_CHIFFRE}{{2}}\s?{_CHIFFRE}{{2}}){_JOINT}"
)
_SERREE = r"(?P<numero>[^\s-](?:\S{0,58}?[^\s-])?)-(?P<nature>[A-Z]{2})"
#: spaces around the hyphens, a line cut after "_": then only a known nature tells where the number ends
_ESPACEE = (
    rf"(?P<numero_espace>[^\s-]{{1,30}}(?:(?:{_JOINT}|(?<=_)\s{{1,3}})[^\s-]{{1,30}}){{0,5}}?)"
    rf"{_JOINT}(?P<nature_espacee>{'|'.join(NATURES)})"
)
_IDENTIFIANT = re.compile(rf"(?<![\w-]){_TETE}(?:{_SERREE}(?![\w-])|{_ESPACEE}(?![\w-]))")
_ANNONCE = re.compile(r"^(?:ID|identifiant)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Acte:
    """What an identifier says, each part as written.

    `departement`: three characters ("059", "02A", "974"); `siren`: of the author; `jour`: of the decision,
    AAAAMMJJ; `numero`: the author's own; `nature`: two letters.
    """

    departement: str
    siren: str
    jour: str
    numero: str
    nature: str

    @property
    def identifiant(self) -> str:
        return f"{self.departement}-{self.siren}-{self.jour}-{self.numero}-{self.nature}"

    @property
    def date(self) -> datetime.date | None:
        """The date of the decision, None when the calendar does not have it (20250231)."""
        try:
            return datetime.date(int(self.jour[:4]), int(self.jour[4:6]), int(self.jour[6:]))
        except ValueError:
            return None


def lire_acte(texte: str) -> Acte | None:
    """The act whose identifier is the whole text; None when it is not one.

    Typographic hyphens, spaces around them, "ID :" before and lower case are forgiven.
    """
    net = _ANNONCE.sub("", texte.translate(_CARACTERES).strip())
    trouve = _IDENTIFIANT.fullmatch(net) or _IDENTIFIANT.fullmatch(net.upper())
    return _acte(trouve) if trouve else None


def exiger_acte(texte: str) -> Acte:
    """The act whose identifier a person typed. Refuses another text, saying which part cannot be read."""
    acte = lire_acte(texte)
    if acte is None:
        raise Refus(f"Cet identifiant d’acte ne se lit pas : {_defaut(texte)}. Écrivez {_FORME}.")
    return acte


def trouver_actes(texte: str) -> tuple[Acte, ...]:
    """The acts identified in a text, each once, in the order of their first mention.

    An identifier cut by the end of a line or printed with other hyphens is read. A letter put for a digit
    by a scan is mended only when the key of the SIREN and the calendar confirm it.
    """
    trouves = (_acte(trouve) for trouve in _IDENTIFIANT.finditer(texte.translate(_CARACTERES)))
    return tuple(dict.fromkeys(acte for acte in trouves if acte is not None))


def _acte(trouve: re.Match[str]) -> Acte | None:
    """The parts without their spaces; None when a letter stands for a digit and nothing confirms it."""
    bruts = ["".join(trouve[partie].split()) for partie in ("departement", "siren", "jour")]
    departement, siren, jour = (brut.translate(_CONFUSIONS) for brut in bruts)
    numero = "".join((trouve["numero"] or trouve["numero_espace"]).split())
    acte = Acte(departement, siren, jour, numero, trouve["nature"] or trouve["nature_espacee"])
    if not re.fullmatch("[0-9]{3}|02[AB]", departement):
        return None
    mendie = [departement, siren, jour] != bruts
    return None if mendie and not (luhn_valide(siren) and acte.date) else acte


def _defaut(texte: str) -> str:
    reste = _ANNONCE.sub("", texte.translate(_CARACTERES).strip()).upper()
    for motif, attendu in _PARTIES:
        trouve = re.match(motif, reste)
        if trouve is None:
            return attendu
        reste = reste[trouve.end() :]
    return "son numéro est trop long ou mal placé"

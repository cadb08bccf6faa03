"""What a provision, or a sentence, is about: the words of the field brought to a few subjects."""

from __future__ import annotations

from functools import lru_cache

from convenir.relecture.mots import VIDES, mots, racine

#: Beginnings of folded words that speak of one subject in a CTG.
_SUJETS = {
    "gouvernance": ("comit", "pilotag", "copil", "cotech", "instanc", "gouvernan", "secretariat", "coordination", "composi"),
    "plan": ("plan", "fiche", "objectif", "enjeu", "programm"),
    "diagnostic": ("diagnosti", "chiffr", "portrait", "etat des lieux", "indicateur", "statisti"),
    "deliberation": ("deliber", "decision", "vote", "votee"),
    "communes": ("commune", "communa", "adhes", "adher", "municip", "maire"),
    "evaluation": ("evalu", "bilan", "suivi"),
    "donnees": ("donnee", "rgpd", "personnel", "traitement"),
    "duree": ("duree", "reconduc", "renouvel", "echeance", "entree en vigueur"),
    "fin": ("resili", "denonc", "fin", "rupture"),
    "recours": ("recours", "litig", "contentieu", "tribunal", "juridic"),
    "communication": ("communication", "logo", "visibil"),
    "confidentialite": ("confident", "secret", "discretion"),
    "engagements": ("engage", "obligat", "contribution"),
    "financement": ("financ", "budget", "bonus", "subvention", "montant"),
    "avenant": ("avenant", "modif", "revision"),
    "signatures": ("signatur", "paraph"),
    "fonctions": ("poste", "charge", "mission", "cooperation"),
}  # fmt: skip
CONNUS = frozenset(_SUJETS)
#: Words found everywhere in a CTG: they tell no provision from another.
_COMMUNS = frozenset(
    racine(m)
    for m in """ctg convention territoriale globale territoire territorial caf collectivite partenaire signataire partage
    action service famille famille annexe article parties partie titre cadre ensemble nouveau nouvelle modalites liste
    document jointe joint detail detaille date conseil communautaire communaute realisation oeuvre""".split()
)
_COURTS = frozenset({"fin", "plan", "vote"})  # taken as whole words only, plural aside


@lru_cache(maxsize=20_000)
def sujet(mot: str) -> str:
    """The subject a folded word speaks of; its stem when it is of no known subject; empty when it says nothing."""
    tige = racine(mot)
    if mot in VIDES or mot.isdigit() or len(mot) < 3 or tige in _COMMUNS:  # noqa: PLR2004 -- shorter words carry no subject
        return ""
    for nom, debuts in _SUJETS.items():
        for debut in debuts:
            if mot.rstrip("s") == debut if debut in _COURTS else mot.startswith(debut):
                return nom
    return tige


def sujets(texte: str) -> list[str]:
    """The subjects of a text, in the order of its words."""
    return [s for _, s in mots_et_sujets(texte)]


def mots_et_sujets(texte: str) -> list[tuple[str, str]]:
    """Each word of a text that carries a subject, as its stem, with that subject."""
    return [(racine(mot), s) for mot in mots(texte) if (s := sujet(mot))]

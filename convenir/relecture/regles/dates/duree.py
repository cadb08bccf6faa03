"""The length announced against the first and the last day; a last day before the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import Morceau, morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOTIF_QUANTITE, ecrire_date, lire_quantite

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_DUREE = re.compile(
    rf"\b(?:(?:durée|période)\s+(?:totale\s+|globale\s+|ferme\s+|initiale\s+|maximale\s+)?(?:de\s+|d['’]\s*|:\s*)"
    rf"|(?:conclue|signée|établie|valable|convenue?)\s+pour\s+)(?P<nombre>{MOTIF_QUANTITE})\s+(?P<unite>ans?|années?|mois)\b",
    re.IGNORECASE,
)
_ADJECTIF = re.compile(
    r"\b(?:convention|ctg)\b[^.;]{0,40}\b(?P<adjectif>triennale|quadriennale|quinquennale)\b", re.IGNORECASE
)
_ANNEES = {"triennale": 3, "quadriennale": 4, "quinquennale": 5}
_CONVENTION = re.compile(r"\b(?:convention|ctg|c\.t\.g)\b", re.IGNORECASE)
_AUTRE_OBJET = re.compile(
    r"\b(?:précédente?|ancienne|initiale|contrat|agrément|conservation|conservée?s?|reconduite?|renouvelée?|prolongée?|prorogée?|nouvelle\s+(?:durée|période)|mandat|confidentialité|après|préavis)\b",
    re.IGNORECASE,
)
_MOIS_PAR_AN = 12


class _Annonce(NamedTuple):
    mois: int
    ecrit: str
    lignes: Lignes


@regle("dates-duree", Famille.DATES, Gravite.BLOQUANT, "Durée et dates ne s’accordent pas")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    duree = dossier.duree
    if duree is None or duree.debut is None or duree.fin is None:
        return
    bornes = f"du {ecrire_date(duree.debut)} au {ecrire_date(duree.fin)}"
    if duree.fin < duree.debut:
        yield Trouvaille(
            lignes=duree.lignes,
            message="La convention finit avant de commencer.",
            preuve=f"Dates lues : {bornes}.",
            suggestion="Corrigez l’une des deux dates.",
        )
        return
    reel = _mois(duree.debut, duree.fin)
    for annonce in _annonces(dossier):
        if annonce.mois != reel:
            yield Trouvaille(
                lignes=(*annonce.lignes, *duree.lignes),
                message=f"Le texte annonce « {annonce.ecrit} », mais les dates donnent {_dire(reel)}.",
                preuve=f"{bornes[0].upper()}{bornes[1:]} : {_dire(reel)}.",
                suggestion="Accordez la durée annoncée et les dates.",
                extrait=annonce.ecrit,
            )


def _mois(debut: datetime.date, fin: datetime.date) -> int:
    """Whole months from the first to the last day, both included; an end on the anniversary day counts the same."""
    ecart = (fin.year - debut.year) * _MOIS_PAR_AN + fin.month - debut.month
    derniers_jours = fin.day - debut.day
    if derniers_jours >= 26:  # noqa: PLR2004 -- from the 1st to the end of a month is one month more
        return ecart + 1
    return ecart


def _annonces(dossier: Dossier) -> Iterator[_Annonce]:
    for morceau in morceaux(dossier):
        propre = _est_article_duree(dossier, morceau) or _CONVENTION.search(morceau.texte)
        if not propre:
            continue
        for motif in (_DUREE, _ADJECTIF):
            for trouve in motif.finditer(morceau.texte):
                if not _AUTRE_OBJET.search(_phrase(morceau.texte, trouve)):
                    mois = _mois_annonces(trouve)
                    if mois:
                        yield _Annonce(mois, trouve.group(), morceau.lignes_de(trouve))


def _est_article_duree(dossier: Dossier, morceau: Morceau) -> bool:
    disposition = dossier.disposition(morceau.passage.disposition)
    return disposition is not None and "dur" in disposition.titre.lower()


def _phrase(texte: str, trouve: re.Match[str]) -> str:
    debut = max(texte.rfind(". ", 0, trouve.start()), texte.rfind(";", 0, trouve.start()), 0)
    fin = texte.find(". ", trouve.end())
    return texte[debut : fin if fin >= 0 else len(texte)]


def _mois_annonces(trouve: re.Match[str]) -> int | None:
    groupes = trouve.groupdict()
    if adjectif := groupes.get("adjectif"):
        return _ANNEES[adjectif.lower()] * _MOIS_PAR_AN
    nombre = lire_quantite(groupes["nombre"])
    if nombre is None:
        return None
    return nombre if groupes["unite"].lower() == "mois" else nombre * _MOIS_PAR_AN


def _dire(mois: int) -> str:
    annees, reste = divmod(mois, _MOIS_PAR_AN)
    parts = [f"{annees} an{'s' if annees > 1 else ''}"] if annees else []
    return " et ".join([*parts, f"{reste} mois"] if reste or not annees else parts)

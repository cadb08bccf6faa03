"""An evolution in percent, when the text also gives both values: "de 1 200 à 955, soit -20,4 %"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, Mesures, Racines, lignes_de, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.chiffres.nombres import ecrire
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenir.lecture.dossier import Dossier

DEUX = 2
_PASSAGE = re.compile(r"\b(?:de|contre|passe\w*|passant|puis)\b|\ben (?:19|20)\d\d\b.*\ben (?:19|20)\d\d\b")
_ANNEE = re.compile(r"(?:19|20)\d\d")
_PERIODE = re.compile(r"entre ((?:19|20)\d\d) et ((?:19|20)\d\d)|de ((?:19|20)\d\d) a ((?:19|20)\d\d)")
_BAISSE = re.compile(r"\b(?:baisse|diminu\w*|recul\w*|chute|repli|perte)\b")
_HAUSSE = re.compile(r"\b(?:hausse|augment\w*|progress\w*|croissance|accroiss\w*|gain)\b")

Cle = tuple[str, Racines, tuple[int, int] | None, str]


@regle("calculs-evolution", Famille.CALCULS, Gravite.AVERTISSEMENT, "Évolution recalculée")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    lues = mesures(dossier)
    datees = _datees(lues)
    for groupe in lues.par_phrase:
        evolutions = [m for m in groupe if m.evolution and m.nombre.unite == "%"]
        if len(evolutions) != 1:
            continue
        couple = _dans_la_phrase(groupe) or _ailleurs(evolutions[0], datees)
        if couple is not None and not _tient(evolutions[0], *couple):
            yield _trouvaille(evolutions[0], *couple)


def _datees(lues: Mesures) -> dict[Cle, Mesure]:
    """The counts of the text by notion and vintage."""
    return {
        (m.tete, m.qualificatifs, m.tranche, m.millesime): m
        for m in reversed(lues.toutes)
        if m.est_compte and m.millesime
    }


def _dans_la_phrase(groupe: Sequence[Mesure]) -> tuple[Mesure, Mesure] | None:
    rang = next(i for i, m in enumerate(groupe) if m.evolution)
    valeurs = [m for m in groupe[:rang] if not m.comparaison][-DEUX:]
    texte = plier(groupe[0].phrase.texte)
    if (
        len(valeurs) != DEUX
        or valeurs[0].nombre.unite != valeurs[1].nombre.unite
        or valeurs[0].nombre.unite == "%"
    ):
        return None
    entre = texte[valeurs[0].nombre.fin : valeurs[1].nombre.debut]
    if (valeurs[1].tete not in {"", valeurs[0].tete} and valeurs[0].tete) or not _PASSAGE.search(texte):
        return None
    if not re.search(r"\b(?:a|contre|puis|en)\b", entre):
        return None
    ancien_dabord = "contre" not in entre.split() and not _annees_inversees(texte, valeurs)
    return (valeurs[0], valeurs[1]) if ancien_dabord else (valeurs[1], valeurs[0])


def _annees_inversees(texte: str, valeurs: Sequence[Mesure]) -> bool:
    premiere = _ANNEE.search(texte, valeurs[0].nombre.fin, valeurs[1].nombre.debut)
    seconde = _ANNEE.search(texte, valeurs[1].nombre.fin)
    return bool(premiere and seconde and premiere[0] > seconde[0])


def _ailleurs(evolution: Mesure, datees: dict[Cle, Mesure]) -> tuple[Mesure, Mesure] | None:
    """Both years counted elsewhere in the text, under the same words."""
    periode = _PERIODE.search(plier(evolution.phrase.texte))
    if periode is None or not evolution.tete:
        return None
    de, a = (annee for annee in periode.groups() if annee)
    cle = (evolution.tete, evolution.qualificatifs, evolution.tranche)
    avant, apres = datees.get((*cle, de)), datees.get((*cle, a))
    return (avant, apres) if avant is not None and apres is not None else None


def _tient(evolution: Mesure, avant: Mesure, apres: Mesure) -> bool:
    if avant.nombre.valeur <= 0:
        return True
    taux = _taux(avant, apres)
    flou = (avant.nombre.marge + apres.nombre.marge) / avant.nombre.valeur * 100 + evolution.nombre.marge
    annonce = evolution.nombre.valeur * _sens(evolution)
    ecarts = [abs(taux - annonce)] if _sens_dit(evolution) else [abs(taux - annonce), abs(taux + annonce)]
    return min(ecarts) <= flou + Decimal("1e-9")


def _taux(avant: Mesure, apres: Mesure) -> Decimal:
    return (apres.nombre.valeur - avant.nombre.valeur) / avant.nombre.valeur * 100


def _sens_dit(evolution: Mesure) -> bool:
    texte = plier(evolution.phrase.texte)
    return bool(evolution.nombre.signe) or bool(_BAISSE.search(texte)) != bool(_HAUSSE.search(texte))


def _sens(evolution: Mesure) -> int:
    baisse = evolution.nombre.signe == "-" or bool(_BAISSE.search(plier(evolution.phrase.texte)))
    return -1 if baisse else 1


def _trouvaille(evolution: Mesure, avant: Mesure, apres: Mesure) -> Trouvaille:
    taux, decimales = _taux(avant, apres), max(1, -int(evolution.nombre.pas.adjusted()))
    signe = "+" if taux > 0 else "−"
    return Trouvaille(
        lignes=lignes_de(evolution, avant, apres),
        message=f"L’évolution annoncée ({evolution.nombre.ecrit}) ne correspond pas aux deux valeurs "
        f"données.",
        preuve=f"({ecrire(apres.nombre.valeur)} − {ecrire(avant.nombre.valeur)}) ÷ "
        f"{ecrire(avant.nombre.valeur)} = "
        f"{signe} {ecrire(abs(taux), decimales)} %, et non {evolution.nombre.signe}{evolution.nombre.ecrit}",
        suggestion="Recalculez l’évolution, ou corrigez la valeur de l’une des deux années.",
        extrait=evolution.nombre.ecrit,
    )

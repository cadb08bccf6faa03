"""A number that no article or annexe bears, between two that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, EntreeSommaire

TYPES = ("article", "annexe")


def manquants(dossier: Dossier, type_: str) -> tuple[int, ...]:
    """Numbers missing below the highest one. Nothing when most are missing: the reading is then to blame."""
    numeros = {d.numero for d in dossier.dispositions if d.type == type_ and d.numero is not None}
    absents = set(range(1, max(numeros, default=0) + 1)) - numeros
    return tuple(sorted(absents)) if len(absents) < len(numeros) else ()


def trous(dossier: Dossier, type_: str) -> tuple[int, ...]:
    """Numbers missing, save beside a duplicate: it is then the duplicate that is misnumbered."""
    numeros = [d.numero for d in dossier.dispositions if d.type == type_]
    return tuple(n for n in manquants(dossier, type_) if max(numeros.count(n - 1), numeros.count(n + 1)) <= 1)


@regle("numerotation-trou", Famille.NUMEROTATION, Gravite.BLOQUANT, "Numéro manquant")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for type_ in TYPES:
        for suite in _suites(trous(dossier, type_)):
            yield _trouvaille(dossier, type_, suite)


def _suites(numeros: tuple[int, ...]) -> list[list[int]]:
    """Missing numbers in a row make one gap."""
    suites: list[list[int]] = []
    for numero in numeros:
        if suites and suites[-1][-1] == numero - 1:
            suites[-1].append(numero)
        else:
            suites.append([numero])
    return suites


def _trouvaille(dossier: Dossier, type_: str, absents: list[int]) -> Trouvaille:
    avant = _derniere(dossier, type_, absents[0] - 1)
    apres = _derniere(dossier, type_, absents[-1] + 1)
    entrees = [e for e in dossier.sommaire if e.type == type_]
    annonces = [e for e in entrees if e.numero in absents]
    porteurs = [d for e in annonces for d in dossier.dispositions if porte_le_titre(d, e)]
    temoins = annonces or [e for e in entrees if e.numero == absents[-1] + 1]
    nom = type_.capitalize()
    return Trouvaille(
        lignes=tuple(n for e in (*temoins[:3], *(porteurs or filter(None, [apres]))) for n in e.lignes[:1]),
        lieu=f"{nom} {apres.numero}" if apres else "",
        message=_message(type_, absents, annonces)
        + (
            f" : son titre porte le numéro {porteurs[0].numero}."
            if porteurs
            else f" : la numérotation passe {_du(avant)}{_au(apres)}."
        ),
        preuve=_preuve(type_, avant, apres) + (_au_sommaire(annonces) if entrees else ""),
        suggestion=(
            "Joignez ce qui manque, ou retirez-le du sommaire et renumérotez la suite."
            if annonces
            else "Rétablissez ce qui manque, ou renumérotez la suite, le sommaire et les renvois."
        ),
        extrait=f"{nom} {apres.numero}" if apres else "",
    )


def porte_le_titre(disposition: Disposition, entree: EntreeSommaire) -> bool:
    """Whether a provision bears, under another number, the title that the contents announce."""
    meme = disposition.type == entree.type and disposition.numero != entree.numero
    return meme and bool(mots(entree.titre)) and mots(disposition.titre) == mots(entree.titre)


def _message(type_: str, absents: list[int], annonces: list[EntreeSommaire]) -> str:
    pluriel = len(absents) > 1
    accord = ("e" if type_ == "annexe" else "") + ("s" if pluriel else "")
    quoi = f"{'Les ' if pluriel else 'L’'}{type_}{'s' if pluriel else ''} {' et '.join(map(str, absents))}"
    annonce = f", annoncé{accord} au sommaire," if len(annonces) == len(absents) else ""
    return f"{quoi}{annonce} {'manquent' if pluriel else 'manque'}"


def _derniere(dossier: Dossier, type_: str, numero: int) -> Disposition | None:
    return next((d for d in dossier.dispositions if d.type == type_ and d.numero == numero), None)


def _du(avant: Disposition | None) -> str:
    return f"de {avant.numero} " if avant else "du début "


def _au(apres: Disposition | None) -> str:
    return f"à {apres.numero}" if apres else "à la suite"


def _preuve(type_: str, avant: Disposition | None, apres: Disposition | None) -> str:
    bornes = [f"{type_} {d.numero} « {d.titre.strip()} »" for d in (avant, apres) if d]
    return f"On lit à la suite : {', puis '.join(bornes)}."


def _au_sommaire(annonces: list[EntreeSommaire]) -> str:
    if not annonces:
        return " Le sommaire ne l’annonce pas non plus."
    return " Le sommaire annonce : " + ", ".join(f"« {e.titre.strip()} »" for e in annonces) + "."

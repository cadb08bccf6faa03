"""The list of services as a table that comes back: CSV and Excel, the columns that the import knows."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.diagnostic.equipements.importation import LIBELLES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.diagnostic.models import Equipement

#: what is only read, from other files
_LUES = frozenset({"code_type", "code_postal", "numero", "voie"})
_CHAMPS = tuple(champ for champ in LIBELLES if champ not in _LUES)
_FORMULES = ("=", "+", "-", "@", "\t", "\r")


def en_csv(equipements: Iterable[Equipement]) -> bytes:
    """As a French spreadsheet opens it; a text that it would take for a formula is quoted."""
    flux = io.StringIO()
    auteur = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    auteur.writerow(LIBELLES[champ] for champ in _CHAMPS)
    auteur.writerows([_texte(valeur) for valeur in _ligne(e)] for e in equipements)
    return flux.getvalue().encode("utf-8-sig")


def en_xlsx(equipements: Iterable[Equipement]) -> bytes:
    """As a workbook: numbers are numbers, dates are dates, texts are never formulas."""
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True, "strings_to_formulas": False}) as classeur:
        feuille = classeur.add_worksheet("Services aux familles")
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        feuille.write_row(0, 0, [LIBELLES[champ] for champ in _CHAMPS], classeur.add_format({"bold": True}))
        feuille.freeze_panes(1, 0)
        rang = 0
        for rang, equipement in enumerate(equipements, start=1):
            for colonne, valeur in enumerate(_ligne(equipement)):
                if isinstance(valeur, datetime.date):
                    feuille.write_datetime(rang, colonne, valeur, jour)
                elif isinstance(valeur, int | Decimal):
                    feuille.write_number(rang, colonne, float(valeur))
                elif valeur:
                    feuille.write_string(rang, colonne, valeur)
        feuille.autofilter(0, 0, rang, len(_CHAMPS) - 1)
        feuille.autofit()
    return flux.getvalue()


def _ligne(equipement: Equipement) -> tuple[Any, ...]:
    calcules = {
        "type": type_de_cle(equipement.type).libelle,
        "commune": nom_de_commune(equipement.insee),
        "gestionnaire": equipement.gere_par,
        **{champ: _oui_ou_non(equipement, champ) for champ in ("avip", "handicap", "fictif")},
    }
    return tuple(calcules[champ] if champ in calcules else getattr(equipement, champ) for champ in _CHAMPS)


def nom_de_commune(insee: str) -> str:
    """The name of a commune, "" when it is not told."""
    trouvee = commune(insee) if insee else None
    return trouvee.nom if trouvee else insee


def _oui_ou_non(equipement: Equipement, champ: str) -> str:
    return {True: "oui", False: "non"}.get(getattr(equipement, champ), "")


def _texte(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, Decimal):
        return str(valeur.normalize()).replace(".", ",")
    if isinstance(valeur, datetime.date):
        return valeur.isoformat()
    texte = str(valeur)
    return f"'{texte}" if texte.startswith(_FORMULES) else texte

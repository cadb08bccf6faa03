"""The fiches as an .xlsx: one row each, their lines in sheets of their own, ready to come back."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import xlsxwriter

from convenir.plan.contenu import PREFETCH, photographier
from convenir.plan.tableur.colonnes import FEUILLES, FICHES, Colonne, Noms, ecrire_la_fiche, ecrire_les_lignes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from convenir.conventions.models import Convention
    from convenir.plan.models import FicheAction

_LARGEURS = {"titre": 40, "objectif": 40, "contexte": 40, "description": 50, "resultats": 40, "notes": 40}


def etats(fiche: FicheAction) -> dict[str, str]:
    """The cells of a fiche that are not its content."""
    return {
        "numero": str(fiche.numero),
        "avancement": fiche.get_avancement_display(),
        "motif": fiche.bloquee_par or fiche.abandon,
        "redaction": fiche.get_redaction_display(),
        "version": str(fiche.version),
    }


def exporter(convention: Convention, fiches: QuerySet[FicheAction]) -> bytes:
    """The workbook of these fiches, in the order of their numbers."""
    noms = Noms(convention)
    lues = list(fiches.order_by("numero").prefetch_related(*PREFETCH))
    contenus = [photographier(fiche) for fiche in lues]
    tampon = io.BytesIO()
    with xlsxwriter.Workbook(tampon, {"in_memory": True}) as classeur:
        feuille = _Feuille(classeur, "Fiches", FICHES)
        feuille.remplir(
            [cellules[c.cle] for c in FICHES]
            for fiche, contenu in zip(lues, contenus, strict=True)
            for cellules in [ecrire_la_fiche(contenu, noms) | etats(fiche)]
        )
        for titre, (_, colonnes) in FEUILLES.items():
            _Feuille(classeur, titre, colonnes).remplir(
                [str(fiche.numero), *ligne]
                for fiche, contenu in zip(lues, contenus, strict=True)
                for ligne in ecrire_les_lignes(titre, contenu, noms)
            )
    return tampon.getvalue()


class _Feuille:
    """A sheet being written: headings fixed and bold, each cell of its own kind."""

    def __init__(self, classeur: xlsxwriter.Workbook, titre: str, colonnes: Sequence[Colonne]) -> None:
        self.colonnes = colonnes
        self.feuille: Worksheet = classeur.add_worksheet(titre)
        self.date: Format = classeur.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        self.texte: Format = classeur.add_format({"text_wrap": True, "valign": "top"})
        gras = classeur.add_format({"bold": True, "bottom": 1})
        for rang, colonne in enumerate(colonnes):
            self.feuille.write_string(0, rang, colonne.titre, gras)
            self.feuille.set_column(rang, rang, _LARGEURS.get(colonne.cle, 16))
        self.feuille.freeze_panes(1, 2)

    def remplir(self, rangs: Iterable[Sequence[str]]) -> None:
        for ligne, rang in enumerate(rangs, start=1):
            for place, (colonne, valeur) in enumerate(zip(self.colonnes, rang, strict=True)):
                self._ecrire(ligne, place, colonne.genre, valeur)

    def _ecrire(self, ligne: int, place: int, genre: str, valeur: str) -> None:
        if genre == "date" and valeur:
            jour = datetime.datetime.combine(datetime.date.fromisoformat(valeur), datetime.time())
            self.feuille.write_datetime(ligne, place, jour, self.date)
        elif genre == "nombre" and _est_un_nombre(valeur):
            self.feuille.write_number(ligne, place, float(valeur))
        elif valeur:
            self.feuille.write_string(ligne, place, valeur, self.texte)


def _est_un_nombre(valeur: str) -> bool:
    try:
        return bool(valeur) and Decimal(valeur).is_finite()
    except InvalidOperation:
        return False

"""The register as open tables: a plain one that may come back, and the national schema of délibérations.

SCDL « Délibérations » 2.1.3: https://schema.data.gouv.fr/scdl/deliberations/2.1.3/documentation.html
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.adhesions.enums import EtatAdhesion
from convenir.conventions.rules.actes import lire_acte

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from convenir.adhesions.models import Adhesion
    from convenir.adhesions.queries import Registre, Situation

#: the fields of the schema, in its order
CHAMPS_SCDL = (
    *("COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE", "DELIB_MATIERE_NOM"),
    *("DELIB_OBJET", "BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID", "PREF_DATE", "VOTE_EFFECTIF", "VOTE_REEL"),
    *("VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION", "DELIB_URL"),
)
_ENTETE = (
    *("Commune", "Code INSEE", "État", "Demandée le", "Délibération du", "Vote", "Numéro", "Identifiant"),
    *("Reçue le", "Publiée le", "Mode de publication", "Exécutoire le", "Effet le", "SIRET"),
)
_FORMULES = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Scdl:
    """The lines that can be published, and what the others lack, by name of commune."""

    lignes: tuple[tuple[str, ...], ...]
    manques: tuple[tuple[str, str], ...]


def en_csv(registre: Registre) -> str:
    """The register at its date, one line a commune, as a French spreadsheet opens it."""
    return _ecrire(_ENTETE, (_ligne(s.adhesion, s) for s in registre.situations), ";")


def _ligne(adhesion: Adhesion, situation: Situation) -> tuple[str, ...]:
    vote = "défavorable" if adhesion.statut == EtatAdhesion.REFUSEE else "favorable"
    return (
        adhesion.nom,
        adhesion.insee,
        situation.avancement.label,
        _date(adhesion.demandee_le),
        _date(adhesion.deliberee_le),
        vote if adhesion.deliberee_le else "",
        adhesion.numero,
        adhesion.identifiant,
        _date(adhesion.recue_le),
        _date(adhesion.publiee_le),
        adhesion.get_publication_display(),
        _date(situation.executoire_le),
        _date(situation.effet_le),
        adhesion.siret,
    )


def en_scdl(registre: Registre) -> Scdl:
    """The votes of a register as the schema wants them; what one lacks is told, not guessed."""
    votes = [s.adhesion for s in registre.situations if s.adhesion.deliberee_le]
    manques = tuple((a.nom, manque) for a in votes if (manque := _manque(a)))
    incompletes = {nom for nom, _ in manques}
    return Scdl(tuple(_deliberation(a) for a in votes if a.nom not in incompletes), manques)


def ecrire_scdl(scdl: Scdl) -> str:
    """The file of the schema: UTF-8, commas."""
    return _ecrire(CHAMPS_SCDL, scdl.lignes, ",")


def _manque(adhesion: Adhesion) -> str:
    champs = {
        "numéro": adhesion.numero,
        "SIRET": adhesion.siret,
        "code de matière": adhesion.matiere_code,
        "matière": adhesion.matiere_nom,
    }
    return ", ".join(nom for nom, valeur in champs.items() if not valeur)


def _deliberation(adhesion: Adhesion) -> tuple[str, ...]:
    acte = lire_acte(adhesion.identifiant) if adhesion.identifiant else None
    verbe = "Refus d’adhérer" if adhesion.statut == EtatAdhesion.REFUSEE else "Adhésion"
    return (
        adhesion.nom,
        adhesion.siret,
        adhesion.numero,
        _date(adhesion.deliberee_le),
        adhesion.matiere_code,
        adhesion.matiere_nom,
        f"{verbe} à la convention territoriale globale : {adhesion.convention.nom}",
        *("", ""),
        f"PREF{acte.departement}" if acte and adhesion.recue_le else "",
        _date(adhesion.recue_le),
        *("",) * 6,
    )


def _date(date: datetime.date | None) -> str:
    return date.isoformat() if date else ""


def _ecrire(entete: Sequence[str], lignes: Iterable[Sequence[str]], separateur: str) -> str:
    """Text of a CSV file; a cell that a spreadsheet would take for a formula is quoted."""
    flux = io.StringIO()
    auteur = csv.writer(flux, delimiter=separateur, lineterminator="\r\n")
    auteur.writerow(entete)
    auteur.writerows([f"'{c}" if c.startswith(_FORMULES) else c for c in ligne] for ligne in lignes)
    return flux.getvalue()

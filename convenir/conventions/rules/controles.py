"""Whether a transmitted act can be what it claims: its author, its date, its nature."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.conventions.rules.actes import NATURES
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date
from convenir.territoires.queries import Commune, Epci, commune_par_siren, departement, luhn_valide
from convenir.territoires.queries import commune as lire_commune
from convenir.territoires.queries import epci as lire_epci

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.rules.actes import Acte

#: before the law of 2 March 1982 (n° 82-213) acts were not executory by their transmission
LOI_DES_ACTES = datetime.date(1982, 3, 2)


@dataclass(frozen=True, slots=True)
class Remarque:
    """Something to tell of an act. `cle`: stable; `bloquante`: the act cannot be taken as it is."""

    cle: str
    message: str
    bloquante: bool = False


@dataclass(frozen=True, slots=True)
class Attendu:
    """What the act must fit: each field empty when it does not matter.

    `epci`: SIREN of the EPCI the author must be, or belong to; `commune`: INSEE code of the author;
    `depuis`: when the convention began to be prepared.
    """

    epci: str = ""
    commune: str = ""
    depuis: datetime.date | None = None


def auteur(acte: Acte) -> Commune | Epci | None:
    """Who decided, from the official table, never from a formula.

    None for an author that it does not hold: syndicat, CCAS, département, commune created since.
    """
    return commune_par_siren(acte.siren) or lire_epci(acte.siren)


def controler(acte: Acte, aujourd_hui: datetime.date, attendu: Attendu | None = None) -> tuple[Remarque, ...]:
    """What is wrong with an act, or good to know: one cause, one remark; none for an act beyond reproach.

    `aujourd_hui`: the civil date in Paris. Refuses an `attendu` that the geographic code does not know.
    """
    attendu = attendu or Attendu()
    lieu = _verifier_attendu(attendu)
    qui = auteur(acte)
    return (
        *_remarques_siren(acte, qui),
        *_remarques_departement(acte, qui),
        *_remarques_date(acte, aujourd_hui, attendu.depuis),
        *_remarques_nature(acte),
        *(() if qui is None else _remarques_epci(qui, attendu.epci)),
        *(() if qui is None or lieu is None else _remarques_commune(qui, lieu)),
    )


def nom_auteur(qui: Commune | Epci) -> str:
    """The author as it is called in a sentence; a merged commune by the name it bore."""
    if isinstance(qui, Epci):
        return qui.nom_complet
    return qui.ancienne.nom if qui.ancienne else qui.nom


def _verifier_attendu(attendu: Attendu) -> Commune | None:
    if attendu.epci and lire_epci(attendu.epci) is None:
        raise Refus(f"Aucune intercommunalité n’a le SIREN {attendu.epci} : vérifiez-le.")
    lieu = lire_commune(attendu.commune) if attendu.commune else None
    if attendu.commune and lieu is None:
        raise Refus(f"Aucune commune n’a le code INSEE {attendu.commune} : vérifiez-le.")
    return lieu


def _remarques_siren(acte: Acte, qui: Commune | Epci | None) -> Iterator[Remarque]:
    if not luhn_valide(acte.siren):
        yield Remarque(
            "siren-cle",
            f"Le SIREN {acte.siren} est mal recopié : sa clé de contrôle est fausse.",
            bloquante=True,
        )
    elif qui is None:
        yield Remarque(
            "auteur-inconnu",
            f"Le SIREN {acte.siren} n’est celui d’aucune commune ni intercommunalité du code géographique : "
            "ce peut être un syndicat, un CCAS ou une commune nouvelle. Vérifiez qui a décidé.",
        )
    elif isinstance(qui, Commune) and qui.avertissement:
        yield Remarque("auteur-ancien", qui.avertissement)


def _remarques_departement(acte: Acte, qui: Commune | Epci | None) -> Iterator[Remarque]:
    lieu = departement(acte.departement)
    if lieu is None or lieu.code.rjust(3, "0") != acte.departement:
        message = f"Le préfixe {acte.departement} n’est le code d’aucun département."
        yield Remarque("departement-inconnu", message, bloquante=True)
    elif qui is not None and lieu.code not in (codes := _departements(qui)):
        noms = " et ".join(f"{d.nom} ({d.code})" for code in codes if (d := departement(code)))
        message = (
            f"Le préfixe {acte.departement} est celui de {lieu.nom} ; {nom_auteur(qui)} relève de {noms}."
        )
        yield Remarque("departement-autre", message, bloquante=True)


def _departements(qui: Commune | Epci) -> list[str]:
    if isinstance(qui, Commune):
        return [qui.departement]
    return sorted({c.departement for insee in qui.communes if (c := lire_commune(insee))})


def _remarques_date(
    acte: Acte, aujourd_hui: datetime.date, depuis: datetime.date | None
) -> Iterator[Remarque]:
    date = acte.date
    if date is None:
        yield Remarque("date-impossible", f"La date {acte.jour} n’existe pas au calendrier.", bloquante=True)
    elif date > aujourd_hui:
        yield Remarque(
            "date-future", f"L’acte serait du {ecrire_date(date)}, une date à venir.", bloquante=True
        )
    elif date < LOI_DES_ACTES:
        message = f"L’acte serait du {ecrire_date(date)}, avant la loi du 2 mars 1982 sur leur transmission."
        yield Remarque("date-ancienne", message, bloquante=True)
    elif depuis is not None and date < depuis:
        yield Remarque(
            "date-anterieure",
            f"L’acte est du {ecrire_date(date)}, avant le début de la préparation de la convention "
            f"({ecrire_date(depuis)}) : vérifiez qu’il porte bien sur elle.",
        )


def _remarques_nature(acte: Acte) -> Iterator[Remarque]:
    if acte.nature not in NATURES:
        connues = ", ".join(NATURES)
        yield Remarque(
            "nature-inconnue",
            f"La nature {acte.nature} n’est pas parmi celles des actes transmis ({connues}) : vérifiez-la.",
        )


def _remarques_epci(qui: Commune | Epci, siren: str) -> Iterator[Remarque]:
    voulu = lire_epci(siren) if siren else None
    sien = qui.siren if isinstance(qui, Epci) else qui.epci
    if voulu is not None and sien != voulu.siren:
        yield Remarque(
            "epci-autre",
            f"{nom_auteur(qui)} n’est pas membre de l’intercommunalité {voulu.nom_complet}.",
            bloquante=True,
        )


def _remarques_commune(qui: Commune | Epci, voulue: Commune) -> Iterator[Remarque]:
    """A merged commune answers for the one that took its place: that one and no other is compared."""
    if isinstance(qui, Epci) or qui.insee != voulue.insee:
        attendue = f"la commune attendue est {voulue.nom} ({voulue.insee})"
        message = f"L’auteur de l’acte est {nom_auteur(qui)} ; {attendue}."
        yield Remarque("commune-autre", message, bloquante=True)

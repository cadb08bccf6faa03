"""Recomputing the chains: what is intact, or the first row that is not.

A chain is walked once in the order of its ranks, whatever its length; a broken one costs a few more queries
to say how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from convenir.journal.enums import Rupture
from convenir.journal.models import Chaine, Evenement
from convenir.journal.rules import EFFACEMENT, ORIGINE, empreinte, engagement
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

#: How many known chains an answer quotes before "…".
CLES_CITEES = 8


@dataclass(slots=True)
class Verification:
    """A chain as it was found: events intact from the first on, erasures, and what breaks it, if anything.

    `empreinte` is the hash of the last intact event: noted elsewhere, it proves later that nothing before it
    was rewritten.
    """

    chaine: str
    nombre: int = 0
    empreinte: str = ORIGINE
    effaces: dict[int, datetime.datetime] = field(default_factory=dict)
    rupture: Rupture | None = None
    rang: int = 0

    @property
    def intacte(self) -> bool:
        return self.rupture is None

    def rompre(self, rupture: Rupture, rang: int) -> Verification:
        """The same, broken at this rank."""
        self.rupture, self.rang = rupture, rang
        return self


def verifier(code: str = "") -> Iterator[Verification]:
    """Each chain verified, in the order of keys; or the only one of a convention, by its code.

    Raises `Refus` naming the known chains when there is none of that code.
    """
    cles = [trouver_la_chaine(code)] if code else cles_des_chaines()
    return (verifier_chaine(cle) for cle in cles)


def trouver_la_chaine(code: str) -> str:
    """The key of the chain of a convention, by its code. Raises `Refus` naming the known ones."""
    cles = cles_des_chaines()
    cle = next((cle for cle in cles if code in {cle, cle.partition(":")[2]}), None)
    if cle is None:
        raise Refus(_chaine_inconnue(code, cles))
    return cle


def cles_des_chaines() -> list[str]:
    """Every chain, even one whose head or whose events have disappeared."""
    evenements = Evenement.objects.order_by("chaine").values_list("chaine", flat=True).distinct()
    return sorted({*evenements, *Chaine.objects.values_list("cle", flat=True)})


def _chaine_inconnue(code: str, cles: list[str]) -> str:
    if not cles:
        return "Le journal est encore vide : il se remplit avec les actes."
    connus = ", ".join(cle.partition(":")[2] or cle for cle in cles[:CLES_CITEES])
    return (
        f"Le journal n’a rien sur « {code} » : il connaît {connus}{'…' if len(cles) > CLES_CITEES else ''}."
    )


def verifier_chaine(cle: str) -> Verification:
    """Walk one chain from its first event to its head."""
    etat = Verification(cle)
    temoignes: set[int] = set()
    try:
        for evenement in _evenements(cle):
            rupture = _rupture(evenement, etat)
            if rupture is not None:
                return etat.rompre(rupture, _rang_fautif(evenement, etat, rupture))
            etat.nombre, etat.empreinte = evenement.rang, evenement.empreinte
            if evenement.efface_le:
                etat.effaces[evenement.rang] = evenement.efface_le
            if evenement.type == EFFACEMENT:
                temoignes.update(evenement.donnees["rangs"])
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
    ):  # a value that was replaced by one of another kind
        return etat.rompre(Rupture.ILLISIBLE, etat.nombre + 1)
    if muets := etat.effaces.keys() - temoignes:
        return etat.rompre(Rupture.PERSONNEL_DISPARU, min(muets))
    return _confronter_a_la_tete(etat)


def _evenements(cle: str) -> Iterator[Evenement]:
    ordonnes = Evenement.objects.filter(chaine=cle).order_by("rang", "pk").select_related("personnel")
    return ordonnes.iterator(chunk_size=500)


def _rupture(evenement: Evenement, etat: Verification) -> Rupture | None:
    """What is wrong with the event that should follow those verified so far."""
    if evenement.rang != etat.nombre + 1:
        return Rupture.MANQUANT if evenement.rang > etat.nombre else Rupture.INSERE
    if evenement.precedente != etat.empreinte:
        return _place_perdue(evenement)
    if evenement.empreinte != empreinte(evenement.couvert()):
        return Rupture.MODIFIE
    return _rupture_personnelle(evenement)


def _place_perdue(evenement: Evenement) -> Rupture:
    """An event that names another predecessor than the one before it: where is the one it names?"""
    nomme = _rang_de(evenement.chaine, evenement.precedente)
    if nomme is None:
        return Rupture.REMPLACE
    return Rupture.INSERE if nomme < evenement.rang - 1 else Rupture.DEPLACE


def _rang_de(chaine: str, cherchee: str) -> int | None:
    if cherchee == ORIGINE:
        return 0
    trouves = Evenement.objects.filter(chaine=chaine, empreinte=cherchee)
    return trouves.order_by("rang").values_list("rang", flat=True).first()


def _rang_fautif(evenement: Evenement, etat: Verification, rupture: Rupture) -> int:
    """The rank to name: the missing one, the inserted one (just after the named predecessor), or its own."""
    if rupture is Rupture.MANQUANT:
        return etat.nombre + 1
    if rupture is Rupture.INSERE and evenement.rang > etat.nombre:
        return (_rang_de(evenement.chaine, evenement.precedente) or 0) + 1
    return evenement.rang


def _rupture_personnelle(evenement: Evenement) -> Rupture | None:
    personnel = getattr(evenement, "personnel", None)
    if personnel is None:
        return Rupture.PERSONNEL_DISPARU if evenement.engagement else None
    if not evenement.engagement:
        return Rupture.PERSONNEL_MODIFIE
    if personnel.efface_le is not None:
        return None
    champs: dict[str, Any] = personnel.champs
    return None if evenement.engagement == engagement(champs, personnel.sel) else Rupture.PERSONNEL_MODIFIE


def _confronter_a_la_tete(etat: Verification) -> Verification:
    tete = Chaine.objects.filter(pk=etat.chaine).first()
    if tete is None:
        return etat.rompre(Rupture.SANS_TETE, etat.nombre)
    if etat.nombre < tete.rang:
        return etat.rompre(Rupture.TRONQUE, etat.nombre + 1)
    if etat.nombre > tete.rang:
        return etat.rompre(Rupture.INSERE, tete.rang + 1)
    if etat.empreinte != tete.empreinte:
        return etat.rompre(Rupture.MODIFIE, etat.nombre)
    return etat

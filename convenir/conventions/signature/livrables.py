"""A round of signatures as its page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenir.conventions.enums import EtatCircuit, EtatSignature
from convenir.conventions.signature.courriels import TOUR, sujet
from convenir.conventions.signature.queries import groupe_en_cours
from convenir.conventions.signature.rules import RELANCE
from convenir.conventions.signature.textes import texte_du_circuit
from convenir.notifications.queries import get_relance_permise

if TYPE_CHECKING:
    import datetime

    from convenir.acteurs.models import Personne
    from convenir.conventions.models import Circuit, Signature

TONS = {
    EtatSignature.APPOSEE: "bon",
    EtatSignature.REFUSEE: "bloquant",
    EtatSignature.ATTENDUE: "",
    EtatSignature.CADUQUE: "avertissement",
}


@dataclass(frozen=True, slots=True)
class Ligne:
    """A signature, whose turn it is, what may be done about it.

    `relance_des` is from when a reminder may be sent again, None when it may be now.
    """

    signature: Signature
    tour: bool
    a_moi: bool
    ouverte: bool
    relance_des: datetime.datetime | None
    actes: dict[str, str]

    @property
    def ton(self) -> str:
        return TONS[EtatSignature(self.signature.etat)]


def decrire(circuit: Circuit, personne: Personne) -> tuple[Ligne, ...]:
    """The signatures of a round in the order they are expected, for whoever looks at it."""
    texte, groupe = texte_du_circuit(circuit), groupe_en_cours(circuit)
    noms = ("signer", "enregistrer", "designer", "relancer")
    return tuple(
        Ligne(
            signature,
            tour=signature in groupe,
            a_moi=signature in groupe and signature.personne_id == personne.pk,
            ouverte=circuit.etat == EtatCircuit.OUVERT and signature.etat == EtatSignature.ATTENDUE,
            relance_des=_relance(signature) if signature in groupe else None,
            actes={nom: texte.adresse(nom, signature.pk) for nom in noms}
            | {piece: texte.adresse("piece", signature.pk, piece) for piece in ("preuve", "delegation")},
        )
        for signature in circuit.signatures.all()
    )


def _relance(signature: Signature) -> datetime.datetime | None:
    if signature.personne is None:
        return None
    return get_relance_permise(signature.personne.cle, TOUR, sujet(signature), RELANCE)

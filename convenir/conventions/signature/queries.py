"""Reads of the rounds: which one is open, whose turn it is, what those withdrawn had gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils import timezone

from convenir.conventions.comparaison import comparer_contenus
from convenir.conventions.enums import EtatCircuit, EtatSignature
from convenir.conventions.models import Circuit, Membre, Sceau, Signataire, Signature
from convenir.conventions.queries import ralliements
from convenir.conventions.signature.comparaison import comparer_avenants
from convenir.conventions.signature.rules import DERNIER_RANG, rang_en_cours, rang_par_defaut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from convenir.acteurs.models import Personne
    from convenir.conventions.comparaison import PartieComparee
    from convenir.conventions.models import Convention
    from convenir.conventions.signature.textes import Texte


def circuits_de(texte: Texte) -> QuerySet[Circuit]:
    """The rounds of a text with their signatures, the newest first."""
    signatures = Signature.objects.select_related("personne", "preuve", "delegation")
    return (
        Circuit.objects.filter(version__convention=texte.convention, version__avenant=texte.avenant)
        .select_related("version__convention", "version__avenant", "exemplaire", "courant", "sceau")
        .prefetch_related(Prefetch("signatures", signatures.order_by("rang", "pk")))
        .order_by("-ouvert_le", "-pk")
    )


def dernier_circuit(texte: Texte) -> Circuit | None:
    """The last round of a text, whatever became of it."""
    return circuits_de(texte).first()


def groupe_en_cours(circuit: Circuit) -> list[Signature]:
    """Those whose turn it is to sign; nobody once the round is over."""
    signatures = list(circuit.signatures.select_related("personne").order_by("rang", "pk"))
    rang = rang_en_cours(signatures) if circuit.etat == EtatCircuit.OUVERT else None
    return [s for s in signatures if s.rang == rang and s.etat == EtatSignature.ATTENDUE]


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who signs for a party: a stable `cle`, and the rank proposed."""

    cle: str
    partie: str
    nom: str
    qualite: str
    rang: int


def places_de(texte: Texte) -> tuple[Place, ...]:
    """Who signs a text: for each party in its order, then for those who joined or join by an avenant."""
    convention = texte.convention
    signataires = Signataire.objects.filter(partie__convention=convention).select_related("partie")
    places = tuple(
        Place(
            cle=f"s{s.pk}",
            partie=s.partie.nom,
            nom=s.nom or s.qualite,
            qualite=s.qualite if s.nom else "",
            rang=rang_par_defaut(s.partie, convention.epci_siren),
        )
        for s in signataires.order_by("partie__ordre", "ordre")
    )
    if texte.avenant is None:
        return places
    jour = texte.avenant.effet_le or timezone.localdate()
    rallies = {r.pk: r for r in (*ralliements(convention, jour), *texte.avenant.ralliements.order_by("id"))}
    return (
        *places,
        *(Place(f"r{r.pk}", r.nom, r.signataire, r.qualite, DERNIER_RANG) for r in rallies.values()),
    )


def membres_signataires(convention: Convention) -> QuerySet[Membre]:
    """The members who may sign for somebody, by name."""
    membres = Membre.objects.filter(convention=convention, signataire=True, parti_le=None)
    return membres.select_related("personne", "organisation").order_by(
        "personne__nom", "personne__prenom", "pk"
    )


def get_circuit(cle: str) -> Circuit | None:
    """The round a QR code leads to."""
    circuits = Circuit.objects.select_related(
        "version__convention", "version__avenant", "exemplaire", "sceau__fichier"
    )
    return circuits.filter(cle=cle).first()


def sceaux() -> QuerySet[Sceau]:
    """Every seal with what it is about, the oldest first."""
    return Sceau.objects.select_related(
        "fichier", "circuit__version__convention", "circuit__version__avenant"
    ).order_by("scelle_le", "pk")


@dataclass(frozen=True, slots=True)
class Caduque:
    """Signatures given on an exemplaire withdrawn since, and what changed between it and the present one."""

    circuit: Circuit
    signatures: tuple[Signature, ...]
    changees: tuple[PartieComparee, ...]


def comparer_contenus_de(
    texte: Texte, avant: Mapping[str, Any], apres: Mapping[str, Any]
) -> tuple[PartieComparee, ...]:
    """What became of each part that changed between two contents of versions of one text."""
    comparer = comparer_avenants if texte.avenant else comparer_contenus
    return tuple(partie for partie in comparer(avant, apres) if partie.a_change)


def caduques(texte: Texte, actuel: Circuit | None) -> tuple[Caduque, ...]:
    """What was signed on the exemplaires withdrawn, the newest first, compared with `actuel` if any."""
    retires = [c for c in circuits_de(texte) if c.etat == EtatCircuit.RETIRE and c != actuel]
    return tuple(
        Caduque(
            circuit,
            tuple(s for s in circuit.signatures.all() if s.mode),
            comparer_contenus_de(texte, circuit.version.contenu, actuel.version.contenu) if actuel else (),
        )
        for circuit in retires
    )


def a_signer_par(circuit: Circuit, personne: Personne) -> list[Signature]:
    """What this person is expected to sign now."""
    return [s for s in groupe_en_cours(circuit) if s.personne_id == personne.pk]

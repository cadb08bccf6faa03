"""What every act of the circuit shares: the lock, and the one writer of each of the three states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from convenir.conventions.enums import EtatCircuit, EtatSignature, Statut
from convenir.conventions.enums.circuits import TRANSITIONS as SUITES_DU_CIRCUIT
from convenir.conventions.enums.signatures import TRANSITIONS as SUITES_DE_LA_SIGNATURE
from convenir.conventions.enums.texte import TRANSITIONS as SUITES_DU_TEXTE
from convenir.conventions.models import Avenant, Circuit, Convention, Signature
from convenir.conventions.operations.ecriture import verifier
from convenir.conventions.signature.textes import Texte
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.journal.operations import Auteur


def verrouiller_le_texte(texte: Texte) -> Texte:
    """The text read again; whoever acts on any signature of the convention waits for the end of this act."""
    convention = Convention.objects.select_for_update().get(pk=texte.convention.pk)
    if texte.avenant is None:
        return Texte(convention)
    avenant = Avenant.objects.select_for_update().get(pk=texte.avenant.pk)
    avenant.convention = convention
    return Texte(convention, avenant)


def verrouiller_le_circuit(circuit: Circuit) -> Circuit:
    """The round read again under the lock of its convention. Raises `Refus` when it is over."""
    Convention.objects.select_for_update().get(pk=circuit.version.convention_id)
    lus = Circuit.objects.select_related("version__convention", "version__avenant", "courant", "exemplaire")
    actuel = lus.get(pk=circuit.pk)
    if actuel.etat == EtatCircuit.RETIRE:
        raise Refus("Ce texte a été retiré de la signature entre-temps : rechargez la page.")
    if actuel.etat == EtatCircuit.ACHEVE:
        raise Refus("Tout le monde a signé : l’exemplaire est scellé, il n’y a plus rien à faire ici.")
    return actuel


def verrouiller_la_signature(signature: Signature) -> Signature:
    """A signature still expected, read again under lock. Raises `Refus`, saying what happened meanwhile."""
    circuit = verrouiller_le_circuit(signature.circuit)
    actuelle = Signature.objects.select_related("personne", "delegation").get(pk=signature.pk)
    actuelle.circuit = circuit
    if actuelle.etat == EtatSignature.APPOSEE and actuelle.signee_le:
        raise Refus(
            f"La signature de {actuelle.nom} est déjà enregistrée, en date du "
            f"{ecrire_date(actuelle.signee_le)} : rechargez la page."
        )
    if actuelle.etat == EtatSignature.REFUSEE:
        raise Refus(f"{actuelle.nom} a refusé de signer : retirez le texte de la signature pour le corriger.")
    return actuelle


def passer_le_texte(texte: Texte, statut: Statut) -> None:
    """Write where the text stands. Raises `Refus` when the table does not allow it."""
    if statut not in SUITES_DU_TEXTE[texte.statut]:
        raise Refus(f"« {texte.nom} » est à l’état « {texte.etat_dit} » : cela ne se fait pas à ce moment.")
    texte.sujet.statut = statut
    texte.sujet.save(update_fields=["statut"])


def passer_le_circuit(circuit: Circuit, etat: EtatCircuit, **champs: Any) -> None:
    """Close a round. Raises `Refus` when the table does not allow it, or a constraint is not respected."""
    if etat not in SUITES_DU_CIRCUIT[EtatCircuit(circuit.etat)]:
        raise Refus("Ce circuit de signature est clos : rechargez la page.")
    circuit.etat = etat
    circuit.clos_le = timezone.now()
    _enregistrer(circuit, champs)


def passer_la_signature(signature: Signature, etat: EtatSignature, **champs: Any) -> None:
    """Write what became of a signature. Raises `Refus` like `passer_le_circuit`."""
    if etat not in SUITES_DE_LA_SIGNATURE[EtatSignature(signature.etat)]:
        raise Refus(f"La signature de {signature.nom} n’est plus attendue : rechargez la page.")
    signature.etat = etat
    _enregistrer(signature, champs)


def _enregistrer(objet: Circuit | Signature, champs: Mapping[str, Any]) -> None:
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
    verifier(objet)
    objet.save()


def consigner_sur(texte: Texte, acte: str, resume: str, auteur: str | Auteur, **donnees: Any) -> None:
    """Tell the journal what was done to a text; names go apart, as `personnel`."""
    personnel = donnees.pop("personnel", None)
    consigner(
        f"{texte.nature}.{acte}",
        objet=texte.cle,
        resume=resume,
        auteur=auteur,
        donnees=donnees,
        personnel=personnel,
    )

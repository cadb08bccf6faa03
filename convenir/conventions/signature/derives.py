"""What drifted since it was sealed: bytes, hashes, data, text, each told in a sentence."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from convenir.conventions.enums import SCELLES, EtatCircuit
from convenir.conventions.models import Avenant, Convention
from convenir.conventions.queries import get_convention
from convenir.conventions.signature.operations.sceau import empreinte_des_donnees
from convenir.conventions.signature.queries import comparer_contenus_de, sceaux
from convenir.conventions.signature.textes import Texte, texte_du_circuit
from convenir.documents.queries import octets
from convenir.journal.models import Evenement
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Sceau


def verifier_les_sceaux(code: str = "") -> tuple[int, tuple[str, ...]]:
    """How many seals were checked, of one convention or of all, and one sentence for each drift.

    Raises `Refus` when no convention bears that code.
    """
    if code:
        get_convention(code)
    verifies = [s for s in sceaux() if not code or s.circuit.version.convention.code == code]
    derives = [phrase for sceau in verifies for phrase in _derives(sceau)]
    return len(verifies), (*derives, *_sans_sceau(code, verifies))


def _derives(sceau: Sceau) -> Iterator[str]:
    texte = texte_du_circuit(sceau.circuit)
    for phrase in (*_du_fichier(sceau), *_des_donnees(sceau, texte), *_du_texte(sceau, texte)):
        yield f"{texte.nom} ({texte.cle}) : {phrase}"


def _du_fichier(sceau: Sceau) -> Iterator[str]:
    if sceau.sha256 != sceau.fichier.sha256:
        yield "l’empreinte du sceau n’est pas celle du fichier scellé."
    try:
        contenu = octets(sceau.fichier)
    except Refus as refus:
        yield refus.message
        return
    if hashlib.sha256(contenu).hexdigest() != sceau.sha256:
        yield "les octets du fichier ne sont plus ceux qui ont été scellés."


def _des_donnees(sceau: Sceau, texte: Texte) -> Iterator[str]:
    """The journal, whose chain proves itself, says what was sealed."""
    evenement = (
        Evenement.objects.filter(type=f"{texte.nature}.scellee", objet=texte.cle).order_by("rang").last()
    )
    if evenement is None:
        yield "le journal ne dit pas que ce texte a été scellé."
        return
    if evenement.donnees.get("sha256") != sceau.sha256:
        yield "l’empreinte du sceau n’est pas celle que le journal a consignée."
    if evenement.donnees.get("donnees") != empreinte_des_donnees(sceau.donnees):
        yield "les données scellées ne sont plus celles que le journal a consignées."
    version = sceau.circuit.version
    trouvee = hashlib.sha256(json.dumps(version.contenu, sort_keys=True).encode()).hexdigest()
    if trouvee != version.empreinte or sceau.donnees["empreinte_du_texte"] != version.empreinte:
        yield f"la version {version.numero} du texte n’est plus celle qui a été scellée."


def _du_texte(sceau: Sceau, texte: Texte) -> Iterator[str]:
    """The text recorded now against the one sealed; what the record learnt to keep since is no drift."""
    scelle: dict[str, Any] = sceau.donnees["contenu"]
    actuel = {cle: valeur for cle, valeur in texte.contenu.items() if cle in scelle}
    if actuel != scelle:
        noms = [partie.nom for partie in comparer_contenus_de(texte, scelle, texte.contenu)]
        yield f"le texte enregistré a changé depuis le sceau : {', '.join(noms) or 'mise en forme'}."
    if texte.statut not in SCELLES:
        yield f"ce texte scellé est à l’état « {texte.etat_dit} »."


def _sans_sceau(code: str, verifies: list[Sceau]) -> Iterator[str]:
    """A text said signed whose seal is missing."""
    scelles = {texte_du_circuit(s.circuit).cle for s in verifies if s.circuit.etat == EtatCircuit.ACHEVE}
    conventions = Convention.objects.filter(statut__in=SCELLES).order_by("code")
    avenants = Avenant.objects.filter(statut__in=SCELLES).select_related("convention").order_by("pk")
    textes = [*map(Texte, conventions), *(Texte(a.convention, a) for a in avenants)]
    for texte in textes:
        if texte.cle not in scelles and (not code or texte.convention.code == code):
            yield f"{texte.nom} ({texte.cle}) : ce texte est dit signé, et n’a pas de sceau."

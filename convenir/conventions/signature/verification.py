"""What a file is, compared with what was sealed: told in one sentence, nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from convenir.documents.queries import octets
from convenir.documents.signature import empreinte
from convenir.documents.signature.a_part import verifier_a_part
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.conventions.models import Sceau
    from convenir.documents.signature import SignatureLue

EXACT = "Ce fichier est l’exemplaire scellé, octet pour octet."
ANTERIEUR = (
    "Ce fichier est l’exemplaire d’avant les dernières signatures : le texte est le même, mais ce n’est pas "
    "l’exemplaire scellé."
)
ALTERE = (
    "Ce fichier n’est pas l’exemplaire scellé : il en a la taille, mais {} a été altéré. Ne vous y fiez pas, "
    "demandez l’original."
)
AUTRE_SIGNE = (
    "Ce fichier porte une signature valable, mais ce n’est pas l’exemplaire scellé : "
    "demandez celui-ci à qui vous l’a remis."
)
SIGNATURE_ROMPUE = "Ce fichier n’est pas l’exemplaire scellé, et une signature qu’il porte ne vaut plus."
AUTRE = "Ce fichier n’est pas l’exemplaire scellé, et il ne porte aucune signature avec certificat."


@dataclass(frozen=True, slots=True)
class Resultat:
    """The answer: `conforme` for the sealed file alone; the signatures read when it is another."""

    conforme: bool
    phrase: str
    sha256: str
    signatures: tuple[SignatureLue, ...] = ()


def comparer_au_sceau(sceau: Sceau, contenu: bytes) -> Resultat:
    """Say what a file is, compared with the sealed one."""
    trouvee = empreinte(contenu)
    if trouvee == sceau.sha256:
        return Resultat(conforme=True, phrase=EXACT, sha256=trouvee, signatures=_signatures(contenu))
    scelle = octets(sceau.fichier)
    if len(contenu) == len(scelle):
        differents = sum(a != b for a, b in zip(contenu, scelle, strict=True))
        combien = "un octet" if differents == 1 else f"{differents} octets"
        phrase = ALTERE.format(combien)
        if differents > 1:
            phrase = phrase.replace("a été altéré", "ont été altérés")
        return Resultat(conforme=False, phrase=phrase, sha256=trouvee, signatures=_signatures(contenu))
    if trouvee == sceau.circuit.exemplaire.sha256:
        return Resultat(conforme=False, phrase=ANTERIEUR, sha256=trouvee)
    lues = _signatures(contenu)
    return Resultat(conforme=False, phrase=_phrase(lues), sha256=trouvee, signatures=lues)


def _phrase(lues: tuple[SignatureLue, ...]) -> str:
    if not lues:
        return AUTRE
    return AUTRE_SIGNE if all(lue.verdict.est_intacte for lue in lues) else SIGNATURE_ROMPUE


def _signatures(contenu: bytes) -> tuple[SignatureLue, ...]:
    """The signatures of a file; none of what is no PDF, or no longer reads."""
    try:
        return verifier_a_part(contenu, settings.AUTORITES)
    except Refus:
        return ()

"""Who makes the PDF to sign: a registry that rooms above fill in `AppConfig.ready()`, by nature of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable

    from convenir.conventions.signature.textes import Texte

#: For each nature ("convention", "avenant"), what makes its PDF from the record (a Convention, an Avenant)
#: and the address of the page that proves it, for the QR code at the foot of each page.
RENDUS: dict[str, Callable[[Any, str], bytes]] = {}


def inscrire_le_rendu(nature: str, rendre: Callable[[Any, str], bytes]) -> None:
    """Register what makes the PDF of texts of this nature."""
    RENDUS[nature] = rendre


def exiger_le_rendu(texte: Texte) -> Callable[[Any, str], bytes]:
    """What makes the PDF of this text. Raises `Refus` when nothing does."""
    if texte.nature not in RENDUS:
        raise Refus(
            "Cette installation ne sait pas encore composer ce document : faites-le signer sur papier, "
            "puis enregistrez l’exemplaire signé."
        )
    return RENDUS[texte.nature]

"""The order of signatures, whose turn it is, what a scan may be: no database, no side effect."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import TYPE_CHECKING

from convenir.conventions.enums import EtatSignature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.conventions.models import Partie, Signature

#: The Caf and the EPCI sign in parallel, then the others.
PREMIER_RANG, DERNIER_RANG = 1, 2
#: How long before the same person is reminded again.
RELANCE = datetime.timedelta(days=3)
#: What begins a file that a scan may be, and its format.
_DEBUTS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))


def rang_par_defaut(partie: Partie, epci_siren: str) -> int:
    """The first for the Caf and the EPCI, the last for the others."""
    est_caf = partie.cle == "caf" or "allocations familiales" in partie.nom.casefold()
    est_epci = partie.cle == "collectivite" or (bool(epci_siren) and partie.siren == epci_siren)
    return PREMIER_RANG if est_caf or est_epci else DERNIER_RANG


def rang_en_cours(signatures: Iterable[Signature]) -> int | None:
    """The rank that signs now: the first one still expecting somebody; None when nobody is expected.

    A refusal stops it: what comes after waits until the text is withdrawn and corrected.
    """
    rangs = [s.rang for s in signatures if s.etat in {EtatSignature.ATTENDUE, EtatSignature.REFUSEE}]
    return min(rangs, default=None)


def est_de_ce_nom(nom: str, complet: str) -> bool:
    """Whether a name written in an act is that of a person, whatever the order, the case and the accents."""
    return sorted(_mots(nom)) == sorted(_mots(complet))


def se_lit_dans(nom: str, certificat: str) -> bool:
    """Whether the holder of a certificate, told with more (organisation, rank), bears this name."""
    return set(_mots(nom)) <= set(_mots(certificat))


def _mots(nom: str) -> list[str]:
    sans_accent = unicodedata.normalize("NFKD", nom.casefold())
    return re.findall(r"[a-z]+", "".join(c for c in sans_accent if not unicodedata.combining(c)))


def format_du_scan(octets: bytes) -> str:
    """How the file begins tells "pdf", "jpeg" or "png"; "" for anything else."""
    return next((nom for debut, nom in _DEBUTS if octets.startswith(debut)), "")

"""What is read of a signature, and what it is worth, told in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


class Verdict(Enum):
    """What one signature proves, from the best to the worst."""

    RECONNUE = "La signature est intacte et son certificat est reconnu par cette installation."
    NON_RECONNUE = (
        "La signature est intacte, mais son certificat n’est pas reconnu par cette installation : "
        "elle prouve que le texte n’a pas changé, non qui a signé."
    )
    HORS_VALIDITE = (
        "La signature est intacte, mais son certificat n’était pas valable à la date de signature : "
        "demandez au signataire de signer avec un certificat en cours."
    )
    MODIFIE_ENSUITE = (
        "Le fichier a été modifié après cette signature : seule la version signée fait foi, demandez-la."
    )
    ALTEREE = "Le fichier a été altéré : cette signature ne vaut plus. Demandez le fichier d’origine."
    ILLISIBLE = (
        "Cette signature ne se lit pas : le fichier est abîmé ou altéré. Demandez le fichier d’origine."
    )

    @property
    def phrase(self) -> str:
        """What to tell the person, and what to do."""
        return str(self.value)

    @property
    def est_intacte(self) -> bool:
        """Whether what was signed is still what is read."""
        return self in _INTACTES


_INTACTES = frozenset({Verdict.RECONNUE, Verdict.NON_RECONNUE, Verdict.HORS_VALIDITE})


class Portee(Enum):
    """How much of the file, as it is now, a signature covers."""

    FICHIER = "Elle couvre le fichier entier."
    VERSION = "Elle couvre une version antérieure du fichier, à laquelle on n’a ajouté que des signatures."
    PARTIE = "Elle ne couvre pas tout ce qui se lit dans le fichier."

    @property
    def phrase(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class SignatureLue:
    """One signature as read in a file.

    `nom` and `emetteur` come from the certificate; `declarant`, `motif` and `lieu` are what the signature
    says of itself. `instant` is the moment declared, or that of the time stamp when `est_horodatee`.
    Empty strings and None when it cannot be read.
    """

    verdict: Verdict
    portee: Portee
    nom: str = ""
    emetteur: str = ""
    declarant: str = ""
    motif: str = ""
    lieu: str = ""
    instant: datetime.datetime | None = None
    est_horodatee: bool = False

    @property
    def phrase(self) -> str:
        """The verdict, then how far it reaches."""
        suite = f" {self.portee.phrase}" if self.verdict.est_intacte else ""
        return self.verdict.phrase + suite

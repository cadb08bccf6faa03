"""Pure predicates of the room, and the secrets of its links: no database, no side effect."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING

from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    import datetime

_FORME = re.compile(
    r"^(?:(?:la |le |l )?(?:communaute de communes|communaute d agglomeration|communaute urbaine|metropole"
    r"|commune|ville|caisse d allocations familiales|caf|association|departement)"
    r"(?: de la| de l| du| des| de| d)? )"
)
MOTIF_SIREN = r"^\d{9}$"
MOTIF_INSEE = r"^(\d{2}|2[AB])\d{3}$"


def siren_valide(siren: str) -> bool:
    """Nine digits whose Luhn key holds (https://www.insee.fr/fr/information/2560452)."""
    if not re.fullmatch(MOTIF_SIREN, siren):
        return False
    chiffres = [int(chiffre) for chiffre in reversed(siren)]
    doubles = [sum(divmod(2 * chiffre, 10)) for chiffre in chiffres[1::2]]
    return (sum(chiffres[::2]) + sum(doubles)) % 10 == 0


def en_cours(debut: datetime.date, fin: datetime.date | None, jour: datetime.date) -> bool:
    """Whether a period whose last day is `fin` (None: no end known) holds on that day."""
    return debut <= jour and (fin is None or jour <= fin)


def cle_du_nom(nom: str) -> str:
    """The form under which two spellings of one name meet: no accent, case, hyphen nor legal form."""
    return _FORME.sub("", normaliser(nom)).strip()


def tirer_un_jeton() -> str:
    """A new secret for a link: 256 random bits, which nobody guesses."""
    return secrets.token_urlsafe(32)


def empreinte_du_jeton(jeton: str) -> str:
    """What the record keeps of a secret: its SHA-256, in hexadecimal. With so many bits no salt is needed."""
    return hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).hexdigest()


def designe(cherchee: str, prenom: str, nom: str, adresse: str) -> bool:
    """Whether a name (either order) or an address, whatever its case, is that of this person."""
    mots = " ".join(cherchee.split()).casefold()
    connus = {f"{prenom} {nom}".strip(), f"{nom} {prenom}".strip(), adresse} - {""}
    return mots in {connu.casefold() for connu in connus}

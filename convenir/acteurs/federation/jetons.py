"""Reading a token signed by the provider: nothing of it is believed before its signature holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jwt

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from jwt import PyJWK, PyJWKSet

#: Public-key signatures only: neither « none » nor a signature made with the shared secret.
ALGORITHMES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
TOLERANCE = 30  # seconds between the clock of the provider and ours

HEURE = (
    "La réponse de {nom} n’est pas valable à l’heure de ce serveur : réessayez ; si cela se reproduit, "
    "demandez à qui administre l’installation de vérifier l’heure."
)
INCONFORME = (
    "La réponse de {nom} n’a pas pu être vérifiée : vous n’avez pas été connecté. Réessayez ; si cela se "
    "reproduit, prévenez qui administre l’installation."
)


class JetonRefuse(Refus):
    """A token that does not hold. `raison` is for the operator of the site."""

    def __init__(self, message: str, raison: object) -> None:
        super().__init__(message)
        self.raison = str(raison)


def lire_jeton(jeton: str, cles: PyJWKSet, *, emetteur: str, client: str, nom: str) -> dict[str, Any]:
    """The claims of a token signed with one of `cles` by `emetteur`, for `client`, still in force.

    OpenID Connect Core 1.0, §3.1.3.7 and §5.3.2 (https://openid.net/specs/openid-connect-core-1_0.html).
    Raises `JetonRefuse`, whose sentence speaks of the provider as `nom`.
    """
    try:
        contenu: dict[str, Any] = jwt.decode(
            jeton,
            _cle(jeton, cles),
            algorithms=ALGORITHMES,
            issuer=emetteur,
            audience=client,
            leeway=TOLERANCE,
            options={"require": ["iss", "aud", "exp", "sub"]},
        )
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as erreur:
        raise JetonRefuse(HEURE.format(nom=nom), erreur) from erreur
    except jwt.PyJWTError as erreur:
        raise JetonRefuse(INCONFORME.format(nom=nom), erreur) from erreur
    if isinstance(contenu["aud"], list) and len(contenu["aud"]) > 1 and contenu.get("azp") != client:
        raise JetonRefuse(INCONFORME.format(nom=nom), "issued to another client")
    return contenu


def _cle(jeton: str, cles: PyJWKSet) -> PyJWK:
    """The key a token names; the only one when it names none."""
    nommee = jwt.get_unverified_header(jeton).get("kid")
    permises = [
        cle for cle in cles.keys if cle.algorithm_name in ALGORITHMES and cle.public_key_use in {None, "sig"}
    ]
    trouvees = [cle for cle in permises if cle.key_id == nommee] if nommee else permises
    if len(trouvees) != 1:
        raise jwt.InvalidKeyError(f"no such key: {nommee}")
    return trouvees[0]

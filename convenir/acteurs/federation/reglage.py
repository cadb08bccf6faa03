"""The identity provider to sign in with (ProConnect, or another of OpenID Connect), from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCAUX = frozenset({"localhost", "127.0.0.1", "::1"})
DECOUVERTE = "/.well-known/openid-configuration"
LONGUEUR_DE_L_ADRESSE = 200  # of the column that keeps from which provider an identity comes


@dataclass(frozen=True, slots=True)
class Federation:
    """A provider and how it knows this site.

    `courriels_confirmes` is for one that confirms every address without saying so in a claim, as ProConnect;
    `sans_signature` lets one that signs no user-info answer it in plain JSON.
    """

    adresse: str
    client: str
    secret: str = field(repr=False)
    nom: str = "ProConnect"
    courriels_confirmes: bool = False
    sans_signature: bool = False

    @property
    def origine(self) -> str:
        """Scheme, host and port: the one place outside this site where a form may lead."""
        return origine(self.adresse)


def lire_federation(environnement: Mapping[str, str]) -> Federation | None:
    """The provider of the `CONVENIR_OIDC_…` variables; None when none is named.

    Raises `Refus`, which never prints the secret.
    """
    adresse, client, secret = (
        environnement.get(f"CONVENIR_OIDC_{nom}", "").strip() for nom in ("ADRESSE", "CLIENT", "SECRET")
    )
    if not (adresse or client or secret):
        return None
    if not (adresse and client and secret):
        raise Refus(
            "Se connecter par un fournisseur d’identité demande CONVENIR_OIDC_ADRESSE, CONVENIR_OIDC_CLIENT "
            "et CONVENIR_OIDC_SECRET : donnez les trois, ou aucun."
        )
    adresse = adresse.removesuffix(DECOUVERTE).rstrip("/")
    if not est_sure(adresse) or len(adresse) > LONGUEUR_DE_L_ADRESSE:
        raise Refus(
            "CONVENIR_OIDC_ADRESSE est l’adresse HTTPS du fournisseur d’identité, par exemple "
            "« https://identite.example/api/v2 »."
        )
    return Federation(
        adresse,
        client,
        secret,
        nom=environnement.get("CONVENIR_OIDC_NOM", "").strip() or "ProConnect",
        courriels_confirmes=environnement.get("CONVENIR_OIDC_COURRIELS_CONFIRMES") == "1",
        sans_signature=environnement.get("CONVENIR_OIDC_SANS_SIGNATURE") == "1",
    )


def est_sure(adresse: str) -> bool:
    """Whether nobody on the way can read what goes there: HTTPS, or this very machine."""
    try:
        morceaux = urlsplit(adresse)
        hote = morceaux.hostname
        origine(adresse)
    except ValueError:
        return False
    return bool(hote) and (morceaux.scheme == "https" or (morceaux.scheme == "http" and hote in LOCAUX))


def origine(adresse: str) -> str:
    """Scheme, host and port of an address. Raises ValueError when the port cannot be read."""
    morceaux = urlsplit(adresse)
    hote = f"[{morceaux.hostname}]" if ":" in (morceaux.hostname or "") else morceaux.hostname
    return f"{morceaux.scheme}://{hote}" + (f":{morceaux.port}" if morceaux.port else "")

"""The exchanges with the identity provider: OpenID Connect, authorization code, state, nonce and PKCE."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import secrets
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jwt
import requests
from django.utils.crypto import constant_time_compare

from convenir.acteurs.federation.jetons import INCONFORME, JetonRefuse, lire_jeton
from convenir.acteurs.federation.reglage import DECOUVERTE, est_sure, origine
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.federation.reglage import Federation

journal_technique = logging.getLogger(__name__)

PORTEES = "openid given_name usual_name email siret"
DELAI = 5  # seconds, to connect then to be answered
DUREE_D_UN_DEPART = 600  # seconds to sign in at the provider
JETON_SIGNE = "application/jwt"
PANNE = "{nom} ne répond pas : réessayez dans quelques minutes, ou connectez-vous autrement."


@dataclass(frozen=True, slots=True)
class Fournisseur:
    """What a provider says of itself (OpenID Connect Discovery 1.0, §3)."""

    federation: Federation
    emetteur: str
    autorisation: str
    echange: str
    informations: str
    cles: str
    fin_de_session: str
    secret_dans_le_corps: bool
    signe_les_informations: bool


@dataclass(frozen=True, slots=True)
class Depart:
    """What this site remembers of someone gone to the provider, to know them on the way back."""

    suite: str
    etat: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verificateur: str = field(default_factory=lambda: secrets.token_urlsafe(64))
    le: float = field(default_factory=time.time)

    def attend(self, etat: str) -> bool:
        """Whether this is the way back of that departure, and not too late."""
        return constant_time_compare(self.etat, etat) and time.time() - self.le < DUREE_D_UN_DEPART


@dataclass(frozen=True, slots=True)
class Identite:
    """Whom the provider says it has recognised. `siret` is empty when it gives none that can be read."""

    emetteur: str
    sub: str
    courriel: str
    courriel_confirme: bool
    prenom: str
    nom: str
    siret: str

    @property
    def siren(self) -> str:
        """The employer: a SIRET is the SIREN of a legal person, then the number of its establishment."""
        return self.siret[:9]


def decouvrir(federation: Federation) -> Fournisseur:
    """What the provider says of itself, asked each time: nothing kept here can be out of date.

    Raises `Refus` when it does not answer, speaks for another, or leads to an address in the clear.
    """
    dit = _lire_json(federation, _demander(federation, "GET", federation.adresse + DECOUVERTE))
    methodes = dit.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    try:
        fournisseur = Fournisseur(
            federation=federation,
            emetteur=dit["issuer"],
            autorisation=dit["authorization_endpoint"],
            echange=dit["token_endpoint"],
            informations=dit["userinfo_endpoint"],
            cles=dit["jwks_uri"],
            fin_de_session=dit.get("end_session_endpoint") or "",
            secret_dans_le_corps="client_secret_post" in methodes,
            signe_les_informations=bool(dit.get("userinfo_signing_alg_values_supported")),
        )
        if not _est_coherent(fournisseur):
            raise _inconforme(federation, "inconsistent discovery")
    except (KeyError, TypeError, AttributeError, ValueError) as erreur:
        raise _inconforme(federation, f"discovery: {erreur!r}") from erreur
    return fournisseur


def _est_coherent(fournisseur: Fournisseur) -> bool:
    """It speaks for itself, over HTTPS, and sends people nowhere else than where forms of ours may lead."""
    federation = fournisseur.federation
    visitees = [a for a in (fournisseur.autorisation, fournisseur.fin_de_session) if a]
    serveur = (fournisseur.echange, fournisseur.informations, fournisseur.cles)
    return (
        fournisseur.emetteur.rstrip("/") == federation.adresse
        and all(origine(adresse) == federation.origine for adresse in visitees)
        and all(est_sure(adresse) for adresse in serveur)
    )


def adresse_d_autorisation(fournisseur: Fournisseur, depart: Depart, retour: str) -> str:
    """Where to send the browser so that the person signs in there, then comes back to `retour`."""
    defi = base64.urlsafe_b64encode(hashlib.sha256(depart.verificateur.encode("ascii")).digest())
    return _avec(
        fournisseur.autorisation,
        response_type="code",
        client_id=fournisseur.federation.client,
        redirect_uri=retour,
        scope=PORTEES,
        state=depart.etat,
        nonce=depart.nonce,
        code_challenge=defi.rstrip(b"=").decode("ascii"),
        code_challenge_method="S256",
    )


def adresse_de_fin(fin_de_session: str, id_token: str, etat: str, retour: str) -> str:
    """Where to send the browser so that the provider ends its session too (RP-Initiated Logout 1.0, §2)."""
    return _avec(fin_de_session, id_token_hint=id_token, post_logout_redirect_uri=retour, state=etat)


def _avec(adresse: str, **parametres: str) -> str:
    return f"{adresse}{'&' if '?' in adresse else '?'}{urlencode(parametres)}"


def identifier(fournisseur: Fournisseur, depart: Depart, *, code: str, retour: str) -> tuple[Identite, str]:
    """Whom the provider has recognised, and the token that proves it, given back when signing out.

    Raises `Refus` when the provider does not answer, or when anything in its answers does not hold.
    """
    federation = fournisseur.federation
    jetons = _echanger(fournisseur, code, depart.verificateur, retour)
    informations = _demander(
        federation,
        "GET",
        fournisseur.informations,
        headers={"Authorization": f"Bearer {jetons['access_token']}", "Accept": JETON_SIGNE},
    )
    cles = _lire_cles(fournisseur)
    preuve = _verifier(fournisseur, cles, jetons["id_token"])
    if not constant_time_compare(str(preuve.get("nonce", "")), depart.nonce):
        raise _inconforme(federation, "nonce of another sign-in")
    dit = _lire_informations(fournisseur, cles, informations)
    if dit.get("sub") != preuve["sub"]:
        raise _inconforme(federation, "user-info about somebody else")
    return _comprendre(federation, dit), jetons["id_token"]


def _echanger(fournisseur: Fournisseur, code: str, verificateur: str, retour: str) -> dict[str, str]:
    federation = fournisseur.federation
    corps = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": retour,
        "code_verifier": verificateur,
    }
    qui = (quote(federation.client, safe=""), quote(federation.secret, safe=""))  # RFC 6749, §2.3.1
    if fournisseur.secret_dans_le_corps:
        corps |= {"client_id": federation.client, "client_secret": federation.secret}
    reponse = _demander(
        federation,
        "POST",
        fournisseur.echange,
        data=corps,
        auth=None if fournisseur.secret_dans_le_corps else qui,
    )
    jetons = _lire_json(federation, reponse)
    if not all(isinstance(jetons.get(cle), str) for cle in ("access_token", "id_token")):
        raise _inconforme(federation, "no token")
    return jetons


def _lire_cles(fournisseur: Fournisseur) -> jwt.PyJWKSet:
    """The public keys, asked after the tokens: those that signed them, even if they have just changed."""
    federation = fournisseur.federation
    try:
        return jwt.PyJWKSet.from_dict(_lire_json(federation, _demander(federation, "GET", fournisseur.cles)))
    except (jwt.PyJWTError, AttributeError, TypeError) as erreur:
        raise _inconforme(federation, f"keys: {erreur}") from erreur


def _lire_informations(
    fournisseur: Fournisseur, cles: jwt.PyJWKSet, reponse: requests.Response
) -> dict[str, Any]:
    """The claims of the user-info: signed, unless the provider signs none and the settings accept it."""
    federation = fournisseur.federation
    if reponse.headers.get("Content-Type", "").partition(";")[0].strip().lower() == JETON_SIGNE:
        return _verifier(fournisseur, cles, reponse.text.strip())
    if fournisseur.signe_les_informations or not federation.sans_signature:
        raise _inconforme(federation, "user-info without a signature")
    return _lire_json(federation, reponse)


def _verifier(fournisseur: Fournisseur, cles: jwt.PyJWKSet, jeton: str) -> dict[str, Any]:
    federation = fournisseur.federation
    try:
        return lire_jeton(
            jeton, cles, emetteur=fournisseur.emetteur, client=federation.client, nom=federation.nom
        )
    except JetonRefuse as refus:
        journal_technique.warning("OpenID Connect: %s", refus.raison)
        raise


def _comprendre(federation: Federation, dit: dict[str, Any]) -> Identite:
    siret = re.sub(r"\s", "", _texte(dit, "siret"))
    confirme = dit.get("email_verified", federation.courriels_confirmes)
    return Identite(
        emetteur=federation.adresse,
        sub=str(dit["sub"]),
        courriel=_texte(dit, "email").lower(),
        courriel_confirme=confirme is True,
        prenom=_texte(dit, "given_name")[:100],
        nom=(_texte(dit, "usual_name") or _texte(dit, "family_name"))[:100],
        siret=siret if re.fullmatch(r"[0-9]{14}", siret) else "",
    )


def _texte(dit: dict[str, Any], cle: str) -> str:
    """A claim as one clean line; nothing when it is no text."""
    valeur = dit.get(cle)
    return "".join(c for c in valeur if c.isprintable()).strip() if isinstance(valeur, str) else ""


def _demander(federation: Federation, methode: str, adresse: str, **options: Any) -> requests.Response:
    """An answer 200 of the provider. Raises `Refus` otherwise: a redirection would lead anywhere."""
    try:
        reponse = requests.request(methode, adresse, timeout=DELAI, allow_redirects=False, **options)
    except requests.RequestException as erreur:
        raise _panne(federation, type(erreur).__name__) from erreur
    if reponse.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _panne(federation, f"HTTP {reponse.status_code}")
    if reponse.status_code != HTTPStatus.OK:
        raise _inconforme(federation, f"HTTP {reponse.status_code}")
    return reponse


def _lire_json(federation: Federation, reponse: requests.Response) -> dict[str, Any]:
    try:
        lu = reponse.json()
    except requests.JSONDecodeError as erreur:
        raise _inconforme(federation, "not JSON") from erreur
    if not isinstance(lu, dict):
        raise _inconforme(federation, "not a JSON object")
    return lu


def _panne(federation: Federation, raison: str) -> Refus:
    journal_technique.warning("OpenID Connect: %s", raison)
    return Refus(PANNE.format(nom=federation.nom))


def _inconforme(federation: Federation, raison: str) -> Refus:
    journal_technique.warning("OpenID Connect: %s", raison)
    return Refus(INCONFORME.format(nom=federation.nom))

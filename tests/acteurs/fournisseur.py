"""An OpenID Connect provider on this machine, as ProConnect has it, that can be told to misbehave.

Discovery, a sign-in form, codes used once, PKCE, a client secret, signed tokens and user-info, sign-out.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "convenir", "le-secret-partagé-avec-convenir-seul"
PERSONNE = {
    "sub": "b6f2-ambre-01",
    "given_name": "Nora",
    "usual_name": "Sylve",
    "email": "nora.sylve@ambre.example",
    "email_verified": True,
    "siret": "20007114000015",
}
PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Fournisseur d’essai</title></head>
<body><main><h1>{titre}</h1>{corps}</main></body></html>"""
FORMULAIRE = """<form method="post" action="/autoriser"><label>Identifiant <input name="qui"></label>
<input type="hidden" name="demande" value="{demande}"><button>Entrer</button>
<button name="non" value="1">Refuser</button></form>"""


@functools.cache
def fabriquer_cle(numero):
    """RSA keys take time to make: each is made once for all the tests."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Fournisseur(ThreadingHTTPServer):
    """Its switches: `claims` (of the person), `fautes` (how to misbehave), `cle` (number of the key in use).

    `signe` tells whether the user-info is a signed token; `annonce` completes the discovery document.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Guichet)
        self.adresse = f"http://localhost:{self.server_address[1]}"
        self.retours = set()
        self.claims, self.fautes, self.annonce = dict(PERSONNE), set(), {}
        self.cle, self.signe = 1, True
        self.codes, self.acces, self.jetons, self.finies = {}, {}, [], []
        self.liberte = threading.Event()

    def signer(self, contenu, quoi):
        """A token, false in the way the switches ask for this kind of token (`id_token` or `userinfo`)."""
        maintenant = int(time.time())
        contenu = {
            "iss": self.adresse,
            "aud": CLIENT,
            "iat": maintenant,
            "exp": maintenant + 60,
            **contenu,
        }
        for faute, faux in FAUTES.items():
            if f"{quoi}:{faute}" in self.fautes:
                contenu |= faux(maintenant)
        if f"{quoi}:sans exp" in self.fautes:
            del contenu["exp"]
        if f"{quoi}:alg none" in self.fautes:
            return jwt.encode(contenu, None, algorithm="none")
        if f"{quoi}:secret partagé" in self.fautes:
            return jwt.encode(contenu, SECRET, algorithm="HS256", headers={"kid": f"cle-{self.cle}"})
        signataire = fabriquer_cle(99 if f"{quoi}:signature" in self.fautes else self.cle)
        return jwt.encode(contenu, signataire, algorithm="RS256", headers={"kid": f"cle-{self.cle}"})


FAUTES = {
    "iss": lambda _: {"iss": "https://ailleurs.example"},
    "aud": lambda _: {"aud": "un-autre-site"},
    "aud partagée": lambda _: {"aud": [CLIENT, "un-autre-site"], "azp": "un-autre-site"},
    "exp": lambda maintenant: {"exp": maintenant - 3600, "iat": maintenant - 7200},
    "futur": lambda maintenant: {"iat": maintenant + 3600, "exp": maintenant + 7200},
    "nonce": lambda _: {"nonce": "celui d’une autre connexion"},
    "sub": lambda _: {"sub": "quelqu’un d’autre"},
}


class Guichet(BaseHTTPRequestHandler):
    def do_GET(self):
        self._servir(
            {
                "/.well-known/openid-configuration": self._decouverte,
                "/autoriser": self._formulaire,
                "/cles": self._cles,
                "/informations": self._informations,
                "/fin": self._fin,
            }
        )

    def do_POST(self):
        self._servir({"/autoriser": self._autoriser, "/jetons": self._echanger})

    def _servir(self, guichets):
        morceaux = urlsplit(self.path)
        self.demande = {cle: valeurs[0] for cle, valeurs in parse_qs(morceaux.query).items()}
        corps = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.corps = {cle: valeurs[0] for cle, valeurs in parse_qs(corps).items()}
        if f"lent:{morceaux.path}" in self.server.fautes:
            self.server.liberte.wait(10)
        if f"500:{morceaux.path}" in self.server.fautes:
            return self._repondre(500, "text/plain", "en panne")
        if f"redirige:{morceaux.path}" in self.server.fautes:
            return self._aller("http://localhost:1/")
        if f"charabia:{morceaux.path}" in self.server.fautes:
            return self._repondre(200, "application/json", "<html>")
        return guichets.get(morceaux.path, lambda: self._repondre(404, "text/plain", "?"))()

    def _decouverte(self):
        base = self.server.adresse
        self._json(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/autoriser",
                "token_endpoint": f"{base}/jetons",
                "userinfo_endpoint": f"{base}/informations",
                "jwks_uri": f"{base}/cles",
                "end_session_endpoint": f"{base}/fin",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                "userinfo_signing_alg_values_supported": ["RS256"] if self.server.signe else [],
                **self.server.annonce,
            }
        )

    def _formulaire(self):
        manque = self._mal_demande()
        if manque:
            return self._repondre(400, "text/plain", manque)
        demande = base64.urlsafe_b64encode(json.dumps(self.demande).encode()).decode()
        return self._page("Qui êtes-vous ?", FORMULAIRE.format(demande=demande))

    def _mal_demande(self):
        attendu = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        faux = [cle for cle, valeur in attendu.items() if self.demande.get(cle) != valeur]
        faux += [cle for cle in ("state", "nonce", "code_challenge") if not self.demande.get(cle)]
        if self.demande.get("redirect_uri") not in self.server.retours:
            faux.append("redirect_uri")
        if self.demande.get("scope", "").split() != ["openid", "given_name", "usual_name", "email", "siret"]:
            faux.append("scope")
        return " ".join(faux)

    def _autoriser(self):
        demande = json.loads(base64.urlsafe_b64decode(self.corps["demande"]))
        if self.corps.get("non"):
            suite = {"error": "access_denied", "state": demande["state"]}
        else:
            code = secrets.token_urlsafe(8)
            self.server.codes[code] = demande
            suite = {"code": code, "state": demande["state"]}
        self._aller(f"{demande['redirect_uri']}?{urlencode(suite)}")

    def _echanger(self):
        demande = self.server.codes.pop(self.corps.get("code"), None)
        defi = hashlib.sha256(self.corps.get("code_verifier", "").encode()).digest()
        attendu = base64.urlsafe_b64encode(defi).rstrip(b"=").decode()
        if (
            demande is None
            or demande["code_challenge"] != attendu
            or demande["redirect_uri"] != self.corps.get("redirect_uri")
            or self._qui_demande() != (CLIENT, SECRET)
        ):
            return self._json({"error": "invalid_grant"}, 400)
        acces = secrets.token_urlsafe(8)
        self.server.acces[acces] = self.server.claims
        jeton = self.server.signer({"sub": self.server.claims["sub"], "nonce": demande["nonce"]}, "id_token")
        self.server.jetons.append(jeton)
        return self._json({"access_token": acces, "token_type": "Bearer", "id_token": jeton})

    def _qui_demande(self):
        if self.headers.get("Authorization", "").startswith("Basic "):
            paire = base64.b64decode(self.headers["Authorization"][6:]).decode("utf-8")
            return tuple(unquote(partie) for partie in paire.split(":", 1))
        return self.corps.get("client_id"), self.corps.get("client_secret")

    def _cles(self):
        cle = fabriquer_cle(self.server.cle).public_key()
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(cle, as_dict=True)
        self._json({"keys": [{**jwk, "kid": f"cle-{self.server.cle}", "use": "sig", "alg": "RS256"}]})

    def _informations(self):
        claims = self.server.acces.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if claims is None:
            return self._json({"error": "invalid_token"}, 401)
        if not self.server.signe or "userinfo:json" in self.server.fautes:
            return self._json(claims)
        return self._repondre(200, "application/jwt", self.server.signer(claims, "userinfo"))

    def _fin(self):
        self.server.finies.append(self.demande)
        suite = {"state": "un autre" if "fin:state" in self.server.fautes else self.demande["state"]}
        self._aller(f"{self.demande['post_logout_redirect_uri']}?{urlencode(suite)}")

    def _json(self, contenu, statut=200):
        self._repondre(statut, "application/json", json.dumps(contenu))

    def _page(self, titre, corps):
        self._repondre(200, "text/html; charset=utf-8", PAGE.format(titre=titre, corps=corps))

    def _aller(self, adresse):
        self._repondre(302, "text/plain", "", Location=adresse)

    def _repondre(self, statut, type_, corps, **entetes):
        octets = corps.encode()
        self.send_response(statut)
        for nom, valeur in {"Content-Type": type_, "Content-Length": str(len(octets)), **entetes}.items():
            self.send_header(nom, valeur)
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_):
        pass

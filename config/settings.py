"""Settings of one installation. Everything that varies comes from the environment, with a safe default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import fontpkg_spectral

from config.messagerie import lire_messagerie
from convenir.acteurs.federation.reglage import lire_federation

RACINE = Path(__file__).resolve().parent.parent
DONNEES = Path(os.environ.get("CONVENIR_DONNEES", RACINE / "donnees"))
DONNEES.mkdir(mode=0o700, parents=True, exist_ok=True)
HTTPS = os.environ.get("CONVENIR_HTTPS") == "1"
PROXY = os.environ.get("CONVENIR_PROXY") == "1"


def _cle_secrete() -> str:
    """The signing key of this installation, made once and readable by its owner only."""
    if cle := os.environ.get("CONVENIR_CLE_SECRETE"):
        return cle
    fichier = DONNEES / "cle-secrete"
    if not fichier.exists():
        fichier.touch(mode=0o600)
        fichier.write_text(secrets.token_urlsafe(60), encoding="ascii")
    return fichier.read_text(encoding="ascii").strip()


SECRET_KEY = _cle_secrete()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CONVENIR_HOTES", "localhost,127.0.0.1,[::1]").split(",")

#: Demonstration accounts that anyone may enter: on this machine only, never on a network.
DEMONSTRATION = os.environ.get("CONVENIR_DEMONSTRATION") == "1" and set(ALLOWED_HOSTS) <= {
    *("localhost", "127.0.0.1", "[::1]"),
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "convenir.socle",
    "convenir.journal",
    "convenir.documents",
    "convenir.notifications",
    "convenir.territoires",
    "convenir.acteurs",
    "convenir.conventions",
    "convenir.adhesions",
    "convenir.diagnostic",
    "convenir.plan",
    "convenir.lecture",
    "convenir.edition",
    "convenir.relecture",
    "convenir.pilotage",
    # after ours, whose pages replace theirs
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "convenir.socle.middleware.proteger_la_reponse",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.acces.reconnaitre",
    "convenir.socle.middleware.lecture_seule",
    "convenir.socle.middleware.dire_les_refus",
    "allauth.account.middleware.AccountMiddleware",
    "config.acces.appliquer",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.acces.fournir",
            ],
            "builtins": ["convenir.socle.templatetags.typographie"],
        },
    },
]


def _base_de_donnees() -> dict[str, object]:
    """Embedded SQLite, or PostgreSQL when CONVENIR_POSTGRESQL names a database (libpq connection string)."""
    if dsn := os.environ.get("CONVENIR_POSTGRESQL"):
        import psycopg.conninfo  # noqa: PLC0415 -- only where PostgreSQL is used

        parts = psycopg.conninfo.conninfo_to_dict(dsn)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.get("dbname", "convenir"),
            "USER": parts.get("user", ""),
            "PASSWORD": parts.get("password", ""),
            "HOST": parts.get("host", ""),
            "PORT": parts.get("port", ""),
            "CONN_MAX_AGE": 60,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DONNEES / "convenir.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


DATABASES = {"default": _base_de_donnees()}
#: Counters of failed sign-ins, shared by the processes that use the same database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

#: Whom to ask about this installation, in words, as pages say it.
CONTACT = os.environ.get("CONVENIR_CONTACT", "")

#: Where the site answers, to write whole links in mails; never taken from a request.
ADRESSE_DU_SITE = os.environ.get("CONVENIR_ADRESSE", "http://localhost:8000").rstrip("/")
_MESSAGERIE = lire_messagerie(os.environ.get("CONVENIR_SMTP", ""), os.environ.get("CONVENIR_EXPEDITEUR", ""))
MESSAGERIE_REGLEE = _MESSAGERIE is not None  # without one, mails are retained: convenir.notifications
if _MESSAGERIE:
    EMAIL_HOST, EMAIL_PORT = _MESSAGERIE.hote, _MESSAGERIE.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MESSAGERIE.utilisateur, _MESSAGERIE.mot_de_passe
    EMAIL_USE_TLS, EMAIL_USE_SSL = _MESSAGERIE.schema == "smtp+tls", _MESSAGERIE.schema == "smtps"
    EMAIL_TIMEOUT = 20
    DEFAULT_FROM_EMAIL = _MESSAGERIE.expediteur

AUTH_USER_MODEL = "acteurs.Personne"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "convenir.acteurs.connexion.mots_de_passe.Imprevisible"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("prenom", "nom", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pilotage:accueil"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation or ProConnect has proved the address already
ACCOUNT_ADAPTER = "convenir.acteurs.connexion.comptes.Comptes"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
#: Django's own covers the address of the person, and writes nothing when a link is opened.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
PASSWORD_RESET_TIMEOUT = 2 * 3600
#: Failures are counted by account, known or not, then by address of the network; ADR 0013.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/5m/key,25/d/key,50/5m/ip",
    "reset_password": "3/5m/key,20/5m/ip",
    "reset_password_from_key": "20/5m/ip",
    "change_password": "5/5m/user",
    "reauthenticate": "10/5m/user",
}
MFA_ADAPTER = "convenir.acteurs.connexion.facteurs.Facteurs"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Convenir"
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds: the clock of a telephone may be late

#: What breaks is told on the standard error of the server, with its traceback; never to a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"simple": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"erreurs": {"class": "logging.StreamHandler", "formatter": "simple"}},
    "loggers": {
        "django.request": {"handlers": ["erreurs"], "level": "ERROR", "propagate": False},
        "convenir": {"handlers": ["erreurs"], "level": "INFO", "propagate": True},
    },
}

#: The provider of identity people may sign in with, or None: no button then, and no address answers.
FEDERATION = lire_federation(os.environ)

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/statiques/"
STATICFILES_DIRS = [
    ("polices/spectral", fontpkg_spectral.ROOT / "files"),
    ("polices/atkinson", fontpkg_atkinson_hyperlegible.ROOT / "files"),
]
#: Certificates of the authorities this installation trusts; without the folder, none is.
AUTORITES = DONNEES / "autorites" if (DONNEES / "autorites").is_dir() else None
MEDIA_ROOT = DONNEES / "fichiers"  # no address leads there: a view gives each file
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a page read writes nothing
MESSAGE_TAGS = {25: "bon", 30: "avertissement", 40: "bloquant"}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "convenir.socle.views.formulaire_perime"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_NAME = "__Host-session"  # the browser refuses it from a neighbouring site of the domain
    CSRF_COOKIE_NAME = "__Host-csrf"
if PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # browsers hold it against redirections too: the sign-in and sign-out forms end at the provider
        "form-action": ["'self'", *([FEDERATION.origine] if FEDERATION else [])],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

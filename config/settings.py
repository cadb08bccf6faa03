"""Settings of one installation. Everything that varies comes from the environment, with a safe default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import fontpkg_spectral

RACINE = Path(__file__).resolve().parent.parent
DONNEES = Path(os.environ.get("CONVENIR_DONNEES", RACINE / "donnees"))
DONNEES.mkdir(parents=True, exist_ok=True)


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

INSTALLED_APPS = [
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
    "convenir.territoires",
    "convenir.conventions",
    "convenir.lecture",
    "convenir.edition",
    "convenir.relecture",
    "convenir.pilotage",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "convenir.socle.middleware.lecture_seule",
    "convenir.socle.middleware.dire_les_refus",
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
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

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
MEDIA_ROOT = DONNEES / "fichiers"
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # a page read writes nothing
MESSAGE_TAGS = {25: "bon", 30: "avertissement", 40: "bloquant"}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "convenir.socle.views.formulaire_perime"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

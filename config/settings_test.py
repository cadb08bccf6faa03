"""Settings of the test suite: own data folder, tasks run at once, SQLite unless PostgreSQL is asked for."""

import os
import tempfile

os.environ.setdefault("CONVENIR_DONNEES", tempfile.mkdtemp(prefix="convenir-tests-"))
os.environ.setdefault("CONVENIR_CLE_SECRETE", "tests")

from config.settings import *  # noqa: F403 -- same settings, then the differences

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MESSAGERIE_REGLEE = False
FEDERATION = None
ADRESSE_DU_SITE = "http://localhost:8000"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # else every client of a test walks all static files first
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class VariableInconnue(str):
    """A template variable that does not exist fails the test instead of printing nothing."""

    __slots__ = ()

    def __contains__(self, morceau: object) -> bool:
        return morceau == "%s"

    def __mod__(self, nom: object) -> str:
        raise NameError(f"undefined template variable: {nom}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = VariableInconnue("%s")  # noqa: F405

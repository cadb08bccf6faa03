"""The provider in the environment is understood, or refused in a sentence that never tells the secret."""

import os
import subprocess
import sys

import pytest

from convenir.acteurs.federation.reglage import Federation, lire_federation
from convenir.socle.erreurs import Refus
from tests.conftest import RACINE

TROIS = {
    "CONVENIR_OIDC_ADRESSE": "https://identite.example/api/v2",
    "CONVENIR_OIDC_CLIENT": "convenir",
    "CONVENIR_OIDC_SECRET": "un-secret",
}
ADRESSE = TROIS["CONVENIR_OIDC_ADRESSE"]


def test_no_variable_is_no_provider():
    assert lire_federation({"CONVENIR_OIDC_ADRESSE": " "}) is None


@pytest.mark.parametrize("suffixe", ["", "/", "/.well-known/openid-configuration"])
def test_address_is_that_of_the_issuer_or_of_its_discovery(suffixe):
    lue = lire_federation({**TROIS, "CONVENIR_OIDC_ADRESSE": ADRESSE + suffixe})
    assert lue == Federation(ADRESSE, "convenir", "un-secret", "ProConnect")
    assert lue.origine == "https://identite.example"


def test_name_and_both_exceptions_are_read():
    lue = lire_federation(
        {
            **TROIS,
            "CONVENIR_OIDC_NOM": "Le portail des agents",
            "CONVENIR_OIDC_COURRIELS_CONFIRMES": "1",
            "CONVENIR_OIDC_SANS_SIGNATURE": "1",
        }
    )
    assert (lue.nom, lue.courriels_confirmes, lue.sans_signature) == ("Le portail des agents", True, True)


@pytest.mark.parametrize("manquante", TROIS)
def test_one_of_the_three_is_not_enough(manquante):
    with pytest.raises(Refus, match="donnez les trois, ou aucun") as refus:
        lire_federation({**TROIS, manquante: ""})
    assert "un-secret" not in refus.value.message


@pytest.mark.parametrize(
    ("adresse", "sure"),
    [
        ("http://localhost:9000", True),
        ("http://127.0.0.1:9000", True),
        ("http://[::1]:9000", True),
        ("http://identite.example", False),
        ("http://localhost.example", False),
        ("identite.example", False),
        ("ftp://identite.example", False),
        ("https://", False),
        ("https://h:port", False),
        ("https://[", False),
        ("https://h.example/" + "a" * 200, False),
    ],
)
def test_address_in_the_clear_is_refused_save_on_this_machine(adresse, sure):
    reglage = {**TROIS, "CONVENIR_OIDC_ADRESSE": adresse}
    if sure:
        assert lire_federation(reglage).adresse == adresse
        return
    with pytest.raises(Refus, match="CONVENIR_OIDC_ADRESSE est l’adresse HTTPS"):
        lire_federation(reglage)


def test_secret_is_not_printed():
    assert "un-secret" not in repr(lire_federation(TROIS))


def politique(**variables):
    code = "from config.settings import CONTENT_SECURITY_POLICY as p; print(*p['DIRECTIVES']['form-action'])"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **variables},
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_forms_may_lead_to_the_provider_only_when_there_is_one():
    assert (politique(), politique(**TROIS)) == ("'self'", "'self' https://identite.example")

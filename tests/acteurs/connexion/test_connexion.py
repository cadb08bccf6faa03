"""Signing in: the same answer and the same work for an address that is known and one that is not."""

from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.serveur import _reglages
from convenir.acteurs.connexion.limites import phrase
from convenir.journal.models import Evenement
from convenir.notifications.models import Courriel
from tests.factories.acteurs import PersonneFactory

INCONNU = "personne@exemple.invalid"


def texte(reponse):
    return re.sub(r"\s+", " ", reponse.content.decode())


def sans_jeton(reponse, adresse):
    """The page without what changes at each request: the token of its forms, the address typed."""
    page = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+', "", texte(reponse))
    return page.replace(adresse, "")


@pytest.fixture
def travail(monkeypatch):
    """How many times a password was hashed since the last look."""
    fois = []
    encode = MD5PasswordHasher.encode

    def compter(self, password, salt):
        fois.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", compter)

    def regarder():
        nombre = len(fois)
        fois.clear()
        return nombre

    return regarder


def test_password_opens_the_account_and_comes_back_where_it_was_asked(anonyme, ida, connecter):
    page = reverse("conventions:nouvelle")
    assert anonyme.get(page)["Location"] == f"{reverse('account_login')}?next={page}"
    champs = {"login": "IDA.ORVAL@exemple.invalid", "password": "quatre mots sans rapport", "next": page}
    assert anonyme.post(reverse("account_login"), champs)["Location"] == page


def test_address_of_another_site_is_not_followed(anonyme, ida):
    champs = {"login": ida.email, "password": "quatre mots sans rapport", "next": "https://ailleurs.example/"}
    assert anonyme.post(reverse("account_login"), champs)["Location"] == "/"


def test_signing_in_tells_no_event(anonyme, ida, connecter):
    connecter(anonyme, ida.email)
    assert Evenement.objects.count() == 0


def test_unknown_known_closed_and_passwordless_accounts_answer_and_work_alike(ida, connecter, travail):
    ferme = PersonneFactory(is_active=False)
    ferme.set_password("un autre secret bien long")
    ferme.save()
    invitee = PersonneFactory()
    invitee.set_unusable_password()
    invitee.save()
    travail()
    vus = set()
    for adresse in (INCONNU, ida.email, ferme.email, invitee.email):
        reponse = connecter(Client(), adresse, "pas le bon du tout")
        vus.add((reponse.status_code, sans_jeton(reponse, adresse), travail()))
    [(statut, page, hachages)] = vus
    assert (statut, hachages) == (200, 1)
    assert "Cette adresse et ce mot de passe ne vont pas ensemble." in page


def test_right_password_of_a_closed_account_says_that_it_is_closed(anonyme, ida, connecter):
    ida.is_active = False
    ida.save()
    assert connecter(anonyme, ida.email)["Location"] == reverse("account_inactive")
    assert "Ce compte est fermé" in texte(anonyme.get(reverse("account_inactive")))


@pytest.mark.parametrize("qui", ["connue", "inconnue"])
def test_fifth_failure_closes_the_account_and_says_until_when(ida, connecter, qui):
    adresse = ida.email if qui == "connue" else INCONNU
    for _ in range(5):
        assert "ne vont pas ensemble" in texte(connecter(Client(), adresse, "pas le bon"))
    page = texte(connecter(Client(), adresse))  # the right one, for the one that is known
    assert re.search(r"Trop d’essais à la suite : vous pourrez recommencer .*à partir de \d+ h \d\d\.", page)
    assert "ne vont pas ensemble" not in page


def test_failures_are_counted_whatever_the_port_case_and_network(ida, connecter):
    for essai in range(5):
        adresse = ida.email.upper() if essai % 2 else ida.email
        connecter(
            Client(), adresse, "non", HTTP_HOST=f"localhost:{9000 + essai}", REMOTE_ADDR=f"192.0.2.{essai}"
        )
    assert "Trop d’essais" in texte(connecter(Client(), ida.email, HTTP_HOST="localhost:9999"))


def test_failures_of_one_account_leave_the_others_alone(ida, connecter):
    for _ in range(6):
        connecter(Client(), INCONNU, "non")
    assert connecter(Client(), ida.email).status_code == 302


def test_too_many_failures_from_one_network_are_refused_for_every_account(ida, connecter, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "5/5m/key,3/5m/ip"}
    for essai in range(3):
        connecter(Client(), f"{essai}{INCONNU}", "non")
    assert "Trop d’essais" in texte(connecter(Client(), ida.email))
    assert connecter(Client(), ida.email, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_forwarded_address_changes_nothing_without_a_declared_proxy(ida, connecter, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/5m/ip"}
    for essai in range(3):
        connecter(Client(), INCONNU, "non", HTTP_X_FORWARDED_FOR=f"192.0.2.{essai}")
    assert "Trop d’essais" in texte(connecter(Client(), ida.email, HTTP_X_FORWARDED_FOR="192.0.2.9"))


@pytest.mark.parametrize(("proxy", "crus"), [(False, None), (True, {"x-forwarded-for", "x-forwarded-proto"})])
def test_server_believes_the_proxy_only_where_one_is_declared(settings, proxy, crus):
    settings.PROXY = proxy
    assert _reglages().get("trusted_proxy_headers") == crus


def test_sixty_forms_in_a_minute_from_one_network_get_a_page_that_says_when(anonyme, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    statuts = [anonyme.post(reverse("account_login"), {}).status_code for _ in range(3)]
    assert statuts == [200, 200, 429]
    assert "recommencez dans cinq minutes" in texte(anonyme.post(reverse("account_login"), {}))


def test_moment_of_the_next_try_is_told_with_its_day_when_it_is_another():
    soir = datetime.datetime(2026, 3, 1, 22, 58, 30, tzinfo=datetime.UTC)  # 23 h 58 in Paris
    dans = datetime.timedelta(minutes=5)
    assert phrase(soir - dans, soir - dans).endswith("recommencer à partir de 23 h 54.")
    assert phrase(soir + dans, soir).endswith("recommencer le 2 mars 2026 à partir de 0 h 04.")


def test_session_of_a_password_changed_elsewhere_falls_on_the_next_page(ida, connecter):
    ici, ailleurs = Client(), Client()
    connecter(ici, ida.email)
    connecter(ailleurs, ida.email)
    champs = {"oldpassword": "quatre mots sans rapport", "password1": "cinq mots vraiment tout autres"}
    champs |= {"password2": champs["password1"]}
    assert ici.post(reverse("account_change_password"), champs)["Location"] == reverse("acteurs:compte")
    assert ici.get(reverse("acteurs:compte")).status_code == 200
    assert ailleurs.get(reverse("acteurs:compte"))["Location"].startswith(reverse("account_login"))
    assert [e.type for e in Evenement.objects.order_by("rang")] == [
        "acteurs.mot_de_passe_change",
        "acteurs.sessions_fermees",
    ]
    assert [c.objet for c in Courriel.objects.all()] == ["Votre mot de passe est changé"]


def test_session_whose_password_was_changed_behind_its_back_falls_without_a_breakdown(ida, connecter):
    """Django deletes such a session; during a page that is only read, nothing may write."""
    ici = Client()
    connecter(ici, ida.email)
    ida.set_password("changé par la ligne de commande")
    ida.save()
    assert ici.get(reverse("acteurs:compte"))["Location"].startswith(reverse("account_login"))


def test_sessions_end_when_the_day_does(anonyme, ida, connecter):
    connecter(anonyme, ida.email)
    assert anonyme.session.get_expire_at_browser_close() is True
    fin = anonyme.session.get_expiry_date(modification=timezone.now())
    assert fin - timezone.now() <= datetime.timedelta(hours=12)

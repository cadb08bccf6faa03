"""The mailbox of the demonstration, in a browser."""

import pytest

from convenir.notifications.enums import EtatCourriel
from convenir.notifications.models import Courriel

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


def test_link_of_a_retained_mail_is_followed(page, verifier_axe, settings, live_server):
    settings.DEMONSTRATION = True
    for nom in ("Lise Orval", "Marc Sorbier"):
        Courriel.objects.create(
            destinataire_cle=f"personne:{nom}",
            destinataire_nom=nom,
            adresse="quelqu-un@ambre.example",
            objet=f"Invitation de {nom}",
            texte=f"Bonjour,\n\nOuvrez cette adresse :\n{live_server.url}/?pour={nom[:4]}\n",
            motif="invitation",
            sujet="convention:val-d-ambre-2031",
            etat=EtatCourriel.RETENU,
        )
    page.goto("/courriels/")
    verifier_axe()
    assert [titre.inner_text() for titre in page.get_by_role("heading", level=2).all()] == [
        "Invitation de Marc Sorbier",
        "Invitation de Lise Orval",
    ]
    page.get_by_role("article", name="Invitation de Lise Orval").get_by_role("link").last.click()
    assert page.url == f"{live_server.url}/?pour=Lise"

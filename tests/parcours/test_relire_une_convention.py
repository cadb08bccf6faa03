"""From a file to a decision, with the keyboard alone; then every page of the convention."""

import pytest

from convenir.relecture.models import Acceptation
from convenir.socle.models import Travail
from tests.factories.textes import CONVENTION

pytestmark = [pytest.mark.parcours, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def fichier(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    chemin = tmp_path / "convention.txt"
    chemin.write_text(CONVENTION, encoding="utf-8")
    return chemin


def deposer(page, fichier):
    page.goto("/deposer/")
    page.locator("input[type=file]").set_input_files(fichier)
    page.get_by_role("button", name="Lire et relire ce fichier").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/relecture/")


def tabuler_jusqu_a(page, nom, limite=150):
    """Press Tab until the element of that accessible name holds the focus."""
    for _ in range(limite):
        page.keyboard.press("Tab")
        if nom in (page.evaluate("document.activeElement.innerText || document.activeElement.value") or ""):
            return
    raise AssertionError(f"« {nom} » ne s’atteint pas au clavier")


def test_deposit_then_accept_a_finding_with_the_keyboard(page, fichier, verifier_axe):
    page.goto("/")
    verifier_axe()
    deposer(page, fichier)
    verifier_axe()
    premier = page.locator(".constats > .constat").first
    titre = premier.get_by_role("heading").inner_text()
    tabuler_jusqu_a(page, "Accepter, avec un motif")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Valeur attendue de la Caf en septembre.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".constat.accepte").wait_for()
    acceptation = Acceptation.objects.get()
    assert (acceptation.motif, acceptation.par) == (
        "Valeur attendue de la Caf en septembre.",
        "Ida Rédactrice",
    )
    assert page.locator(".constat.accepte").get_by_role("heading").inner_text() == titre
    verifier_axe()
    page.keyboard.press("Enter")
    page.locator(".constat.accepte").wait_for(state="detached")
    assert Acceptation.objects.count() == 0


def ouvrir(page, groupe, onglet=None):
    """A page of the convention, by the two levels of its navigation."""
    page.get_by_role("navigation", name="Convention", exact=True).get_by_role("link", name=groupe).click()
    if onglet:
        page.get_by_role("navigation", name=f"Convention : {groupe}").get_by_role("link", name=onglet).click()


def test_number_in_the_text_leads_to_its_card_and_back(page, fichier):
    deposer(page, fichier)
    appel = page.locator(".texte .appel").first
    appel.click()
    carte = page.evaluate("location.hash.slice(1)")
    page.locator(f"#{carte}").get_by_role("link", name="Voir la phrase").click()
    assert page.evaluate("document.getElementById(location.hash.slice(1)).closest('.texte') !== null")


def test_every_page_of_a_convention_is_accessible(page, fichier, verifier_axe):
    deposer(page, fichier)
    for onglet in ("Texte", "Texte, Parties", "Territoire", "Plan et instances", "Documents"):
        ouvrir(page, *onglet.split(", "))
        verifier_axe()
    page.set_viewport_size({"width": 320, "height": 900})
    page.locator(".onglets-etroits summary").press("Enter")
    verifier_axe()
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_role("navigation", name="Convention", exact=True).get_by_role(
        "link", name="Historique"
    ).click()
    verifier_axe()
    ouvrir(page, "Documents")
    document = page.locator("#convention-html")
    document.get_by_role("button", name="Préparer Page web").click()
    with page.expect_download() as telechargement:
        document.get_by_role("link", name="Télécharger Page web").click()
    assert telechargement.value.suggested_filename.endswith(".html")
    ouvrir(page, "Texte", "Relecture")
    page.get_by_role("link", name="Voir tous les constats en liste").click()
    page.get_by_label("Gravité").select_option("bloquant")
    page.get_by_role("button", name="Filtrer").click()
    verifier_axe()


def test_editing_shows_a_preview_and_refuses_a_stale_form(page, fichier, verifier_axe):
    deposer(page, fichier)
    ouvrir(page, "Texte")
    page.get_by_role("navigation", name="Sommaire").get_by_role(
        "link", name="Article 1", exact=False
    ).first.click()
    page.get_by_role("link", name="Modifier").click()
    formulaire = page.url
    page.get_by_label("Texte", exact=True).fill("Un **nouvel** objet.")
    page.locator("#apercu strong").wait_for()
    verifier_axe()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Texte enregistré").wait_for()
    page.go_back()
    assert page.url == formulaire
    page.get_by_label("Texte", exact=True).fill("Un objet écrit ailleurs.")
    page.locator("input[name=version]").evaluate("champ => { champ.value = 1 }")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("heading", name="Version enregistrée entre-temps").wait_for()
    assert page.locator("pre").inner_text() == "Un **nouvel** objet."
    assert page.get_by_label("Texte", exact=True).input_value() == "Un objet écrit ailleurs."


def test_bad_file_is_told_in_one_sentence(page, tmp_path, settings, verifier_axe):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    mauvais = tmp_path / "image.pdf"
    mauvais.write_bytes(b"%PDF-1.7 rien")
    page.goto("/deposer/")
    page.locator("input[type=file]").set_input_files(mauvais)
    page.get_by_role("button", name="Lire et relire ce fichier").click()
    alerte = page.get_by_role("alert")
    alerte.wait_for()
    assert alerte.inner_text() == Travail.objects.get().message
    verifier_axe()
    page.get_by_role("link", name="Recommencer").click()
    page.wait_for_url("**/deposer/")


def test_dropped_file_is_sent(page, fichier):
    page.goto("/")
    donnees = page.evaluate_handle(
        """texte => { const d = new DataTransfer(); d.items.add(new File([texte], "glisse.txt")); return d }""",
        CONVENTION,
    )
    page.dispatch_event("form[data-depot]", "drop", {"dataTransfer": donnees})
    page.wait_for_url("**/relecture/")
    assert Travail.objects.get().donnees["nom"] == "glisse.txt"


def test_findings_are_sorted_then_the_next_blocking_one_is_met(page, fichier, verifier_axe, monkeypatch):
    monkeypatch.setattr("convenir.relecture.views.CARTES_DEPLIEES", 0)
    deposer(page, fichier)
    page.get_by_role("link", name="Bloquant suivant").click()
    carte = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"#{carte}").get_by_text("bloquant", exact=False).first.is_visible()
    page.get_by_role("link", name="Voir tous les constats en liste").click()
    page.get_by_label("Ordre").select_option("gravite")
    page.get_by_role("button", name="Filtrer").click()
    assert page.get_by_role("heading", level=2).first.inner_text().startswith("Bloquants")
    suite = page.locator(".suite").first
    assert not suite.locator(".constat-suite").is_visible()
    suite.locator("summary").first.press("Enter")
    suite.locator(".constat-suite").wait_for()
    verifier_axe()


def test_pointing_at_a_number_shows_its_card(page, fichier):
    deposer(page, fichier)
    appel = page.locator(".texte .appel").first
    appel.focus()
    assert page.locator(".constat.vise").get_attribute("id") == appel.get_attribute("href")[1:]


def test_new_convention_from_the_model(page, verifier_axe, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"
    page.goto("/conventions/nouvelle/")
    verifier_axe()
    page.get_by_role("searchbox").press_sequentially("amiens")
    page.get_by_role("link", name="Amiens Métropole").click()
    verifier_axe()
    page.get_by_role("button", name="Commencer cette convention").click()
    page.get_by_text("Convention commencée.").wait_for()
    verifier_axe()
    page.get_by_role("link", name="Relecture", exact=True).click()
    verifier_axe()


@pytest.mark.parametrize("chemin", ["/rien/", "/conventions/nulle-part/"])
def test_unknown_address_says_where_to_go(page, verifier_axe, chemin):
    page.goto(chemin)
    verifier_axe()
    page.get_by_role("link", name="Revenir aux conventions").click()
    assert page.get_by_role("heading", level=1).is_visible()

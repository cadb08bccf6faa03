"""Every address is classified, writes nothing when it is only read, and answers whatever it is asked."""

from __future__ import annotations

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.acces import ACTES
from convenir.acteurs.models import Occupation
from convenir.conventions.models import Convention
from convenir.relecture.models import ConstatReleve
from convenir.socle.models import Travail
from tests.factories.acteurs import MandatFactory
from tests.factories.conventions import (
    AvenantFactory,
    CommentaireFactory,
    DemandeFactory,
    DifferendFactory,
    InvitationFactory,
    ProcedureFactory,
    RalliementFactory,
)
from tests.factories.diagnostic import IndicateurFactory
from tests.factories.signatures import envoyer_un_avenant
from tests.factories.textes import OCTETS
from tests.matrice.attentes import ATTENTES

HOSTILES = (
    *("inconnu", "-", "0", "a" * 3000, "é", "à-compléter", "%00", "..", "%2e%2e%2f", "\u202e", "☃" * 90),
    *(
        "1' OR '1'='1",
        "'; DROP TABLE conventions_convention; --",
        "<script>alert(1)</script>",
        "{{ 7 }}",
        "\t",
    ),
)

ACTES_DES_ADHESIONS = (
    *("ouvrir", "demander", "lire_acte", "lire_acte_de", "dater", "conseil", "retirer", "annuler"),
    *("classer", "relancer", "archiver"),
)
#: what answers otherwise than by a page: acts, a job already done, a document not yet prepared
STATUTS = {
    **dict.fromkeys(("conventions:apercu", "edition:preparer", "relecture:accepter"), 405),
    **dict.fromkeys(("relecture:relire", "relecture:retablir"), 405),
    **dict.fromkeys(("conventions:renvoyer_invitation", "conventions:annuler_invitation"), 405),
    **dict.fromkeys(("adhesions:commune", "adhesions:copie", "adhesions:voter", "adhesions:document"), 404),
    **dict.fromkeys([f"adhesions:{acte}" for acte in ACTES_DES_ADHESIONS], 405),
    **dict.fromkeys(("conventions:declarer_prete", "conventions:rouvrir"), 405),
    **dict.fromkeys(("conventions:commenter", "conventions:repondre", "conventions:deverrouiller"), 405),
    **dict.fromkeys(("conventions:clore", "conventions:rouvrir_commentaire"), 405),
    **dict.fromkeys(("conventions:dispenser", "conventions:reprendre"), 405),
    **dict.fromkeys(("obligations:noter", "obligations:ecarter", "obligations:document"), 404),
    **dict.fromkeys(("obligations:effacer", "obligations:reprendre"), 405),
    **dict.fromkeys(("obligations:ouvrir_agenda", "obligations:fermer_agenda"), 405),
    "obligations:agenda": 404,
    "conventions:decliner_demande": 405,
    "reponses:repondre": 404,
    "conventions:preparer_comparaison": 405,
    "diagnostic:retenir": 405,
    "conventions:telecharger_comparaison": 302,
    **{f"signature:{nom}": 404 for nom in ("exemplaire", "piece", "enregistrer", "designer")},
    **{f"signature_avenant:{nom}": 404 for nom in ("enregistrer", "designer", "piece", "exemplaire")},
    **{f"{espace}:preparer": 422 for espace in ("signature", "signature_avenant")},
    **{
        f"{espace}:{nom}": statut
        for espace in ("signature", "signature_avenant")
        for nom, statut in (("signer", 403), ("refuser", 403), ("relancer", 405), ("retirer", 405))
    },
    **dict.fromkeys(("conventions:declarer_pret", "conventions:rouvrir_avenant"), 405),
    **{f"fin:{acte}": 405 for acte in ("envoyer", "recevoir", "remedier", "abandonner")},
    "socle:travail": 302,
    "edition:telecharger": 404,
    "adhesions:archive": 302,
    "notifications:courriels": 404,
    "account_login": 302,
    "account_signup": 302,
    **dict.fromkeys(("account_change_password", "account_reauthenticate", "retour"), 302),
    **dict.fromkeys(("mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"), 302),
    **dict.fromkeys(("mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"), 302),
    **dict.fromkeys(("mfa_activate_totp", "mfa_deactivate_totp"), 302),
    **dict.fromkeys(("mfa_view_recovery_codes", "mfa_download_recovery_codes"), 302),
    "mfa_generate_recovery_codes": 302,
    "acteurs:demonstration": 405,
    **dict.fromkeys(("conventions:ouvrir_avenant", "conventions:decrire_avenant"), 405),
    **dict.fromkeys(("conventions:retablir_clause", "conventions:renoncer_au_ralliement"), 405),
    "federation": 405,
    "federation_retour": 404,
    "federation_fin": 404,
    # whoever is signed in does not keep the installation
    **{f"installation:{nom}": 404 for nom in ("organisations", "nouvelle", "corriger", "fusion")},
    **{f"installation:{nom}": 404 for nom in ("comptes", "ouvrir", "fermer", "rouvrir")},
    **dict.fromkeys(
        ("annuaire:confirmer", "annuaire:nommer", "annuaire:quitter", "annuaire:reconduire"), 405
    ),
}


def adresses(motifs, espace=""):
    """Each pattern of the resolver: its full name and the names of its arguments."""
    for motif in motifs:
        if isinstance(motif, URLPattern):
            nom = f"{espace}:{motif.name}" if espace else str(motif.name)
            yield nom, tuple(motif.pattern.converters)
        else:
            yield from adresses(motif.url_patterns, motif.namespace or espace)


ADRESSES = sorted(adresses(get_resolver().url_patterns))


def test_every_address_has_its_act():
    assert [nom for nom, _ in ADRESSES] == sorted(ACTES)


def test_every_address_has_its_expectation():
    ligne = '    "{}": Attente(get=tout_membre(200), post=tout_membre(405)),'
    manquantes = "\n".join(ligne.format(nom) for nom, _ in ADRESSES if nom not in ATTENTES)
    assert not manquantes, f"Write in tests/matrice/attentes.py what each role gets, like:\n{manquantes}"
    assert sorted(ATTENTES) == [nom for nom, _ in ADRESSES]


def numeros():
    """An organisation of the person signed in, its post, its mandate."""
    occupation = Occupation.objects.get()
    organisation = occupation.poste.organisation
    return {
        "organisation": organisation.pk,
        "personne": occupation.personne.pk,
        "poste": occupation.poste.pk,
        "occupation": occupation.pk,
        "mandat": MandatFactory(organisation=organisation, delegation="Jeunesse").pk,
    }


@pytest.fixture
def valeurs(client, db, settings, tmp_path):
    """What each argument of an address may be, taken from a convention that was read and proofread."""
    settings.MEDIA_ROOT = tmp_path
    client.post(reverse("lecture:deposer"), {"fichier": SimpleUploadedFile("val-d-ambre.txt", OCTETS)})
    convention = Convention.objects.get()
    signature = envoyer_un_avenant(
        AvenantFactory(
            convention=convention,
            numero=2,
            effet_le=datetime.date(2026, 1, 1),
            modifications={"article-1": "A."},
        )
    )
    return {
        "code": convention.code,
        "indicateur": IndicateurFactory().cle,
        "membre": convention.membres.get().pk,
        "invitation": InvitationFactory(convention=convention, jeton="jeton").pk,
        "demande": DemandeFactory(convention=convention).pk,
        "jeton": "jeton",
        "cle": "article-1",
        "commentaire": CommentaireFactory(convention=convention, disposition="article-1").pk,
        "insee": "59505",
        "document": "note",
        "obligation": "comite-pilotage",
        "echeance": "comite-pilotage",
        "pour_le": "2031-07-01",
        "note": 0,
        "extension": "pdf",
        "table": "registre",
        "rang": (avenant := AvenantFactory(convention=convention, numero=1)).numero,
        "procedure": ProcedureFactory(convention=convention).pk,
        "differend": DifferendFactory(convention=convention).pk,
        "etat": "saisi",
        "ralliement": RalliementFactory(avenant=avenant).pk,
        "signature": signature.pk,
        "circuit": signature.circuit.cle,
        "piece": "delegation",
        "empreinte": ConstatReleve.objects.first().empreinte,
        "pk": Travail.objects.get().pk,
        **numeros(),
        "numero": Authenticator.objects.get().pk,
        "uidb36": "1",
        "key": "perime-0",
    }


def compter():
    return {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.managed}


@pytest.mark.parametrize(("nom", "arguments"), ADRESSES)
def test_get_answers_and_writes_nothing(client, valeurs, nom, arguments):
    avant = compter()
    reponse = client.get(reverse(nom, args=[valeurs[a] for a in arguments]))
    assert reponse.status_code == STATUTS.get(nom, 200)
    assert compter() == avant


def demander(client, nom, arguments, hostile, methode):
    """The status of a page asked with hostile arguments, query and form; None when no such address can be made."""
    donnees = dict.fromkeys(
        (
            "q",
            "epci",
            "gravite",
            "famille",
            "etat",
            "ordre",
            "motif",
            "par",
            "titre",
            "texte",
            "version",
            "pret",
            "identifiant",
            "jour",
            "communes",
            "recherche",
            "message",
        ),
        hostile,
    )
    try:
        chemin = reverse(nom, args=[hostile] * len(arguments))
    except NoReverseMatch:
        return None
    return getattr(client, methode)(chemin, donnees).status_code


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("hostile", HOSTILES)
def test_hostile_arguments_never_break_a_page(client, db, hostile, methode):
    statuts = {nom: demander(client, nom, args, hostile, methode) for nom, args in ADRESSES}
    assert {nom: statut for nom, statut in statuts.items() if statut is not None and statut >= 500} == {}


@pytest.mark.parametrize("hostile", HOSTILES)
def test_hostile_query_on_a_real_convention_never_breaks_a_page(client, valeurs, hostile):
    donnees = dict.fromkeys(("q", "epci", "gravite", "famille", "etat", "ordre", "pret"), hostile)
    chemins = {nom: reverse(nom, args=[valeurs[a] for a in arguments]) for nom, arguments in ADRESSES}
    statuts = {nom: client.get(chemin, donnees).status_code for nom, chemin in chemins.items()}
    assert {nom: statut for nom, statut in statuts.items() if statut >= 500} == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(chemin=st.text(max_size=80), cle=st.text(max_size=20), valeur=st.text(max_size=80))
def test_any_path_and_query_is_answered(client, db, chemin, cle, valeur):
    assert client.get(f"/conventions/{chemin}", {cle: valeur}).status_code < 500

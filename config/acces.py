"""Who may use each address: one table, enforced before any view runs. Nothing is left unclassified.

An address is open to all, or asks for an account, or asks for an act in the convention it names. Whoever
is no member of that convention gets the same answer as if it did not exist. Views then start from
querysets scoped to the person, and look at the scope of the member by themselves.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import escape_leading_slashes

from convenir.acteurs.enums import Acte
from convenir.acteurs.queries import CLE_DE_RETOUR, CLE_DE_SESSION, a_un_second_facteur
from convenir.acteurs.roles import PHRASES, SECOND_FACTEUR
from convenir.conventions.acces import Acces
from convenir.conventions.queries import depart_de, membre_de
from convenir.conventions.views.departs import parti
from convenir.socle.middleware import SANS_EFFET

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from convenir.acteurs.models import Personne

SECOND_FACTEUR_DEMANDE = (
    "Votre rôle demande une seconde preuve d’identité à la connexion : ajoutez une clé d’accès ou une "
    "application de codes, vous reviendrez ensuite où vous étiez. En attendant, vous pouvez lire."
)
SECOND_FACTEUR_DE_L_INSTALLATION = (
    "Administrer l’installation demande une seconde preuve d’identité à la connexion : ajoutez une clé "
    "d’accès ou une application de codes, vous reviendrez ensuite où vous étiez."
)


class Porte(StrEnum):
    """What an address that belongs to no convention asks for."""

    OUVERTE = "ouverte"
    COMPTE = "compte"
    INSTALLATION = "installation"


ACTES: dict[str, Acte | Porte] = {
    "pilotage:accueil": Porte.OUVERTE,
    "acteurs:demonstration": Porte.OUVERTE,
    "acteurs:organisation": Porte.COMPTE,
    "acteurs:compte": Porte.COMPTE,
    "acteurs:identite": Porte.COMPTE,
    "acteurs:mes_donnees": Porte.COMPTE,
    "acteurs:effacement": Porte.COMPTE,
    "reponses:repondre": Porte.OUVERTE,
    "account_login": Porte.OUVERTE,
    "account_logout": Porte.OUVERTE,
    "account_signup": Porte.OUVERTE,
    "federation": Porte.OUVERTE,
    "federation_retour": Porte.OUVERTE,
    "federation_fin": Porte.OUVERTE,
    "account_inactive": Porte.OUVERTE,
    "account_reset_password": Porte.OUVERTE,
    "account_reset_password_done": Porte.OUVERTE,
    "account_reset_password_from_key": Porte.OUVERTE,
    "account_reset_password_from_key_done": Porte.OUVERTE,
    "mfa_login_webauthn": Porte.OUVERTE,
    "mfa_authenticate": Porte.OUVERTE,
    "account_change_password": Porte.COMPTE,
    "account_set_password": Porte.COMPTE,
    "account_reauthenticate": Porte.COMPTE,
    "mfa_reauthenticate": Porte.COMPTE,
    "mfa_reauthenticate_webauthn": Porte.COMPTE,
    "mfa_index": Porte.COMPTE,
    "retour": Porte.COMPTE,
    "mfa_add_webauthn": Porte.COMPTE,
    "mfa_edit_webauthn": Porte.COMPTE,
    "mfa_remove_webauthn": Porte.COMPTE,
    "mfa_activate_totp": Porte.COMPTE,
    "mfa_deactivate_totp": Porte.COMPTE,
    "mfa_view_recovery_codes": Porte.COMPTE,
    "mfa_download_recovery_codes": Porte.COMPTE,
    "mfa_generate_recovery_codes": Porte.COMPTE,
    "usersessions_list": Porte.COMPTE,
    "notifications:courriels": Porte.OUVERTE,
    "socle:travail": Porte.COMPTE,
    "lecture:deposer": Porte.COMPTE,
    "lecture:texte": Acte.CONSULTER,
    "lecture:section": Acte.CONSULTER,
    "lecture:parties": Acte.CONSULTER,
    "lecture:chiffres": Acte.CONSULTER,
    "lecture:instances": Acte.CONSULTER,
    "adhesions:registre": Acte.CONSULTER,
    "adhesions:commune": Acte.CONSULTER,
    "adhesions:copie": Acte.CONSULTER,
    "adhesions:document": Acte.CONSULTER,
    "adhesions:annexe": Acte.CONSULTER,
    "adhesions:annexe_document": Acte.CONSULTER,
    "adhesions:exporter": Acte.CONSULTER,
    "adhesions:archive": Acte.CONSULTER,
    "adhesions:archiver": Acte.EDITER,
    **dict.fromkeys(
        (
            *("adhesions:ouvrir", "adhesions:demander", "adhesions:lire_acte", "adhesions:lire_acte_de"),
            *("adhesions:voter", "adhesions:dater", "adhesions:conseil", "adhesions:retirer"),
            *("adhesions:annuler", "adhesions:classer", "adhesions:relancer", "adhesions:importer"),
        ),
        Acte.DELIBERER,
    ),
    "diagnostic:page": Acte.CONSULTER,
    "diagnostic:thematique": Acte.CONSULTER,
    "diagnostic:indicateur": Acte.CONSULTER,
    "diagnostic:retenir": Acte.RENSEIGNER,
    **dict.fromkeys(("importation:deposer", "importation:tableau", "importation:charger"), Acte.VERSER),
    "importation:rapport": Acte.VERSER,
    **dict.fromkeys(("saisie:choisir", "saisie:indicateur", "saisie:theme"), Acte.RENSEIGNER),
    **dict.fromkeys(
        (
            *("synthese:themes", "synthese:theme", "synthese:enjeux", "synthese:portraits"),
            *("synthese:portrait", "synthese:imprimer", "synthese:archive"),
        ),
        Acte.CONSULTER,
    ),
    "synthese:archiver": Acte.EDITER,
    **dict.fromkeys(
        ("synthese:rediger", "synthese:reprendre", "synthese:ajouter", "synthese:retirer"), Acte.RENSEIGNER
    ),
    **dict.fromkeys(
        ("synthese:retenir", "synthese:ecarter", "synthese:revenir", "synthese:recueil", "synthese:rappeler"),
        Acte.CONDUIRE,
    ),
    "petite_enfance:schema": Acte.CONSULTER,
    **dict.fromkeys(("equipements:liste", "equipements:fiche", "equipements:exporter"), Acte.CONSULTER),
    **dict.fromkeys(
        (
            *("equipements:inscrire", "equipements:modifier", "equipements:verifier", "equipements:retirer"),
            *("equipements:importer", "equipements:reprendre", "equipements:denombrer"),
            "equipements:oublier",
        ),
        Acte.RENSEIGNER,
    ),
    **dict.fromkeys(
        (
            *("ecart:synthese", "ecart:volet", "ecart:accessibilite", "ecart:priorites", "ecart:projection"),
            *("ecart:reglages", "ecart:scenarios", "ecart:scenario", "ecart:comparer"),
        ),
        Acte.CONSULTER,
    ),
    "ecart:calculer": Acte.RENSEIGNER,
    **dict.fromkeys(("ecart:regler", "ecart:bassins", "ecart:trajets", "ecart:retirer"), Acte.CONDUIRE),
    **dict.fromkeys(
        ("plan:plan", "plan:fiches", "plan:fiche", "plan:piece", "plan:exporter"), Acte.CONSULTER
    ),
    **dict.fromkeys(
        (
            *("plan:reprendre", "plan:ajouter", "plan:enjeu", "plan:ecarter", "plan:retenir"),
            *("plan:objectif", "plan:retirer_objectif", "plan:monter_enjeu", "plan:monter_objectif"),
            *("plan:lot", "plan:nouvelle", "plan:importer"),
            *("plan:avancer", "plan:rediger", "plan:nouvelles", "plan:joindre", "plan:visibilite"),
            *("plan:dupliquer", "plan:retirer", "plan:restaurer", "plan:partie"),
        ),
        Acte.PLANIFIER,
    ),
    "obligations:echeancier": Acte.CONSULTER,
    "obligations:document": Acte.CONSULTER,
    **dict.fromkeys(
        ("obligations:noter", "obligations:effacer", "obligations:ecarter", "obligations:reprendre"),
        Acte.SUIVRE,
    ),
    "obligations:rythme": Acte.CONDUIRE,
    "obligations:abonnement": Porte.COMPTE,
    "obligations:ouvrir_agenda": Porte.COMPTE,
    "obligations:fermer_agenda": Porte.COMPTE,
    "obligations:agenda": Porte.OUVERTE,
    **dict.fromkeys(
        (
            *("installation:organisations", "installation:nouvelle", "installation:corriger"),
            *("installation:fusion", "installation:comptes", "installation:ouvrir"),
            *("installation:fermer", "installation:rouvrir"),
        ),
        Porte.INSTALLATION,
    ),
    "conventions:nouvelle": Porte.COMPTE,
    "conventions:historique": Acte.CONSULTER,
    "conventions:avenants": Acte.CONSULTER,
    "conventions:ouvrir_avenant": Acte.REDIGER,
    "conventions:avenant": Acte.CONSULTER,
    "conventions:decrire_avenant": Acte.REDIGER,
    "conventions:clause": Acte.REDIGER,
    "conventions:ajouter_clause": Acte.REDIGER,
    "conventions:retablir_clause": Acte.REDIGER,
    "conventions:rallier": Acte.REDIGER,
    "conventions:renoncer_au_ralliement": Acte.REDIGER,
    "conventions:complement": Acte.REDIGER,
    "conventions:apercu": Acte.REDIGER,
    "conventions:modifier": Acte.REDIGER,
    "conventions:confidentialite": Acte.CONSULTER,
    "conventions:membres": Acte.CONSULTER,
    "conventions:membre": Acte.INVITER,
    "conventions:depart": Acte.CONSULTER,
    "conventions:inviter": Acte.INVITER,
    "conventions:renvoyer_invitation": Acte.INVITER,
    "conventions:annuler_invitation": Acte.INVITER,
    "conventions:rejoindre": Porte.COMPTE,
    "conventions:demande": Acte.INVITER,
    "conventions:decliner_demande": Acte.INVITER,
    "conventions:invitation": Porte.OUVERTE,
    "signature:verifier": Porte.OUVERTE,
    **{
        f"{espace}:{nom}": acte
        for espace in ("signature", "signature_avenant")
        for acte, noms in (
            (Acte.CONSULTER, ("circuit", "exemplaire", "piece")),
            (Acte.SIGNER, ("signer", "refuser")),
            (
                Acte.CONDUIRE,
                ("preparer", "retirer", "papier", "enregistrer", "designer", "relancer"),
            ),
        )
        for nom in noms
    },
    "conventions:declarer_pret": Acte.CONDUIRE,
    "conventions:rouvrir_avenant": Acte.CONDUIRE,
    **dict.fromkeys(("fin:fin", "fin:procedure", "fin:lettre"), Acte.CONSULTER),
    **dict.fromkeys(
        (
            *("fin:ouvrir", "fin:envoyer", "fin:recevoir", "fin:remedier", "fin:abandonner", "fin:constater"),
            *("fin:ouvrir_differend", "fin:differend", "fin:renouveler"),
        ),
        Acte.CONDUIRE,
    ),
    "renouvellement:renouvellement": Acte.INVITER,
    "renouvellement:repondre": Acte.INVITER,
    "annuaire:organisations": Porte.COMPTE,
    "annuaire:organisation": Porte.COMPTE,
    "annuaire:nouveau_poste": Porte.COMPTE,
    "annuaire:poste": Porte.COMPTE,
    "annuaire:nommer": Porte.COMPTE,
    "annuaire:quitter": Porte.COMPTE,
    "annuaire:confirmer": Porte.COMPTE,
    "annuaire:nouveau_mandat": Porte.COMPTE,
    "annuaire:mandat": Porte.COMPTE,
    "annuaire:reconduire": Porte.COMPTE,
    "conventions:parties": Acte.REDIGER,
    "conventions:duree": Acte.REDIGER,
    "conventions:commentaires": Acte.CONSULTER,
    "conventions:commenter": Acte.COMMENTER,
    "conventions:repondre": Acte.COMMENTER,
    "conventions:clore": Acte.COMMENTER,
    "conventions:rouvrir_commentaire": Acte.COMMENTER,
    "conventions:deverrouiller": Acte.CONDUIRE,
    "conventions:versions": Acte.CONSULTER,
    "conventions:comparer": Acte.CONSULTER,
    "conventions:preparer_comparaison": Acte.EDITER,
    "conventions:telecharger_comparaison": Acte.CONSULTER,
    "conventions:redaction": Acte.CONSULTER,
    "conventions:declarer_prete": Acte.CONDUIRE,
    "conventions:rouvrir": Acte.CONDUIRE,
    "conventions:dispenser": Acte.CONDUIRE,
    "conventions:reprendre": Acte.CONDUIRE,
    "relecture:relecture": Acte.CONSULTER,
    "relecture:section": Acte.CONSULTER,
    "relecture:constats": Acte.CONSULTER,
    "relecture:relire": Acte.RELIRE,
    "relecture:accepter": Acte.DECIDER,
    "relecture:retablir": Acte.DECIDER,
    "edition:documents": Acte.CONSULTER,
    "edition:preparer": Acte.EDITER,
    "edition:telecharger": Acte.CONSULTER,
}


def reconnaitre(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who asks is known before reading begins, because Django deletes a session that fell.

    (It falls when the password changes elsewhere; a GET could not delete it any more.)
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        bool(request.user.is_authenticated)
        return get_response(request)

    return middleware


def appliquer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the table above decides before the view, and leaves `request.acces` to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, _vue: object, _args: object, arguments: dict[str, str]
    ) -> HttpResponse | None:
        demande = ACTES.get(request.resolver_match.view_name if request.resolver_match else "")
        if demande is None:
            raise Http404
        personne = request.user
        if not personne.is_authenticated:
            return None if demande is Porte.OUVERTE else redirect_to_login(request.get_full_path())
        acces = Acces(personne, choisie=request.session.get(CLE_DE_SESSION))
        request.acces = acces  # type: ignore[attr-defined]
        if isinstance(demande, Acte):
            return _dans_la_convention(request, acces, demande, arguments["code"])
        if demande is Porte.INSTALLATION:
            return _sur_l_installation(request, personne)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _dans_la_convention(request: HttpRequest, acces: Acces, acte: Acte, code: str) -> HttpResponse | None:
    acces.membre = membre = membre_de(acces.personne, code, acces.choisie)
    if membre is None:
        if depuis := depart_de(acces.personne, code):
            return parti(request, depuis)
        raise Http404
    acces.second_facteur = membre.role not in SECOND_FACTEUR or a_un_second_facteur(acces.personne)
    if acte in acces.actes:
        return None
    if acces.second_facteur_manque and acte in membre.actes:
        return _demander_le_second_facteur(request, SECOND_FACTEUR_DEMANDE)
    role = membre.get_role_display().lower()
    raise PermissionDenied(f"Votre rôle ({role}) ne permet pas de {PHRASES[acte]}.")


def _sur_l_installation(request: HttpRequest, personne: Personne) -> HttpResponse | None:
    if not personne.installation:
        raise Http404
    if a_un_second_facteur(personne):
        return None
    return _demander_le_second_facteur(request, SECOND_FACTEUR_DE_L_INSTALLATION)


def _demander_le_second_facteur(request: HttpRequest, phrase: str) -> HttpResponse:
    messages.warning(request, phrase)
    if page := _page_demandee(request):
        request.session[CLE_DE_RETOUR] = page
    return redirect("mfa_index")


def _page_demandee(request: HttpRequest) -> str:
    """The page asked for, or the one whose form was sent: an act is not done again by itself."""
    if request.method in SANS_EFFET:
        return request.get_full_path()
    venue = urlsplit(request.headers.get("Referer", ""))
    return escape_leading_slashes(venue.path) if venue.netloc == request.get_host() else ""


def fournir(request: HttpRequest) -> dict[str, object]:
    """Context processor: `acces` for every template (None: not signed in), and what this site offers."""
    return {
        "acces": getattr(request, "acces", None),
        "demonstration": settings.DEMONSTRATION,
        "federation": settings.FEDERATION.nom if settings.FEDERATION else "",
    }

"""The addresses of the sign-in library that are served here, by the names the library knows them under."""

from allauth.account import views as compte
from allauth.mfa.base import views as facteur
from allauth.mfa.recovery_codes import views as secours
from allauth.mfa.totp import views as application
from allauth.mfa.webauthn import views as cle
from django.urls import path, reverse_lazy

from convenir.acteurs.connexion import views
from convenir.acteurs.connexion.views import d_un_bloc, de_la_bibliotheque
from convenir.acteurs.federation.views import se_deconnecter

_UNE_CLE = {"pk_url_kwarg": "numero", "success_url": reverse_lazy("mfa_index")}
retirer_une_cle = cle.RemoveWebAuthnView.as_view(**_UNE_CLE)
renommer_une_cle = cle.EditWebAuthnView.as_view(**_UNE_CLE)
changer_de_mot_de_passe = compte.PasswordResetFromKeyView.as_view(reset_url_key="nouveau")

urlpatterns = [
    path("connexion/", de_la_bibliotheque(compte.login), name="account_login"),
    path("deconnexion/", se_deconnecter, name="account_logout"),
    path("connexion/cle/", de_la_bibliotheque(cle.login_webauthn), name="mfa_login_webauthn"),
    path("connexion/second-facteur/", de_la_bibliotheque(facteur.authenticate), name="mfa_authenticate"),
    path("inscription/", de_la_bibliotheque(compte.signup), name="account_signup"),
    path("ferme/", de_la_bibliotheque(compte.account_inactive), name="account_inactive"),
    path("oubli/", de_la_bibliotheque(compte.password_reset), name="account_reset_password"),
    path("oubli/envoye/", de_la_bibliotheque(compte.password_reset_done), name="account_reset_password_done"),
    path(
        "oubli/<slug:uidb36>/<str:key>/",
        d_un_bloc(changer_de_mot_de_passe),
        name="account_reset_password_from_key",
    ),
    path(
        "oubli/fait/",
        de_la_bibliotheque(compte.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("mot-de-passe/", d_un_bloc(compte.password_change), name="account_change_password"),
    path("mot-de-passe/choisir/", d_un_bloc(compte.password_set), name="account_set_password"),
    path("confirmer/", de_la_bibliotheque(compte.reauthenticate), name="account_reauthenticate"),
    path("confirmer/code/", de_la_bibliotheque(facteur.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirmer/cle/", de_la_bibliotheque(cle.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("second-facteur/", views.facteurs, name="mfa_index"),
    path("second-facteur/revenir/", views.revenir, name="retour"),
    path("second-facteur/cles/ajouter/", d_un_bloc(views.AjouterUneCle.as_view()), name="mfa_add_webauthn"),
    path("second-facteur/cles/<int:numero>/", d_un_bloc(renommer_une_cle), name="mfa_edit_webauthn"),
    path("second-facteur/cles/<int:numero>/retirer/", d_un_bloc(retirer_une_cle), name="mfa_remove_webauthn"),
    path(
        "second-facteur/application/ajouter/",
        d_un_bloc(views.AjouterUneApplication.as_view()),
        name="mfa_activate_totp",
    ),
    path(
        "second-facteur/application/retirer/",
        d_un_bloc(application.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path("second-facteur/codes/", views.codes_de_secours, name="mfa_view_recovery_codes"),
    path(
        "second-facteur/codes/telecharger/", views.telecharger_les_codes, name="mfa_download_recovery_codes"
    ),
    path(
        "second-facteur/codes/refaire/",
        d_un_bloc(secours.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sessions/", views.sessions, name="usersessions_list"),
]

"""What the pages of signing in and « Mon compte » answer to each role.

Everyone here has codes as a second factor and no password, but the pilot without a factor, who has nothing to prove
with; so the others are asked to prove who they are before anything that touches their way in.
"""

from __future__ import annotations

from tests.matrice.politiques import ACCUEIL, CONFIRMER, FAIT, Attente, compte, ouverte


def apres_preuve(sans_facteur, **sauf):
    """Asked to prove oneself first, but for whoever has nothing to do it with."""
    return compte(CONFIRMER, pilote_sans_facteur=sans_facteur) | sauf


COMPTE: dict[str, Attente] = {
    # ── open to all ────────────────────────────────────────────────────────────────────────────────
    "account_inactive": Attente(get=ouverte(200), post=ouverte(405)),
    "account_reset_password": Attente(get=ouverte(200), post=ouverte(200)),
    "account_reset_password_done": Attente(get=ouverte(200), post=ouverte(405)),
    "account_reset_password_from_key": Attente(get=ouverte(200), post=ouverte(200)),
    "account_reset_password_from_key_done": Attente(get=ouverte(200), post=ouverte(405)),
    "mfa_login_webauthn": Attente(
        get=ouverte(ACCUEIL, anonyme="connexion"), post=ouverte(ACCUEIL, anonyme="connexion")
    ),
    "mfa_authenticate": Attente(
        get=ouverte(ACCUEIL, anonyme="connexion"), post=ouverte(ACCUEIL, anonyme="connexion")
    ),
    # ── an account ─────────────────────────────────────────────────────────────────────────────────
    "acteurs:compte": Attente(get=compte(200), post=compte(405)),
    "acteurs:identite": Attente(
        get=compte(200), post=compte(FAIT), champs=lambda _monde: {"nom": "Zinzolane"}
    ),
    "acteurs:mes_donnees": Attente(get=compte(200), post=compte(405)),
    "acteurs:effacement": Attente(get=compte(200), post=compte(FAIT)),
    "account_change_password": Attente(get=compte(FAIT), post=compte(FAIT)),
    "account_set_password": Attente(get=compte(200), post=compte(200)),
    "account_reauthenticate": Attente(
        get=compte(CONFIRMER, pilote_sans_facteur=403), post=compte(CONFIRMER, pilote_sans_facteur=403)
    ),
    "mfa_reauthenticate": Attente(
        get=compte(200, pilote_sans_facteur=403), post=compte(200, pilote_sans_facteur=403)
    ),
    "mfa_reauthenticate_webauthn": Attente(
        get=compte(CONFIRMER, pilote_sans_facteur=403), post=compte(CONFIRMER, pilote_sans_facteur=403)
    ),
    "mfa_index": Attente(get=compte(200), post=compte(405)),
    "retour": Attente(get=compte(FAIT), post=compte(405)),
    "mfa_add_webauthn": Attente(get=apres_preuve(200), post=apres_preuve(200)),
    "mfa_edit_webauthn": Attente(get=apres_preuve(404), post=apres_preuve(404)),
    "mfa_remove_webauthn": Attente(get=apres_preuve(404), post=apres_preuve(404)),
    "mfa_activate_totp": Attente(get=apres_preuve(200), post=apres_preuve(200)),
    "mfa_deactivate_totp": Attente(get=apres_preuve(404), post=apres_preuve(404)),
    "mfa_view_recovery_codes": Attente(get=apres_preuve(404), post=compte(405)),
    "mfa_download_recovery_codes": Attente(get=apres_preuve(404), post=compte(405)),
    "mfa_generate_recovery_codes": Attente(get=apres_preuve(200), post=apres_preuve(200)),
    "usersessions_list": Attente(get=compte(200), post=compte(FAIT)),
}

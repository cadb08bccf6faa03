"""The acts on invitations: offer a place, write again, cancel, accept. One function changes their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convenir.acteurs.models import Mandat, Personne
from convenir.acteurs.operations import creer_personne, enregistrer_organisation, mandater, occuper
from convenir.acteurs.operations.ecriture import verifier
from convenir.acteurs.queries import a_un_compte, doublons_probables
from convenir.acteurs.rules import designe, empreinte_du_jeton, tirer_un_jeton
from convenir.conventions.annuaire.queries import peut_modifier
from convenir.conventions.enums import EtatInvitation
from convenir.conventions.enums.invitations import TRANSITIONS
from convenir.conventions.models import Convention, Invitation, Membre
from convenir.conventions.operations.membres import CHAMPS, ajouter_membre, exiger_le_droit
from convenir.conventions.rules.membres import RELANCE, VALIDITE
from convenir.journal.operations import consigner
from convenir.notifications.operations import Destinataire, relancer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.models import Organisation
    from convenir.conventions.acces import Acces

DEJA_MEMBRE = "Cette personne est déjà membre pour cette organisation."
DEJA_UN_COMPTE = "Cette adresse a déjà un compte : connectez-vous pour accepter l’invitation."
FERMEE = "Cette invitation n’attend plus de réponse : elle a été acceptée ou annulée entre-temps."


class LienMort(Refus):
    """A link that leads nowhere, for whatever reason: unknown, expired, used, cancelled."""

    def __init__(self) -> None:
        super().__init__(
            "Ce lien ne fonctionne plus : demandez-en un autre à la personne qui vous l’a envoyé."
        )


@transaction.atomic
def inviter(invitation: Invitation, acces: Acces) -> Invitation:
    """Offer a place by mail. Takes an unsaved invitation: whom, with which place, for which organisation.

    An unsaved organisation is recorded, unless one bears the same SIREN or INSEE code.

    Raises `Refus` when the one who invites may not give that place, when the person is already a member
    or already invited for that organisation, or when the address is not one.
    """
    Convention.objects.select_for_update().get(pk=invitation.convention_id)
    _perimer(invitation.convention)
    exiger_le_droit(acces, None, invitation)
    invitation.organisation = _connue(invitation.organisation, acces)
    invitation.email = invitation.email.strip().lower()
    deja = Membre.objects.filter(convention=invitation.convention_id, parti_le=None)
    if deja.filter(personne__email=invitation.email, organisation=invitation.organisation_id).exists():
        raise Refus(DEJA_MEMBRE)
    invitation.inviteur = acces.personne
    jeton = _nouveau_lien(invitation)
    verifier(invitation)
    invitation.save(force_insert=True)
    _consigner(invitation, "invite", f"Invitation pour {_offre(invitation)}.", acces)
    _envoyer(invitation, jeton, acces)
    return invitation


def _connue(organisation: Organisation, acces: Acces) -> Organisation:
    """The record of an organisation. A namesake without the same code may be another: it is not taken."""
    if organisation.pk is not None:
        return organisation
    for autre in doublons_probables(organisation):
        if organisation.siren == autre.siren != "" or organisation.insee == autre.insee != "":
            return autre
    return enregistrer_organisation(organisation, auteur=acces.auteur, malgre_les_doublons=True)


def _offre(invitation: Invitation) -> str:
    return f"{invitation.organisation.nom} : {invitation.get_role_display().lower()}"


def _nouveau_lien(invitation: Invitation) -> str:
    """Give an invitation a new secret, and its whole time; the former link dies. Returns the secret."""
    jeton = tirer_un_jeton()
    invitation.empreinte = empreinte_du_jeton(jeton)
    invitation.expire_le = timezone.now() + VALIDITE
    return jeton


def _envoyer(invitation: Invitation, jeton: str, acces: Acces) -> None:
    relancer(
        Destinataire(invitation.cle, str(invitation), invitation.email),
        "conventions/courriels/invitation.txt",
        {
            "auteur": f"{acces.personne}, {acces.organisation}",
            "lien": reverse("conventions:invitation", args=[jeton]),
            "invitation": invitation,
        },
        motif="invitation",
        sujet=f"convention:{invitation.convention.code}",
        delai=RELANCE,
    )


@transaction.atomic
def renvoyer_invitation(invitation: Invitation, acces: Acces) -> Invitation:
    """Send another link, which works the whole time; the former one dies.

    Raises `Refus` before the delay between two mails has passed, when the invitation waits no more, or
    when the one who asks may not give that place.
    """
    attendue = _verrouiller(invitation)
    exiger_le_droit(acces, None, attendue)
    jeton = _nouveau_lien(attendue)
    attendue.save()
    if attendue.etat == EtatInvitation.EXPIREE:
        _passer(attendue, EtatInvitation.ENVOYEE)
    _consigner(attendue, "invitation_renvoyee", f"Invitation renvoyée pour {_offre(attendue)}.", acces)
    _envoyer(attendue, jeton, acces)
    return attendue


@transaction.atomic
def annuler_invitation(invitation: Invitation, acces: Acces) -> Invitation:
    """Close an invitation: its link dies, the name goes. Raises `Refus` when it waits no more."""
    attendue = _verrouiller(invitation)
    exiger_le_droit(acces, attendue, None)
    _consigner(attendue, "invitation_annulee", f"Invitation annulée pour {_offre(attendue)}.", acces)
    return _oublier(attendue)


@transaction.atomic
def accepter_invitation(jeton: str, personne: Personne) -> Membre:
    """Make the person signed in a member, when the invitation is to their address. The link is used up.

    Raises `LienMort` when it leads nowhere, `Refus` when it is addressed to somebody else.
    """
    invitation = _ouvrir(jeton)
    if personne.email != invitation.email:
        raise Refus("Cette invitation est adressée à quelqu’un d’autre : connectez-vous avec son adresse.")
    return _accepter(invitation, personne)


@transaction.atomic
def accepter_en_s_inscrivant(jeton: str, *, prenom: str, nom: str, mot_de_passe: str) -> Membre:
    """Open the account of whoever follows the link, which proves the address, and make them a member.

    Someone already recorded without any way to sign in gets one. Raises `LienMort` when the link leads
    nowhere, `Refus` when the address already has an account.
    """
    invitation = _ouvrir(jeton)
    personne = Personne.objects.select_for_update().filter(email=invitation.email).first()
    if personne is None:
        personne = Personne(email=invitation.email)
    elif a_un_compte(personne) or not personne.is_active:
        raise Refus(DEJA_UN_COMPTE)
    personne.prenom, personne.nom = prenom, nom
    personne.set_password(mot_de_passe)
    if personne.pk is None:
        creer_personne(personne, auteur=str(personne))
    else:
        verifier(personne)
        personne.save()
    return _accepter(invitation, personne)


def _ouvrir(jeton: str) -> Invitation:
    """The open invitation of a link, held until the end of the transaction."""
    attendues = Invitation.objects.select_for_update(of=("self",))
    attendues = attendues.select_related("convention", "organisation")
    invitation = attendues.filter(empreinte=empreinte_du_jeton(jeton)).first()
    if invitation is None or not invitation.est_ouverte:
        raise LienMort
    return invitation


def _accepter(invitation: Invitation, personne: Personne) -> Membre:
    auteur = personne.en_auteur(invitation.organisation)
    _rattacher(invitation, personne)
    membre = Membre(
        convention=invitation.convention,
        personne=personne,
        organisation=invitation.organisation,
        **{champ: getattr(invitation, champ) for champ in CHAMPS},
    )
    invitation.membre = ajouter_membre(membre, auteur=auteur)
    _oublier(invitation, EtatInvitation.ACCEPTEE)
    return membre


def _rattacher(invitation: Invitation, personne: Personne) -> None:
    """The post or the mandate that the invitation tells, unless the person has it already.

    Confirmed when whoever invited keeps that organisation up to date: to say of somebody that they act for
    another organisation gives them nothing on its posts and mandates.
    """
    auteur, organisation = personne.en_auteur(invitation.organisation), invitation.organisation
    confirme = peut_modifier(invitation.inviteur, organisation)
    if invitation.poste:
        occuper(personne, organisation, invitation.poste, auteur=auteur, confirme=confirme)
        return
    mandat = {"personne": personne, "organisation": organisation, "qualite": invitation.qualite}
    if not Mandat.objects.filter(**mandat, fin=None).exists():
        mandater(Mandat(**mandat, debut=timezone.localdate(), confirme=confirme), auteur=auteur)


def _verrouiller(invitation: Invitation) -> Invitation:
    """The invitation as recorded now, held; raises `Refus` when it waits no more."""
    _perimer(invitation.convention)
    attendues = Invitation.objects.select_for_update(of=("self",))
    attendue = attendues.select_related("convention", "organisation").get(pk=invitation.pk)
    if not TRANSITIONS[EtatInvitation(attendue.etat)]:
        raise Refus(FERMEE)
    return attendue


def _perimer(convention: Convention) -> None:
    """Tell of the links of a convention whose time has passed; their page already says they are dead."""
    echues = Invitation.objects.select_for_update(of=("self",)).filter(
        convention=convention, etat=EtatInvitation.ENVOYEE, expire_le__lte=timezone.now()
    )
    for invitation in echues.select_related("convention", "organisation").order_by("pk"):
        _passer(invitation, EtatInvitation.EXPIREE)
        _consigner(invitation, "invitation_expiree", f"Invitation expirée pour {_offre(invitation)}.")


def _oublier(invitation: Invitation, etat: EtatInvitation = EtatInvitation.ANNULEE) -> Invitation:
    """Close an invitation and erase what names the person; the journal keeps it apart."""
    invitation.email = invitation.prenom = invitation.nom = ""
    return _passer(invitation, etat)


def _passer(invitation: Invitation, etat: EtatInvitation) -> Invitation:
    """The one writer of the state. Raises `Refus` when the table does not allow it."""
    if etat not in TRANSITIONS[EtatInvitation(invitation.etat)]:
        raise Refus(FERMEE)
    invitation.etat = etat
    verifier(invitation)
    invitation.save()
    return invitation


def _consigner(invitation: Invitation, acte: str, resume: str, acces: Acces | None = None) -> None:
    consigner(
        f"convention.{acte}",
        objet=invitation.cle,
        resume=resume,
        auteur=acces.auteur if acces else "",
        donnees={"invitation": invitation.pk, "role": invitation.role},
        personnel={"invite": str(invitation), "adresse": invitation.email},
    )


def garder_une_invitation(_gardee: Invitation, autre: Invitation) -> None:
    """Two organisations become one, and each invited the same person: the link of one still works."""
    _oublier(autre)


@transaction.atomic
def effacer_invitations(personne: str, motif: str) -> int:
    """Close the invitations that wait for whoever bears this name or address. Returns how many."""
    attendues = Invitation.objects.select_for_update(of=("self",)).exclude(email="")
    attendues = attendues.select_related("convention", "organisation").order_by("pk")
    trouvees = [i for i in attendues if designe(personne, i.prenom, i.nom, i.email)]
    for invitation in trouvees:
        _oublier(invitation)
        consigner(
            "convention.invitation_effacee",
            objet=invitation.cle,
            resume="Invitation annulée, données personnelles effacées.",
            donnees={"motif": motif},
        )
    return len(trouvees)

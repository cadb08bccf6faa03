"""Who comes in with an identity recognised elsewhere: already attached, attached now, or newly recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from convenir.acteurs.models import Organisation, Personne
from convenir.acteurs.operations import creer_personne, occuper
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.acteurs.federation.fournisseur import Identite

COMPTE_FERME = "Votre compte est fermé : demandez à qui pilote votre convention de le rouvrir."
COURRIEL_INCERTAIN = (
    "{nom} n’a pas confirmé votre adresse électronique : faites-la confirmer chez votre fournisseur "
    "d’identité, ou connectez-vous autrement."
)
AUTRE_IDENTITE = (
    "Cette adresse est celle d’un compte rattaché à une autre identité {nom} : demandez à qui administre "
    "l’installation de vérifier à qui il appartient."
)
DEUX_A_LA_FOIS = "Cette connexion a été faite deux fois en même temps : recommencez."
PREUVE = (
    "Un compte existe à cette adresse. Connectez-vous une fois comme d’habitude, pour montrer qu’il est bien "
    "à vous : {nom} suffira ensuite."
)


class PreuveDemandee(Refus):
    """An account of that address has its own proofs: its owner opens it once before it is attached."""

    def __init__(self, message: str, personne: Personne) -> None:
        super().__init__(message)
        self.personne = personne


def reconnaitre(identite: Identite, fournisseur: str) -> Personne:
    """Whom an identity brings in: the person attached to it, the owner of its address, or a new person.

    An identity is the pair of its provider and its `sub`; an address is only believed when confirmed, and
    only opens an account that nothing else opens yet. A new person has no role anywhere.
    Raises `Refus` or `PreuveDemandee`, naming the provider as `fournisseur`; nothing is written then.
    """
    try:
        with transaction.atomic():
            personne = _connue(identite) or _par_l_adresse(identite, fournisseur)
            personne = personne or _inscrire(identite, fournisseur)
            if not personne.is_active:
                raise Refus(COMPTE_FERME)
            return personne
    except IntegrityError as erreur:
        raise Refus(DEUX_A_LA_FOIS) from erreur


@transaction.atomic
def rattacher(personne: Personne, emetteur: str, sub: str, fournisseur: str) -> None:
    """Let this identity open this account from now on. One identity of a provider for each account.

    Raises `Refus` when the account is already attached to another.
    """
    Personne.objects.select_for_update().get(pk=personne.pk)
    if SocialAccount.objects.filter(user=personne, provider=emetteur).exists():
        raise Refus(AUTRE_IDENTITE.format(nom=fournisseur))
    SocialAccount.objects.create(user=personne, provider=emetteur, uid=sub)
    consigner(
        "acteurs.identite_rattachee",
        objet=personne.cle,
        resume=f"Compte rattaché à une identité {fournisseur}.",
        auteur=personne.en_auteur(None),
    )


def _connue(identite: Identite) -> Personne | None:
    comptes = SocialAccount.objects.filter(provider=identite.emetteur, uid=identite.sub)
    connue: Personne | None = Personne.objects.filter(pk__in=comptes.values("user")).first()
    return connue


def _par_l_adresse(identite: Identite, fournisseur: str) -> Personne | None:
    if not (identite.courriel and identite.courriel_confirme):
        raise Refus(COURRIEL_INCERTAIN.format(nom=fournisseur))
    personne: Personne | None = Personne.objects.filter(email=identite.courriel, demonstration=False).first()
    if personne is None or not personne.is_active:
        return personne
    if SocialAccount.objects.filter(user=personne, provider=identite.emetteur).exists():
        raise Refus(AUTRE_IDENTITE.format(nom=fournisseur))
    if personne.has_usable_password() or Authenticator.objects.filter(user=personne).exists():
        raise PreuveDemandee(PREUVE.format(nom=fournisseur), personne)
    rattacher(personne, identite.emetteur, identite.sub, fournisseur)
    return personne


def _inscrire(identite: Identite, fournisseur: str) -> Personne:
    personne = creer_personne(
        Personne(
            prenom=identite.prenom,
            nom=identite.nom or identite.courriel.partition("@")[0][:100],
            email=identite.courriel,
        ),
        auteur=fournisseur,
    )
    rattacher(personne, identite.emetteur, identite.sub, fournisseur)
    employeurs = Organisation.objects.filter(siren=identite.siren, fusionnee_dans=None)
    if identite.siren and (employeur := employeurs.first()):
        occuper(personne, employeur, f"Agent ({fournisseur})", auteur=fournisseur)
    return personne

"""Accounts, members, digests of due dates: what whoever installs does at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from convenir.acteurs.models import Organisation, Personne

    Commande = Callable[[argparse.Namespace], None]
    Commandes = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- its only name

#: As in `acteurs.enums`, which needs Django.
TYPES = ("caf", "epci", "commune", "departement", "msa", "etat", "association", "autre")
ROLES = ("lecture", "contribution", "pilotage", "administration")


def analyser(commandes: Commandes, demarrer: Callable[[], None]) -> None:
    """Declare `compte`, `membres`, `echeances`; `demarrer` opens the record before any runs."""

    def apres_demarrage(commande: Commande) -> Commande:
        def lancer(arguments: argparse.Namespace) -> None:
            demarrer()
            commande(arguments)

        return lancer

    compte = commandes.add_parser("compte", help="ouvrir, fermer, lister les comptes")
    actes = compte.add_subparsers(required=True, metavar="ACTE")
    creer = actes.add_parser("creer", help="ouvrir un compte et donner le lien de son mot de passe")
    creer.add_argument("email", metavar="ADRESSE")
    creer.add_argument("--prenom", default="")
    creer.add_argument("--nom", required=True)
    creer.add_argument("--organisation", required=True, metavar="SIREN|NOM")
    creer.add_argument("--type", choices=TYPES, help="enregistrer l’organisation de ce nom si elle manque")
    creer.add_argument("--poste", required=True, metavar="INTITULÉ")
    creer.add_argument("--installation", action="store_true", help="cette personne tient l’installation")
    creer.set_defaults(commande=apres_demarrage(_creer))
    fermer = actes.add_parser("fermer", help="fermer un compte ; ce qu’il a fait reste")
    fermer.add_argument("email", metavar="ADRESSE")
    fermer.set_defaults(commande=apres_demarrage(_fermer))
    actes.add_parser("lister", help="tous les comptes").set_defaults(commande=apres_demarrage(_lister))

    membres = commandes.add_parser("membres", help="donner à un compte sa place dans une convention")
    actes = membres.add_subparsers(required=True, metavar="ACTE")
    ajouter = actes.add_parser("ajouter", help="faire d’un compte un membre")
    ajouter.add_argument("code", metavar="CODE")
    ajouter.add_argument("email", metavar="ADRESSE")
    ajouter.add_argument("role", choices=ROLES)
    ajouter.add_argument("--organisation", default="", metavar="SIREN|NOM", help="celle pour qui il agit")
    ajouter.set_defaults(commande=apres_demarrage(_ajouter))

    echeances = commandes.add_parser("echeances", help="écrire les récapitulatifs d’échéances dus ce jour")
    actes = echeances.add_subparsers(required=True, metavar="ACTE")
    recapituler = actes.add_parser("recapituler", help="un par personne et par période, chaque matin")
    recapituler.set_defaults(commande=apres_demarrage(_recapituler))


def pour_le_compte(email: str) -> tuple[Personne, Organisation]:
    """The account of an address, and the first organisation it acts for. Raises `Refus` without either."""
    from convenir.conventions.acces import Acces

    personne = _compte(email)
    return personne, Acces(personne).exiger_une_organisation()


def _compte(email: str) -> Personne:
    from convenir.acteurs.models import Personne
    from convenir.socle.erreurs import Refus

    personne: Personne | None = Personne.objects.filter(email=email.strip().lower(), is_active=True).first()
    if personne is None:
        raise Refus(
            f"Aucun compte ouvert sous l’adresse « {email} » : ouvrez-le par « convenir compte creer »."
        )
    return personne


def _creer(arguments: argparse.Namespace) -> None:
    from django.conf import settings

    from convenir.acteurs.connexion.liens import lien_du_mot_de_passe
    from convenir.acteurs.models import Personne
    from convenir.acteurs.operations import organisation_designee, ouvrir_compte

    organisation = organisation_designee(arguments.organisation, arguments.type)
    personne = Personne(prenom=arguments.prenom, nom=arguments.nom, email=arguments.email)
    options = {"installation": arguments.installation}
    ouverte = ouvrir_compte(personne, organisation, arguments.poste, **options)
    heures = settings.PASSWORD_RESET_TIMEOUT // 3600
    print(f"Compte ouvert pour {ouverte}, {arguments.poste}, {organisation.nom}.")
    print(f"Donnez-lui ce lien, qui sert une fois et pendant {heures} h, pour choisir son mot de passe :")
    print(lien_du_mot_de_passe(ouverte))


def _fermer(arguments: argparse.Namespace) -> None:
    from convenir.acteurs.operations import fermer_compte

    print(f"Compte fermé : {fermer_compte(arguments.email)}. Ce que cette personne a fait reste consigné.")


def _lister(_arguments: argparse.Namespace) -> None:
    from convenir.acteurs.queries import comptes

    for personne in comptes():
        etat = "ouvert" if personne.is_active else "fermé"
        print(f"{personne.email}\t{personne}\t{etat}{', installation' if personne.installation else ''}")


def _ajouter(arguments: argparse.Namespace) -> None:
    from convenir.acteurs.operations import organisation_designee
    from convenir.conventions.models import Membre
    from convenir.conventions.operations import ajouter_membre
    from convenir.conventions.queries import get_convention

    convention, (personne, premiere) = get_convention(arguments.code), pour_le_compte(arguments.email)
    organisation = organisation_designee(arguments.organisation) if arguments.organisation else premiere
    ajouter_membre(
        Membre(convention=convention, personne=personne, organisation=organisation, role=arguments.role)
    )
    print(
        f"{personne} est maintenant membre de {convention.code} pour {organisation.nom} : {arguments.role}."
    )


def _recapituler(_arguments: argparse.Namespace) -> None:
    from django.utils import timezone

    from convenir.conventions.obligations.abonnements import envoyer_les_recapitulatifs

    nombre = envoyer_les_recapitulatifs(timezone.localdate())
    print(f"Récapitulatifs écrits : {nombre}.")

"""What this room knows of what a member holds: the place, the functions, posts, comments, invitations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.acteurs.enums import Acte, Fonction, Role
from convenir.acteurs.models import Mandat, Occupation
from convenir.conventions.departs import Charge, inscrire
from convenir.conventions.enums import EtatCommentaire, EtatSignature
from convenir.conventions.livrables import en_mots
from convenir.conventions.models import Commentaire, Invitation, Membre, Signature
from convenir.conventions.queries import invitations_en_attente
from convenir.conventions.rules.membres import DERNIER_PILOTAGE, DERNIERE_ADMINISTRATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.acces import Acces

A_QUI_PILOTE = "aux personnes qui pilotent la convention"
A_QUI_REPREND = "à la personne que vous choisissez ci-dessous"


def inscrire_les_charges() -> None:
    """Called once the applications are ready."""
    for source in (_place, _fonctions, _postes, _signatures, _commentaires, _invitations):
        inscrire(source)


def _place(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    lignes = (f"{membre.get_role_display()} pour {membre.organisation.nom} ({en_mots(membre)})",)
    role, raison = _a_reprendre(membre)
    if role is None:
        yield Charge("Sa place dans la convention", lignes, "à personne : elle prend fin")
    else:
        donner = partial(_donner_le_role, role)
        yield Charge("Sa place dans la convention", lignes, A_QUI_REPREND, donner, raison)


def _a_reprendre(membre: Membre) -> tuple[Role | None, str]:
    """The role that nobody else holds, and why somebody must; (None, "") when others do."""
    autres = Membre.objects.filter(
        convention=membre.convention_id, parti_le=None, personne__is_active=True
    ).exclude(pk=membre.pk)
    if membre.role == Role.ADMINISTRATION and not autres.filter(role=Role.ADMINISTRATION).exists():
        return Role.ADMINISTRATION, DERNIERE_ADMINISTRATION
    pilotes = autres.filter(role__in=[Role.PILOTAGE, Role.ADMINISTRATION])
    if membre.role == Role.PILOTAGE and not pilotes.exists():
        return Role.PILOTAGE, DERNIER_PILOTAGE
    return None, ""


def _donner_le_role(role: Role, repreneur: Membre) -> None:
    repreneur.role = role
    repreneur.themes, repreneur.communes, repreneur.fiches_propres = [], [], False


def _fonctions(membre: Membre, acces: Acces) -> Iterator[Charge]:
    """Only whoever administers gives a function; else it stays vacant."""
    for fonction in membre.fonctions:
        lignes = (f"{fonction.label} dans la convention",)
        if Acte.ADMINISTRER in acces.actes:
            yield Charge("Une fonction", lignes, A_QUI_REPREND, partial(_donner_la_fonction, fonction))
        else:
            yield Charge("Une fonction", lignes, "vacante : qui administre la convention la donnera")


def _donner_la_fonction(fonction: Fonction, repreneur: Membre) -> None:
    setattr(repreneur, fonction.value, True)


def _postes(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    """Held of the organisation, not of the convention: leaving this one does not end them."""
    siens = Q(personne=membre.personne_id, fin=None)
    postes = Occupation.objects.filter(siens, poste__organisation=membre.organisation_id)
    mandats = Mandat.objects.filter(siens, organisation=membre.organisation_id)
    tenus = [str(o.poste) for o in postes.select_related("poste").order_by("debut", "pk")]
    tenus += [m.get_qualite_display() for m in mandats.order_by("debut", "pk")]
    if tenus:
        suite = (
            f"à {membre.organisation.nom}, qui dit sur sa page quand ils prennent fin : rien n’y change ici"
        )
        yield Charge("Postes et mandats", tuple(tenus), suite)


def _signatures(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    attendues = Signature.objects.filter(
        circuit__version__convention=membre.convention_id,
        personne=membre.personne_id,
        etat=EtatSignature.ATTENDUE,
    )
    lignes = tuple(f"pour {s.partie}" for s in attendues.order_by("pk"))
    if lignes:
        yield Charge("Signatures attendues", lignes, f"{A_QUI_PILOTE} : désigner un autre signataire")


def _commentaires(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    ouverts = Commentaire.objects.filter(convention=membre.convention_id, personne=membre.personne_id)
    ouverts = ouverts.exclude(etat=EtatCommentaire.CLOS).order_by("ecrit_le", "pk")
    lignes = tuple(f"« {commentaire.texte} »" for commentaire in ouverts)
    if lignes:
        yield Charge("Commentaires non clos", lignes, f"{A_QUI_PILOTE}, qui peuvent les clore")


def _invitations(membre: Membre, _acces: Acces) -> Iterator[Charge]:
    attendues: list[Invitation] = list(
        invitations_en_attente(membre.convention).filter(inviteur=membre.personne_id)
    )
    lignes = tuple(f"{i}, pour {i.organisation.nom}" for i in attendues)
    if lignes:
        yield Charge(
            "Invitations sans réponse", lignes, f"{A_QUI_PILOTE} ; leurs liens fonctionnent toujours"
        )

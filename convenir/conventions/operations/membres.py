"""The acts on the members of a convention."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from convenir.acteurs.enums import Role
from convenir.acteurs.operations.ecriture import verifier
from convenir.conventions.models import Convention, Membre
from convenir.conventions.rules.membres import DERNIERE_ADMINISTRATION, PAS_SOI_MEME, refus_de_changer
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.acteurs.models import Organisation, Personne
    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Place
    from convenir.journal.operations import Auteur

#: The fields of a place that are given and changed.
CHAMPS = ("role", "dpo", "signataire", "themes", "communes", "fiches_propres")


class PlacePerimee(Refus):
    """A place was changed by someone else meanwhile: nothing is written, `membre` is as it stands now."""

    def __init__(self, membre: Membre) -> None:
        super().__init__(
            "Le rôle de cette personne a été changé par quelqu’un d’autre pendant que vous le modifiiez : "
            "vérifiez ce qui est enregistré, puis recommencez s’il le faut."
        )
        self.membre = membre


def fonder(
    convention: Convention, personne: Personne, organisation: Organisation, *, auteur: str | Auteur = ""
) -> Membre:
    """Make whoever brought a convention here its first administrator."""
    premier = Membre(
        convention=convention, personne=personne, organisation=organisation, role=Role.ADMINISTRATION
    )
    return ajouter_membre(premier, auteur=auteur)


def garder_le_plus_grand_role(garde: Membre, autre: Membre) -> None:
    """Two places of one person for one organisation: the larger stays, with what both are; the other ends."""
    rangs = {role: rang for rang, role in enumerate(Role.values)}
    grand, petit = sorted((garde, autre), key=lambda m: (-rangs[m.role], m.est_restreint))
    grand.dpo, grand.signataire = garde.dpo or autre.dpo, garde.signataire or autre.signataire
    petit.parti_le = max(timezone.localdate(), petit.depuis)
    petit.save(update_fields=["parti_le"])
    grand.save(update_fields=["dpo", "signataire"])


@transaction.atomic
def ajouter_membre(membre: Membre, *, auteur: str | Auteur = "") -> Membre:
    """Record an unsaved member. Raises `Refus` when a rule is broken (already a member…)."""
    verifier(membre)
    membre.save(force_insert=True)
    consigner(
        "convention.membre_ajoute",
        objet=f"convention:{membre.convention.code}",
        resume=f"Nouveau membre pour {membre.organisation.nom} : {membre.get_role_display().lower()}.",
        auteur=auteur,
        donnees={"membre": membre.pk, "personne": membre.personne.cle, "role": membre.role},
        personnel={"membre": str(membre.personne)},
    )
    return membre


@transaction.atomic
def modifier_membre(membre: Membre, place: Mapping[str, Any], version: int, acces: Acces) -> Membre:
    """Change the role, the functions or the scope of a member; `version` is the one that was shown.

    Raises `PlacePerimee` when someone else changed it meanwhile; `Refus` when the one who asks may not
    give or take that, raises their own rights, or when nobody would administer the convention any more.
    """
    actuel = verrouiller_membre(membre)
    if actuel.version != version:
        raise PlacePerimee(actuel)
    avant = copy(actuel)
    for champ in CHAMPS:
        setattr(actuel, champ, place.get(champ, getattr(actuel, champ)))
    exiger_le_droit(acces, avant, actuel)
    if avant.personne_id == acces.personne.pk and not actuel.actes <= avant.actes:
        raise Refus(PAS_SOI_MEME)
    if actuel.role != Role.ADMINISTRATION:
        exiger_un_successeur(avant)
    actuel.version += 1
    verifier(actuel)
    actuel.save()
    consigner_le_changement(avant, actuel, acces)
    return actuel


def consigner_le_changement(avant: Membre, apres: Membre, acces: Acces) -> None:
    """Tell the journal what changed of a place."""
    valeurs = {champ: (getattr(avant, champ), getattr(apres, champ)) for champ in CHAMPS}
    changes = {champ: deux for champ, deux in valeurs.items() if deux[0] != deux[1]}
    consigner(
        "convention.membre_modifie",
        objet=apres.cle,
        resume=f"Place d’un membre pour {apres.organisation.nom} : {apres.get_role_display().lower()}.",
        auteur=acces.auteur,
        avant={champ: deux[0] for champ, deux in changes.items()},
        apres={champ: deux[1] for champ, deux in changes.items()},
        donnees={"membre": apres.pk, "personne": apres.personne.cle},
        personnel={"membre": str(apres.personne)},
    )


def verrouiller_membre(membre: Membre) -> Membre:
    """The member as recorded now, held with all those of the convention until the end of the transaction.

    Raises `Refus` when the member has left meanwhile.
    """
    Convention.objects.select_for_update().get(pk=membre.convention_id)
    actuels = Membre.objects.select_related("convention", "personne", "organisation")
    actuel = actuels.filter(pk=membre.pk, parti_le=None).first()
    if actuel is None:
        raise Refus("Cette personne a quitté la convention entre-temps : il n’y a plus rien à changer.")
    return actuel


def exiger_le_droit(acces: Acces, avant: Place | None, apres: Place | None) -> None:
    """Raise `Refus` when whoever asks may not turn a place into another (None: none)."""
    if refus := refus_de_changer(acces.actes, avant, apres):
        raise Refus(refus)


def exiger_un_successeur(membre: Membre) -> None:
    """Raise `Refus` when this member alone administers the convention."""
    if membre.role != Role.ADMINISTRATION:
        return
    autres = Membre.objects.filter(
        convention=membre.convention_id, role=Role.ADMINISTRATION, parti_le=None, personne__is_active=True
    )
    if not autres.exclude(personne=membre.personne_id).exists():
        raise Refus(DERNIERE_ADMINISTRATION)

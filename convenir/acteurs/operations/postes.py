"""The acts on posts: what they are, who holds them, from when, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from convenir.acteurs.models import Occupation, Poste
from convenir.acteurs.operations.ecriture import verifier
from convenir.journal.operations import consigner
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date
from convenir.socle.themes import THEMES
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime

    from convenir.acteurs.models import Organisation, Personne
    from convenir.journal.operations import Auteur

DECRITS = ("intitule", "theme", "commune", "etp", "finance_jusqu_au")


@transaction.atomic
def enregistrer_poste(poste: Poste, *, auteur: str | Auteur = "") -> Poste:
    """Record a post, new or corrected. Raises `Refus` when a rule is broken (theme unknown…)."""
    avant = Poste.objects.select_for_update().filter(pk=poste.pk).first()
    if poste.theme and poste.theme not in {theme.cle for theme in THEMES}:
        raise Refus("Cette thématique n’existe pas : choisissez-en une de la liste, ou aucune.")
    if poste.commune and commune(poste.commune) is None:
        raise Refus(f"Aucune commune ne porte le code INSEE « {poste.commune} ».")
    verifier(poste)
    poste.save()
    consigner(
        "acteurs.poste_modifie" if avant else "acteurs.poste_cree",
        objet=poste.organisation.cle,
        resume=f"Poste {'modifié' if avant else 'créé'} : {poste.intitule}, {poste.organisation.nom}.",
        auteur=auteur,
        donnees={"poste": poste.pk},
        avant=_decrire(avant) if avant else None,
        apres=_decrire(poste),
    )
    return poste


def _decrire(poste: Poste) -> dict[str, str]:
    return {champ: str(valeur or "") for champ, valeur in model_to_dict(poste, DECRITS).items()}


def occuper(
    personne: Personne,
    organisation: Organisation,
    intitule: str,
    *,
    auteur: str | Auteur = "",
    confirme: bool = True,
) -> Occupation:
    """Give a person a post of an organisation from today on, making the post when there is none of that name.

    `confirme`: whether the organisation itself says so. A post already held by this person is left as it
    is. Raises `Refus` without a title.
    """
    poste = Poste.objects.filter(organisation=organisation, intitule=intitule).first()
    poste = poste or Poste(organisation=organisation, intitule=intitule)
    deja = Occupation.objects.filter(poste=poste, personne=personne, fin=None).first() if poste.pk else None
    return deja or nommer(poste, personne, timezone.localdate(), auteur=auteur, confirme=confirme)


@transaction.atomic
def nommer(
    poste: Poste,
    personne: Personne,
    debut: datetime.date,
    *,
    auteur: str | Auteur = "",
    confirme: bool = True,
) -> Occupation:
    """Give a post, recorded or not yet, to a person from that day. Raises `Refus` when theirs already."""
    if poste.pk is None:
        verifier(poste)
        poste.save(force_insert=True)
    occupation = Occupation(poste=poste, personne=personne, debut=debut, confirme=confirme)
    verifier(occupation)
    occupation.save(force_insert=True)
    consigner(
        "acteurs.poste_occupe",
        objet=personne.cle,
        resume=f"Poste occupé : {poste.intitule}, {poste.organisation.nom}.",
        auteur=auteur,
        donnees={"organisation": poste.organisation.cle, "debut": str(debut)},
        personnel={"personne": str(personne)},
    )
    return occupation


@transaction.atomic
def liberer(occupation: Occupation, fin: datetime.date, *, auteur: str | Auteur = "") -> Occupation:
    """Say that this day is the last of a person on a post. Raises `Refus` when it is over, or not begun."""
    occupation = Occupation.objects.select_for_update().get(pk=occupation.pk)
    if occupation.fin is not None:
        raise Refus(f"Ce poste a déjà été quitté, le {ecrire_date(occupation.fin)}.")
    occupation.fin = fin
    verifier(occupation)
    occupation.save(update_fields=["fin"])
    poste = occupation.poste
    consigner(
        "acteurs.poste_quitte",
        objet=occupation.personne.cle,
        resume=f"Poste quitté le {ecrire_date(fin)} : {poste.intitule}, {poste.organisation.nom}.",
        auteur=auteur,
        donnees={"organisation": poste.organisation.cle, "fin": str(fin)},
        personnel={"personne": str(occupation.personne)},
    )
    return occupation

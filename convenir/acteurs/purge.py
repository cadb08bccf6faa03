"""What the room keeps of people: their identity, their posts and mandates, their ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from convenir.acteurs.models import LienDeReponse, Personne
from convenir.acteurs.operations import effacer_personnes
from convenir.acteurs.queries import personnes_dites
from convenir.acteurs.reponses.operations import effacer_liens
from convenir.journal.purge import UnitePurge, ecarter, inscrire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import QuerySet

    from convenir.acteurs.models import Mandat, Occupation, Organisation

CHAMPS = ("prenom", "nom", "email", "telephone")
MISSION = "Mission d’intérêt public (RGPD, art. 6-1 e) : conduire la convention avec qui y est désigné."
SECURITE = "Mission d’intérêt public et sécurité du traitement (RGPD, art. 6-1 e et 32)."


def inscrire_les_unites() -> None:
    """Called once the applications are ready. Ways in first: they are found by the name of the person."""
    for unite in _acces():
        inscrire(unite)
    inscrire(
        UnitePurge(
            modele="acteurs.Personne",
            champs=CHAMPS,
            contenu="Identité, adresse et téléphone de qui agit dans une convention.",
            base_legale=MISSION,
            conservation="Jusqu’au départ, puis un an ; le nom reste dans les actes signés.",
            effacer=effacer_personnes,
            de=_identite,
        )
    )
    inscrire(
        UnitePurge(
            modele="acteurs.LienDeReponse",
            champs=("destinataire_nom", "adresse"),
            contenu="Nom et adresse de qui reçoit un lien pour répondre sans compte.",
            base_legale=MISSION,
            conservation="Jusqu’à la réponse, qui les efface, ou sept jours.",
            effacer=effacer_liens,
            de=_liens,
        )
    )
    ecarter("acteurs.Organisation", nom="Le nom d’une personne morale.")


def _acces() -> Iterator[UnitePurge]:
    yield _unite(
        "usersessions.UserSession",
        ("ip", "user_agent", "created_at"),
        "Adresse de réseau et navigateur de chaque connexion ouverte.",
        "Douze heures au plus, puis jusqu’à la connexion suivante de quiconque.",
    )
    yield _unite(
        "mfa.Authenticator",
        ("type", "created_at", "last_used_at"),
        "Clés d’accès et application de codes : leurs dates ; leurs secrets ne sont jamais montrés.",
        "Jusqu’à ce que la personne les retire, ou que son compte soit effacé.",
    )
    yield _unite(
        "account.EmailAddress",
        ("email", "verified"),
        "Adresse vérifiée par un fournisseur d’identité.",
        "Autant que le compte.",
    )
    yield _unite(
        "socialaccount.SocialAccount",
        ("provider", "uid", "extra_data", "last_login"),
        "Identité transmise par un fournisseur d’identité.",
        "Autant que le compte.",
    )


def _unite(modele: str, champs: tuple[str, ...], contenu: str, conservation: str) -> UnitePurge:
    """A model of the sign-in library: its rows belong to a `user`, and go with a request of erasure."""

    def effacer(personne: str, _motif: str) -> int:
        comptes = [p.pk for p in personnes_dites(personne)]
        nombre: int = _rangees(modele).filter(user__in=comptes).delete()[0]
        return nombre

    def de(cle: str) -> QuerySet[Any, dict[str, Any]]:
        return _rangees(modele).filter(user=_numero(cle)).order_by("pk").values(*champs)

    return UnitePurge(modele, champs, contenu, SECURITE, conservation, effacer=effacer, de=de)


def _rangees(modele: str) -> QuerySet[Any]:
    rangees: QuerySet[Any] = apps.get_model(modele).objects.all()
    return rangees


def _numero(cle: str) -> int:
    return int(cle.partition(":")[2])


def _identite(cle: str) -> Iterator[Mapping[str, Any]]:
    for personne in Personne.objects.filter(pk=_numero(cle)):
        occupations = personne.occupations.select_related("poste__organisation").order_by("pk")
        mandats = personne.mandats.select_related("organisation").order_by("pk")
        yield {
            **{champ: getattr(personne, champ) for champ in CHAMPS},
            "cree_le": personne.cree_le,
            "postes": [_tenu(o, str(o.poste), o.poste.organisation) for o in occupations],
            "mandats": [_tenu(m, m.get_qualite_display(), m.organisation) for m in mandats],
        }


def _tenu(periode: Occupation | Mandat, titre: str, organisation: Organisation) -> dict[str, Any]:
    return {"titre": titre, "organisation": organisation.nom, "debut": periode.debut, "fin": periode.fin}


def _liens(cle: str) -> Iterator[Mapping[str, Any]]:
    liens = LienDeReponse.objects.filter(destinataire_cle=cle).order_by("pk")
    yield from liens.values("acte", "sujet", "adresse", "cree_le", "servi_le")

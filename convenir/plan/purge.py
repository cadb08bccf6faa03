"""What the plan keeps of people: who leads a fiche or helps, by name; who gave news of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.acteurs.purge import MISSION
from convenir.journal.operations import consigner
from convenir.journal.purge import ACTE_PUBLIC, ARCHIVE_PUBLIQUE, UnitePurge, inscrire
from convenir.plan.models import Intervenant, Nouvelle, VersionDeFiche

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.plan.models import FicheAction

_CONSERVATION = "Autant que la convention elle-même."


def inscrire_les_unites() -> None:
    """Called once the applications are ready."""
    inscrire(
        UnitePurge(
            modele="plan.Intervenant",
            champs=("libelle",),
            contenu="Pilote, élu référent ou partenaire d’une fiche action, désigné par son nom.",
            base_legale=MISSION,
            conservation=_CONSERVATION,
            effacer=_effacer_les_intervenants,
        )
    )
    inscrire(
        UnitePurge(
            modele="plan.VersionDeFiche",
            champs=("contenu",),
            contenu="Pilote ou partenaire d’une version passée d’une fiche action.",
            base_legale=MISSION,
            conservation=_CONSERVATION,
            effacer=_effacer_des_versions,
        )
    )
    inscrire(
        UnitePurge(
            modele="plan.Nouvelle",
            champs=("auteur",),
            contenu="Qui a donné des nouvelles d’une fiche action.",
            base_legale=MISSION,
            conservation=_CONSERVATION,
            effacer=_effacer_les_auteurs,
        )
    )
    textes = ("contexte", "description", "notes", "vigilance", "moyens_humains", "bloquee_par", "validee_par")
    inscrire(
        UnitePurge(
            modele="plan.FicheAction",
            champs=textes,
            contenu="Textes d’une fiche action, qui peuvent citer quelqu’un.",
            base_legale=ACTE_PUBLIC,
            conservation=_CONSERVATION,
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )


def _est(valeur: str, personne: str) -> bool:
    return " ".join(valeur.split()).casefold() == " ".join(personne.split()).casefold()


def _raconter(fiches: Iterable[FicheAction]) -> None:
    for fiche in {f.pk: f for f in fiches}.values():
        consigner(
            "fiche.nom_efface",
            objet=fiche.objet,
            resume=f"Nom effacé de la fiche {fiche.numero}, à la demande de la personne.",
        )


def _effacer_les_intervenants(personne: str, _motif: str) -> int:
    nommes = Intervenant.objects.exclude(libelle="").select_related("fiche__convention").order_by("pk")
    siens = [i for i in nommes if _est(i.libelle, personne)]
    _raconter(i.fiche for i in siens)
    Intervenant.objects.filter(pk__in=[i.pk for i in siens]).delete()
    return len(siens)


def _effacer_des_versions(personne: str, _motif: str) -> int:
    """Take a name out of the past of the fiches, so that no restoration brings it back."""
    nombre = 0
    for version in VersionDeFiche.objects.order_by("pk").iterator():
        dits: list[dict[str, Any]] = version.contenu["intervenants"]
        gardes = [dit for dit in dits if not _est(dit["libelle"], personne)]
        if len(gardes) < len(dits):
            version.contenu["intervenants"] = gardes
            version.save(update_fields=["contenu"])
            nombre += 1
    return nombre


def _effacer_les_auteurs(personne: str, _motif: str) -> int:
    dites = Nouvelle.objects.exclude(auteur="").select_related("fiche__convention").order_by("pk")
    siennes = [n for n in dites if _est(n.auteur, personne)]
    _raconter(n.fiche for n in siennes)
    return Nouvelle.objects.filter(pk__in=[n.pk for n in siennes]).update(auteur="")

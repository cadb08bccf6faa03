"""What the database cannot know of a content: the communes there are, the catalogue, who is known here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS

from convenir.acteurs.models import Organisation, Personne
from convenir.diagnostic.equipements.catalogue import exiger_type
from convenir.plan.enums import AutrePlan
from convenir.plan.models import Objectif
from convenir.socle.erreurs import Refus
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.exceptions import ValidationError
    from django.db.models import Model

    from convenir.conventions.models import Convention
    from convenir.plan.models import FicheAction


def exiger_coherent(
    convention: Convention, contenu: Mapping[str, Any], fiche: FicheAction | None = None
) -> None:
    """Raises `Refus` for what does not exist, or is of another convention."""
    if "objectif" in contenu and not _est_d_ici(convention, contenu["objectif"]):
        raise Refus("Choisissez un objectif de cette convention.")
    for insee in [*contenu.get("communes", []), *(e["insee"] for e in contenu.get("effets", []))]:
        lieu = commune(insee)
        if lieu is None or lieu.insee != insee:
            raise Refus(f"Aucune commune ne porte aujourd’hui le code « {insee[:10]} ».")
    for effet in contenu.get("effets", []):
        exiger_type(effet["type"])
    if inconnus := [p for p in contenu.get("autres_plans", []) if p not in AutrePlan.values]:
        raise Refus(f"« {inconnus[0]} » n’est pas un plan connu.")
    if fiche is not None and fiche.numero in contenu.get("liees", []):
        raise Refus("Une fiche n’est pas liée à elle-même.")
    _exiger_des_intervenants_connus(contenu.get("intervenants", []))


def en_phrases(objet: Model, erreur: ValidationError) -> str:
    """What a model finds wrong with a record, each field named."""
    phrases = []
    for champ, dites in erreur.message_dict.items():
        nomme = "" if champ == NON_FIELD_ERRORS else f"{objet._meta.get_field(champ).verbose_name} : "  # type: ignore[union-attr]  # noqa: SLF001 -- Django's documented API
        phrases += [f"{nomme}{dite}" for dite in dites]
    phrase = " ".join(phrases)
    return phrase[:1].upper() + phrase[1:]


def _est_d_ici(convention: Convention, objectif: int) -> bool:
    return Objectif.objects.filter(convention=convention, pk=objectif).exists()


def _exiger_des_intervenants_connus(dits: list[dict[str, Any]]) -> None:
    for champ, modele in (("organisation", Organisation), ("personne", Personne)):
        cherches = {dit[champ] for dit in dits if dit[champ]}
        if cherches and modele.objects.filter(pk__in=cherches).count() < len(cherches):
            raise Refus(
                "Une organisation ou une personne de cette fiche n’est plus connue : choisissez-en une autre."
            )

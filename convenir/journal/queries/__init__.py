"""Reading the journal: the events of an object, of a chain, narrowed; one query each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from convenir.journal.models import DonneePersonnelle, Evenement

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from django.db.models import QuerySet


def evenements() -> QuerySet[Evenement]:
    """Every event with who did it, the newest first."""
    return Evenement.objects.select_related("personnel").order_by("-id")


def evenements_de(objet: str) -> QuerySet[Evenement]:
    """The events about one object, the newest first."""
    return evenements().filter(objet=objet)


def evenements_de_la_chaine(cle: str) -> QuerySet[Evenement]:
    """The events of a chain ("convention:CODE"): the object it is named after and all that belongs to it."""
    return evenements().filter(chaine=cle)


def retenir(
    choisis: QuerySet[Evenement],
    *,
    texte: str = "",
    du: datetime.date | None = None,
    au: datetime.date | None = None,
) -> QuerySet[Evenement]:
    """Narrow events: those that say `texte` or were done by whom it names, between two days included."""
    if texte:
        choisis = choisis.filter(
            Q(resume__icontains=texte)
            | Q(organisation_nom__icontains=texte)
            | Q(personnel__champs__auteur__icontains=texte)
        )
    if du:
        choisis = choisis.filter(horodatage__date__gte=du)
    if au:
        choisis = choisis.filter(horodatage__date__lte=au)
    return choisis


def evenements_nommant(personne: str) -> Iterator[Evenement]:
    """The events whose personal fields hold this name or address, whatever its case, oldest first."""
    cherchee = " ".join(personne.split()).casefold()
    personnels = DonneePersonnelle.objects.filter(efface_le=None).select_related("evenement").order_by("pk")
    for personnel in personnels.iterator():
        if cherchee in {str(valeur).casefold() for valeur in (personnel.champs or {}).values()}:
            yield personnel.evenement

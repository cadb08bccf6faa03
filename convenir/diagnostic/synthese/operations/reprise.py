"""Taking over what a convention that was read says of its diagnostic: blocks and issues, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.models import Convention
from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte
from convenir.diagnostic.synthese.lus import blocs_lus, enjeux_lus
from convenir.journal.operations import consigner

if TYPE_CHECKING:
    from convenir.journal.operations import Auteur


@dataclass(frozen=True, slots=True)
class Reprise:
    """What was taken over."""

    blocs: int
    enjeux: int

    @property
    def phrase(self) -> str:
        parts = [
            f"{nombre} {un if nombre == 1 else plusieurs}"
            for nombre, un, plusieurs in (
                (self.blocs, "bloc de synthèse", "blocs de synthèse"),
                (self.enjeux, "enjeu remonté", "enjeux remontés"),
            )
            if nombre
        ]
        return (
            f"Repris du texte : {' et '.join(parts)}." if parts else "Tout ce que dit le texte est déjà là."
        )


@transaction.atomic
def reprendre(convention: Convention, *, auteur: str | Auteur = "") -> Reprise:
    """Take over the blocks and issues that the text read holds; what is there already is left as it is."""
    tenue = Convention.objects.select_for_update().get(pk=convention.pk)
    tenus = set(BlocDeSynthese.objects.filter(convention=tenue).values_list("theme", "cle"))
    blocs = [bloc for bloc in blocs_lus(tenue) if (bloc.theme, bloc.cle) not in tenus]
    connus = set(EnjeuRemonte.objects.filter(convention=tenue).values_list("theme", "texte"))
    enjeux = {(e.theme, e.texte): e for e in enjeux_lus(tenue) if (e.theme, e.texte) not in connus}
    BlocDeSynthese.objects.bulk_create(blocs)
    EnjeuRemonte.objects.bulk_create(enjeux.values())
    reprise = Reprise(len(blocs), len(enjeux))
    if blocs or enjeux:
        consigner(
            "synthese.reprise",
            objet=f"convention:{tenue.code}/synthese",
            resume=reprise.phrase,
            auteur=auteur,
            apres={f"{bloc.theme} : {bloc.titre}": bloc.texte for bloc in blocs},
        )
    return reprise

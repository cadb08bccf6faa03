"""Reads of the comments: which are open, on which provision, which provision they open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch

from convenir.conventions.enums import EtatCommentaire
from convenir.conventions.models import Commentaire, Reponse
from convenir.conventions.queries import get_convention, numerotation
from convenir.conventions.rules.commentaires import passage_retrouve
from convenir.conventions.rules.texte import nom_de_disposition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.conventions.models import Convention, Disposition


def deverrouillees(convention: Convention) -> frozenset[str]:
    """The keys of the provisions that a comment not yet closed opens, though the text is said ready."""
    ouvrent = Commentaire.objects.filter(convention=convention, deverrouille=True)
    return frozenset(ouvrent.exclude(etat=EtatCommentaire.CLOS).values_list("disposition", flat=True))


def est_deverrouillee(convention: Convention, disposition: str) -> bool:
    """Whether a comment not yet closed opens this provision (key)."""
    return disposition in deverrouillees(convention)


@dataclass(frozen=True, slots=True)
class Echange:
    """A comment as it is shown.

    `nom` is the provision's, "" once it is gone; `retrouve` tells whether the passage quoted still reads so.
    """

    commentaire: Commentaire
    nom: str
    retrouve: bool

    @property
    def est_clos(self) -> bool:
        return self.commentaire.etat == EtatCommentaire.CLOS


def echanges(convention: Convention, cle: str = "") -> tuple[Echange, ...]:
    """The comments with their answers, of one provision (key) or in the order of the text, oldest first."""
    commentaires = Commentaire.objects.filter(convention=convention, **({"disposition": cle} if cle else {}))
    ecrits = commentaires.select_related("personne").order_by("ecrit_le", "pk")
    reponses = Reponse.objects.select_related("personne").order_by("ecrite_le", "pk")
    lus = list(ecrits.prefetch_related(Prefetch("reponses", reponses)))
    if not lus:
        return ()
    lue = get_convention(convention.code)
    numeros = numerotation(lue)
    dispositions = {d.cle: d for d in lue.dispositions.all()}
    rangs = {autre: rang for rang, autre in enumerate(dispositions)}
    ranges = sorted(lus, key=lambda commentaire: rangs.get(commentaire.disposition, len(rangs)))
    return tuple(_echange(c, dispositions.get(c.disposition), numeros) for c in ranges)


def _echange(
    commentaire: Commentaire, disposition: Disposition | None, numeros: Mapping[str, int | None]
) -> Echange:
    if disposition is None:
        return Echange(commentaire, "", retrouve=False)
    texte = f"{disposition.titre}\n{disposition.texte}"
    nom = nom_de_disposition(disposition.type, numeros[disposition.cle], disposition.titre)
    return Echange(commentaire, nom, retrouve=passage_retrouve(commentaire.passage, texte))


def compter_les_non_clos(convention: Convention) -> dict[str, int]:
    """How many comments of each provision (key) are not closed; nothing for a provision without any."""
    ouverts = Commentaire.objects.filter(convention=convention).exclude(etat=EtatCommentaire.CLOS)
    comptes = ouverts.order_by("disposition").values_list("disposition").annotate(nombre=Count("pk"))
    return dict(comptes)

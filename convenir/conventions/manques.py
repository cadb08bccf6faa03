"""What the record itself misses before its text is said ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from convenir.conventions.enums import EtatCommentaire
from convenir.conventions.prealables import Manque, empreinte, inscrire
from convenir.conventions.queries import get_convention, numerotation
from convenir.conventions.rules.texte import nom_de_disposition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention


def inscrire_les_manques() -> None:
    """Register what this room waits for."""
    for source in (_parties, _dates, _dispositions, _commentaires):
        inscrire(source)


def _parties(convention: Convention) -> Iterator[Manque]:
    """A convention binds parties, each by somebody who signs for it: nothing waives that."""
    page = reverse("conventions:parties", args=[convention.code])
    parties = convention.parties.prefetch_related("signataires").order_by("ordre")
    if not parties:
        yield Manque("parties", "Aucune partie n’est enregistrée.", page, dispensable=False)
    for partie in parties:
        if not partie.signataires.all():
            phrase = f"Personne ne signe encore pour « {partie.nom} »."
            yield Manque(f"signataire:{partie.cle}", phrase, page, dispensable=False)


def _dates(convention: Convention) -> Iterator[Manque]:
    if convention.debut is None or convention.fin is None:
        page = reverse("conventions:duree", args=[convention.code])
        phrase = "Le premier ou le dernier jour de la convention n’est pas fixé."
        yield Manque("dates", phrase, page, dispensable=False)


def _dispositions(convention: Convention) -> Iterator[Manque]:
    lue = get_convention(convention.code)
    numeros = numerotation(lue)
    for disposition in lue.dispositions.all():
        nom = nom_de_disposition(disposition.type, numeros[disposition.cle], disposition.titre)
        page = reverse("conventions:modifier", args=[convention.code, disposition.cle])
        if not disposition.texte.strip():
            yield Manque(
                f"vide:{disposition.cle}:{empreinte(disposition.titre)}", f"{nom} n’a pas de texte.", page
            )
        elif disposition.a_completer:
            cle = f"a-completer:{disposition.cle}:{empreinte(disposition.texte)}"
            yield Manque(cle, f"{nom} est marqué « à compléter ».", page)


def _commentaires(convention: Convention) -> Iterator[Manque]:
    ouverts = convention.commentaires.exclude(etat=EtatCommentaire.CLOS).order_by("pk")
    etats = list(ouverts.values_list("pk", "etat"))
    if etats:
        phrase = "Un commentaire n’est pas clos."
        if len(etats) > 1:
            phrase = f"{len(etats)} commentaires ne sont pas clos."
        page = reverse("conventions:commentaires", args=[convention.code])
        yield Manque(f"commentaires:{empreinte(*etats)}", phrase, page)

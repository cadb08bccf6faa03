"""What annexe 1 says of the gap: each theme in a sentence, its maps and their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.diagnostic.annexe import Section
from convenir.diagnostic.ecart.catalogue import volets
from convenir.diagnostic.ecart.livrables import FICTIF, cartes_de_l_ecart, resumer
from convenir.diagnostic.ecart.queries import ecart, relever
from convenir.documents.blocs import Paragraphe, Titre, texte

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.conventions.models import Convention
    from convenir.diagnostic.ecart.queries import Releve
    from convenir.documents.publication import BlocPublie


def composer(convention: Convention) -> tuple[BlocPublie, ...]:
    """The themes whose need and offer are known; nothing when there is none."""
    releves = [r for v in volets().values() if (r := relever(convention, v, timezone.localdate()))]
    return tuple(bloc for releve in releves for bloc in _volet(convention, releve))


def _volet(convention: Convention, releve: Releve) -> Iterator[BlocPublie]:
    lu = ecart(convention, releve)
    if not any(ligne.couverture.connue for ligne in (lu.ensemble, *lu.communes)):
        return
    yield Titre(2, texte(releve.volet.libelle))
    if releve.est_fictif:
        yield Paragraphe(texte(FICTIF))
    yield Paragraphe(texte(resumer(lu)))
    for carte in cartes_de_l_ecart(lu):
        yield from carte.blocs()


SECTION = Section("ecart", "L’écart entre l’offre et le besoin", composer)

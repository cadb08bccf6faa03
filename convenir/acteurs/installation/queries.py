"""Reads of the installation: organisations and accounts searched, what a merge would move."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from convenir.acteurs.models import Occupation
from convenir.acteurs.operations.fusion import liens_vers
from convenir.acteurs.queries import comptes, en_cours, organisations
from convenir.socle.themes import normaliser

if TYPE_CHECKING:
    from convenir.acteurs.models import Organisation, Personne


def organisations_cherchees(texte: str) -> list[Organisation]:
    """Those of which a name, a SIREN or an INSEE code has every word typed; all when nothing is."""
    return [o for o in organisations() if _a_les_mots(texte, o.nom, o.siren, o.insee)]


def comptes_cherches(texte: str) -> list[Personne]:
    """The accounts of which the name or the address has every word typed, with their posts of today."""
    occupations = Occupation.objects.filter(en_cours(timezone.localdate())).order_by("debut", "pk")
    postes = Prefetch("occupations", occupations.select_related("poste__organisation"), to_attr="tenues")
    return [p for p in comptes().prefetch_related(postes) if _a_les_mots(texte, str(p), p.email or "")]


def _a_les_mots(texte: str, *champs: str) -> bool:
    """Whether each word typed is found in these, accents and case aside; so are groups of a number."""
    connus = normaliser(" ".join(champs))
    return all(mot in connus for mot in normaliser(texte).split())


def a_deplacer(doublon: Organisation) -> list[tuple[int, str]]:
    """What points at a record and would follow it: how many, and their name, the most numerous first."""
    nombres: Counter[tuple[str, str]] = Counter()
    for lien in liens_vers(type(doublon)):
        options = lien.model._meta  # noqa: SLF001 -- Django's documented API
        noms = (str(options.verbose_name), str(options.verbose_name_plural))
        nombres[noms] += lien.model._base_manager.filter(**{lien.name: doublon}).count()  # noqa: SLF001
    return [(n, un if n == 1 else plusieurs) for (un, plusieurs), n in nombres.most_common() if n]

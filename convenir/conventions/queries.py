"""Reused reads: a convention by its code, its provisions, their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from convenir.conventions.models import Convention, Disposition, Partie, Signataire
from convenir.conventions.rules import numeros
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: How many known codes an answer quotes before "…".
CODES_CITES = 8


def conventions() -> QuerySet[Convention]:
    """Every convention with the file it was read from, in the order a person looks for one."""
    return Convention.objects.select_related("fichier").order_by("territoire", "-debut", "code")


def get_convention(code: str) -> Convention:
    """The convention of that code, with parties, signatories, visas and provisions already read.

    Raises `Refus` naming the known codes when there is none.
    """
    convention = (
        Convention.objects.filter(code=code)
        .prefetch_related(
            Prefetch("parties", Partie.objects.order_by("ordre")),
            Prefetch("parties__signataires", Signataire.objects.order_by("ordre")),
            "visas",
            Prefetch("dispositions", Disposition.objects.order_by("ordre")),
        )
        .first()
    )
    if convention is None:
        raise Refus(_code_inconnu(code))
    return convention


def _code_inconnu(code: str) -> str:
    codes = list(Convention.objects.order_by("code").values_list("code", flat=True)[: CODES_CITES + 1])
    if not codes:
        return (
            f"Aucune convention « {code} » : il n’y en a encore aucune d’enregistrée ; "
            "donnez un fichier, ou gardez-en un par « convenir lire FICHIER --enregistrer »."
        )
    suite = "…" if len(codes) > CODES_CITES else ""
    return f"Aucune convention « {code} » : les codes connus sont {', '.join(codes[:CODES_CITES])}{suite}."


def codes_pris(base: str) -> frozenset[str]:
    """The codes that begin like `base`, to find a free one."""
    return frozenset(Convention.objects.filter(code__startswith=base[:40]).values_list("code", flat=True))


def get_disposition(convention: Convention, cle: str) -> Disposition:
    """The provision of that key. Raises `Refus` when the convention has none."""
    disposition = convention.dispositions.filter(cle=cle).first()
    if disposition is None:
        raise Refus(f"La convention « {convention.code} » n’a pas de disposition « {cle} ».")
    return disposition


def numerotation(convention: Convention) -> dict[str, int | None]:
    """The printed number of each provision by its key, in the order of the text (None: the préambule)."""
    return numeros((d.cle, d.type, d.numero_ecrit) for d in convention.dispositions.all())

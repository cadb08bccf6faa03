"""The exemplaires sent to be signed: boxes for initials, and on each page the QR code of what proves them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.documents.sortie import rendre
from convenir.edition.avenant import composer_avenant
from convenir.edition.convention import composer
from convenir.lecture.queries import get_dossier

if TYPE_CHECKING:
    from convenir.conventions.models import Avenant, Convention
    from convenir.documents.publication import Publication


def exemplaire_de_la_convention(convention: Convention, verification: str) -> bytes:
    """The PDF of a convention; `verification` is the address that proves it."""
    return _pdf(composer(get_dossier(convention.code)), verification)


def exemplaire_de_l_avenant(avenant: Avenant, verification: str) -> bytes:
    """The same for an avenant."""
    return _pdf(composer_avenant(avenant), verification)


def _pdf(publication: Publication, verification: str) -> bytes:
    return rendre(replace(publication, verification=verification), "pdf")

"""The navigation of a convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from convenir.conventions.onglets import GROUPES

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()


@register.inclusion_tag("conventions/_onglets.html", takes_context=True)
def onglets(context: Context) -> dict[str, Any]:
    """The groups of pages of `convention`, and of the one where `onglet` is, its pages."""
    convention, cle = context["convention"], str(context.get("onglet", ""))
    groupes = [groupe.pour(convention) for groupe in GROUPES]
    courant = next((groupe for groupe in groupes if groupe.contient(cle)), None)
    page = next((o for o in courant.onglets if o.cle == cle), None) if courant else None
    return {"convention": convention, "groupes": groupes, "courant": courant, "page": page}

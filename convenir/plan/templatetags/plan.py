"""The navigation of the plan, and the words of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from convenir.plan.livrables import nom_de_commune
from convenir.plan.pages import PAGES

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()
register.filter("commune", nom_de_commune)


@register.inclusion_tag("plan/_rubriques.html", takes_context=True)
def rubriques_du_plan(context: Context) -> dict[str, Any]:
    """The pages of the plan of `convention`, and which one (`rubrique`) is shown."""
    return {"convention": context["convention"], "pages": PAGES, "rubrique": context.get("rubrique", "")}

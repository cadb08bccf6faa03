"""The navigation of the diagnostic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from convenir.diagnostic.pages import PAGES

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()


@register.inclusion_tag("diagnostic/_rubriques.html", takes_context=True)
def rubriques(context: Context) -> dict[str, Any]:
    """The pages of the diagnostic of `convention`, and which one (`rubrique`) is shown."""
    return {"convention": context["convention"], "pages": PAGES, "rubrique": context.get("rubrique", "")}

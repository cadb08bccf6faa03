"""The written diagnostic in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from convenir.diagnostic.synthese.acces import peut_ecrire
from convenir.diagnostic.synthese.rules import TERRITOIRE, cle_de_commentaire

if TYPE_CHECKING:
    from django.template.context import Context
    from django.utils.safestring import SafeString

    from convenir.diagnostic.models import BlocDeSynthese

register = template.Library()
_LECTEUR = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_LUS = "commentaires_de_figures"
_TITRES = 3  # by how many levels the headings of a block go down: under the title of the block


@register.filter
def en_html(markdown: str) -> SafeString:
    """Markdown as a page shows it. Any HTML typed in it is shown, never obeyed."""
    jetons = _LECTEUR.parse(markdown)
    for jeton in jetons:
        if jeton.type in {"heading_open", "heading_close"}:
            jeton.tag = f"h{min(int(jeton.tag[1]) + _TITRES, 6)}"
    return mark_safe(str(_LECTEUR.renderer.render(jetons, _LECTEUR.options, {})))  # noqa: S308 -- html is off


@register.filter
def indicateur_de(figure: str) -> str:
    """The key of the indicator that a drawing shows, of the key of the drawing ("part-carte")."""
    return figure.rpartition("-")[0]


@register.inclusion_tag("synthese/_commentaire.html", takes_context=True)
def zone_de_redaction(context: Context, indicateur: str, libelle: str, theme: str) -> dict[str, Any]:
    """What is written beside the chart of an indicator (its key), or where to write it; for whoever may.

    `theme` is its key, or the part of an address that stands for it. Comments are read once a page, kept in
    the context of the render.
    """
    convention = context["convention"]
    theme = "" if theme == TERRITOIRE else theme
    commentaires: dict[str, BlocDeSynthese] | None = context.render_context.get(_LUS)
    if commentaires is None:
        siens = convention.blocs_de_synthese.exclude(indicateur=None).order_by("pk")
        commentaires = {bloc.cle: bloc for bloc in siens}
        context.render_context[_LUS] = commentaires
    acces, cle = context.get("acces"), cle_de_commentaire(indicateur)
    return {
        "convention": convention,
        "libelle": libelle,
        "theme": theme or TERRITOIRE,
        "cle": cle,
        "bloc": commentaires.get(cle),
        "ecrit": acces is not None and peut_ecrire(acces, theme),
    }

"""What a convention that was read says of its diagnostic: blocks and issues (`Convention.lecture`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.diagnostic.enums import OrigineEnjeu
from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte
from convenir.diagnostic.synthese.rules import BLOCS, bloc_de, communes_nommees
from convenir.socle.themes import THEMES, theme_de
from convenir.territoires.queries import communes_de_epci

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convenir.conventions.models import Convention

_TITRE, _ENJEU = 200, 600


def blocs_lus(convention: Convention) -> Iterator[BlocDeSynthese]:
    """The titled blocks of each theme; one whose title says so stands for a planned block, once."""
    for theme, synthese in _syntheses(convention):
        pris: set[str] = set()
        for rang, lu in enumerate(synthese.get("blocs", ()), start=1):
            elements = [" ".join(element.split()) for element in lu.get("elements", ())]
            if not elements:
                continue
            titre = " ".join(lu["titre"].split())
            cle = bloc_de(titre)
            cle = cle if cle and cle not in pris else f"lu-{rang}"
            pris.add(cle)
            yield BlocDeSynthese(
                convention=convention,
                theme=theme,
                cle=cle,
                titre=(titre or BLOCS.get(cle, "Synthèse"))[:_TITRE],
                texte="\n".join(f"- {element}" for element in elements),
            )


def enjeux_lus(convention: Convention) -> Iterator[EnjeuRemonte]:
    """The issues of each theme, with the communes of the territory that their words name."""
    communes = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
    for theme, synthese in _syntheses(convention):
        for lu in synthese.get("enjeux_communes", ()):
            texte = " ".join(lu.split())
            if texte:
                yield EnjeuRemonte(
                    convention=convention,
                    theme=theme,
                    insees=communes_nommees(texte, communes),
                    texte=texte[:_ENJEU],
                    origine=OrigineEnjeu.TEXTE,
                )


def _syntheses(convention: Convention) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The syntheses whose theme is known; what stands under an unknown one stays in the text."""
    cles = {t.cle for t in THEMES}
    for synthese in convention.lecture.get("syntheses", ()):
        ecrite = str(synthese.get("thematique", ""))
        theme = ecrite if ecrite in cles else getattr(theme_de(ecrite), "cle", "")
        if theme:
            yield theme, synthese

"""The printings of one body, put together: what the article says of it, what the annexe prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.mots import plier

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance, Lignes, Passage


def impressions(dossier: Dossier) -> Iterator[tuple[Instance, list[Instance]]]:
    """Each body with every place that describes it, in the order of the text."""
    for instance in dossier.instances:
        noms = {plier(n) for n in (instance.nom, *instance.autres_noms)}
        siennes = [
            i
            for i in dossier.instances_imprimees
            if plier(i.nom) in noms and set(i.lignes) <= set(instance.lignes)
        ]
        yield instance, sorted(siennes, key=lambda i: i.lignes[:1])


def lignes_ou(instance: Instance, motif: re.Pattern[str], passages: dict[int, Passage]) -> Lignes:
    """The lines of a printing that say what `motif` looks for; its first line when none does."""
    trouvees: list[int] = []
    for ligne in instance.lignes:
        passage = passages.get(ligne)
        m = motif.search(plier(passage.texte)) if passage is not None else None
        if passage is not None and m is not None and ligne in (lues := passage.lignes_de(m.start(), m.end())):
            trouvees += lues
    return tuple(dict.fromkeys(trouvees)) or instance.lignes[:1]


def par_ligne(dossier: Dossier) -> dict[int, Passage]:
    """Line → the passage it belongs to."""
    return {ligne: passage for passage in dossier.passages for ligne in passage.lignes}


def lieu_de(instance: Instance, passages: dict[int, Passage]) -> str:
    """The provision of a printing, in words: "article 7", "annexe 3"."""
    passage = passages.get(instance.lignes[0]) if instance.lignes else None
    return passage.disposition.replace("-", " ") if passage is not None and passage.disposition else "texte"

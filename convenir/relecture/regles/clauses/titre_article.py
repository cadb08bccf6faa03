"""An article whose text speaks of what another one announces, and never of its own title."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.sujets import CONNUS, sujets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Passage

_MENTIONS = 3  # times a subject must come back in a text to be what it is about


@regle("clauses-titre-article", Famille.CLAUSES, Gravite.AVERTISSEMENT, "Article hors de son titre")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    corps = _corps(dossier)
    articles = [d for d in dossier.dispositions if d.type == "article" and d.lignes]
    titres = {d.cle: set(sujets(d.titre)) for d in articles}
    for article in articles:
        passages = corps.get(article.cle, [])
        connus = titres[article.cle] & CONNUS
        if not connus or not passages:
            continue
        dits = Counter(s for p in passages for s in sujets(p.texte))
        if any(dits[s] for s in titres[article.cle]):
            continue
        autre = _autre(dits, article, articles, titres)
        if autre is not None:
            yield _trouvaille(article, autre, passages[0])


def _corps(dossier: Dossier) -> dict[str, list[Passage]]:
    titres = {d.lignes[0] for d in dossier.dispositions if d.lignes}
    corps: dict[str, list[Passage]] = {}
    for passage in dossier.passages:
        if passage.lignes and passage.lignes[0] not in titres:
            corps.setdefault(passage.disposition, []).append(passage)
    return corps


def _autre(
    dits: Counter[str], article: Disposition, articles: list[Disposition], titres: dict[str, set[str]]
) -> Disposition | None:
    """The article whose title names what this text is mostly about."""
    for nom, fois in dits.most_common():
        if fois < _MENTIONS:
            return None
        for autre in articles:
            if nom in CONNUS and nom in titres[autre.cle] and autre is not article:
                return autre
    return None


def _trouvaille(article: Disposition, autre: Disposition, premier: Passage) -> Trouvaille:
    return Trouvaille(
        lignes=(*article.lignes[:1], *premier.lignes[:1]),
        message=f"L’article {article.numero or ''} « {article.titre.strip()} » ne parle pas de ce que dit son titre.",
        preuve=f"Son texte traite plutôt de « {autre.titre.strip()} » : « {premier.texte.strip()[:120]} »",
        suggestion="Remettez chaque texte sous son titre.",
        extrait=article.titre.strip(),
    )

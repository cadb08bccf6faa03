"""An article or an annexe that has a title and nothing, or next to nothing, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.lecture.dossier import HORS_TEXTE, Nature
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, racines
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.lacunes.marqueur import est_marque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, Passage

_CONTENU_MINIMAL = {"annexe": 10, "article": 3}  # words that are not those of the title
_PLEINES = frozenset({Nature.RANG, Nature.ENTETE, Nature.FIGURE, Nature.ELEMENT})
_CALENDRIER = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre date annexe article".split()
)


@regle("lacunes-disposition-vide", Famille.LACUNES, Gravite.BLOQUANT, "Article ou annexe sans contenu")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_cle: dict[str, list[Passage]] = {}
    for passage in dossier.passages:
        par_cle.setdefault(passage.disposition, []).append(passage)
    for disposition in dossier.dispositions:
        minimum = _CONTENU_MINIMAL.get(disposition.type)
        passages = [p for p in par_cle.get(disposition.cle, []) if p.nature not in HORS_TEXTE]
        if (
            minimum
            and disposition.lignes
            and not _dite_ailleurs(disposition, passages)
            and not _remplie(disposition, passages, minimum)
        ):
            yield _trouvaille(disposition, passages)


def _dite_ailleurs(disposition: Disposition, passages: list[Passage]) -> bool:
    """Another rule speaks of it: a mark instead of a text, a list of communes that is announced only."""
    corps = [p.texte for p in passages if not set(p.lignes) & set(disposition.lignes[:1])]
    liste = {"liste", "communes"} <= set(mots(disposition.titre))
    return bool(corps) and (liste or all(est_marque(texte) for texte in corps))


def _remplie(disposition: Disposition, passages: list[Passage], minimum: int) -> bool:
    corps = [p for p in passages if not set(p.lignes) & set(disposition.lignes[:1])]
    if any(p.nature in _PLEINES for p in corps):
        return True
    titre = racines(disposition.titre)
    dits = [m for p in corps for m in mots(p.texte) if not m.isdigit() and m not in _CALENDRIER]
    nouveaux = [m for m in dits if not racines(m) <= titre or not racines(m)]
    return len(nouveaux) >= minimum


def _trouvaille(disposition: Disposition, passages: list[Passage]) -> Trouvaille:
    nom = f"{disposition.type.capitalize()} {disposition.numero or ''}".strip()
    corps = [p.texte.strip() for p in passages if not set(p.lignes) & set(disposition.lignes[:1])]
    reste = " ".join(corps)[:120]
    annexe = disposition.type == "annexe"
    return Trouvaille(
        lignes=disposition.lignes[:1],
        message=f"{nom} ({disposition.titre.strip()}) n’a qu’un titre : son contenu manque.",
        preuve=f"Sous le titre, on lit seulement : « {reste} »." if reste else "Rien ne suit le titre.",
        suggestion="Joignez le document annoncé."
        if annexe
        else "Écrivez l’article, ou retirez-le et renumérotez.",
        extrait=disposition.titre.strip(),
        gravite=Gravite.AVERTISSEMENT if reste else None,
    )

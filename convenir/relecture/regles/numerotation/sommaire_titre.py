"""A title that is not the same in the contents and in the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots, racines
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, EntreeSommaire


@regle(
    "numerotation-sommaire-titre", Famille.NUMEROTATION, Gravite.AVERTISSEMENT, "Titre différent au sommaire"
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    memes: dict[tuple[str, int], list[Disposition]] = {}
    for d in dossier.dispositions:
        if d.numero is not None and d.lignes:
            memes.setdefault((d.type, d.numero), []).append(d)
    for entree in dossier.sommaire:
        candidates = memes.get((entree.type, entree.numero), []) if entree.numero is not None else []
        if candidates and not any(_memes_mots(entree.titre, d.titre) for d in candidates):
            yield _trouvaille(entree, candidates[0])


def _memes_mots(annonce: str, imprime: str) -> bool:
    """Case, accents, punctuation, plurals and empty words do not make two titles."""
    if not annonce.strip() or not imprime.strip() or mots(annonce) == mots(imprime):
        return True
    return racines(annonce) == racines(imprime)


def _trouvaille(entree: EntreeSommaire, disposition: Disposition) -> Trouvaille:
    annonces, imprimes = racines(entree.titre), racines(disposition.titre)
    abrege = annonces < imprimes or imprimes < annonces
    nom = f"L’{entree.type} {entree.numero}"
    return Trouvaille(
        lignes=(*entree.lignes[:1], *disposition.lignes[:1]),
        lieu=f"Sommaire et {entree.type} {entree.numero}",
        message=f"{nom} n’a pas le même titre au sommaire et dans le texte.",
        preuve=f"Sommaire : « {entree.titre.strip()} » ; texte : « {disposition.titre.strip()} ».",
        suggestion="Gardez un seul titre, celui du texte, et mettez le sommaire à jour.",
        extrait=entree.titre.strip(),
        gravite=Gravite.INFORMATION if abrege else None,
    )

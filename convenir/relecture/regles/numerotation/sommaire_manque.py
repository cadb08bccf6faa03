"""What the contents announce and the body lacks, and the reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import racines
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.numerotation.trou import TYPES, manquants, porte_le_titre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier, EntreeSommaire

_DISPOSITIONS = frozenset({*TYPES, "preambule"})


@regle(
    "numerotation-sommaire",
    Famille.NUMEROTATION,
    Gravite.AVERTISSEMENT,
    "Sommaire et corps ne se répondent pas",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    entrees = [e for e in dossier.sommaire if e.type in _DISPOSITIONS]
    if not entrees:
        return
    absents = {(type_, numero) for type_ in TYPES for numero in manquants(dossier, type_)}
    for entree in entrees:
        if (entree.type, entree.numero) not in absents and not _dans_le_corps(entree, dossier):
            yield _sans_corps(entree)
    mal_numerotees = [e for e in entrees if (e.type, e.numero) in absents]
    oubliees = [
        d
        for d in dossier.dispositions
        if d.lignes and not _au_sommaire(d, dossier) and not any(porte_le_titre(d, e) for e in mal_numerotees)
    ]
    annonces = {e.type for e in entrees}
    yield from (_sans_entree(d) for d in oubliees if d.type in annonces)
    yield from _types_oublies([d for d in oubliees if d.type in TYPES and d.type not in annonces])


def _dans_le_corps(entree: EntreeSommaire, dossier: Dossier) -> bool:
    memes = [d for d in dossier.dispositions if d.type == entree.type]
    return _repond(entree.numero, entree.titre, [(d.numero, d.titre) for d in memes])


def _au_sommaire(disposition: Disposition, dossier: Dossier) -> bool:
    memes = [e for e in dossier.sommaire if e.type == disposition.type]
    return _repond(disposition.numero, disposition.titre, [(e.numero, e.titre) for e in memes])


def _repond(numero: int | None, titre: str, autres: list[tuple[int | None, str]]) -> bool:
    """Same number; without a number, a title in common, or being the only one of its kind."""
    if numero is not None and any(n == numero for n, _ in autres):
        return True
    mots = racines(titre)
    sans = [t for n, t in autres if n is None or numero is None]
    return any(not mots or mots & racines(t) for t in sans)


def _sans_corps(entree: EntreeSommaire) -> Trouvaille:
    return Trouvaille(
        lignes=entree.lignes[:1],
        lieu="Sommaire",
        message=f"Le sommaire annonce {_nom(entree.type, entree.numero)}, absent du texte.",
        preuve=f"« {entree.titre.strip()} », annoncé"
        + (f" page {entree.page}" if entree.page else "")
        + ", ne se trouve pas dans le corps.",
        suggestion="Joignez ce qui manque, ou retirez l’entrée du sommaire.",
        extrait=entree.titre.strip(),
        gravite=Gravite.BLOQUANT,
    )


def _sans_entree(disposition: Disposition) -> Trouvaille:
    return Trouvaille(
        lignes=disposition.lignes[:1],
        message=f"Le sommaire ne mentionne pas {_nom(disposition.type, disposition.numero)}.",
        preuve=f"« {disposition.titre.strip()} » figure dans le texte, non dans le sommaire.",
        suggestion="Mettez le sommaire à jour.",
        extrait=disposition.titre.strip(),
    )


def _types_oublies(dispositions: list[Disposition]) -> Iterator[Trouvaille]:
    """A contents that stops before the annexes: said once."""
    if dispositions:
        type_ = dispositions[0].type
        yield Trouvaille(
            lignes=tuple(d.lignes[0] for d in dispositions),
            message=f"Le sommaire ne mentionne aucun{'e' if type_ == 'annexe' else ''} {type_}.",
            preuve=f"Le texte en contient {len(dispositions)}.",
            suggestion="Complétez le sommaire.",
            extrait=dispositions[0].titre.strip(),
            gravite=Gravite.INFORMATION,
        )


def _nom(type_: str, numero: int | None) -> str:
    if type_ == "preambule":
        return "le préambule"
    return (
        f"l’{type_} {numero}"
        if numero is not None
        else f"une {type_}"
        if type_ == "annexe"
        else f"un {type_}"
    )

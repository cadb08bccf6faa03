"""A body whose representatives are counted differently in the article and in the annexe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.designations import colleges
from convenir.relecture.en_lettres import valeur
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.instances import impressions, lieu_de, par_ligne
from convenir.relecture.mots import plier
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Instance, Lignes, Passage

_COMPTE = re.compile(
    r"\b(?P<nombre>\w+)\s+(?:representant|membre|elu|titulaire|personne|administrateur|technicien|delegue|agent)\w*"
)


@regle("roles-effectifs", Famille.ROLES, Gravite.AVERTISSEMENT, "Nombre de représentants d’une instance")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    passages = par_ligne(dossier)
    for instance, siennes in impressions(dossier):
        lus: dict[str, list[tuple[int, Instance]]] = {}
        for imprimee in siennes:
            for college, nombre in _comptes(imprimee, dossier):
                lus.setdefault(college, []).append((nombre, imprimee))
        for college, comptes in lus.items():
            if len({nombre for nombre, _ in comptes}) > 1 and len({i.lignes for _, i in comptes}) > 1:
                yield _trouvaille(instance, college, comptes, passages)


def _comptes(imprimee: Instance, dossier: Dossier) -> Iterator[tuple[str, int]]:
    """How many people each single college sends, when the text counts them."""
    for participant in imprimee.participants:
        m = _COMPTE.search(plier(participant))
        nombre = valeur(m["nombre"]) if m else None
        noms = colleges((participant,), dossier)
        if nombre is not None and len(noms) == 1:
            yield next(iter(noms)), nombre


def _lignes(imprimee: Instance, passages: dict[int, Passage]) -> Lignes:
    """The lines of a printing that count people."""
    comptent = [n for n in imprimee.lignes if n in passages and _COMPTE.search(plier(passages[n].texte))]
    return tuple(comptent) or imprimee.lignes[:1]


def _trouvaille(
    instance: Instance, college: str, comptes: list[tuple[int, Instance]], passages: dict[int, Passage]
) -> Trouvaille:
    return Trouvaille(
        lignes=tuple(dict.fromkeys(n for _, i in comptes for n in _lignes(i, passages))),
        message=f"« {instance.nom} » : le nombre de représentants ({college}) change d’un endroit à l’autre.",
        preuve=" ; ".join(f"{lieu_de(i, passages)} : {nombre}" for nombre, i in comptes),
        suggestion="Donnez la même composition dans l’article et dans l’annexe.",
        extrait=instance.nom,
    )

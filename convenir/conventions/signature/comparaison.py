"""Two frozen texts of one avenant side by side: what became of what it does to each provision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.conventions.comparaison import Etat, PartieComparee
from convenir.conventions.enums import NatureModification
from convenir.documents.comparaison import comparer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def comparer_avenants(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[PartieComparee, ...]:
    """Every part of two contents of versions of an avenant, what was removed last."""
    anciennes, nouvelles = dict(_parties(avant)), dict(_parties(apres))
    cles = [*nouvelles, *(cle for cle in anciennes if cle not in nouvelles)]
    return tuple(_comparer(anciennes.get(cle), nouvelles.get(cle)) for cle in cles)


def _comparer(ancienne: tuple[str, str] | None, nouvelle: tuple[str, str] | None) -> PartieComparee:
    comparaison = comparer((ancienne or ("", ""))[1], (nouvelle or ("", ""))[1])
    etat = Etat.INCHANGEE if comparaison.est_sans_changement else Etat.MODIFIEE
    if ancienne is None or nouvelle is None:
        etat = Etat.AJOUTEE if ancienne is None else Etat.RETIREE
    return PartieComparee((nouvelle or ancienne or ("", ""))[0], etat, comparaison)


def _parties(contenu: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each part by its key: its name and its text as it is read."""
    dates = f"Effet : {contenu['effet_le'] or ''}\n\nNouveau terme : {contenu.get('fin') or ''}"
    yield "/objet", ("Objet et dates", f"{contenu['objet']}\n\n{contenu.get('motif', '')}\n\n{dates}")
    for rallie in contenu.get("ralliements", ()):
        qui = f"{rallie['nom']} : {rallie['signataire']}, {rallie['qualite']}"
        yield f"/ralliement/{rallie['nom']}", (f"Ralliement : {rallie['nom']}", qui)
    for modification in contenu["modifications"]:
        nature = NatureModification(modification["nature"]).label
        texte = "\n\n".join((str(nature), modification["titre"], modification["texte"]))
        yield modification["cle"], (modification["titre"] or modification["cle"], texte)

"""Two frozen texts side by side: what became of each part, as people read it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from convenir.conventions.resolution import contexte_fige, resoudre
from convenir.conventions.rules.texte import nom_de_disposition
from convenir.documents.blocs import Champ, Element, Figure, Insertion, Liste, Paragraphe, Tableau, Titre
from convenir.documents.comparaison import Comparaison, Sort, comparer
from convenir.documents.markdown import lire_markdown
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from convenir.conventions.resolution import Contexte
    from convenir.documents.blocs import Bloc, Contenu


class Etat(StrEnum):
    """What became of a part of the text."""

    MODIFIEE = "modifiee"
    AJOUTEE = "ajoutee"
    RETIREE = "retiree"
    TYPOGRAPHIE = "typographie"
    INCHANGEE = "inchangee"


#: Each fate, as it is said of a part.
ETATS = {
    Etat.MODIFIEE: "modifiée",
    Etat.AJOUTEE: "ajoutée",
    Etat.RETIREE: "retirée",
    Etat.TYPOGRAPHIE: "typographie seule",
    Etat.INCHANGEE: "inchangée",
}


@dataclass(frozen=True, slots=True)
class PartieComparee:
    """A part of both texts; `ancien_nom` is what it was called, when its number changed."""

    nom: str
    etat: Etat
    comparaison: Comparaison
    ancien_nom: str = ""

    @property
    def etat_dit(self) -> str:
        return ETATS[self.etat]

    @property
    def a_change(self) -> bool:
        """Whether some of its words did."""
        return self.etat not in {Etat.INCHANGEE, Etat.TYPOGRAPHIE}


def comparer_contenus(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[PartieComparee, ...]:
    """Every part of two contents of versions, in the order of the new text, what was removed at its place."""
    anciennes, nouvelles = dict(_parties(avant)), dict(_parties(apres))
    return tuple(
        _comparer(anciennes.get(cle), nouvelles.get(cle)) for cle in _ordre(list(anciennes), list(nouvelles))
    )


def noms_changes(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the parts whose words changed, as they are called now."""
    return tuple(partie.nom for partie in comparer_contenus(avant, apres) if partie.a_change)


def _ordre(anciennes: list[str], nouvelles: list[str]) -> list[str]:
    """The keys of both: those of the new text, each removed one after the one it followed."""
    ordre = list(nouvelles)
    for rang, cle in enumerate(anciennes):
        if cle not in nouvelles:
            ordre.insert(ordre.index(anciennes[rang - 1]) + 1 if rang else 0, cle)
    return ordre


def _comparer(ancienne: tuple[str, str] | None, nouvelle: tuple[str, str] | None) -> PartieComparee:
    nom_avant, texte_avant = ancienne or ("", "")
    nom, texte = nouvelle or ("", "")
    comparaison = comparer(texte_avant, texte)
    renomme = nom_avant if ancienne and nouvelle and nom_avant != nom else ""
    etat = _etat(comparaison, est_nouvelle=ancienne is None, est_retiree=nouvelle is None)
    return PartieComparee(nom or nom_avant, etat, comparaison, renomme)


def _etat(comparaison: Comparaison, *, est_nouvelle: bool, est_retiree: bool) -> Etat:
    if est_nouvelle or est_retiree:
        return Etat.AJOUTEE if est_nouvelle else Etat.RETIREE
    if not comparaison.est_sans_changement:
        return Etat.MODIFIEE
    return Etat.TYPOGRAPHIE if comparaison.nombre(Sort.TYPOGRAPHIE) else Etat.INCHANGEE


def _parties(contenu: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each part by its key: its name and its text as it is read."""
    contexte = contexte_fige(contenu)
    ouverture = "\n\n".join((contenu["titre"], lisible(contenu["ouverture"], contexte)))
    yield "/ouverture", ("Titre et ouverture", ouverture)
    yield "/parties", ("Parties et signataires", "\n".join(_lignes_des_parties(contenu)))
    yield "/duree", ("Durée", f"Du {_jour(contenu['debut'])} au {_jour(contenu['fin'])}.")
    yield "/visas", ("Visas", "\n\n".join(contenu["visas"]))
    for disposition in contenu["dispositions"]:
        nom = nom_de_disposition(disposition["type"], disposition["numero"])
        texte = "\n\n".join((disposition["titre"], lisible(disposition["texte"], contexte)))
        yield disposition["cle"], (nom, texte)
    yield "/cloture", ("Clôture", lisible(contenu["cloture"], contexte))


def _lignes_des_parties(contenu: Mapping[str, Any]) -> Iterator[str]:
    for partie in contenu["parties"]:
        yield f"• {partie['nom']}"
        for signataire in partie["signataires"]:
            yield f"• {', '.join(filter(None, (signataire['nom'], signataire['qualite'])))}"


def _jour(iso: str | None) -> str:
    return ecrire_date(datetime.date.fromisoformat(iso)) if iso else "(à compléter)"


def lisible(markdown: str, contexte: Contexte) -> str:
    """A text of the record as a person reads it: no mark of writing, citations and references in words."""
    blocs = resoudre(lire_markdown(markdown), contexte)
    return "\n\n".join("\n".join(_lignes(bloc)) for bloc in blocs)


def _lignes(bloc: Bloc) -> Iterator[str]:
    match bloc:
        case Titre() | Paragraphe():
            yield _mots(bloc.contenu)
        case Liste():
            yield from _elements(bloc.elements)
        case Tableau():
            for rang in (*bloc.entetes, *bloc.rangs):
                yield f"| {' | '.join(_mots(cellule.contenu) for cellule in rang.cellules)} |"
        case Insertion():
            yield f"[composé par Convenir : {bloc.cle}]"
        case Figure():
            yield f"[image : {bloc.alternative}]"


def _elements(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield f"• {_mots(element.contenu)}"
        yield from _elements(element.sous)


def _mots(contenu: Contenu) -> str:
    """The words of a content; a value not known then is named."""
    return "".join(
        (fragment.valeur or f"[{fragment.cle}]") if isinstance(fragment, Champ) else fragment.texte
        for fragment in contenu
    )

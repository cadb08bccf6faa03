"""From a composed publication to one that a renderer only has to write.

Cleans characters, applies French typography, gives every heading a unique anchor and a level that
never skips one (a condition of PDF/UA), refuses what cannot be published.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Figure,
    Insertion,
    Liste,
    Paragraphe,
    Rang,
    Renvoi,
    Tableau,
    Texte,
    Titre,
    texte,
    texte_brut,
)
from convenir.documents.publication import Couverture, Emplacement, Encadre, Publication, Signatures
from convenir.documents.sortie.typographie import franciser, nettoyer, ordinaux
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Contenu, Fragment
    from convenir.documents.publication import BlocPublie

A_COMPLETER = "à compléter"


def preparer(publication: Publication) -> Publication:
    """The same publication, ready to be written. Raises `Refus` when there is nothing to publish."""
    if not publication.blocs:
        raise Refus("Rien à publier : le document lu ne contient aucun texte.")
    titre = propre(publication.titre).replace("\n", " ").strip()
    if not titre:
        raise Refus("Rien à publier : donnez un titre au document.")
    return replace(
        publication,
        titre=titre,
        courant=propre(publication.courant),
        couverture=publication.couverture and _couverture(publication.couverture),
        apres_sommaire=_Preparation().blocs(publication.apres_sommaire),
        blocs=_Preparation().blocs(publication.blocs),
    )


def propre(chaine: str) -> str:
    """A plain string as printed in French."""
    return franciser(nettoyer(chaine))


def contenu_propre(contenu: Contenu) -> Contenu:
    """Inline content as printed: Texte, and the Champ that are missing or that the renderer computes."""
    return tuple(morceau for fragment in contenu for morceau in _fragment(fragment))


def _fragment(fragment: Fragment) -> Iterable[Fragment]:
    if isinstance(fragment, Champ) and not fragment.valeur:
        return (fragment,)
    if isinstance(fragment, Champ):
        fragment = Texte(fragment.valeur)
    if isinstance(fragment, Renvoi):
        fragment = Texte(fragment.texte or fragment.cible)
    chaine = propre(fragment.texte)
    if fragment.exposant:
        return (replace(fragment, texte=chaine),)
    morceaux = ordinaux(chaine)
    if len(morceaux) == 1 and chaine == fragment.texte:
        return (fragment,)
    return tuple(replace(fragment, texte=bout, exposant=haut) for bout, haut in morceaux)


def _couverture(couverture: Couverture) -> Couverture:
    return Couverture(
        surtitre=propre(couverture.surtitre),
        periode=propre(couverture.periode),
        parties=tuple(map(propre, couverture.parties)),
        mentions=tuple(map(propre, couverture.mentions)),
        contenu=_Preparation().blocs(couverture.contenu),
    )


class _Preparation:
    """One walk over the blocs: remembers the anchors given and the level of the last heading."""

    def __init__(self) -> None:
        self.ancres: set[str] = set()
        self.niveau = 0

    def blocs(self, blocs: Iterable[BlocPublie]) -> tuple[BlocPublie, ...]:
        return tuple(self.bloc(bloc) for bloc in blocs)

    def bloc(self, bloc: BlocPublie) -> BlocPublie:  # noqa: PLR0911 -- one case per kind of bloc
        match bloc:
            case Titre():
                return self._titre(bloc)
            case Paragraphe():
                return Paragraphe(contenu_propre(bloc.contenu), bloc.place)
            case Liste():
                return replace(bloc, elements=tuple(map(_element, bloc.elements)))
            case Tableau():
                return _tableau(bloc)
            case Figure():
                return replace(bloc, alternative=propre(bloc.alternative) or "Illustration sans description")
            case Insertion():
                return Paragraphe((Champ(bloc.cle),))
            case Encadre():
                return Encadre(bloc.genre, self.blocs(bloc.blocs))
            case Signatures():
                return Signatures(tuple(map(_emplacement, bloc.emplacements)))
        return bloc

    def _titre(self, titre: Titre) -> Titre:
        self.niveau = min(max(titre.niveau, 1), self.niveau + 1, 6)
        contenu = contenu_propre(titre.contenu) or texte(propre(titre.numero) or "Sans titre")
        numero = propre(titre.numero) if titre.contenu else ""
        ancre = self._ancre(titre.ancre or f"{titre.numero} {texte_brut(contenu)}")
        return replace(titre, niveau=self.niveau, contenu=contenu, ancre=ancre, numero=numero)

    def _ancre(self, souhaitee: str) -> str:
        sans_accents = unicodedata.normalize("NFKD", souhaitee).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", sans_accents.lower()).strip("-")[:48].strip("-") or "titre"
        base = base if base[0].isalpha() else f"t-{base}"
        ancre, suite = base, 1
        while ancre in self.ancres:
            suite += 1
            ancre = f"{base}-{suite}"
        self.ancres.add(ancre)
        return ancre


def _element(element: Element) -> Element:
    return Element(contenu_propre(element.contenu), tuple(map(_element, element.sous)), element.place)


def _tableau(tableau: Tableau) -> Tableau:
    return replace(
        tableau,
        legende=propre(tableau.legende),
        entetes=_rangs(tableau.entetes),
        rangs=_rangs(tableau.rangs),
    )


def _rangs(rangs: tuple[Rang, ...]) -> tuple[Rang, ...]:
    """Rows whose cells cover the same number of columns."""
    propres = []
    for rang in rangs:
        cellules = tuple(Cellule(contenu_propre(c.contenu), c.colonnes, c.rangs) for c in rang.cellules)
        propres.append(Rang(cellules or (Cellule(()),), rang.place))
    return tuple(propres)


def _emplacement(emplacement: Emplacement) -> Emplacement:
    return Emplacement(propre(emplacement.organisation), propre(emplacement.qualite), propre(emplacement.nom))

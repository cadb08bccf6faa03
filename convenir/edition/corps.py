"""The text that was read, laid out again: provisions, parties, visas, real tables, nothing lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Insertion,
    Liste,
    Paragraphe,
    Rang,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte,
    texte_brut,
)
from convenir.documents.publication import Encadre
from convenir.edition.chiffres import en_tableau, par_ligne
from convenir.edition.intertitres import Intertitre, contenu_seul, intertitres
from convenir.edition.lacunes import MANQUE, marquer_bloc
from convenir.edition.reperes import Reperes, lignes_de, texte_de
from convenir.edition.signatures import bloc_de_signature, depuis_tableau
from convenir.lecture.composition import composer
from convenir.lecture.faits import faits_de

if TYPE_CHECKING:
    from convenir.documents.blocs import Bloc, Contenu
    from convenir.documents.publication import BlocPublie
    from convenir.lecture.dossier import Disposition, Dossier

_NUMERO = re.compile(
    r"\s*((?:article|annexe)\s+(?:n°\s*)?(?:premier|\d+\s*(?:er)?(?:\s*(?:bis|ter))?|[IVX]+)\b)\s*[-–—:.)]*\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_SUITE_DE_PARTIE = re.compile(
    r"\s*[-–—(]?\s*(?:ci[- ]après|repr[ée]sent[ée]e?s?\b|d[ée]nomm[ée]e?s?\b|d[ûu]ment)", re.IGNORECASE
)
_TIRET = re.compile(r"(?<=[,;.])\s+[-–]\s+(?=[A-ZÀ-Ý])")
_LONGUE = 40  # characters from which a lone first cell is a sentence over the whole row


@dataclass(slots=True)
class Corps:
    """What the walk has laid out: `ouverture` goes on the cover, `blocs` are the body."""

    dossier: Dossier
    reperes: Reperes
    ouverture: list[BlocPublie] = field(default_factory=list)
    blocs: list[BlocPublie] = field(default_factory=list)
    titres_sommaire: list[str] = field(default_factory=list)
    intertitres: dict[int, Intertitre] = field(default_factory=dict)
    niveau_lu: int = 1
    signe: bool = False


def mettre_en_page(dossier: Dossier, reperes: Reperes) -> Corps:
    """Walk the blocs read, in order, each going to one place of the publication."""
    corps = Corps(dossier, reperes, intertitres=intertitres(dossier))
    for bloc in _chiffres_en_tableaux(dossier, corps.intertitres):
        _placer(corps, bloc)
    if not corps.signe and dossier.parties:
        _ajouter_signatures(corps)
    corps.blocs = _fondre_titres(corps.blocs)
    return corps


def _fondre_titres(blocs: list[BlocPublie]) -> list[BlocPublie]:
    """A heading cut in two lines ("Plan d'action", then its theme) is one heading."""
    fondus: list[BlocPublie] = []
    for bloc in blocs:
        dernier = fondus[-1] if fondus else None
        if isinstance(bloc, Titre) and isinstance(dernier, Titre) and 1 < bloc.niveau < dernier.niveau:
            fondus[-1] = replace(bloc, contenu=(*dernier.contenu, Texte(" "), *bloc.contenu))
        else:
            fondus.append(bloc)
    return fondus


def _chiffres_en_tableaux(dossier: Dossier, titres: dict[int, Intertitre]) -> list[Bloc]:
    """The blocs read, the figures printed apart under a heading gathered in a table."""
    indicateurs = par_ligne(dossier.indicateurs)
    blocs: list[Bloc] = []
    suite: list[Bloc] = []
    for bloc in dossier.document.blocs:
        lignes = lignes_de(bloc)
        if isinstance(bloc, Paragraphe) and lignes and lignes[0] not in titres:
            suite.append(bloc)
            continue
        blocs += [*en_tableau(suite, indicateurs), bloc]
        suite = []
    return blocs + en_tableau(suite, indicateurs)


def _placer(corps: Corps, bloc: Bloc) -> None:
    lignes = lignes_de(bloc)
    premiere = lignes[0] if lignes else 0
    reperes = corps.reperes
    if isinstance(bloc, Insertion):
        corps.blocs += _inserer(corps, bloc)
    elif isinstance(bloc, Saut):
        pass  # the layout is ours: annexes begin a page, nothing else has to
    elif premiere in reperes.titres and isinstance(bloc, (Titre, Paragraphe)):
        _ouvrir(corps, bloc, reperes.titres[premiere])
    elif premiere in reperes.sommaire:
        _retenir_sommaire(corps, bloc)
    elif premiere in reperes.acte:
        _grouper(corps, "acte", bloc)
    elif 0 < premiere < reperes.premiere:
        corps.ouverture.append(marquer_bloc(bloc))
    else:
        _placer_selon_region(corps, bloc)


def _inserer(corps: Corps, bloc: Insertion) -> list[BlocPublie]:
    """A live block: what the record shows, the signature block, or "à compléter" when nobody knows it."""
    if bloc.cle == "signatures":
        corps.signe = True
        return [bloc_de_signature(corps.dossier)]
    composes = composer((bloc,), faits_de(corps.dossier))
    return [Paragraphe((Champ(b.cle),)) if isinstance(b, Insertion) else b for b in composes]


def _placer_selon_region(corps: Corps, bloc: Bloc) -> None:
    region = corps.reperes.region(bloc)
    if region == "parties":
        _presenter_partie(corps, bloc)
    elif region == "visas" and not isinstance(bloc, Titre):
        _grouper(corps, "visas", bloc)
    elif region == "signatures":
        _signer(corps, bloc)
    else:
        corps.blocs += _ordinaire(corps, bloc)


def _ordinaire(corps: Corps, bloc: Bloc) -> list[BlocPublie]:
    lignes = lignes_de(bloc)
    intertitre = corps.intertitres.get(lignes[0]) if lignes else None
    seul = contenu_seul(bloc)
    if seul is not None and intertitre is not None and (intertitre.promu or _plat(corps)):
        return [Titre(intertitre.niveau, seul.contenu, seul.place)]
    if isinstance(bloc, Titre):
        niveau = max(2 if corps.reperes.titres else 1, bloc.niveau - corps.niveau_lu + 1)
        bloc = replace(bloc, niveau=niveau)
    if isinstance(bloc, Tableau):
        bloc = _etendre(bloc)
    if isinstance(bloc, Paragraphe) and "\n" in texte_brut(bloc.contenu):
        return [marquer_bloc(b) for b in _puces_internes(bloc)]
    return [marquer_bloc(bloc)]


def _plat(corps: Corps) -> bool:
    """Whether the file has no heading levels of its own, so that ours are better."""
    return corps.dossier.source.format == "txt"


def _ouvrir(corps: Corps, bloc: Titre | Paragraphe, disposition: Disposition) -> None:
    """The heading of a provision; an annexe begins a page."""
    corps.niveau_lu = bloc.niveau if isinstance(bloc, Titre) else 1
    if disposition.type == "annexe":
        if not corps.signe and corps.dossier.parties:
            _ajouter_signatures(corps)
        corps.blocs.append(Saut("page"))
    brut = texte_brut(bloc.contenu)
    trouve = _NUMERO.match(brut)
    numero, titre = (trouve[1], trouve[2]) if trouve and trouve[2].strip() else ("", brut)
    ancre = disposition.cle
    corps.blocs.append(Titre(1, texte(" ".join(titre.split())), bloc.place, ancre, numero))


def _retenir_sommaire(corps: Corps, bloc: Bloc) -> None:
    """The old contents are replaced by computed ones, under their own title."""
    entrees = {n for entree in corps.dossier.sommaire for n in entree.lignes}
    brut = texte_de(bloc).strip()
    if brut and not entrees & set(lignes_de(bloc)):
        corps.titres_sommaire.append(brut)


def _presenter_partie(corps: Corps, bloc: Bloc) -> None:
    """Each party in a frame of its own, with how it is represented and named."""
    if isinstance(bloc, Liste):
        for element in bloc.elements:
            corps.blocs.append(Encadre("partie", tuple(_en_paragraphes(element))))
        return
    partie = any(n in corps.reperes.parties for n in lignes_de(bloc))
    suite = bool(_SUITE_DE_PARTIE.match(texte_de(bloc)))
    dernier = corps.blocs[-1] if corps.blocs else None
    if suite and isinstance(dernier, Encadre) and dernier.genre == "partie":
        corps.blocs[-1] = Encadre("partie", (*dernier.blocs, *_ordinaire(corps, bloc)))
    elif partie and isinstance(bloc, Paragraphe):
        corps.blocs.append(Encadre("partie", tuple(_ordinaire(corps, bloc))))
    else:
        corps.blocs += _ordinaire(corps, bloc)


def _en_paragraphes(element: Element) -> list[BlocPublie]:
    blocs: list[BlocPublie] = [marquer_bloc(Paragraphe(element.contenu, element.place))]
    if element.sous:
        blocs.append(marquer_bloc(Liste(element.sous)))
    return blocs


def _grouper(corps: Corps, genre: str, bloc: Bloc) -> None:
    """Neighbours of one kind stand in one frame."""
    dernier = corps.blocs[-1] if corps.blocs else None
    ajout = tuple(_ordinaire(corps, bloc))
    if isinstance(dernier, Encadre) and dernier.genre == genre:
        corps.blocs[-1] = Encadre(genre, (*dernier.blocs, *ajout))
    else:
        corps.blocs.append(Encadre(genre, ajout))


def _signer(corps: Corps, bloc: Bloc) -> None:
    """In the signature part: the table read becomes the block, the sentences stay."""
    if isinstance(bloc, Tableau):
        signatures = depuis_tableau(bloc, corps.dossier)
        if signatures:
            corps.signe = True
            _joindre(corps, (signatures,))
            return
    _joindre(corps, tuple(_ordinaire(corps, bloc)))


def _joindre(corps: Corps, ajout: tuple[BlocPublie, ...]) -> None:
    """What closes the convention stays with its signatures: they never stand alone on a page."""
    dernier = corps.blocs[-1] if corps.blocs else None
    if isinstance(dernier, Encadre) and dernier.genre == "signatures":
        corps.blocs[-1] = Encadre("signatures", (*dernier.blocs, *ajout))
    else:
        corps.blocs.append(Encadre("signatures", ajout))


def _ajouter_signatures(corps: Corps) -> None:
    """A block for a text that has none: place and date are left to complete."""
    corps.signe = True
    deja = any(texte_de(b).strip().casefold().startswith("fait à") for b in corps.dossier.document.blocs)
    if not deja:
        lieu: tuple[Texte | Champ, ...] = (Texte("Fait à "), Champ(MANQUE), Texte(", le "), Champ(MANQUE))
        _joindre(corps, (Paragraphe(lieu),))
    _joindre(corps, (bloc_de_signature(corps.dossier),))


def _etendre(tableau: Tableau) -> Tableau:
    """A row made of one long text spans the whole table."""
    return replace(
        tableau,
        rangs=tuple(map(_etendre_rang, tableau.rangs)),
        entetes=tuple(map(_etendre_rang, tableau.entetes)),
    )


def _etendre_rang(rang: Rang) -> Rang:
    rang = replace(rang, cellules=tuple(replace(c, contenu=_tirets(c.contenu)) for c in rang.cellules))
    premiere, *autres = rang.cellules
    brut = texte_brut(premiere.contenu)
    if not autres or any(c.contenu for c in autres) or (len(brut) < _LONGUE and "\n" not in brut):
        return rang
    return replace(
        rang, cellules=(Cellule(premiere.contenu, colonnes=sum(c.colonnes for c in rang.cellules)),)
    )


def _tirets(contenu: Contenu) -> Contenu:
    """Items run together in a cell ("- Veiller, - Valider") each get their line."""
    return tuple(
        replace(f, texte=_TIRET.sub(r"\n- ", f.texte)) if isinstance(f, Texte) else f for f in contenu
    )


def _puces_internes(bloc: Paragraphe) -> list[Bloc]:
    """A paragraph that holds a list, bullets at the start of its lines → paragraph and list."""
    lignes = _lignes(bloc)
    blocs: list[Bloc] = []
    items: list[Element] = []
    for ligne in lignes:
        puce = re.match(r"\s*[•▪●◦]\s*", texte_brut(ligne))
        if puce:
            items.append(Element(_sans_debut(ligne, puce.end())))
            continue
        blocs += _vider(items)
        blocs.append(Paragraphe(ligne))
    blocs += _vider(items)
    if not any(isinstance(b, Liste) for b in blocs):
        return [bloc]
    return [replace(b, place=bloc.place) if rang == 0 else b for rang, b in enumerate(blocs)]


def _vider(items: list[Element]) -> list[Bloc]:
    liste: list[Bloc] = [Liste(tuple(items))] if items else []
    items.clear()
    return liste


def _lignes(bloc: Paragraphe) -> list[tuple[Texte, ...]]:
    lignes: list[list[Texte]] = [[]]
    for fragment in bloc.contenu:
        if not isinstance(fragment, Texte):
            continue
        premier, *suivants = fragment.texte.split("\n")
        lignes[-1].append(replace(fragment, texte=premier))
        lignes += [[replace(fragment, texte=s)] for s in suivants]
    return [tuple(f for f in ligne if f.texte) for ligne in lignes if any(f.texte.strip() for f in ligne)]


def _sans_debut(ligne: tuple[Texte, ...], longueur: int) -> tuple[Texte, ...]:
    reste: list[Texte] = []
    for fragment in ligne:
        coupe = fragment.texte[longueur:] if longueur else fragment.texte
        longueur = max(0, longueur - len(fragment.texte))
        if coupe:
            reste.append(replace(fragment, texte=coupe))
    return tuple(reste)

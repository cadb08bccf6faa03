"""Publication → PDF by Typst: tagged, PDF/UA-1 and PDF/A-2a, contents, bookmarks, page x / y."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import typst

from convenir.documents.blocs import (
    Champ,
    Figure,
    Liste,
    Paragraphe,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte_brut,
)
from convenir.documents.publication import (
    ANNEXES,
    PAGES,
    Couverture,
    Encadre,
    Publication,
    Signatures,
    titres,
)
from convenir.documents.signature import code_qr
from convenir.documents.sortie import polices
from convenir.documents.sortie.grille import en_lignes, est_chiffre, grille, places
from convenir.documents.sortie.pagination import avec_suite, tient
from convenir.documents.sortie.preparation import A_COMPLETER, preparer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.documents.blocs import Contenu, Element, Fragment, Rang
    from convenir.documents.publication import BlocPublie
    from convenir.documents.sortie.grille import Grille

NORMES: list[typst.PDFStandard] = ["ua-1", "a-2a"]
GABARIT = Path(__file__).with_name("convention.typ")
_ESSAIS = 4
_MARQUES = ("gras", "italique", "souligne", "exposant", "lien")
_SANS_GLYPHE = re.compile(r'the text `"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`')
_ECHAPPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_IMAGES = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "gif": "gif", "svg": "svg", "webp": "webp"}


@lru_cache(maxsize=2)
def rendre(publication: Publication) -> bytes:
    """The PDF of a publication.

    A character that no font can draw is replaced by its plain form, else by "□": the document is
    published all the same. Raises `Refus` when there is nothing to publish or a font is missing.
    """
    prete = preparer(publication)
    figures = [figure for figure in _figures(prete.blocs) if extension(figure)]
    donnees = json.dumps(_publication(prete, figures), ensure_ascii=False)
    if not figures:
        return _compiler(donnees, GABARIT)
    try:
        return _avec_images(donnees, figures)
    except Refus:  # an image that cannot be decoded: its description is printed instead
        return _compiler(json.dumps(_publication(prete, []), ensure_ascii=False), GABARIT)


def _figures(blocs: Iterable[BlocPublie]) -> Iterator[Figure]:
    for bloc in blocs:
        if isinstance(bloc, Figure):
            yield bloc
        elif isinstance(bloc, Encadre):
            yield from _figures(bloc.blocs)


def _avec_images(donnees: str, figures: list[Figure]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="convenir-") as racine:
        for numero, figure in enumerate(figures):
            Path(racine, f"{numero}.{extension(figure)}").write_bytes(figure.octets)
        return _compiler(donnees, Path(shutil.copy(GABARIT, racine)))


@lru_cache(maxsize=2)
def paginer(publication: Publication) -> tuple[int, dict[str, int]]:
    """(number of pages, page of each heading by anchor) of the printed document."""
    ancres = [titre.ancre for titre in titres(preparer(publication))]
    document = pypdfium2.PdfDocument(rendre(publication))
    try:
        signets = [_page(signet) for signet in document.get_toc(max_depth=8)]
        return len(document), dict(zip(ancres, signets[len(signets) - len(ancres) :], strict=True))
    finally:
        document.close()


def _page(signet: Any) -> int:
    destination = signet.get_dest()
    return int(destination.get_index()) + 1 if destination else 1


def _compiler(donnees: str, gabarit: Path) -> bytes:
    compilateur = typst.Compiler(gabarit, root=gabarit.parent, font_paths=polices.fontes())
    for _ in range(_ESSAIS):
        try:
            octets = compilateur.compile(
                format="pdf", sys_inputs={"publication": donnees}, pdf_standards=NORMES
            )
            return octets if isinstance(octets, bytes) else b""
        except typst.TypstError as erreur:
            corrigees = _remplacer_illisibles(donnees, erreur.diagnostic or erreur.message)
            if corrigees == donnees:
                raise Refus(
                    "Le PDF n’a pas pu être composé : essayez --docx, et signalez ce document. "
                    f"(Typst : {erreur.message})"
                ) from erreur
            donnees = corrigees
    raise Refus(
        "Le PDF n’a pas pu être composé : le texte contient trop de signes qu’aucune police ne dessine."
    )


def _remplacer_illisibles(donnees: str, diagnostic: str) -> str:
    """The data without the characters that the diagnostic says no font draws."""
    illisibles = {c for trouve in _SANS_GLYPHE.findall(diagnostic) for c in _decoder("".join(trouve))}
    table = {ord(c): _simple(c) for c in illisibles if not c.isascii()}
    return donnees.translate(table)


def _decoder(cite: str) -> str:
    return _ECHAPPE.sub(lambda m: chr(int(m[1], 16)), cite)


def _simple(caractere: str) -> str:
    plein = unicodedata.normalize("NFKC", caractere)
    if plein != caractere:
        return plein
    return "" if unicodedata.category(caractere) in {"Cf", "Mn"} else "□"


def _publication(prete: Publication, figures: list[Figure]) -> dict[str, Any]:
    ecriture = _Ecriture(figures)
    jour = prete.date or datetime.datetime.now(tz=datetime.UTC).date()
    return {
        "titre": prete.titre,
        "courant": prete.courant,
        "auteur": prete.auteur or [],
        "sujet": prete.sujet,
        "mots_cles": list(prete.mots_cles),
        "date": [jour.year, jour.month, jour.day],
        "langue": prete.langue,
        "annexes": prete.annexes,
        "paraphes": list(prete.paraphes),
        "verification": _verification(prete.verification),
        "filigrane": prete.filigrane,
        "phrase_manques": prete.phrase_manques,
        "couverture": prete.couverture and ecriture.couverture(prete.couverture),
        "sommaire": prete.sommaire,
        "titre_sommaire": prete.titre_sommaire,
        "apres_sommaire": ecriture.blocs(prete.apres_sommaire),
        "profondeur": prete.profondeur,
        "entrees": {
            t.ancre: {"niveau": t.niveau, "numero": t.numero, "texte": texte_brut(t.contenu)}
            for t in titres(prete)
        },
        "blocs": ecriture.blocs(prete.blocs),
    }


def _verification(adresse: str) -> dict[str, str] | None:
    return {"adresse": adresse, "code": code_qr(adresse)} if adresse else None


class _Ecriture:
    """Blocs as the plain data that the template expects."""

    def __init__(self, figures: list[Figure]) -> None:
        self.fichiers = {id(f): f"{n}.{extension(f)}" for n, f in enumerate(figures)}

    def couverture(self, couverture: Couverture) -> dict[str, Any]:
        return {
            "surtitre": couverture.surtitre,
            "periode": couverture.periode,
            "parties": list(couverture.parties),
            "mentions": list(couverture.mentions),
            "contenu": self.blocs(couverture.contenu),
        }

    def blocs(self, blocs: Iterable[BlocPublie]) -> list[dict[str, Any]]:
        return [ecrit for bloc, suivi in avec_suite(blocs) if (ecrit := self.bloc(bloc, suivi=suivi))]

    def bloc(self, bloc: BlocPublie, *, suivi: bool) -> dict[str, Any] | None:  # noqa: PLR0911 -- one case per kind of bloc
        match bloc:
            case Titre():
                return _titre(bloc)
            case Paragraphe():
                return {"n": "paragraphe", "contenu": _contenu(bloc.contenu), "suivi": suivi}
            case Liste():
                return {
                    "n": "liste",
                    "ordonnee": bloc.ordonnee,
                    "elements": [_element(e) for e in bloc.elements],
                }
            case Tableau():
                return _tableau(bloc)
            case Figure():
                fichier = self.fichiers.get(id(bloc), "")
                return {"n": "figure", "alternative": bloc.alternative, "fichier": fichier}
            case Saut():
                return {"n": "saut"}
            case Encadre():
                return {
                    "n": "encadre",
                    "genre": bloc.genre,
                    "secable": not tient(bloc),
                    "blocs": self.blocs(bloc.blocs),
                }
            case Signatures():
                emplacements = [
                    {"organisation": e.organisation, "qualite": e.qualite, "nom": e.nom}
                    for e in bloc.emplacements
                ]
                return {"n": "signatures", "emplacements": emplacements}
        return None


def _titre(titre: Titre) -> dict[str, Any]:
    brut = texte_brut(titre.contenu)
    return {
        "n": "titre",
        "niveau": titre.niveau,
        "numero": titre.numero,
        "capitales": brut.isupper(),
        "contenu": _contenu(titre.contenu),
        "ancre": titre.ancre,
    }


def _contenu(contenu: Contenu) -> str | list[str | dict[str, Any]]:
    """One string when nothing stands out, else strings and fragments."""
    ecrits = [_fragment(f) for f in contenu]
    if len(ecrits) == 1 and isinstance(ecrits[0], str):
        return ecrits[0]
    return ecrits


def _fragment(fragment: Fragment) -> str | dict[str, Any]:
    if isinstance(fragment, Champ):
        calcules = {PAGES: {"n": "pages"}, ANNEXES: {"n": "annexes"}}
        return calcules.get(fragment.cle) or {"n": "manque", "texte": A_COMPLETER}
    if not isinstance(fragment, Texte):
        return fragment.texte
    marques = {m: v for m in _MARQUES if (v := getattr(fragment, m))}
    if not marques and "\n" not in fragment.texte:
        return fragment.texte
    return {"n": "texte", "texte": fragment.texte, **marques}


def _element(element: Element) -> dict[str, Any]:
    return {"contenu": _contenu(element.contenu), "sous": [_element(e) for e in element.sous]}


def _tableau(tableau: Tableau) -> dict[str, Any]:
    mesure = grille(tableau)
    haut = len(tableau.entetes)
    return {
        "n": "tableau",
        "legende": mesure.legende,
        "source": mesure.source,
        "haut": haut,
        "hauteur": haut + len(tableau.rangs),
        "total": mesure.total,
        "dense": mesure.dense,
        "secable": not mesure.insecable,
        "parts": list(mesure.parts),
        "entetes": _cellules(tableau.entetes, 0, mesure, entete=True),
        "rangs": _cellules(tableau.rangs, haut, mesure, entete=False),
    }


def _cellules(rangs: tuple[Rang, ...], depart: int, mesure: Grille, *, entete: bool) -> list[dict[str, Any]]:
    dernier = len(rangs) - 1
    return [
        {
            "x": colonne,
            "y": depart + rang,
            "colonnes": cellule.colonnes,
            "rangs": cellule.rangs,
            "chiffre": colonne in mesure.chiffres and (entete or est_chiffre(cellule)),
            "gras": mesure.total and not entete and rang == dernier,
            "lignes": [{"puce": p, "contenu": _contenu(c)} for p, c in en_lignes(cellule.contenu)],
        }
        for rang, colonne, cellule in places(rangs)
    ]


def extension(figure: Figure) -> str:
    """File extension of an image that can be printed; empty when only a trace of it was read."""
    return (
        _IMAGES.get(figure.format.lower().rpartition("/")[2].removesuffix("+xml"), "")
        if figure.octets
        else ""
    )

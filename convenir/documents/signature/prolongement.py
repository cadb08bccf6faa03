"""Whether what was added to a PDF is signatures, and nothing else.

A signature covers the file as it is when it is given: what was slipped in before it, after the copy that
people read, is covered too. So the objects of that copy must all be there, unchanged; only what carries
signatures may differ.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils import generic

from convenir.documents.signature import lecteur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

#: What a signature may add to or change in the catalog: the form, its extensions, what keeps it checkable.
_CATALOGUE = frozenset({"/AcroForm", "/Extensions", "/DSS", "/Metadata", "/Version"})
_SIGNATURE = "/Sig"


def n_ajoute_que_des_signatures(avant: bytes, apres: bytes) -> bool:
    """Whether `apres` holds all that `avant` shows, unchanged, and no new annotation but signatures.

    Raises `Refus` when either is no PDF that reads.
    """
    ancien, nouveau = lecteur.ouvrir(avant), lecteur.ouvrir(apres)
    try:
        return _meme_racine(ancien, nouveau) and all(_memes_objets(ancien, nouveau))
    except Exception:  # noqa: BLE001 -- a damaged file may break the parser in any way
        return False


def _meme_racine(ancien: PdfFileReader, nouveau: PdfFileReader) -> bool:
    return bool(ancien.root_ref.idnum == nouveau.root_ref.idnum)


def _memes_objets(ancien: PdfFileReader, nouveau: PdfFileReader) -> Iterator[bool]:
    permis = _references_du_formulaire(ancien) | _references_de_tenue(ancien)
    for revision in range(ancien.xrefs.total_revisions):
        for reference in ancien.xrefs.explicit_refs_in_revision(revision):
            if reference.idnum not in permis:
                yield _inchange(ancien, nouveau, reference)


def _inchange(ancien: PdfFileReader, nouveau: PdfFileReader, reference: Any) -> bool:
    avant = ancien.get_object(generic.Reference(reference.idnum, reference.generation, ancien))
    apres = nouveau.get_object(generic.Reference(reference.idnum, reference.generation, nouveau))
    if isinstance(avant, generic.StreamObject):
        return isinstance(apres, generic.StreamObject) and (
            avant.encoded_data == apres.encoded_data and _ecrit(dict(avant)) == _ecrit(dict(apres))
        )
    if not isinstance(avant, generic.DictionaryObject) or not isinstance(apres, generic.DictionaryObject):
        return _serialise(avant) == _serialise(apres)
    ignores = _CATALOGUE if _valeur(avant, "/Type") == "/Catalog" else frozenset()
    if _valeur(avant, "/Type") == "/Page":
        ignores = frozenset({"/Annots", "/Tabs"})
        if not _memes_annotations(avant, apres):
            return False
    return _ecrit(dict(avant), ignores) == _ecrit(dict(apres), ignores)


def _memes_annotations(avant: generic.DictionaryObject, apres: generic.DictionaryObject) -> bool:
    """The annotations of a page, in order, then fields of signature only."""
    anciennes = [_serialise(a) for a in _brutes(avant)]
    nouvelles = _brutes(apres)
    if [_serialise(a) for a in nouvelles[: len(anciennes)]] != anciennes:
        return False
    return all(_est_une_signature(a.get_object()) for a in nouvelles[len(anciennes) :])


def _brutes(page: generic.DictionaryObject) -> list[Any]:
    annotations = _valeur(page, "/Annots")
    return list(list.__iter__(annotations)) if annotations else []  # as written: references stay references


def _est_une_signature(annotation: generic.DictionaryObject) -> bool:
    champ = annotation if "/FT" in annotation else _valeur(annotation, "/Parent")
    return bool(_valeur(annotation, "/Subtype") == "/Widget" and _valeur(champ, "/FT") == _SIGNATURE)


def _references_du_formulaire(fichier: PdfFileReader) -> set[int]:
    """The form of the file and its list of fields, which every signature lengthens."""
    racine, trouvees = fichier.root, set()
    formulaire = _valeur(racine, "/AcroForm")
    if formulaire is not None:
        for porteur, cle in ((racine, "/AcroForm"), (formulaire, "/Fields")):
            brut = porteur.raw_get(cle) if cle in porteur else None
            if isinstance(brut, generic.IndirectObject):
                trouvees.add(brut.idnum)
    for page in _pages(fichier):
        brut = page.raw_get("/Annots") if "/Annots" in page else None
        if isinstance(brut, generic.IndirectObject):
            trouvees.add(brut.idnum)  # compared with its page, item by item
    return trouvees


def _pages(fichier: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    pile = [fichier.root["/Pages"]]
    while pile:
        noeud = pile.pop()
        enfants = _valeur(noeud, "/Kids")
        if enfants is None:
            yield noeud
        else:
            pile.extend(enfant.get_object() for enfant in enfants)


def _references_de_tenue(fichier: PdfFileReader) -> set[int]:
    """What tools that sign keep up to date: the information of the file, and its metadata."""
    trouvees = set()
    for porteur, cle in ((fichier.trailer, "/Info"), (fichier.root, "/Metadata")):
        brut = porteur.raw_get(cle) if cle in porteur else None
        if isinstance(brut, generic.IndirectObject):
            trouvees.add(brut.idnum)
    return trouvees


def _valeur(dictionnaire: Any, cle: str) -> Any:
    """What a dictionary holds, references followed; None without it."""
    return dictionnaire[cle] if dictionnaire is not None and cle in dictionnaire else None


def _ecrit(dictionnaire: dict[Any, Any], ignores: frozenset[str] = frozenset()) -> dict[str, bytes]:
    return {str(cle): _serialise(v) for cle, v in dictionnaire.items() if str(cle) not in ignores}


def _serialise(objet: Any) -> bytes:
    tampon = io.BytesIO()
    objet.write_to_stream(tampon)
    return tampon.getvalue()

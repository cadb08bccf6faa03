"""Comments in a Word file that exists: the same file, plus what is said of its passages.

Only four parts change: the document (ranges and references), the comments, and the two lists that
declare them. Everything else is copied byte for byte; comments already there are kept.
Format: ECMA-376 part 1, § 17.13.4.
"""

from __future__ import annotations

import copy
import datetime
import io
import posixpath
import zipfile
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from convenir.documents.sortie.reperage import Portee, reperer
from convenir.documents.sortie.typographie import nettoyer
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRANSITIONNEL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NATURE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ESPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Commentaire:
    """What to say, and where.

    `repere`: the anchor a reader gave ("p:12", the thirteenth w:p of the document); empty for the whole
    document. `extrait`: the exact words concerned; empty or not found, the comment covers the paragraph.
    `lignes`: the paragraphs of the comment, the first in bold.
    """

    repere: str
    extrait: str
    lignes: tuple[str, ...]


def annoter(octets: bytes, commentaires: Sequence[Commentaire], *, auteur: str = "Convenir") -> bytes:
    """The bytes of the same .docx with comments. Raises `Refus` when it is not a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parties = {info.filename: archive.read(info) for info in archive.infolist()}
            infos = archive.infolist()
        modifiees = _annoter(parties, commentaires, auteur)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration) as erreur:
        raise Refus(
            "Ce fichier n’est pas un document Word lisible : enregistrez-le de nouveau en .docx."
        ) from erreur
    return _refermer(infos, parties, modifiees)


def _refermer(infos: list[zipfile.ZipInfo], parties: dict[str, bytes], modifiees: dict[str, bytes]) -> bytes:
    """The archive with the parts that changed; the others keep their bytes, order and dates."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in infos:
            contenu = modifiees.get(info.filename, parties[info.filename])
            archive.writestr(info, contenu, info.compress_type)
        for nom in sorted(modifiees.keys() - parties.keys()):
            archive.writestr(
                zipfile.ZipInfo(nom, (1980, 1, 1, 0, 0, 0)), modifiees[nom], zipfile.ZIP_DEFLATED
            )
    return tampon.getvalue()


def _annoter(parties: dict[str, bytes], commentaires: Sequence[Commentaire], auteur: str) -> dict[str, bytes]:
    corps = _partie_principale(parties)
    dossier, nom = posixpath.split(corps)
    fichier_relations = f"{dossier}/_rels/{nom}.rels"
    racine = _lire(parties[corps])
    relations = _lire(
        parties.get(fichier_relations, b"<Relationships xmlns='" + _RELATIONS[1:-1].encode() + b"'/>")
    )
    cible = _cible(relations, dossier)
    espace = etree.QName(racine).namespace
    existants = _lire(parties[cible]) if cible in parties else None
    if existants is None:
        existants = etree.Element(f"{{{espace}}}comments", nsmap={"w": espace})
    _ecrire_commentaires(racine, existants, commentaires, auteur)
    modifiees = {corps: _octets(racine)}
    if cible not in parties:
        cible = f"{dossier}/comments.xml"
        modifiees[fichier_relations] = _octets(_relier(relations, strict=espace != _espace_courant()))
        modifiees["[Content_Types].xml"] = _octets(_declarer(_lire(parties["[Content_Types].xml"]), cible))
    modifiees[cible] = _octets(existants)
    return modifiees


def _espace_courant() -> str:
    return "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _lire(octets: bytes) -> etree._Element:
    return etree.fromstring(octets, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _octets(racine: etree._Element) -> bytes:
    return bytes(etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True))


def _partie_principale(parties: dict[str, bytes]) -> str:
    relations = _lire(parties["_rels/.rels"])
    genres = {f"{base}/officeDocument" for base in (_TRANSITIONNEL, _STRICT)}
    return str(next(r.get("Target", "").lstrip("/") for r in relations if r.get("Type") in genres))


def _cible(relations: etree._Element, dossier: str) -> str:
    """The part of the comments already there, or nothing."""
    genres = {f"{base}/comments" for base in (_TRANSITIONNEL, _STRICT)}
    cible = str(next((r.get("Target", "") for r in relations if r.get("Type") in genres), ""))
    if not cible:
        return ""
    return cible.lstrip("/") if cible.startswith("/") else str(posixpath.normpath(f"{dossier}/{cible}"))


def _relier(relations: etree._Element, *, strict: bool) -> etree._Element:
    pris = {r.get("Id") for r in relations}
    identifiant = next(f"rIdCommentaires{n}" for n in count(1) if f"rIdCommentaires{n}" not in pris)
    genre = f"{_STRICT if strict else _TRANSITIONNEL}/comments"
    etree.SubElement(
        relations, f"{_RELATIONS}Relationship", Id=identifiant, Type=genre, Target="comments.xml"
    )
    return relations


def _declarer(types: etree._Element, cible: str) -> etree._Element:
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{cible}", ContentType=_NATURE)
    return types


def _ecrire_commentaires(
    racine: etree._Element, existants: etree._Element, commentaires: Sequence[Commentaire], auteur: str
) -> None:
    w = f"{{{etree.QName(racine).namespace}}}"
    paragraphes = list(racine.iter(f"{w}p"))
    pris = [int(c.get(f"{w}id", "0")) for c in existants.iter(f"{w}comment")]
    for numero, commentaire in enumerate(commentaires, start=max(pris, default=-1) + 1):
        portee = reperer(paragraphes, commentaire.repere, commentaire.extrait, w)
        if portee is None:
            raise KeyError(commentaire.repere)
        _ancrer(portee, numero, w)
        existants.append(_commentaire(commentaire, numero, auteur, w))


def _ancrer(portee: Portee, numero: int, w: str) -> None:
    """Range marks around the words, then the reference that shows the comment."""
    identifiant = {f"{w}id": str(numero)}
    portee.premier.addprevious(etree.Element(f"{w}commentRangeStart", identifiant))
    fin = etree.Element(f"{w}commentRangeEnd", identifiant)
    portee.dernier.addnext(fin)
    reference = etree.Element(f"{w}r")
    etree.SubElement(reference, f"{w}commentReference", identifiant)
    fin.addnext(reference)


def _commentaire(commentaire: Commentaire, numero: int, auteur: str, w: str) -> etree._Element:
    maintenant = datetime.datetime.now(tz=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    attributs = {"id": str(numero), "author": auteur, "date": maintenant, "initials": auteur[:1]}
    element = etree.Element(f"{w}comment", {f"{w}{nom}": valeur for nom, valeur in attributs.items()})
    for rang, ligne in enumerate(commentaire.lignes):
        run = etree.SubElement(etree.SubElement(element, f"{w}p"), f"{w}r")
        if rang == 0:
            etree.SubElement(etree.SubElement(run, f"{w}rPr"), f"{w}b")
            marque = copy.deepcopy(run)
            etree.SubElement(marque, f"{w}annotationRef")
            run.addprevious(marque)
        texte = etree.SubElement(run, f"{w}t")
        texte.text = nettoyer(ligne).replace("\n", " ")
        texte.set(_ESPACE, "preserve")
    return element

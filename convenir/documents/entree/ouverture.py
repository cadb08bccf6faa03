"""Opening a file: its size, its real format, its encoding; then the reader of that format."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from convenir.documents.antivirus import examiner
from convenir.documents.entree.encodage import decoder
from convenir.documents.entree.nature import ENCODAGE_DECLARE, reconnaitre_binaire, reconnaitre_texte
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from pathlib import Path

    from convenir.documents.blocs import DocumentLu

_MODULES = {"txt": "texte", "md": "marques", "html": "html", "docx": "docx", "odt": "odt", "pdf": "pdf"}
TAILLE_MAXIMALE = 50 * 1024 * 1024  # bytes
LIGNES_MAXIMUM = 200_000  # of a text: a convention has about a thousand
_SUFFIXES = {"text": "txt", "markdown": "md", "htm": "html", "xhtml": "html"}
_EN_CLAIR = {
    "txt": "du texte",
    "md": "du Markdown",
    "html": "une page HTML",
    "docx": "un document Word",
    "odt": "un document OpenDocument",
    "pdf": "un PDF",
}


def lire_fichier(chemin: Path) -> DocumentLu:
    """Read a file of the disk into blocs.

    Raises `Refus` with one French sentence when the file is missing, too large (told before it is
    read), encrypted, scanned, broken, or of a format that is not read.
    """
    try:
        etat = chemin.stat()
        if stat.S_ISDIR(etat.st_mode):
            raise Refus(f"« {chemin} » est un dossier : donnez le fichier de la convention.")
        if not stat.S_ISREG(etat.st_mode):
            raise Refus(f"« {chemin} » n’est pas un fichier ordinaire : donnez le fichier de la convention.")
        _refuser_trop_gros(chemin.name, etat.st_size)
        with chemin.open("rb") as fichier:
            octets = fichier.read(TAILLE_MAXIMALE + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Refus(f"Le fichier « {chemin} » est introuvable : vérifiez le chemin.") from None
    except OSError as erreur:
        motif = erreur.strerror or "erreur du disque"
        raise Refus(
            f"Le fichier « {chemin} » ne peut pas être ouvert ({motif}) : vérifiez vos droits."
        ) from None
    return lire_octets(chemin.name, octets)


def lire_octets(nom: str, octets: bytes) -> DocumentLu:
    """Read the bytes of a given file, whose real format is recognised by its content, not its name.

    The one door through which what a person gives enters: the antivirus sees it before any reader.
    Raises `Refus` like `lire_fichier`.
    """
    _refuser_trop_gros(nom, len(octets))
    if not octets.strip(b" \t\r\n\f\v\x00"):
        raise _vide(nom)
    examiner(octets)
    identite = {"sha256": hashlib.sha256(octets).hexdigest(), "taille": len(octets)}
    format_lu = reconnaitre_binaire(nom, octets)
    matiere: bytes | str = octets
    if not format_lu:
        matiere, format_lu = _en_texte(nom, octets)
    lecteur = import_module(f"convenir.documents.entree.{_MODULES[format_lu]}")
    document = cast("DocumentLu", lecteur.lire(nom, matiere, **identite))
    if not any(ligne.strip() for ligne in document.source.lignes):
        raise _vide(nom)
    return replace(document, avis=(*_avis_de_suffixe(nom, format_lu), *document.avis))


def _en_texte(nom: str, octets: bytes) -> tuple[str, str]:
    chaine = decoder(nom, octets, declare=_encodage_declare(octets))
    if not chaine.strip():
        raise _vide(nom)
    if len(chaine.splitlines()) > LIGNES_MAXIMUM:
        raise Refus(
            f"Le fichier « {nom} » compte plus de 200 000 lignes : donnez le seul texte de la convention."
        )
    return chaine, reconnaitre_texte(nom, chaine)


def _encodage_declare(octets: bytes) -> str:
    """Encoding announced by a `<meta>` or an XML prolog at the head of a page, or nothing."""
    trouve = ENCODAGE_DECLARE.search(octets[:4096])
    return trouve[1].decode("ascii") if trouve else ""


def _refuser_trop_gros(nom: str, taille: int) -> None:
    if taille > TAILLE_MAXIMALE:
        raise Refus(
            f"Le fichier « {nom} » pèse {taille // 1_000_000} Mo, plus que les 50 Mo admis : "
            "donnez une version sans les images."
        )


def _vide(nom: str) -> Refus:
    return Refus(f"Le fichier « {nom} » est vide : choisissez le fichier de la convention.")


def _avis_de_suffixe(nom: str, format_lu: str) -> tuple[str, ...]:
    """What to tell when the name announces another format than the one read."""
    tete, _, suffixe = nom.rpartition(".")
    annonce = _SUFFIXES.get(suffixe.lower(), suffixe.lower())
    if not tete or annonce == format_lu or annonce not in _EN_CLAIR:
        return ()
    return (f"Le fichier se nomme .{suffixe} mais contient {_EN_CLAIR[format_lu]} : il a été lu comme tel.",)

"""Plain text, as extracted from a PDF or typed: lines → blocs."""

from __future__ import annotations

from convenir.documents.blocs import Bloc, DocumentLu, Paragraphe, Place, Source, texte


def lire(nom: str, chaine: str, *, sha256: str, taille: int) -> DocumentLu:
    """Read plain text; line numbers are those of the file."""
    lignes = tuple(chaine.splitlines())
    blocs: list[Bloc] = [
        Paragraphe(texte(ligne.strip()), Place(lignes=(numero,)))
        for numero, ligne in enumerate(lignes, start=1)
        if ligne.strip()
    ]
    source = Source(nom=nom, format="txt", lignes=lignes, numerotee=True, sha256=sha256, taille=taille)
    return DocumentLu(source=source, blocs=tuple(blocs))

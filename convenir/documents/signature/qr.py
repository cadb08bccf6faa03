"""QR codes as SVG."""

from __future__ import annotations

import io

import segno

from convenir.socle.erreurs import Refus

_LISIBLE = 300  # characters; beyond, the modules of a printed code are too small for a phone


def svg(texte: str) -> str:
    """The code of a text, dark on nothing, with the quiet zone that readers need (ISO/IEC 18004)."""
    if not texte:
        raise Refus("Il n’y a rien à mettre dans le code QR : donnez l’adresse de la page de vérification.")
    if len(texte) > _LISIBLE:
        raise Refus(f"Cette adresse est trop longue pour un code QR lisible : {_LISIBLE} caractères au plus.")
    sortie = io.BytesIO()
    segno.make(texte, error="m", micro=False).save(
        sortie, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4
    )
    return sortie.getvalue().decode()

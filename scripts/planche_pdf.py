"""Rebuild docs/images/pdf.png: three pages of the published demonstration, side by side.

.venv/bin/convenir editer valenciennes-metropole-2025 --pdf demonstration.pdf
.venv/bin/python scripts/planche_pdf.py demonstration.pdf 1 5 12
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

IMAGE = Path(__file__).resolve().parent.parent / "docs" / "images" / "pdf.png"
ECHELLE = 0.85  # pixels per point
MARGE = 14  # pixels


def main() -> None:
    fichier, *numeros = sys.argv[1:]
    document = pypdfium2.PdfDocument(fichier)
    pages = [
        ImageOps.expand(document[int(n) - 1].render(scale=ECHELLE).to_pil().convert("RGB"), 1, "#ddd8cb")
        for n in numeros
    ]
    largeur = sum(p.width for p in pages) + MARGE * (len(pages) + 1)
    planche = Image.new("RGB", (largeur, max(p.height for p in pages) + 2 * MARGE), "#f1eee6")
    x = MARGE
    for page in pages:
        planche.paste(page, (x, MARGE))
        x += page.width + MARGE
    planche.quantize(64).save(IMAGE, optimize=True)
    print(f"{IMAGE.name} : {IMAGE.stat().st_size // 1024} ko")


if __name__ == "__main__":
    main()

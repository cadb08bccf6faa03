"""A small publication that holds one bloc of every kind."""

from __future__ import annotations

import datetime
import struct
import zlib

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Figure,
    Liste,
    Paragraphe,
    Rang,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte,
)
from convenir.documents.publication import (
    ANNEXES,
    PAGES,
    Couverture,
    Emplacement,
    Encadre,
    Publication,
    Signatures,
)


def rang(*cellules):
    return Rang(tuple(Cellule(texte(c) if isinstance(c, str) else c) for c in cellules))


def image():
    """A red PNG of one pixel."""

    def morceau(nom, donnees):
        return struct.pack(">L", len(donnees)) + nom + donnees + struct.pack(">L", zlib.crc32(nom + donnees))

    entete = struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + morceau(b"IHDR", entete) + morceau(b"IDAT", pixel) + morceau(b"IEND", b"")


def publication(**changements):
    valeurs = {
        "titre": "Convention de Trifouillis",
        "courant": "Convention de Trifouillis 2030 – 2034",
        "date": datetime.date(2030, 2, 1),
        "annexes": 1,
        "sommaire": True,
        "paraphes": ("Caf", "Ville"),
        "couverture": Couverture(periode="2030 – 2034", parties=("La Caf fictive", "La Ville fictive")),
        "blocs": (
            Titre(1, texte("Objet"), numero="Article 1"),
            Encadre("partie", (Paragraphe((Texte("Un texte "), Texte("important", gras=True))),)),
            Paragraphe((Texte("Ce document comporte "), Champ(PAGES), Texte(" pages et "), Champ(ANNEXES))),
            Liste((Element(texte("premier point"), (Element(texte("détail")),)),)),
            Titre(4, texte("Moyens")),
            Tableau(
                (rang("Accueil", "1 250 €"), rang("Loisirs", (Champ("montant"),))),
                (rang("Domaine", "Montant"),),
                legende="Moyens par domaine",
            ),
            Figure("Carte des services", image(), "png"),
            Figure("Carte absente"),
            Signatures(
                (Emplacement("Caf fictive", "Directrice", "Mme Une"), Emplacement("Ville", "Maire", ""))
            ),
            Saut(),
            Titre(1, texte("Communes"), numero="Annexe 1"),
            Paragraphe(texte("Fin.")),
        ),
    }
    return Publication(**(valeurs | changements))

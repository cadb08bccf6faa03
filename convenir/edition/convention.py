"""A convention to print: from a Dossier to a Publication, and to files."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from convenir.documents.blocs import Element, Liste, Paragraphe, Titre, texte, texte_brut
from convenir.documents.publication import Couverture, Publication
from convenir.documents.sortie import ecrire, rendre
from convenir.edition.corps import mettre_en_page
from convenir.edition.reperes import reperer
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from pathlib import Path

    from convenir.documents.publication import BlocPublie
    from convenir.edition.corps import Corps
    from convenir.lecture.dossier import Dossier

TITRE = "Convention territoriale globale"
_ENTREES = 90  # headings that contents of two pages can list
_BREF = 60  # characters of the name of a place
_PERIODE = re.compile(r"\s*\(?\s*(?:19|20)\d{2}\s*(?:[-–—/]|à|au)\s*(?:19|20)\d{2}\s*\)?\s*")


def publier(dossier: Dossier, sorties: dict[str, Path]) -> list[Path]:
    """Write a convention in each format asked: {"pdf": path, "docx": …}; the paths written, in order.

    Everything is composed before anything is written, and each file appears whole or not at all.
    Raises `Refus` when there is nothing to publish or a destination cannot be written.
    """
    publication = composer(dossier)
    octets = {nom: rendre(publication, nom) for nom in sorties}
    return [ecrire(chemin, octets[nom]) for nom, chemin in sorties.items()]


def composer(dossier: Dossier) -> Publication:
    """The convention as it is printed: cover, contents, text, signature block, annexes.

    Raises `Refus` when the dossier holds no text.
    """
    corps = mettre_en_page(dossier, reperer(dossier))
    if not corps.blocs and not corps.ouverture:
        raise Refus("Rien à publier : le document lu ne contient aucun texte.")
    titre, periode, reste = _titre(dossier, corps)
    surtitre, reste = _surtitre(reste)
    articles = any(d.type == "article" for d in dossier.dispositions)
    entetes = [b for b in corps.blocs if isinstance(b, Titre)]
    return Publication(
        titre=titre,
        courant=" – ".join((" ".join(filter(None, (_court(titre), periode))), *_mentions(dossier))),
        sujet=f"{titre} {periode}".strip(),
        couverture=Couverture(
            surtitre=surtitre,
            periode=periode,
            parties=tuple(p.nom for p in dossier.parties),
            mentions=_mentions(dossier),
            contenu=tuple(reste),
        ),
        blocs=tuple(corps.blocs) or (Paragraphe(texte(titre)),),
        sommaire=articles or len(entetes) > 1,
        profondeur=2 if sum(1 for t in entetes if t.niveau <= 2) <= _ENTREES else 1,  # noqa: PLR2004 -- levels
        apres_sommaire=_annonces_sans_titre(dossier),
        titre_sommaire=corps.titres_sommaire[0] if corps.titres_sommaire else "Sommaire",
        paraphes=() if dossier.au else _paraphes(dossier),
        filigrane="projet" if dossier.projet else "",
        langue=dossier.document.langue or "fr",
        date=datetime.datetime.now(tz=datetime.UTC).date(),
        annexes=sum(1 for d in dossier.dispositions if d.type == "annexe"),
    )


def _titre(dossier: Dossier, corps: Corps) -> tuple[str, str, list[BlocPublie]]:
    """(title, period, what else the file says before its contents)."""
    titre = periode = ""
    reste: list[BlocPublie] = []
    for bloc in corps.ouverture:
        brut = texte_brut(bloc.contenu).strip() if isinstance(bloc, (Titre, Paragraphe)) else ""
        if brut and not periode and _PERIODE.fullmatch(brut):
            periode = " ".join(brut.split())
        elif brut and not titre:
            titre = " ".join(brut.split())
        else:
            reste.append(bloc)
    if not periode and dossier.duree and dossier.duree.debut and dossier.duree.fin:
        periode = f"{dossier.duree.debut.year} – {dossier.duree.fin.year}"
        periode = "" if periode.replace(" ", "") in titre.replace("-", "–").replace(" ", "") else periode
    return titre or dossier.titre or TITRE, periode, reste


def _mentions(dossier: Dossier) -> tuple[str, ...]:
    """On the cover of a text asked for at a day: which one."""
    return (f"Texte en vigueur au {ecrire_date(dossier.au)}",) if dossier.au else ()


def _surtitre(reste: list[BlocPublie]) -> tuple[str, list[BlocPublie]]:
    """(the place that the cover names in a few words, what remains): "Val de Brume" above the title."""
    if reste and isinstance(reste[0], (Titre, Paragraphe)):
        brut = " ".join(texte_brut(reste[0].contenu).split())
        if brut and len(brut) <= _BREF and brut[-1].isalnum():
            return brut, reste[1:]
    return "", reste


def _annonces_sans_titre(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """What the contents read announce and the text does not hold: kept, and said."""
    titres = {_mots(d.titre) for d in dossier.dispositions}
    absentes = [e for e in dossier.sommaire if e.titre and _mots(e.titre) not in titres]
    if not absentes:
        return ()
    annonce = Paragraphe(texte("Annoncés au sommaire d’origine, sous un titre que le texte ne porte pas :"))
    elements = [
        Element(texte(" ".join(filter(None, (e.type.capitalize(), str(e.numero or ""), "–", e.titre)))))
        for e in absentes
    ]
    return (annonce, Liste(tuple(elements)))


def _mots(titre: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", titre.casefold()))


def _court(titre: str) -> str:
    return titre if len(titre) <= 80 else titre[:79].rsplit(" ", 1)[0] + "…"  # noqa: PLR2004 -- one line of the page


def _paraphes(dossier: Dossier) -> tuple[str, ...]:
    """Labels of the boxes for initials: one per party; two boxes without a name when parties are unknown."""
    noms = [_sigle(p.appellation or p.nom) for p in dossier.parties]
    return tuple(noms[:5]) or ("", "")


def _sigle(nom: str) -> str:
    """A label that fits beside a box: the name itself when short, else its capitals."""
    nom = re.sub(r"^(?:la|le|les|l['’])\s*", "", nom.strip(" «»\u00a0\u202f"), flags=re.IGNORECASE)
    if len(nom) <= 14:  # noqa: PLR2004 -- characters that fit beside a box
        return nom
    return "".join(mot[0] for mot in re.findall(r"\b[A-ZÀ-Ý]\w*", nom))[:8] or nom[:12]

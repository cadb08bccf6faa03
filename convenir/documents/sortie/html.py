"""Publication → one self-contained, accessible HTML page: nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from convenir.documents.blocs import Champ, Figure, Liste, Paragraphe, Tableau, Texte, Titre, texte_brut
from convenir.documents.publication import ANNEXES, PAGES, Encadre, Publication, Signatures, titres
from convenir.documents.sortie import pdf
from convenir.documents.sortie.grille import en_lignes, est_chiffre, grille, places
from convenir.documents.sortie.polices import en_woff
from convenir.documents.sortie.preparation import A_COMPLETER, preparer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.documents.blocs import Contenu, Element, Fragment, Rang
    from convenir.documents.publication import BlocPublie, Couverture

FEUILLE = Path(__file__).with_name("convention.css")
_FACES = (
    ("Spectral", 400, "normal", "Spectral-Regular"),
    ("Spectral", 400, "italic", "Spectral-Italic"),
    ("Spectral", 600, "normal", "Spectral-SemiBold"),
    ("Atkinson Hyperlegible", 400, "normal", "AtkinsonHyperlegible-Regular"),
    ("Atkinson Hyperlegible", 700, "normal", "AtkinsonHyperlegible-Bold"),
)


def rendre(publication: Publication) -> bytes:
    """The page of a publication, UTF-8. Page counts are those of its PDF, which is the one that is signed."""
    prete = preparer(publication)
    ecriture = _Ecriture(publication, prete)
    corps = "\n".join(ecriture.blocs(prete.blocs))
    tete = f'<div class="page">\n{_couverture(prete, ecriture)}{_sommaire(prete, ecriture)}'
    page = (
        f'<!doctype html>\n<html lang="{escape(prete.langue)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(' '.join(filter(None, (prete.titre, _periode(prete)))))}</title>\n"
        f"<style>\n{_polices()}{FEUILLE.read_text('utf-8')}</style>\n</head>\n<body>\n"
        '<a class="saut" href="#texte">Aller au texte</a>\n'
        f'{tete}<main id="texte" tabindex="-1">\n{corps}\n</main>\n</div>\n</body>\n</html>\n'
    )
    return page.encode()


def _periode(prete: Publication) -> str:
    return prete.couverture.periode if prete.couverture else ""


def _polices() -> str:
    """Our fonts, but for their narrow space (U+202F), so thin that it is left to the next font."""
    faces = (
        f'@font-face{{font-family:"{famille}";font-weight:{graisse};font-style:{style};font-display:swap;unicode-range:U+0-202E,U+2030-10FFFF;'
        f'src:local("{nom}"),url(data:font/woff;base64,{base64.b64encode(en_woff(nom)).decode()})}}\n'
        for famille, graisse, style, nom in _FACES
    )
    return "".join(faces)


def _couverture(prete: Publication, ecriture: _Ecriture) -> str:
    couverture = prete.couverture
    surtitre = (
        f'<p class="numero">{escape(couverture.surtitre)}</p>\n' if couverture and couverture.surtitre else ""
    )
    projet = f'<p class="projet">{escape(prete.filigrane)}</p>\n' if prete.filigrane else ""
    lignes = [f'<header class="couverture">\n{projet}{surtitre}<h1>{_lignes(prete.titre)}</h1>']
    if couverture:
        lignes += ecriture.bas_de_couverture(couverture)
    if prete.manques:
        lignes.append(f'<p class="compte"><span class="manque">{escape(prete.phrase_manques)}</span></p>')
    return "\n".join([*lignes, "</header>\n"])


def _sommaire(prete: Publication, ecriture: _Ecriture) -> str:
    if not prete.sommaire:
        return ""
    entrees = "\n".join(
        f'<li class="niveau-{t.niveau}"><a href="#{t.ancre}"><span class="numero">{escape(t.numero)}</span> '
        f"<span>{escape(texte_brut(t.contenu))}</span></a></li>"
        for t in titres(prete)
        if t.niveau <= prete.profondeur
    )
    titre = escape(prete.titre_sommaire)
    apres = "\n".join(ecriture.blocs(prete.apres_sommaire))
    return (
        f'<nav class="sommaire" aria-labelledby="sommaire">\n<h2 id="sommaire">{titre}</h2>\n'
        f"<ol>\n{entrees}\n</ol>\n{apres}</nav>\n"
    )


def _lignes(chaine: str) -> str:
    return escape(chaine).replace("\n", "<br>\n")


class _Ecriture:
    """Blocs as HTML. Headings go one level down: the title of the document is the h1."""

    def __init__(self, publication: Publication, prete: Publication) -> None:
        self.publication = publication
        self.annexes = prete.annexes
        self.tableaux = 0

    def blocs(self, blocs: Iterable[BlocPublie]) -> list[str]:
        return list(chain.from_iterable(self.bloc(bloc) for bloc in blocs))

    def bloc(self, bloc: BlocPublie) -> Iterator[str]:
        match bloc:
            case Titre():
                yield self.titre(bloc)
            case Paragraphe():
                yield f"<p>{self.contenu(bloc.contenu)}</p>"
            case Liste():
                yield self.liste(bloc.elements, ordonnee=bloc.ordonnee)
            case Tableau():
                yield self.tableau(bloc)
            case Figure():
                yield _figure(bloc)
            case Encadre():
                yield f'<div class="encadre {bloc.genre}">'
                yield from self.blocs(bloc.blocs)
                yield "</div>"
            case Signatures():
                yield _signatures(bloc)

    def bas_de_couverture(self, couverture: Couverture) -> list[str]:
        lignes = [f'<p class="periode">{escape(couverture.periode)}</p>'] if couverture.periode else []
        if couverture.parties:
            parties = "".join(f"<li>{escape(p)}</li>" for p in couverture.parties)
            lignes.append(f'<ul class="parties">{parties}</ul>')
        lignes += self.blocs(couverture.contenu)
        return lignes + [f"<p>{_lignes(m)}</p>" for m in couverture.mentions]

    def titre(self, titre: Titre) -> str:
        niveau = min(titre.niveau + 1, 6)
        numero = f'<span class="numero">{escape(titre.numero)} </span>' if titre.numero else ""
        return f'<h{niveau} id="{titre.ancre}">{numero}{self.contenu(titre.contenu)}</h{niveau}>'

    def contenu(self, contenu: Contenu) -> str:
        return "".join(map(self.fragment, contenu))

    def fragment(self, fragment: Fragment) -> str:
        if isinstance(fragment, Champ):
            return self.champ(fragment)
        if not isinstance(fragment, Texte):
            return _lignes(fragment.texte)
        corps = _lignes(fragment.texte)
        for marque, balise in (
            ("gras", "strong"),
            ("italique", "em"),
            ("souligne", "u"),
            ("exposant", "sup"),
        ):
            if getattr(fragment, marque):
                corps = f"<{balise}>{corps}</{balise}>"
        return f'<a href="{escape(fragment.lien)}">{corps}</a>' if fragment.lien else corps

    def champ(self, champ: Champ) -> str:
        if champ.cle == PAGES:
            return str(pdf.paginer(self.publication)[0])
        if champ.cle == ANNEXES:
            return str(self.annexes)
        return f'<span class="manque">{A_COMPLETER}</span>'

    def liste(self, elements: tuple[Element, ...], *, ordonnee: bool) -> str:
        balise = "ol" if ordonnee else "ul"
        items = "".join(
            f"<li>{self.contenu(e.contenu)}{self.liste(e.sous, ordonnee=False) if e.sous else ''}</li>\n"
            for e in elements
        )
        return f"<{balise}>\n{items}</{balise}>"

    def tableau(self, tableau: Tableau) -> str:
        mesure = grille(tableau)
        legende = f"<caption>{escape(mesure.legende)}</caption>\n" if mesure.legende else ""
        source = f'\n<p class="source">{escape(mesure.source)}</p>' if mesure.source else ""
        tete = self.rangs(tableau.entetes, mesure.chiffres, entete=True)
        corps = self.rangs(tableau.rangs, mesure.chiffres, entete=False)
        if mesure.total:
            corps = '<tr class="total">'.join(corps.rsplit("<tr>", 1))
        thead = f"<thead>\n{tete}</thead>\n" if tete else ""
        self.tableaux += 1
        nom = escape(f"Tableau {self.tableaux} {tableau.legende}".strip())
        return (
            f'<div class="defile" role="region" aria-label="{nom}" tabindex="0"><table>\n{legende}{thead}'
            f"<tbody>\n{corps}</tbody>\n</table></div>{source}"
        )

    def cellule(self, contenu: Contenu) -> str:
        """The lines of a cell, its bulleted lines as a list."""
        morceaux: list[str] = []
        for puce, ligne in en_lignes(contenu):
            texte = self.contenu(ligne)
            if puce and morceaux and morceaux[-1].endswith("</ul>"):
                morceaux[-1] = f"{morceaux[-1][:-5]}<li>{texte}</li></ul>"
            else:
                morceaux.append(f"<ul><li>{texte}</li></ul>" if puce else texte)
        return "<br>\n".join(morceaux).replace("<br>\n<ul>", "<ul>").replace("</ul><br>\n", "</ul>")

    def rangs(self, rangs: tuple[Rang, ...], chiffres: frozenset[int], *, entete: bool) -> str:
        lignes: dict[int, list[str]] = {n: [] for n in range(len(rangs))}
        for rang, colonne, cellule in places(rangs):
            droite = colonne in chiffres and (entete or est_chiffre(cellule))
            contenu = self.cellule(cellule.contenu)
            balise = "th" if entete and contenu else "td"
            attributs = ' scope="col"' if balise == "th" else ""
            attributs += ' class="n"' if droite else ""
            attributs += f' colspan="{cellule.colonnes}"' if cellule.colonnes > 1 else ""
            attributs += f' rowspan="{cellule.rangs}"' if cellule.rangs > 1 else ""
            lignes[rang].append(f"<{balise}{attributs}>{contenu}</{balise}>")
        return "".join(f"<tr>{''.join(cellules)}</tr>\n" for cellules in lignes.values())


def _figure(figure: Figure) -> str:
    extension = pdf.extension(figure)
    if not extension:
        return f'<p class="trace">Figure : {escape(figure.alternative)}</p>'
    nature = {"jpg": "jpeg", "svg": "svg+xml"}.get(extension, extension)
    donnees = base64.b64encode(figure.octets).decode()
    source = f"data:image/{nature};base64,{donnees}"
    return f'<figure><img alt="{escape(figure.alternative)}" src="{source}"></figure>'


def _signatures(bloc: Signatures) -> str:
    items = "".join(
        f"<li><strong>{_lignes(e.organisation)}</strong>\n<span>{_lignes(e.qualite)}</span>\n"
        f'<strong>{_lignes(e.nom)}</strong>\n<span class="place">Date et signature</span></li>\n'
        for e in bloc.emplacements
    )
    return f'<ul class="signatures">\n{items}</ul>'

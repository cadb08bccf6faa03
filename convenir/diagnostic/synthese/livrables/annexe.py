"""Annexe 1, the shared diagnostic, as a document: figures, maps, what is written, issues, services."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.diagnostic.annexe import sections_de
from convenir.diagnostic.synthese.livrables.chapitres import chapitres
from convenir.diagnostic.synthese.livrables.mots import SANS_VALEUR, paragraphe, tableau
from convenir.documents.blocs import Element, Liste, Titre, texte
from convenir.documents.markdown import lire_markdown
from convenir.documents.publication import Couverture, Publication
from convenir.socle.erreurs import Refus
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from convenir.conventions.models import Convention
    from convenir.diagnostic.models import EnjeuRemonte
    from convenir.diagnostic.synthese.livrables.chapitres import Chapitre
    from convenir.documents.blocs import Bloc, Tableau
    from convenir.documents.publication import BlocPublie

TITRE = "Diagnostic partagé"
VIDE = (
    "Rien à publier encore : faites entrer des chiffres, écrivez la synthèse d’une thématique ou notez un "
    "enjeu."
)
_SOUS = 3  # the level of the blocks of a theme


def composer(convention: Convention, jour: datetime.date | None = None) -> Publication:
    """Annexe 1 as it stands on a day, today by default. Raises `Refus` when nothing is known yet."""
    jour = jour or timezone.localdate()
    lus = chapitres(convention, jour)
    blocs = [bloc for chapitre in lus for bloc in _chapitre(chapitre)]
    for section, siens in sections_de(convention):
        blocs += [Titre(1, texte(section.titre), ancre=section.cle), *siens]
    if not blocs:
        raise Refus(VIDE)
    return Publication(
        titre=TITRE,
        courant=f"{TITRE} – {convention.nom}",
        sujet=f"Annexe 1 : {TITRE.lower()}, {convention.nom}",
        couverture=Couverture(
            surtitre=convention.territoire,
            periode="Annexe 1",
            mentions=(convention.nom, f"État au {ecrire_date(jour)}"),
        ),
        blocs=(*_avertissement(), *blocs),
        sommaire=True,
        titre_sommaire="Sommaire",
        date=jour,
    )


def _avertissement() -> Iterator[BlocPublie]:
    yield paragraphe(
        "Chaque chiffre porte son année et sa source. Un tiret dit qu’une valeur n’est pas connue : ce n’est "
        "pas zéro. Une valeur arrondie ne s’additionne pas ; une valeur sous secret statistique n’est pas "
        "montrée."
    )


def _chapitre(chapitre: Chapitre) -> Iterator[BlocPublie]:
    yield Titre(1, texte(chapitre.libelle), ancre=chapitre.cle or "territoire")
    yield from _rubrique("Chiffres clés", [t for t in (chapitre.chiffres, chapitre.lus) if t])
    for titre, markdown in chapitre.commentaires:
        yield from _ecrit(titre, markdown)
    yield from _cartes(chapitre)
    if chapitre.blocs:
        yield Titre(2, texte("Synthèse"))
        for bloc in chapitre.blocs:
            yield from _ecrit(bloc.titre, bloc.texte)
    if chapitre.enjeux:
        yield Titre(2, texte("Enjeux remontés par les communes"))
        yield tableau_des_enjeux(chapitre.enjeux, chapitre.libelle)
    if chapitre.services or chapitre.non_localises:
        yield Titre(2, texte("Services aux familles"))
        yield from _services(chapitre)


def _rubrique(titre: str, tableaux: Iterable[Tableau]) -> Iterator[BlocPublie]:
    for rang, contenu in enumerate(tableaux):
        if rang == 0:
            yield Titre(2, texte(titre))
        yield contenu


def _cartes(chapitre: Chapitre) -> Iterator[BlocPublie]:
    if not chapitre.cartes:
        return
    yield Titre(2, texte("Par commune"))
    for carte in chapitre.cartes:
        yield Titre(_SOUS, texte(carte.graphique.titre))
        yield from carte.graphique.blocs(avec_tableau=False)
        yield from _abaisser(carte.commentaire)
    if chapitre.par_commune:
        yield chapitre.par_commune


def _ecrit(titre: str, markdown: str) -> Iterator[BlocPublie]:
    yield Titre(_SOUS, texte(titre))
    yield from _abaisser(markdown)


def _abaisser(markdown: str) -> Iterator[Bloc]:
    """A text that somebody wrote, its headings below that of its block."""
    for bloc in lire_markdown(markdown):
        yield replace(bloc, niveau=min(bloc.niveau + _SOUS, 6), ancre="") if isinstance(bloc, Titre) else bloc


def tableau_des_enjeux(enjeux: Iterable[EnjeuRemonte], libelle: str) -> Tableau:
    """Issues by commune, what became of each, those set aside with the reason."""
    lus = [(enjeu.ou, enjeu.texte, enjeu.besoin, _suite(enjeu)) for enjeu in enjeux]
    lus.sort(key=_par_commune)
    entetes = ("Communes", "Enjeu", "Besoin", "Suite")
    colonnes = range(4) if any(besoin for _, _, besoin, _ in lus) else (0, 1, 3)
    lignes = [tuple(lu[n] or SANS_VALEUR for n in colonnes) for lu in lus]
    return tableau([entetes[n] for n in colonnes], lignes, f"{libelle} : enjeux remontés par les communes")


def _par_commune(ligne: tuple[str, ...]) -> tuple[bool, str]:
    """Communes named first, in order; those without precision last."""
    return ligne[0].startswith("communes, sans"), ligne[0]


def _suite(enjeu: EnjeuRemonte) -> str:
    return f"{enjeu.get_etat_display()} : {enjeu.motif}" if enjeu.motif else enjeu.get_etat_display()


def _services(chapitre: Chapitre) -> Iterator[BlocPublie]:
    if chapitre.services:
        yield chapitre.services
    if chapitre.non_localises:
        yield paragraphe("Connus par un nombre ou une annonce du texte, sans nom ni adresse :")
        yield Liste(tuple(Element(texte(phrase)) for phrase in chapitre.non_localises))

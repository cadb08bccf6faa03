"""The opening of a recorded convention: its parties and visas, as blocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Liste, Paragraphe, Texte
from convenir.documents.markdown import lire_markdown
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenir.documents.blocs import Bloc
    from convenir.lecture.releve import PartieRelevee, SignataireReleve

_VOYELLES = "AEIOUÉÈÊÂÎÔÛYaeiouéèêâîôûy"
_MASCULINS = (
    "département",
    "syndicat",
    "centre",
    "pays",
    "conseil",
    "préfet",
    "pôle",
    "sivom",
    "sivu",
    "ccas",
)
_FEMININS_A_VOYELLE = ("association", "agglomération", "agence", "union")


def est_feminin(nom: str) -> bool:
    """Whether the name of an organisation is feminine, told by its first word ("Caisse…", "Syndicat…")."""
    premier = nom.split(maxsplit=1)[0].lower() if nom.split() else ""
    if premier[:1] in _VOYELLES:
        return premier in _FEMININS_A_VOYELLE
    return premier not in _MASCULINS


def avec_article(nom: str) -> str:
    """The name with its article: "La Caisse…", "Le Syndicat…", "L’Association…"."""
    if nom[:1] in _VOYELLES:
        return f"L’{nom}"
    return f"{'La' if est_feminin(nom) else 'Le'} {nom}"


def blocs_des_parties(parties: Iterable[PartieRelevee]) -> tuple[Bloc, ...]:
    """Who signs, for whom, in which capacity, under which name the text speaks of them."""
    blocs: list[Bloc] = []
    for partie in parties:
        if blocs:
            blocs.append(Paragraphe((Texte("Et"),)))
        blocs.append(_partie(partie))
    return tuple(blocs)


def _partie(partie: PartieRelevee) -> Paragraphe:
    accord = "e" if est_feminin(partie.nom) else ""
    suite = ""
    if partie.signataires:
        suite = f", représenté{accord} par {', et par '.join(map(_signataire, partie.signataires))}"
    if partie.appellation:
        suite += f",\nci-après dénommé{accord} « {partie.appellation} »"
    return Paragraphe((Texte(avec_article(partie.nom), gras=True), Texte(f"{suite} ;")))


def _signataire(signataire: SignataireReleve) -> str:
    parts = [signataire.nom, signataire.qualite[:1].lower() + signataire.qualite[1:]]
    if signataire.autorisation:
        jour = signataire.autorisation_date
        parts.append(
            f"en vertu de la {signataire.autorisation}" + (f" du {ecrire_date(jour)}" if jour else "")
        )
    return ", ".join(filter(None, parts))


def blocs_des_visas(visas: Iterable[str]) -> tuple[Bloc, ...]:
    """Each visa a paragraph ended by a semicolon; it may quote values and refer to provisions."""
    return tuple(
        bloc
        for visa in visas
        for bloc in lire_markdown(f"{visa.rstrip(' ;')} ;")
        if not isinstance(bloc, Liste)
    )

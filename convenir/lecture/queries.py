"""A recorded convention → the same `Dossier` as the one a file gives."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from convenir.conventions.enums import NatureModification, Statut, TypeDisposition
from convenir.conventions.queries import get_fiche
from convenir.conventions.resolution import contexte, resoudre
from convenir.documents.blocs import DocumentLu, Paragraphe, Source, Titre, texte
from convenir.documents.markdown import lire_markdown
from convenir.lecture.composition import cles_composees, composer
from convenir.lecture.comprendre import comprendre
from convenir.lecture.dossier import Commune, Duree, Partie, Plan, Signataire
from convenir.lecture.faits import FAMILLES, Faits, depuis_donnees
from convenir.lecture.mise_en_lignes import MiseEnLignes
from convenir.lecture.ouverture import blocs_des_parties, blocs_des_visas
from convenir.lecture.releve import relever, relever_au, relever_les_complements
from convenir.socle.formats import ecrire_date
from convenir.socle.themes import THEMES
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from convenir.conventions.models import Convention
    from convenir.conventions.rules.en_vigueur import Changement, Clause
    from convenir.documents.blocs import Bloc
    from convenir.lecture.dossier import Dossier, Indicateur, Lignes
    from convenir.lecture.releve import Releve

#: Conventions understood that each process keeps, the last asked for; a long one weighs some megabytes.
GARDES = 16
#: Facts that a live block shows, by the key of that block.
_MONTREES = {
    "chiffres": ("indicateurs",),
    "syntheses": ("syntheses", "indicateurs"),
    "prestations": ("prestations", "total_prestations"),
    **{cle: (cle,) for cle in ("subventions", "plans", "instances", "communes")},
}


def get_dossier(code: str, jour: datetime.date | None = None) -> Dossier:
    """The dossier of the recorded convention of that code, as its text stands on `jour` (today by default).

    The record is read at each call; it is understood anew only when it changed (`dresser`).
    Raises `Refus` naming the known codes when there is none.
    """
    au = jour or timezone.localdate()
    fiche = get_fiche(code)
    releve = relever_au(fiche, au)
    if jour is not None:
        releve = replace(releve, complements=relever_les_complements(fiche, jour))
    return replace(dresser(releve), au=jour)


@lru_cache(maxsize=GARDES)
def dresser(releve: Releve) -> Dossier:
    """A convention understood from its record, and from nothing else.

    The text is laid out anew (numbers computed, citations and references resolved, live blocks
    composed), then understood like that of a file; parties, dates and facts are those of the record.
    The last `GARDES` are kept, each with its record, and shared by the threads of the process: a `Dossier`
    is immutable. Two threads that ask at once may each do the work; they get the same.
    """
    faits = _faits(releve)
    ecrits = (*_blocs(releve), *_complements(releve))
    mise = MiseEnLignes()
    blocs = mise.poser(_en_clair(ecrits, releve, faits))
    source = Source(nom=releve.code, format="convention", lignes=tuple(mise.lignes), numerotee=False)
    dossier = comprendre(DocumentLu(source, blocs, titre=releve.titre))
    montrees = {famille for cle in cles_composees(ecrits) for famille in _MONTREES.get(cle, ())}
    dossier = _avec_les_faits(_avec_les_parties(dossier, releve), faits, montrees, mise.reperes)
    return replace(dossier, projet=releve.statut == Statut.BROUILLON)


def citer(
    ecrits: Sequence[Bloc], convention: Convention, clauses: Sequence[Clause], jour: datetime.date
) -> tuple[Bloc, ...]:
    """The blocs of a provision as they read that day: citations, references, live blocks written out."""
    releve = relever(convention, jour, clauses)
    return _en_clair(tuple(ecrits), releve, _faits(releve))


def _en_clair(ecrits: tuple[Bloc, ...], releve: Releve, faits: Faits) -> tuple[Bloc, ...]:
    ouverture = {"parties": blocs_des_parties(releve.parties), "visas": blocs_des_visas(releve.visas)}
    composes = composer(ecrits, faits, ouverture)
    return resoudre(composes, contexte(releve, releve.parties, releve.clauses, _valeurs(faits)))


def _faits(releve: Releve) -> Faits:
    """What was read, save the communes once the register of adhesions is open: it alone tells their votes."""
    faits = depuis_donnees(json.loads(releve.lecture))
    if not releve.votes:
        return faits
    maires = {cle(c.nom): c.maire for c in faits.communes}
    communes = tuple(Commune(nom, maires.get(cle(nom), ""), date) for nom, date in releve.votes)
    return replace(faits, communes=communes)


def _blocs(releve: Releve) -> Iterable[Bloc]:
    """The whole text: opening, préambule and articles, closing, annexes."""
    yield from lire_markdown(releve.ouverture)
    for clause in releve.clauses:
        if clause.type != TypeDisposition.ANNEXE:
            yield from _clause(clause)
    yield from lire_markdown(releve.cloture)
    for clause in releve.clauses:
        if clause.type == TypeDisposition.ANNEXE:
            yield from _clause(clause)


def _complements(releve: Releve) -> Iterable[Bloc]:
    """What joined the text without an avenant, with the clause that allows it."""
    noms = {clause.cle: clause.nom for clause in releve.clauses}
    for rang, complement in enumerate(releve.complements):
        if not rang:
            yield Titre(1, texte("Compléments joints sans avenant"), ancre="complements")
        yield Titre(2, texte(complement.titre), ancre=f"complement-{rang + 1}")
        permis = noms.get(complement.clause, complement.clause).lower()
        yield Paragraphe(texte(f"(État au {ecrire_date(complement.effet_le)}, permis par : {permis}.)"))
        yield from lire_markdown(complement.texte)


def _clause(clause: Clause) -> Iterable[Bloc]:
    yield Titre(1, texte(intitule(clause)), ancre=clause.cle)
    if clause.changement is not None:
        yield Paragraphe(texte(phrase_du_changement(clause.changement)))
    yield from lire_markdown(clause.texte)


def intitule(clause: Clause) -> str:
    """The heading of a provision: as it was read, or its computed number and its title."""
    if clause.intitule_ecrit:
        return clause.intitule_ecrit
    if clause.type is TypeDisposition.PREAMBULE:
        return clause.titre or clause.nom
    return " – ".join(filter(None, (clause.nom, clause.titre)))


def phrase_du_changement(changement: Changement) -> str:
    """Who changed a provision and since when, as the consolidated text says it under its heading."""
    verbe = {
        NatureModification.REMPLACE: "Rédaction issue de",
        NatureModification.AJOUTE: "Ajout de",
        NatureModification.SUPPRIME: "Disposition supprimée par",
        NatureModification.NULLITE: "Clause réputée nulle par",
    }[changement.nature]
    return f"({verbe} l’avenant n° {changement.avenant}, à compter du {ecrire_date(changement.effet_le)}.)"


def _valeurs(faits: Faits) -> dict[str, str]:
    """What the facts let the text quote."""
    libelles = {theme.cle: theme.libelle.lower() for theme in THEMES}
    thematiques = ", ".join(libelles.get(t, t) for t in faits.thematiques)
    return {"thematiques": thematiques, **dict(faits.valeurs)}


def _avec_les_parties(dossier: Dossier, releve: Releve) -> Dossier:
    """Parties, signatories and dates are the record's; the text only says on which lines they stand."""
    lues = {_cle(p.nom): p.lignes for p in dossier.parties}
    signatures = {_cle(s.nom): s.lignes for p in dossier.parties for s in p.signataires}
    parties = tuple(
        Partie(
            nom=partie.nom,
            signataires=tuple(
                Signataire(s.nom, s.qualite, signatures.get(_cle(s.nom), ())) for s in partie.signataires
            ),
            appellation=partie.appellation,
            lignes=lues.get(_cle(partie.nom), ()),
        )
        for partie in releve.parties
    )
    lue = dossier.duree or Duree(None, None)
    duree = replace(lue, debut=releve.debut, fin=releve.fin)
    return replace(
        dossier,
        parties=parties + releve.rallies,
        duree=duree if releve.debut or releve.fin else dossier.duree,
    )


def _cle(nom: str) -> str:
    return " ".join(nom.casefold().split())


def _avec_les_faits(
    dossier: Dossier, faits: Faits, montrees: set[str], reperes: Mapping[str, Lignes]
) -> Dossier:
    """What a live block shows is the record's, with its lines; the rest is what the text says, if it does."""
    changes: dict[str, Any] = {}
    for famille in FAMILLES:
        gardes, lus = getattr(faits, famille), getattr(dossier, famille)
        if famille in montrees:
            changes[famille] = _situer(gardes, famille, reperes)
        elif not lus and gardes:
            changes[famille] = gardes
    if "indicateurs" in montrees:
        changes["indicateurs"] += _dits_ailleurs(dossier.indicateurs, reperes)
    return replace(dossier, **changes)


def _situer(objet: Any, marque: str, reperes: Mapping[str, Lignes]) -> Any:
    """A fact, or a tuple of facts, with the lines of the row that shows it."""
    if isinstance(objet, tuple):
        return tuple(_situer(o, f"{marque}/{i}", reperes) for i, o in enumerate(objet))
    if objet is None:
        return None
    lignes = [n for repere, ns in reperes.items() if f"{repere}/".startswith(f"{marque}/") for n in ns]
    changes: dict[str, Any] = {"lignes": tuple(sorted(lignes))}
    if isinstance(objet, Plan):
        changes["enjeux"] = _situer(objet.enjeux, f"{marque}/enjeux", reperes)
        changes["objectifs"] = _situer(objet.objectifs, f"{marque}/objectifs", reperes)
    return replace(objet, **changes)


def _dits_ailleurs(lus: Iterable[Indicateur], reperes: Mapping[str, Lignes]) -> tuple[Indicateur, ...]:
    """Figures read in the prose, outside the rows that live blocks composed."""
    composees = {n for lignes in reperes.values() for n in lignes}
    return tuple(i for i in lus if not composees & set(i.lignes))

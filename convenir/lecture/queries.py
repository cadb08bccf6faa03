"""A recorded convention → the same `Dossier` as the one a file gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from convenir.conventions.enums import Statut, TypeDisposition
from convenir.conventions.queries import get_convention, numerotation
from convenir.conventions.resolution import contexte, resoudre
from convenir.documents.blocs import DocumentLu, Source, Titre, texte
from convenir.documents.markdown import lire_markdown
from convenir.lecture.composition import cles_composees, composer
from convenir.lecture.comprendre import comprendre
from convenir.lecture.dossier import Duree, Partie, Plan, Signataire
from convenir.lecture.faits import FAMILLES, Faits, depuis_donnees
from convenir.lecture.mise_en_lignes import MiseEnLignes
from convenir.lecture.ouverture import blocs_des_parties, blocs_des_visas
from convenir.socle.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convenir.conventions.models import Convention, Disposition
    from convenir.documents.blocs import Bloc
    from convenir.lecture.dossier import Dossier, Indicateur, Lignes

#: Facts that a live block shows, by the key of that block.
_MONTREES = {
    "chiffres": ("indicateurs",),
    "syntheses": ("syntheses", "indicateurs"),
    "prestations": ("prestations", "total_prestations"),
    **{cle: (cle,) for cle in ("subventions", "plans", "instances", "communes")},
}


def get_dossier(code: str) -> Dossier:
    """The dossier of the recorded convention of that code.

    The text is laid out anew (numbers computed, citations and references resolved, live blocks
    composed), then understood like that of a file; parties, dates and facts are those of the record.
    Raises `Refus` naming the known codes when there is none.
    """
    convention = get_convention(code)
    faits = depuis_donnees(convention.lecture)
    ecrits = tuple(_blocs(convention))
    composes = composer(
        ecrits,
        faits,
        {"parties": blocs_des_parties(convention), "visas": blocs_des_visas(convention)},
    )
    mise = MiseEnLignes()
    blocs = mise.poser(resoudre(composes, contexte(convention, _valeurs(faits))))
    source = Source(nom=code, format="convention", lignes=tuple(mise.lignes), numerotee=False)
    dossier = comprendre(DocumentLu(source, blocs, titre=convention.titre))
    montrees = {famille for cle in cles_composees(ecrits) for famille in _MONTREES.get(cle, ())}
    dossier = _avec_les_faits(_avec_les_parties(dossier, convention), faits, montrees, mise.reperes)
    return replace(dossier, projet=convention.statut == Statut.BROUILLON)


def _blocs(convention: Convention) -> Iterable[Bloc]:
    """The whole text: opening, préambule and articles, closing, annexes."""
    dispositions = list(convention.dispositions.all())
    numeros = numerotation(convention)
    yield from lire_markdown(convention.ouverture)
    for disposition in dispositions:
        if disposition.type != TypeDisposition.ANNEXE:
            yield from _disposition(disposition, numeros[disposition.cle])
    yield from lire_markdown(convention.cloture)
    for disposition in dispositions:
        if disposition.type == TypeDisposition.ANNEXE:
            yield from _disposition(disposition, numeros[disposition.cle])


def _disposition(disposition: Disposition, numero: int | None) -> Iterable[Bloc]:
    yield Titre(1, texte(intitule(disposition, numero)), ancre=disposition.cle)
    yield from lire_markdown(disposition.texte)


def intitule(disposition: Disposition, numero: int | None) -> str:
    """The heading of a provision: as it was read, or its computed number and its title."""
    if disposition.intitule_ecrit:
        return disposition.intitule_ecrit
    type_ = TypeDisposition(disposition.type)
    if type_ is TypeDisposition.PREAMBULE:
        return disposition.titre or type_.label
    return " – ".join(filter(None, (f"{type_.label} {numero}", disposition.titre)))


def _valeurs(faits: Faits) -> dict[str, str]:
    """What the facts let the text quote."""
    libelles = {theme.cle: theme.libelle.lower() for theme in THEMES}
    thematiques = ", ".join(libelles.get(t, t) for t in faits.thematiques)
    return {"thematiques": thematiques, **dict(faits.valeurs)}


def _avec_les_parties(dossier: Dossier, convention: Convention) -> Dossier:
    """Parties, signatories and dates are the record's; the text only says on which lines they stand."""
    lues = {_cle(p.nom): p.lignes for p in dossier.parties}
    signatures = {_cle(s.nom): s.lignes for p in dossier.parties for s in p.signataires}
    parties = tuple(
        Partie(
            nom=partie.nom,
            signataires=tuple(
                Signataire(s.nom, s.qualite, signatures.get(_cle(s.nom), ()))
                for s in partie.signataires.all()
            ),
            appellation=partie.appellation,
            lignes=lues.get(_cle(partie.nom), ()),
        )
        for partie in convention.parties.all()
    )
    lue = dossier.duree or Duree(None, None)
    duree = replace(lue, debut=convention.debut, fin=convention.fin)
    return replace(
        dossier, parties=parties, duree=duree if convention.debut or convention.fin else dossier.duree
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

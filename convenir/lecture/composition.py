"""Live blocks of a recorded convention (`{{{instances}}}`, `{{{plans}}}`…) composed from its facts.

Each row or item bears the mark of the fact it shows ("instances/0"), so that its lines are known once
the text is laid out. A block that has nothing to show is a visible "à compléter".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Insertion,
    Liste,
    Paragraphe,
    Place,
    Rang,
    Tableau,
    Texte,
    Titre,
    texte,
)
from convenir.socle.formats import ecrire_date, ecrire_euros, ecrire_nombre, ecrire_pourcentage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from convenir.documents.blocs import Bloc, Contenu, Fragment
    from convenir.lecture.dossier import Indicateur, Plan, Point, Synthese
    from convenir.lecture.faits import Faits

NIVEAU = 2  # of the headings composed here: inside a provision, whose own heading is of level 1


def composer(
    blocs: Iterable[Bloc], faits: Faits, autres: dict[str, tuple[Bloc, ...]] | None = None
) -> tuple[Bloc, ...]:
    """The same blocs with every live block replaced by what it shows.

    `autres`: blocks composed elsewhere, by key. A key that nobody knows stays an `Insertion`, for
    publication to compose (the signature block).
    """
    composes: list[Bloc] = []
    for bloc in blocs:
        if not isinstance(bloc, Insertion):
            composes.append(bloc)
        elif bloc.cle in (autres or {}):
            composes.extend((autres or {})[bloc.cle])
        elif bloc.cle in COMPOSITIONS:
            composes.extend(tuple(COMPOSITIONS[bloc.cle](faits)) or (Paragraphe((Champ(bloc.cle),)),))
        else:
            composes.append(bloc)
    return tuple(composes)


def cles_composees(blocs: Iterable[Bloc]) -> frozenset[str]:
    """The live blocks present in a text."""
    return frozenset(bloc.cle for bloc in blocs if isinstance(bloc, Insertion))


def _instances(faits: Faits) -> Iterable[Bloc]:
    rangs = [
        _rang(
            f"instances/{i}",
            instance.nom,
            *("\n".join(v) for v in (instance.pilotes, instance.animateurs, instance.participants)),
            "\n".join(instance.objectifs),
            instance.rythme,
        )
        for i, instance in enumerate(faits.instances)
    ]
    return _tableau(("Instance", "Pilotes", "Animateurs", "Participants", "Objectifs", "Rythme"), rangs)


def _plans(faits: Faits) -> Iterable[Bloc]:
    for i, plan in enumerate(faits.plans):
        yield from _plan(plan, f"plans/{i}")


def _plan(plan: Plan, marque: str) -> Iterable[Bloc]:
    yield _titre(NIVEAU, plan.thematique, marque)
    if plan.enjeux:
        yield Paragraphe((Texte("Enjeux :", gras=True),), Place(repere=marque))
        yield _liste((e.libelle for e in plan.enjeux), f"{marque}/enjeux")
    rangs = [
        _rang(f"{marque}/objectifs/{j}", f"Objectif {o.numero if o.numero is not None else j + 1}", o.libelle)
        for j, o in enumerate(plan.objectifs)
    ]
    yield from _tableau(("Numéro", "Objectif"), rangs)


def _chiffres(faits: Faits) -> Iterable[Bloc]:
    """Figures that belong to no theme: those of the whole territory."""
    return _tableau_de_chiffres(faits, "")


def _tableau_de_chiffres(faits: Faits, thematique: str) -> Iterable[Bloc]:
    retenus = [(i, f) for i, f in enumerate(faits.indicateurs) if f.thematique == thematique]
    territoires = {f.comparaison.territoire for _, f in retenus if f.comparaison}
    reference = territoires.pop() if len(territoires) == 1 else "Comparaison"
    colonnes = {
        "Indicateur": [f.libelle for _, f in retenus],
        "Valeur": [_valeur(f, f.valeur) for _, f in retenus],
        reference: [_comparaison(f, reference) for _, f in retenus],
        "Année": [f.millesime for _, f in retenus],
    }
    donnees = {entete: colonne for entete, colonne in colonnes.items() if any(colonne)}
    rangs = [
        _rang(f"indicateurs/{i}", *(colonne[n] or "–" for colonne in donnees.values()))
        for n, (i, _) in enumerate(retenus)
    ]
    return _tableau(tuple(donnees), rangs, legende=f"Source : {faits.source}" if faits.source else "")


def _valeur(indicateur: Indicateur, valeur: Decimal) -> str:
    signe = {"%": ecrire_pourcentage, "€": ecrire_euros}.get(indicateur.unite, ecrire_nombre)(valeur)
    return f"environ {signe}" if indicateur.approche else signe


def _comparaison(indicateur: Indicateur, reference: str) -> str:
    comparaison = indicateur.comparaison
    if comparaison is None:
        return ""
    valeur = _valeur(indicateur, comparaison.valeur)
    return valeur if comparaison.territoire == reference else f"{comparaison.territoire} : {valeur}"


def _communes(faits: Faits) -> Iterable[Bloc]:
    rangs = [
        _rang(f"communes/{i}", c.nom, c.maire, ecrire_date(c.date) if c.date else "")
        for i, c in enumerate(faits.communes)
    ]
    return _tableau(("Commune", "Maire", "Date de la délibération"), rangs)


def _prestations(faits: Faits) -> Iterable[Bloc]:
    rangs = [
        _rang(f"prestations/{i}", m.libelle, "" if m.montant is None else ecrire_euros(m.montant))
        for i, m in enumerate(faits.prestations)
    ]
    total = faits.total_prestations
    if total is not None and total.montant is not None:
        rangs.append(_rang("total_prestations", total.libelle, ecrire_euros(total.montant)))
    return _tableau(("Prestation", "Montant versé"), rangs)


def _subventions(faits: Faits) -> Iterable[Bloc]:
    rangs = [
        _rang(
            f"subventions/{i}",
            s.thematique,
            "" if s.montant is None else ecrire_euros(s.montant),
            _equipements(s.equipements),
        )
        for i, s in enumerate(faits.subventions)
    ]
    return _tableau(("Thématique", "Montant", "Équipements et actions"), rangs)


def _equipements(equipements: Iterable[tuple[str, int | None]]) -> Contenu:
    """Services counted by type, one a line; a missing count is to be completed."""
    contenu: list[Fragment] = []
    for type_, nombre in equipements:
        compte = Champ("equipements.nombre") if nombre is None else Texte(str(nombre))
        contenu += [Texte("\n"), compte, Texte(f" {type_}")]
    return tuple(contenu[1:])


def _syntheses(faits: Faits) -> Iterable[Bloc]:
    for i, synthese in enumerate(faits.syntheses):
        yield from _synthese(faits, synthese, f"syntheses/{i}")


def _synthese(faits: Faits, synthese: Synthese, marque: str) -> Iterable[Bloc]:
    """One theme of the diagnostic: services, key figures, titled blocks, issues raised by the communes."""
    yield _titre(NIVEAU, synthese.libelle, marque)
    if synthese.legende:
        yield _titre(NIVEAU + 1, "Services présents", marque)
        yield _liste(synthese.legende, marque)
    if any(f.thematique == synthese.thematique for f in faits.indicateurs):
        yield _titre(NIVEAU + 1, "Chiffres clés", marque)
        yield from _tableau_de_chiffres(faits, synthese.thematique)
    for point in synthese.blocs:
        yield from _point(point, marque)
    if synthese.enjeux_communes:
        yield _titre(NIVEAU + 1, "Enjeux relevés par les communes", marque)
        yield _liste(synthese.enjeux_communes, marque)


def _point(point: Point, marque: str) -> Iterable[Bloc]:
    yield _titre(NIVEAU + 1, point.titre, marque)
    yield _liste(point.elements, marque)


def _priorites(faits: Faits) -> Iterable[Bloc]:
    if faits.priorites:
        yield Liste(
            tuple(
                Element((Texte(p.titre, gras=True), Texte(f" : {' '.join(p.elements)}")))
                for p in faits.priorites
            )
        )


def _seminaires(faits: Faits) -> Iterable[Bloc]:
    if faits.seminaires:
        yield _liste(faits.seminaires, "seminaires")


def _titre(niveau: int, libelle: str, marque: str) -> Titre:
    return Titre(niveau, texte(libelle), Place(repere=marque))


def _liste(libelles: Iterable[str], marque: str) -> Liste:
    """A list; its items bear "marque/0", "marque/1"… when the mark is that of a family of facts."""
    numerotee = "/enjeux" in marque
    return Liste(
        tuple(
            Element(texte(libelle), place=Place(repere=f"{marque}/{i}" if numerotee else marque))
            for i, libelle in enumerate(libelles)
        )
    )


def _rang(marque: str, *cellules: str | Contenu) -> Rang:
    return Rang(tuple(Cellule(_cellule(c)) for c in cellules), Place(repere=marque))


def _cellule(valeur: str | Contenu) -> Contenu:
    """A blank cell is something to complete."""
    contenu = texte(valeur) if isinstance(valeur, str) else valeur
    return contenu or (Champ("tableau.cellule"),)


def _tableau(entetes: Sequence[str], rangs: Sequence[Rang], *, legende: str = "") -> tuple[Tableau, ...]:
    if not rangs:
        return ()
    return (Tableau(tuple(rangs), (Rang(tuple(Cellule(texte(e)) for e in entetes)),), legende),)


COMPOSITIONS: dict[str, Callable[[Faits], Iterable[Bloc]]] = {
    "instances": _instances,
    "plans": _plans,
    "chiffres": _chiffres,
    "communes": _communes,
    "prestations": _prestations,
    "subventions": _subventions,
    "syntheses": _syntheses,
    "priorites": _priorites,
    "seminaires": _seminaires,
}

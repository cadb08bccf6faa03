"""Live blocks: `{{{instances}}}`, `{{{plans}}}`… composed from the record at publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import (
    Cellule,
    Champ,
    Element,
    Liste,
    Paragraphe,
    Rang,
    Tableau,
    Texte,
    Titre,
    texte,
)
from convenir.edition.signatures import bloc_de_signature
from convenir.socle.formats import ecrire_date, ecrire_euros, ecrire_nombre, ecrire_pourcentage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from convenir.documents.blocs import Bloc, Contenu
    from convenir.documents.publication import BlocPublie
    from convenir.lecture.dossier import Dossier, Indicateur, Plan

NIVEAU = 2  # of the headings composed here: always inside a provision


def inserer(cle: str, dossier: Dossier) -> tuple[BlocPublie, ...]:
    """The blocs of one live block. A block that nobody knows, or has nothing to show, is "à compléter"."""
    composer = _COMPOSITIONS.get(cle)
    blocs = composer(dossier) if composer else ()
    return blocs or (Paragraphe((Champ(cle),)),)


def instances(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """The table of bodies: who leads, hosts, takes part, to what end, how often."""
    entetes = ("Instance", "Pilotes", "Animateurs", "Participants", "Objectifs", "Rythme")
    return _tableau(
        entetes,
        [
            (
                i.nom,
                "\n".join(i.pilotes),
                "\n".join(i.animateurs),
                "\n".join(i.participants),
                "\n".join(i.objectifs),
                i.rythme,
            )
            for i in dossier.instances
        ],
    )


def plans(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """Each plan: its theme, its enjeux, its numbered objectives."""
    return tuple(bloc for plan in dossier.plans for bloc in _plan(plan))


def _plan(plan: Plan) -> Iterable[Bloc]:
    yield Titre(NIVEAU, texte(plan.thematique))
    if plan.enjeux:
        yield Paragraphe((Texte("Enjeux", gras=True),))
        yield Liste(tuple(Element(texte(e.libelle)) for e in plan.enjeux))
    rangs = [
        (f"Objectif {o.numero if o.numero is not None else rang}", o.libelle)
        for rang, o in enumerate(plan.objectifs, start=1)
    ]
    yield from _tableau(("Numéro", "Objectif"), rangs, legende=f"Objectifs : {plan.thematique}")


def chiffres(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """Key figures, each with its vintage and beside the value of the territory it is compared to."""
    retenus = [i for i in dossier.indicateurs if i.libelle]
    territoires = {i.comparaison.territoire for i in retenus if i.comparaison}
    reference = territoires.pop() if len(territoires) == 1 else "Comparaison"
    rangs = [(i.libelle, _valeur(i, i.valeur), _comparaison(i, reference), i.millesime) for i in retenus]
    return _tableau(("Indicateur", "Valeur", reference, "Millésime"), rangs, facultatives=(2, 3))


def _valeur(indicateur: Indicateur, valeur: Decimal) -> str:
    if indicateur.unite == "%":
        return ecrire_pourcentage(valeur)
    return ecrire_euros(valeur) if indicateur.unite == "€" else ecrire_nombre(valeur)


def _comparaison(indicateur: Indicateur, reference: str) -> str:
    comparaison = indicateur.comparaison
    if comparaison is None:
        return "–"
    valeur = _valeur(indicateur, comparaison.valeur)
    return valeur if comparaison.territoire == reference else f"{comparaison.territoire} : {valeur}"


def communes(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """The communes, their mayor, the date of their délibération."""
    rangs = [(c.nom, c.maire, ecrire_date(c.date) if c.date else "") for c in dossier.communes]
    return _tableau(("Commune", "Maire", "Date de la délibération du conseil municipal"), rangs)


def prestations(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """Benefits paid, and their total."""
    lignes = [*dossier.prestations, *([dossier.total_prestations] if dossier.total_prestations else [])]
    rangs = [(m.libelle, "" if m.montant is None else ecrire_euros(m.montant)) for m in lignes]
    return _tableau(("Prestation", "Montant versé"), rangs)


def subventions(dossier: Dossier) -> tuple[BlocPublie, ...]:
    """Subsidies by theme and the services they support."""
    rangs = [
        (
            s.thematique,
            "" if s.montant is None else ecrire_euros(s.montant),
            "\n".join(f"{n} {type_}" if n is not None else type_ for type_, n in s.equipements),
        )
        for s in dossier.subventions
    ]
    return _tableau(("Thématique", "Montant", "Équipements et actions"), rangs)


def _tableau(
    entetes: Sequence[str],
    rangs: Iterable[Sequence[str]],
    *,
    legende: str = "",
    facultatives: Sequence[int] = (),
) -> tuple[Tableau, ...]:
    """A table whose empty cells are "à compléter", but in the columns where a blank is an answer."""
    lignes = [
        Rang(tuple(Cellule(_cellule(v, vide_permis=n in facultatives)) for n, v in enumerate(rang)))
        for rang in rangs
    ]
    if not lignes:
        return ()
    tete = Rang(tuple(Cellule(texte(e)) for e in entetes))
    return (Tableau(tuple(lignes), (tete,), legende),)


def _cellule(valeur: str, *, vide_permis: bool) -> Contenu:
    if valeur or vide_permis:
        return texte(valeur)
    return (Champ("tableau.cellule"),)


_COMPOSITIONS: dict[str, Callable[[Dossier], tuple[BlocPublie, ...]]] = {
    "instances": instances,
    "plans": plans,
    "chiffres": chiffres,
    "communes": communes,
    "prestations": prestations,
    "subventions": subventions,
    "signatures": lambda dossier: (bloc_de_signature(dossier),),
}

"""A fiche in words: on its page, in a document, beside another version of itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from convenir.acteurs.models import Organisation, Personne
from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.plan.enums import AutrePlan, GenreIndicateur, NatureDeBudget, Priorite, RoleSurFiche
from convenir.plan.models import Objectif
from convenir.plan.rules import est_en_voie
from convenir.socle.formats import ecrire_euros, ecrire_nombre
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from convenir.conventions.models import Convention
    from convenir.plan.models import FicheAction, IndicateurDeFiche, LigneDeBudget, Mesure


def nom_de_commune(insee: str) -> str:
    """The name of a commune, its code when it is not known."""
    lieu = commune(insee)
    return lieu.nom if lieu else insee


@dataclass(frozen=True, slots=True)
class Suivi:
    """An indicator and how it goes; `en_voie` None when a date, a target or a value is missing."""

    indicateur: IndicateurDeFiche
    derniere: Mesure | None
    en_voie: bool | None


@dataclass(frozen=True, slots=True)
class Budget:
    """The lines, and the sums of what is known; None when nothing is."""

    lignes: tuple[LigneDeBudget, ...]
    prevu: Decimal | None
    realise: Decimal | None


@dataclass(frozen=True, slots=True)
class Description:
    """What the page of a fiche shows that is not a field as it stands."""

    intervenants: Mapping[str, tuple[str, ...]]
    communes: tuple[str, ...]
    plans: tuple[str, ...]
    effets: tuple[tuple[str, int, str, datetime.date], ...]
    indicateurs: tuple[Suivi, ...]
    budget: Budget


def decrire(fiche: FicheAction, jour: datetime.date) -> Description:
    """The words of a fiche whose lines are already read."""
    par_role: dict[str, list[str]] = defaultdict(list)
    for intervenant in fiche.intervenants.all():
        par_role[intervenant.get_role_display()].append(str(intervenant))
    return Description(
        {role.label: tuple(par_role[role.label]) for role in RoleSurFiche if par_role[role.label]},
        tuple(sorted(nom_de_commune(c.insee) for c in fiche.communes_concernees.all())),
        tuple(str(AutrePlan(plan).label) for plan in fiche.autres_plans),
        tuple(
            (type_de_cle(e.type).libelle, e.places, nom_de_commune(e.insee), e.a_partir_de)
            for e in fiche.effets.all()
        ),
        tuple(suivre(fiche, indicateur, jour) for indicateur in fiche.indicateurs.all()),
        _budget(tuple(fiche.budget.all())),
    )


def _budget(lignes: tuple[LigneDeBudget, ...]) -> Budget:
    prevus = [ligne.prevu for ligne in lignes if ligne.prevu is not None]
    realises = [ligne.realise for ligne in lignes if ligne.realise is not None]
    return Budget(
        lignes, sum(prevus, Decimal(0)) if prevus else None, sum(realises, Decimal(0)) if realises else None
    )


def suivre(fiche: FicheAction, indicateur: IndicateurDeFiche, jour: datetime.date) -> Suivi:
    """How an indicator goes: its last value, against a straight line from its baseline to its target."""
    mesures = sorted(indicateur.mesures.all(), key=lambda mesure: mesure.jour)
    derniere = mesures[-1] if mesures else None
    depart, cible = indicateur.depart, indicateur.cible
    du, au = fiche.debut or fiche.convention.debut, indicateur.cible_le or fiche.fin
    if derniere is None or depart is None or cible is None or du is None or au is None:
        return Suivi(indicateur, derniere, None)
    return Suivi(
        indicateur, derniere, est_en_voie(depart, cible, derniere.valeur, du, au, min(jour, derniere.jour))
    )


def en_mots(convention: Convention, cle: str, valeur: Any) -> str:
    """The value of a field of a content, as people read it; a list one line each."""
    if valeur in ("", None, []):
        return "—"
    if cle == "objectif":
        return str(Objectif.objects.filter(convention=convention, pk=valeur).first() or valeur)
    if cle in _LIGNES:
        return "\n".join(_LIGNES[cle](ligne) for ligne in valeur)
    return _EN_MOTS.get(cle, str)(valeur)


def _date(iso: str | None) -> str:
    return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}" if iso else ""


_EN_MOTS: dict[str, Callable[[Any], str]] = {
    "communes": lambda codes: ", ".join(map(nom_de_commune, codes)),
    "autres_plans": lambda plans: ", ".join(str(AutrePlan(plan).label) for plan in plans),
    "liees": lambda numeros: ", ".join(map(str, numeros)),
    "debut": _date,
    "fin": _date,
    "priorite": lambda priorite: str(Priorite(priorite).label),
    "etp": lambda etp: etp.replace(".", ","),
}


def nom_de_l_intervenant(dit: Mapping[str, Any]) -> str:
    """Whom a line of a content names."""
    if dit["organisation"]:
        return str(Organisation.objects.filter(pk=dit["organisation"]).first() or "")
    if dit["personne"]:
        return str(Personne.objects.filter(pk=dit["personne"]).first() or "")
    return str(dit["libelle"])


def _intervenant(dit: Mapping[str, Any]) -> str:
    return f"{RoleSurFiche(dit['role']).label} : {nom_de_l_intervenant(dit)}"


def _etape(dite: Mapping[str, Any]) -> str:
    dates = [f"du {_date(dite['debut'])}"] if dite["debut"] else []
    dates += [f"pour le {_date(dite['echeance'])}"] if dite["echeance"] else []
    dates += [f"faite le {_date(dite['faite_le'])}"] if dite["faite_le"] else []
    return ", ".join([dite["intitule"], *dates])


def _budget_dit(dit: Mapping[str, Any]) -> str:
    montants = [
        f"{nom} {ecrire_euros(Decimal(dit[champ]))}"
        for champ, nom in (("prevu", "prévu"), ("realise", "réalisé"))
        if dit[champ] is not None
    ]
    return ", ".join(
        [dit["financeur"], str(dit["annee"]), str(NatureDeBudget(dit["nature"]).label).lower(), *montants]
    )


def _effet(dit: Mapping[str, Any]) -> str:
    lieu = nom_de_commune(dit["insee"])
    quoi = f"{dit['places']:+d} places, {type_de_cle(dit['type']).libelle}"
    return f"{quoi}, {lieu}, à partir du {_date(dit['a_partir_de'])}"


def _indicateur(dit: Mapping[str, Any]) -> str:
    morceaux = [dit["libelle"], str(GenreIndicateur(dit["genre"]).label).lower()]
    morceaux += [
        f"{nom} {ecrire_nombre(Decimal(dit[nom]))}" for nom in ("depart", "cible") if dit[nom] is not None
    ]
    morceaux += [f"{ecrire_nombre(Decimal(m['valeur']))} le {_date(m['jour'])}" for m in dit["mesures"]]
    return ", ".join(morceaux)


_LIGNES = {
    "intervenants": _intervenant,
    "etapes": _etape,
    "budget": _budget_dit,
    "effets": _effet,
    "indicateurs": _indicateur,
}

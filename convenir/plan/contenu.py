"""All that a fiche holds, as one plain value: what is compared, kept as a version, restored, put in a table.

`{"titre": "…", "fin": "2027-06-30", "etp": "0.5", "etapes": [{"intitule": "…", …}], "communes": ["59505"]}`:
a simple field under its name, each family of lines as a list of its fields, in order. States are not in it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey

from convenir.plan.controles import en_phrases
from convenir.plan.models import (
    CommuneConcernee,
    EffetSurOffre,
    Etape,
    FicheAction,
    IndicateurDeFiche,
    Intervenant,
    LigneDeBudget,
    Mesure,
)
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db import models

    Contenu = Mapping[str, Any]

SIMPLES = (
    *("objectif", "titre", "contexte", "description", "resultats", "public", "priorite", "debut", "fin"),
    *("etp", "moyens_humains", "moyens_materiels", "autres_plans", "references_plans", "vigilance", "notes"),
)


@dataclass(frozen=True, slots=True)
class Famille:
    """Lines of one kind: their name in the content, how one is called in a sentence, their model, fields."""

    nom: str
    ligne: str
    modele: Any
    champs: tuple[str, ...]


FAMILLES = (
    Famille("intervenants", "Intervenant", Intervenant, ("role", "organisation", "personne", "libelle")),
    Famille("etapes", "Étape", Etape, ("intitule", "debut", "echeance", "faite_le")),
    Famille("budget", "Budget", LigneDeBudget, ("financeur", "annee", "nature", "prevu", "realise")),
    Famille("effets", "Effet", EffetSurOffre, ("type", "insee", "places", "a_partir_de")),
    Famille(
        "indicateurs",
        "Indicateur",
        IndicateurDeFiche,
        ("libelle", "genre", "unite", "depart", "cible", "cible_le"),
    ),
)
#: every key of a content
CLES = (*SIMPLES, "communes", *(famille.nom for famille in FAMILLES), "liees")
#: may name people: never in what the journal keeps for ever
NOMINATIFS = frozenset({"intervenants"})
#: what `photographier` reads, for lists
PREFETCH = (
    *("communes_concernees", "liees", "indicateurs__mesures"),
    *(famille.nom for famille in FAMILLES),
)


def photographier(fiche: FicheAction) -> dict[str, Any]:
    """The content of a fiche as it stands; the same whatever the moment it is read."""
    contenu: dict[str, Any] = {champ: en_json(fiche, champ) for champ in SIMPLES}
    contenu["communes"] = sorted(c.insee for c in fiche.communes_concernees.all())
    for famille in FAMILLES:
        lignes = _dans_l_ordre(getattr(fiche, famille.nom).all())
        contenu[famille.nom] = [_photographier_la_ligne(famille, ligne) for ligne in lignes]
    contenu["liees"] = sorted(liee.numero for liee in fiche.liees.all())
    return contenu


def vide() -> dict[str, Any]:
    """The content of a fiche about which nothing is known."""
    listes: dict[str, Any] = {cle: [] for cle in CLES if cle not in SIMPLES}
    return {champ: en_json(FicheAction(), champ) for champ in SIMPLES} | listes


def _dans_l_ordre(lignes: Iterable[Any]) -> list[Any]:
    return sorted(lignes, key=lambda ligne: (ligne.rang, ligne.pk))


def _photographier_la_ligne(famille: Famille, ligne: models.Model) -> dict[str, Any]:
    lue = {champ: en_json(ligne, champ) for champ in famille.champs}
    if isinstance(ligne, IndicateurDeFiche):
        mesures = sorted(ligne.mesures.all(), key=lambda mesure: mesure.jour)
        lue["mesures"] = [{"jour": en_json(m, "jour"), "valeur": en_json(m, "valeur")} for m in mesures]
    return lue


def en_json(objet: models.Model, champ: str) -> Any:
    """A key is the number of what it points at."""
    if isinstance(objet._meta.get_field(champ), ForeignKey):  # noqa: SLF001 -- Django's documented API
        return getattr(objet, f"{champ}_id")
    return en_json_valeur(getattr(objet, champ))


def en_json_valeur(valeur: Any) -> Any:
    """A value as the content holds it: "1.50" and "1.5" are the same number."""
    if isinstance(valeur, Decimal):
        return f"{valeur.normalize():f}"
    return valeur.isoformat() if isinstance(valeur, datetime.date) else valeur


def normaliser(contenu: Contenu) -> dict[str, Any]:
    """The same content in its only form, as `photographier` writes it. Raises `Refus` for an unknown key."""
    if inconnues := contenu.keys() - set(CLES):
        raise Refus(f"Champ de fiche inconnu : {', '.join(sorted(inconnues))}.")
    normal: dict[str, Any] = {}
    for cle, valeur in contenu.items():
        famille = next((f for f in FAMILLES if f.nom == cle), None)
        if famille is not None:
            normal[cle] = [_normaliser_la_ligne(famille, ligne) for ligne in valeur]
        elif cle in {"communes", "liees"}:
            normal[cle] = sorted(set(valeur))
        else:
            normal[cle] = _normaliser(FicheAction, cle, valeur)
    return normal


def _normaliser_la_ligne(famille: Famille, ligne: Contenu) -> dict[str, Any]:
    normale = {champ: _normaliser(famille.modele, champ, ligne.get(champ)) for champ in famille.champs}
    if famille.nom == "indicateurs":
        mesures = [
            {champ: _normaliser(Mesure, champ, mesure.get(champ)) for champ in ("jour", "valeur")}
            for mesure in ligne.get("mesures", [])
        ]
        normale["mesures"] = sorted(mesures, key=lambda mesure: str(mesure["jour"]))
    return normale


def _normaliser(modele: Any, champ: str, valeur: Any) -> Any:
    """Raises `Refus` when a date or a number cannot be read."""
    decrit = modele._meta.get_field(champ)  # noqa: SLF001 -- Django's documented API
    if isinstance(decrit, ForeignKey):
        return valeur.pk if hasattr(valeur, "pk") else valeur
    if valeur in ("", None):
        return None if decrit.null else (decrit.get_default() if champ == "autres_plans" else "")
    if isinstance(valeur, str):
        valeur = valeur.replace("\r\n", "\n").strip()
    try:
        return en_json_valeur(decrit.to_python(valeur))
    except (ValidationError, InvalidOperation) as erreur:
        raise Refus(f"« {str(valeur)[:60]} » ne convient pas pour « {decrit.verbose_name} ».") from erreur


def poser(fiche: FicheAction, contenu: Contenu) -> None:
    """Give the simple fields of a content to a fiche, in memory."""
    for champ in SIMPLES:
        if champ in contenu:
            decrit: Any = FicheAction._meta.get_field(champ)  # noqa: SLF001 -- Django's documented API
            nom = "objectif_id" if champ == "objectif" else champ
            setattr(fiche, nom, decrit.to_python(contenu[champ]))


def ecrire_les_lignes(fiche: FicheAction, contenu: Contenu) -> None:
    """Replace the families of lines that a content names, by what it says of them.

    Raises `Refus`, naming the line, in the words of the model.
    """
    if "communes" in contenu:
        fiche.communes_concernees.all().delete()
        lieux = [CommuneConcernee(fiche=fiche, insee=insee) for insee in contenu["communes"]]
        _creer(CommuneConcernee, "Commune", lieux)
    for famille in FAMILLES:
        if famille.nom in contenu:
            getattr(fiche, famille.nom).all().delete()
            _creer(famille.modele, famille.ligne, [*_lignes(fiche, famille, contenu[famille.nom])])
    if "indicateurs" in contenu:
        _ecrire_les_mesures(fiche, contenu["indicateurs"])
    if "liees" in contenu:
        autres = FicheAction.objects.filter(convention=fiche.convention_id).exclude(pk=fiche.pk)
        trouvees = {autre.numero: autre for autre in autres.filter(numero__in=contenu["liees"])}
        if manquantes := [n for n in contenu["liees"] if n not in trouvees]:
            raise Refus(f"Aucune autre fiche ne porte le numéro {', '.join(map(str, manquantes))}.")
        fiche.liees.set(trouvees.values())


def _lignes(fiche: FicheAction, famille: Famille, dites: Iterable[Contenu]) -> Iterable[Any]:
    for rang, dite in enumerate(dites):
        ligne = famille.modele(fiche=fiche, rang=rang)
        for champ in famille.champs:
            decrit = famille.modele._meta.get_field(champ)  # noqa: SLF001 -- Django's documented API
            valeur = decrit.to_python(dite[champ])
            setattr(ligne, decrit.attname, valeur)
        yield ligne


def _creer(modele: Any, nom: str, lignes: list[Any]) -> None:
    vues: set[tuple[Any, ...]] = set()
    for rang, ligne in enumerate(lignes, start=1):
        try:
            ligne.full_clean(exclude=["fiche"], validate_unique=False)
        except ValidationError as erreur:
            raise Refus(f"{nom} {rang} : {en_phrases(ligne, erreur)}") from erreur
        for contrainte in modele._meta.constraints:  # noqa: SLF001 -- Django's documented API
            if champs := getattr(contrainte, "fields", ()):
                cle = (contrainte.name, *(getattr(ligne, champ) for champ in champs))
                if cle in vues:
                    raise Refus(f"{nom} {rang} : {contrainte.violation_error_message}")
                vues.add(cle)
    modele.objects.bulk_create(lignes)


def _ecrire_les_mesures(fiche: FicheAction, dits: Iterable[Contenu]) -> None:
    par_libelle = {indicateur.libelle: indicateur for indicateur in fiche.indicateurs.order_by("rang")}
    mesures = [
        Mesure(
            indicateur=par_libelle[dit["libelle"]],
            jour=datetime.date.fromisoformat(mesure["jour"]),
            valeur=Decimal(mesure["valeur"]),
        )
        for dit in dits
        for mesure in dit["mesures"]
    ]
    if len({(m.indicateur_id, m.jour) for m in mesures}) < len(mesures):
        raise Refus("Un indicateur a deux valeurs le même jour : gardez-en une.")
    Mesure.objects.bulk_create(mesures)

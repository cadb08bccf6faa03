"""Living areas and journeys between communes, from a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.operations.ecriture import consigner_l_acte, verifier, verrouiller
from convenir.diagnostic.enums import NatureTrajets
from convenir.diagnostic.models import Bassin, Trajets
from convenir.socle.erreurs import Refus
from convenir.socle.formats import lire_nombre
from convenir.territoires.queries import communes_de_epci
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.conventions.models import Convention
    from convenir.journal.operations import Auteur

_FAUTES_MONTREES = 5
_DEUX, _TROIS = 2, 3  # columns


@transaction.atomic
def declarer_les_bassins(
    convention: Convention, rangs: Sequence[Sequence[str]], *, auteur: str | Auteur = ""
) -> int:
    """Replace the living areas by those of a table (commune: code or name; living area). Returns how many.

    Raises `Refus`, naming the rows, for a commune that is not of the territory, or twice; nothing is then
    written.
    """
    convention = verrouiller(convention)
    lues: dict[str, str] = {}
    fautes = []
    for numero, rang in enumerate(_sans_entete(rangs), start=1):
        insee = _commune(convention, rang[0])
        nom = rang[1].strip() if len(rang) >= _DEUX else ""
        if not insee:
            fautes.append(f"ligne {numero}, « {rang[0][:30]} » n’est pas une commune du territoire")
        elif not nom:
            fautes.append(f"ligne {numero}, le bassin de vie manque")
        elif lues.setdefault(insee, nom) != nom:
            fautes.append(f"ligne {numero}, {rang[0][:30]} est déjà dans un autre bassin")
    _refuser(fautes)
    if not lues:
        raise Refus("Aucune commune n’est lue : donnez une ligne par commune, suivie de son bassin de vie.")
    Bassin.objects.filter(convention=convention).delete()
    bassins = [Bassin(convention=convention, insee=insee, nom=nom) for insee, nom in lues.items()]
    for bassin in bassins:
        verifier(bassin)
    Bassin.objects.bulk_create(bassins)
    comptes = Counter(lues.values())
    resume = f"Bassins de vie déclarés : {len(comptes)}, pour {len(lues)} communes."
    consigner_l_acte(convention, "bassins_declares", resume, auteur, bassins=dict(comptes))
    return len(comptes)


@transaction.atomic
def importer_des_trajets(
    table: Trajets, rangs: Sequence[Sequence[str]], *, auteur: str | Auteur = ""
) -> Trajets:
    """Replace the table of its kind by these rows (from, to: codes or names; number).

    Rows between communes out of the territory are left out, as a national file has many. Raises `Refus`,
    naming the rows, for a number that is missing or negative, and when no row concerns the territory.
    """
    convention = verrouiller(table.convention)
    lignes, fautes = {}, []
    for numero, rang in enumerate(rangs, start=1):
        if len(rang) < _TROIS:
            fautes.append(f"ligne {numero}, il faut trois colonnes : départ, arrivée, nombre")
            continue
        depart, arrivee = _commune(convention, rang[0]), _commune(convention, rang[1])
        if not depart or not arrivee:
            continue
        nombre = lire_nombre(rang[2])
        if nombre is None or rang[2].strip().startswith(("-", "−")):
            fautes.append(f"ligne {numero}, « {rang[2][:20]} » n’est pas un nombre positif")
            continue
        lignes[depart, arrivee] = float(nombre)
    _refuser(fautes)
    if not lignes:
        raise Refus("Aucun trajet entre deux communes du territoire n’est lu : vérifiez les codes INSEE.")
    table.lignes = [[depart, arrivee, nombre] for (depart, arrivee), nombre in sorted(lignes.items())]
    table.source = table.source.strip()
    Trajets.objects.filter(convention=convention, nature=table.nature).delete()
    verifier(table)
    table.save(force_insert=True)
    resume = f"{NatureTrajets(table.nature).label} : {len(lignes)} couples de communes ({table.source})."
    consigner_l_acte(convention, "trajets_importes", resume, auteur, nature=table.nature)
    return table


def _sans_entete(rangs: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The rows without the first one when it names the columns."""
    entete = rangs and cle(rangs[0][0]) in {"commune", "insee", "code", "code insee", "codgeo", "depcom"}
    return rangs[1:] if entete else rangs


def _commune(convention: Convention, ecrit: str) -> str:
    """The code of a commune of the territory, by its code or its name; empty when it is none."""
    membres = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
    cherche = cle(ecrit)
    return next((c.insee for c in membres if cherche in {c.insee.lower(), cle(c.nom)}), "")


def _refuser(fautes: Sequence[str]) -> None:
    if fautes:
        suite = f" ; et {len(fautes) - _FAUTES_MONTREES} autres" if len(fautes) > _FAUTES_MONTREES else ""
        dites = " ; ".join(fautes[:_FAUTES_MONTREES])
        raise Refus(f"Rien n’a été enregistré. À corriger : {dites}{suite}.")

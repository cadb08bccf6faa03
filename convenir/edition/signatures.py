"""The signature block, built from the signatories; the one that was read gives its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.documents.blocs import Tableau, texte_brut
from convenir.documents.publication import Emplacement, Signatures
from convenir.documents.sortie.grille import places

if TYPE_CHECKING:
    from convenir.lecture.dossier import Dossier


def bloc_de_signature(dossier: Dossier) -> Signatures:
    """One place per signatory of each party; a party without a named signatory keeps an empty place."""
    emplacements = [
        Emplacement(partie.nom, signataire.qualite, signataire.nom)
        for partie in dossier.parties
        for signataire in partie.signataires
    ]
    anonymes = [Emplacement(p.nom, "", "") for p in dossier.parties if not p.signataires]
    return Signatures(tuple(emplacements + anonymes) or (Emplacement("", "", ""),))


def depuis_tableau(tableau: Tableau, dossier: Dossier) -> Signatures | None:
    """The block printed as a table: one column per signatory, from organisation down to name.

    Columns without a heading of their own belong to the one on their left. Signatories of the parties
    that the table forgets are added. None when the table holds no known signatory's name.
    """
    noms = {_cle(s.nom) for p in dossier.parties for s in p.signataires}
    noms = {nom for nom in noms | {_cle(s.nom) for s in dossier.signataires_imprimes} if nom}
    colonnes = _colonnes(tableau)
    if not any(nom in _cle(case) for colonne in colonnes for case in colonne for nom in noms):
        return None
    emplacements, organisation = [], ""
    for colonne in colonnes:
        organisation = colonne[0] or organisation
        if any(colonne):
            emplacements.append(_emplacement(organisation, colonne[1:]))
    return Signatures(tuple(emplacements + _oublies(dossier, emplacements)))


def _emplacement(organisation: str, cellules: list[str]) -> Emplacement:
    pleines = [c for c in cellules if c]
    if not pleines:
        return Emplacement(organisation, "", "")
    return Emplacement(organisation, "\n".join(pleines[:-1]), pleines[-1])


def _oublies(dossier: Dossier, presents: list[Emplacement]) -> list[Emplacement]:
    imprimes = {_cle(e.nom) for e in presents}
    return [
        Emplacement(partie.nom, s.qualite, s.nom)
        for partie in dossier.parties
        for s in partie.signataires
        if s.nom and not any(_cle(s.nom) in nom or nom in _cle(s.nom) for nom in imprimes if nom)
    ]


def _colonnes(tableau: Tableau) -> list[list[str]]:
    rangs = (*tableau.entetes, *tableau.rangs)
    cellules = {(r, c): texte_brut(cellule.contenu).strip() for r, c, cellule in places(rangs)}
    largeur = max((c for _, c in cellules), default=-1) + 1
    return [[cellules.get((r, c), "") for r in range(len(rangs))] for c in range(largeur)]


def _cle(nom: str) -> str:
    return " ".join(nom.casefold().split())

"""The report of a proofreading, to print and to go through together: what, where, why, what was decided."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

from convenir.documents.blocs import Cellule, Paragraphe, Rang, Tableau, Texte, Titre, texte
from convenir.documents.publication import Encadre, Publication
from convenir.relecture.enums import Gravite
from convenir.relecture.registre import regles
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from convenir.documents.publication import BlocPublie
    from convenir.lecture.dossier import Dossier
    from convenir.relecture.registre import Constat

PLURIELS = {
    Gravite.BLOQUANT: "Bloquants",
    Gravite.AVERTISSEMENT: "Avertissements",
    Gravite.INFORMATION: "Informations",
}
SENS = {
    Gravite.BLOQUANT: "à corriger avant la signature",
    Gravite.AVERTISSEMENT: "à vérifier et, le plus souvent, à corriger",
    Gravite.INFORMATION: "bon à savoir",
}


def composer(constats: Sequence[Constat], dossier: Dossier) -> Publication:
    """The report as a publication: counts, findings by provision with room for the decision, rules run."""
    jour = datetime.datetime.now(tz=datetime.UTC).date()
    blocs: list[BlocPublie] = [*_entete(dossier, jour), _decompte(constats), *_constats(constats, dossier)]
    blocs += [Titre(1, texte("Règles appliquées")), _regles(constats)]
    return Publication(
        titre="Relecture de la convention",
        courant=f"Relecture de « {dossier.source.nom} »",
        sujet=f"Constats sur {dossier.source.nom}",
        blocs=tuple(blocs),
        date=jour,
    )


def _entete(dossier: Dossier, jour: datetime.date) -> list[BlocPublie]:
    lignes = [("Fichier relu", dossier.source.nom), ("Date de la relecture", ecrire_date(jour))]
    if dossier.titre:
        lignes.insert(0, ("Document", dossier.titre))
    return [Paragraphe((Texte(f"{nom} : ", gras=True), Texte(valeur))) for nom, valeur in lignes]


def _decompte(constats: Sequence[Constat]) -> Tableau:
    nombres = Counter(c.gravite for c in constats)
    rangs = [(PLURIELS[g], str(nombres[g]), SENS[g]) for g in Gravite]
    return _tableau(("Gravité", "Constats", "Ce que cela veut dire"), rangs, "Constats par gravité")


def _constats(constats: Sequence[Constat], dossier: Dossier) -> Iterable[BlocPublie]:
    if not constats:
        yield Paragraphe(texte("Aucun constat : rien ne se contredit, rien ne manque."))
    par_lieu: dict[str, list[tuple[int, Constat]]] = {}
    for numero, constat in enumerate(constats, start=1):
        par_lieu.setdefault(constat.lieu.split(",")[0], []).append((numero, constat))
    for lieu, groupe in par_lieu.items():
        yield Titre(1, texte(lieu))
        for numero, constat in groupe:
            yield _constat(numero, constat, numerotee=dossier.source.numerotee)


def _constat(numero: int, constat: Constat, *, numerotee: bool) -> Encadre:
    etiquette = Texte(f"{numero}. {constat.gravite.value.capitalize()} · {constat.titre}", gras=True)
    blocs: list[BlocPublie] = [Paragraphe((etiquette,)), Paragraphe(texte(constat.message))]
    if constat.preuve:
        blocs.append(Encadre("preuve", (Paragraphe((Texte("Preuve : ", gras=True), Texte(constat.preuve))),)))
    if constat.suggestion:
        blocs.append(Paragraphe((Texte("À faire : ", gras=True), Texte(constat.suggestion))))
    blocs.append(Paragraphe((Texte(_ou(constat, numerotee=numerotee), italique=True),)))
    blocs.append(Encadre("suite", (Paragraphe(texte("Suite donnée")),)))
    return Encadre(constat.gravite.value, tuple(blocs))


def _ou(constat: Constat, *, numerotee: bool) -> str:
    lieu = constat.lieu
    if numerotee and constat.lignes:
        mot = "ligne" if len(constat.lignes) == 1 else "lignes"
        lieu += f" · {mot} {', '.join(map(str, constat.lignes))}"
    return f"{lieu} · « {constat.extrait} »" if constat.extrait else lieu


def _regles(constats: Sequence[Constat]) -> Tableau:
    nombres = Counter(c.regle for c in constats)
    rangs = [(r.titre, r.famille.value.capitalize(), str(nombres[r.code])) for r in regles()]
    return _tableau(
        ("Règle", "Famille", "Constats"), rangs, f"{len(rangs)} règles, chacune sur tout le texte"
    )


def _tableau(entetes: Iterable[str], rangs: Iterable[Iterable[str]], legende: str) -> Tableau:
    def rang(valeurs: Iterable[str]) -> Rang:
        return Rang(tuple(Cellule(texte(v)) for v in valeurs))

    return Tableau(tuple(map(rang, rangs)), (rang(entetes),), legende)

"""A page of French text that says what was read, for a person at a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from convenir.socle.formats import ecrire_date, ecrire_euros, ecrire_nombre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_LARGEUR = 100  # columns
_A_COMPLETER = "à compléter"


def resume(dossier: Dossier) -> str:
    """What was read, section by section; a section without anything says so in one line."""
    sections = (
        ("Parties", _parties),
        ("Durée", _duree),
        ("Dispositions", _dispositions),
        ("Chiffres", _chiffres),
        ("Plans d’action", _plans),
        ("Instances", _instances),
        ("Communes et transmission", _transmission),
        ("Couverture", _couverture),
    )
    lignes = [
        dossier.titre or dossier.source.nom,
        "=" * min(len(dossier.titre or dossier.source.nom), _LARGEUR),
    ]
    for titre, decrire in sections:
        lignes += ["", titre, "-" * len(titre)]
        lignes += [morceau for ligne in decrire(dossier) for morceau in _plier(ligne)]
    return "\n".join(lignes) + "\n"


def _plier(ligne: str) -> list[str]:
    retrait = " " * (len(ligne) - len(ligne.lstrip()) + 2)
    return textwrap.wrap(ligne, _LARGEUR, subsequent_indent=retrait, break_long_words=False) or [""]


def _compte(nombre: int, singulier: str, pluriel: str = "") -> str:
    """A count in words: "aucun plan", "1 plan", "4 plans"."""
    if nombre == 0:
        return f"aucun {singulier}"
    return f"{ecrire_nombre(nombre)} {singulier if nombre == 1 else pluriel or singulier + 's'}"


def _parties(dossier: Dossier) -> Iterator[str]:
    if not dossier.parties:
        yield "Aucune partie reconnue."
    for partie in dossier.parties:
        yield f"• {partie.nom}" + (f" (« {partie.appellation} »)" if partie.appellation else "")
        for signataire in partie.signataires:
            yield f"    {signataire.nom}, {signataire.qualite or 'qualité ' + _A_COMPLETER}"
        if not partie.signataires:
            yield f"    signataire {_A_COMPLETER}"
    if dossier.visas:
        yield f"{_compte(len(dossier.visas), 'visa')}."


def _duree(dossier: Dossier) -> Iterator[str]:
    duree = dossier.duree
    if duree is None:
        yield "Aucune durée reconnue."
        return
    debut = f"du {ecrire_date(duree.debut)}" if duree.debut else f"début {_A_COMPLETER}"
    fin = f"au {ecrire_date(duree.fin)}" if duree.fin else f"fin {_A_COMPLETER}"
    annees = f" ({_compte(duree.annees_annoncees, 'an')} annoncés)" if duree.annees_annoncees else ""
    yield f"{debut} {fin}{annees}".capitalize()
    for delai in dossier.delais:
        suite = f", à compter de {delai.a_compter_de}" if delai.a_compter_de else ""
        unite = delai.unite if delai.quantite == 1 or delai.unite == "mois" else f"{delai.unite}s"
        yield f"• {delai.libelle} : {delai.quantite} {unite}{suite}"


def _dispositions(dossier: Dossier) -> Iterator[str]:
    if not dossier.dispositions:
        yield "Aucun article reconnu."
    for d in dossier.dispositions:
        nom = "Préambule" if d.type == "preambule" else d.type.capitalize()
        numero = "" if d.numero is None else f" {d.numero}"
        titre = "" if d.type == "preambule" else f" — {d.titre or 'sans titre'}"
        yield f"{nom}{numero}{titre}"
    for genre, nom in (("article", "Article"), ("annexe", "Annexe")):
        manquants = _manquants(dossier, genre)
        if manquants:
            yield f"Numéro absent : {nom} {', '.join(map(str, manquants))}."
    if dossier.sommaire:
        yield f"Le sommaire annonce {_compte(len(dossier.sommaire), 'entrée')}."


def _manquants(dossier: Dossier, genre: str) -> list[int]:
    numeros = {d.numero for d in dossier.dispositions if d.type == genre and d.numero is not None}
    return [n for n in range(1, max(numeros, default=0)) if n not in numeros]


def _chiffres(dossier: Dossier) -> Iterator[str]:
    compares = sum(1 for i in dossier.indicateurs if i.comparaison)
    dates = sum(1 for i in dossier.indicateurs if i.millesime)
    yield (
        f"{_compte(len(dossier.indicateurs), 'chiffre')} du territoire, dont "
        f"{_compte(compares, 'comparé')} et {_compte(dates, 'daté')}."
    )
    for prestation in dossier.prestations:
        valeur = _A_COMPLETER if prestation.montant is None else ecrire_euros(prestation.montant)
        yield f"• {prestation.libelle} : {valeur}"
    if dossier.total_prestations and dossier.total_prestations.montant is not None:
        yield f"• Total imprimé : {ecrire_euros(dossier.total_prestations.montant)}"
    vides = sum(1 for s in dossier.subventions if s.montant is None)
    if dossier.subventions:
        yield (
            f"{_compte(len(dossier.subventions), 'ligne')} de subventions, dont "
            f"{_compte(vides, 'montant')} {_A_COMPLETER}."
        )
    if dossier.syntheses:
        yield f"Diagnostic : {', '.join(s.libelle for s in dossier.syntheses)}."


def _plans(dossier: Dossier) -> Iterator[str]:
    if not dossier.plans:
        yield "Aucun plan d’action reconnu."
    for plan in dossier.plans:
        enjeux = _compte(len(plan.enjeux), "enjeu", "enjeux")
        objectifs = _compte(len(plan.objectifs), "objectif")
        yield f"• {plan.thematique or 'Sans thématique'} : {enjeux}, {objectifs}"


def _instances(dossier: Dossier) -> Iterator[str]:
    if not dossier.instances:
        yield "Aucune instance reconnue."
    for instance in dossier.instances:
        yield f"• {instance.nom} — {instance.rythme or 'rythme ' + _A_COMPLETER}"
        for role, personnes in (("pilotes", instance.pilotes), ("animateurs", instance.animateurs)):
            if personnes:
                yield f"    {role} : {' ; '.join(personnes)}"


def _transmission(dossier: Dossier) -> Iterator[str]:
    yield f"Communes listées : {ecrire_nombre(len(dossier.communes))}."
    acte = dossier.acte
    if acte is None:
        yield "Aucune estampille de transmission."
        return
    yield f"Acte {acte.identifiant or 'sans identifiant'}" + (f" — {acte.commune}" if acte.commune else "")
    for nom, date in (("envoyé", acte.envoye), ("reçu", acte.recu), ("publié", acte.publie)):
        yield f"    {nom} : {ecrire_date(date) if date else 'date ' + _A_COMPLETER}"


def _couverture(dossier: Dossier) -> Iterator[str]:
    couverture = dossier.couverture
    yield f"{ecrire_nombre(couverture.rattachees)} lignes rattachées sur {ecrire_nombre(couverture.lignes)}."
    if couverture.non_comprises:
        lieux = f" : {', '.join(map(str, couverture.non_comprises))}" if dossier.source.numerotee else ""
        yield f"{_compte(len(couverture.non_comprises), 'ligne')} gardées sans être comprises{lieux}."

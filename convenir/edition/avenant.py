"""An avenant to print: what it replaces, by what, from when, and who signs it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from convenir.conventions.enums import NatureModification, Statut, TypeDisposition
from convenir.conventions.queries import a_la_date, changements, clauses, get_convention, ralliements
from convenir.conventions.rules.en_vigueur import appliquer
from convenir.documents.blocs import Champ, Paragraphe, Texte, Titre, texte
from convenir.documents.markdown import lire_markdown
from convenir.documents.publication import Couverture, Emplacement, Encadre, Publication, Signatures
from convenir.lecture.ouverture import avec_article, blocs_des_parties
from convenir.lecture.queries import citer, intitule
from convenir.lecture.releve import relever_les_parties
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from convenir.conventions.models import Avenant, Convention, Modification, Ralliement
    from convenir.conventions.rules.en_vigueur import Clause
    from convenir.documents.blocs import Bloc
    from convenir.documents.publication import BlocPublie

    Article = tuple[str, tuple[BlocPublie, ...]]  # its subject, what it says

_TITRES_CITES = 3  # by how many levels the headings of a quoted text go down


@dataclass(frozen=True, slots=True)
class _Acte:
    """An avenant, the convention as it stands until then, and the provisions it may change, by key.

    `rallies` are the co-signatories who joined since the signature, by this avenant too.
    """

    avenant: Avenant
    convention: Convention
    rallies: tuple[Ralliement, ...]
    avant: Mapping[str, Clause]
    jour: datetime.date


def composer_avenant(avenant: Avenant) -> Publication:
    """The avenant as it is printed: cover, parties, what it changes article by article, signature block.

    The wordings it replaces follow, for the record.
    """
    acte = _lire(avenant)
    convention = acte.convention
    parties = [*(p.nom for p in convention.parties.all()), *(r.nom for r in acte.rallies)]
    return Publication(
        titre=f"{avenant} à la convention territoriale globale",
        courant=f"{avenant} – {convention.nom}",
        sujet=avenant.objet,
        couverture=Couverture(
            surtitre=convention.territoire,
            periode=_periode(convention),
            parties=tuple(parties),
            mentions=(avenant.objet,),
        ),
        blocs=tuple(_blocs(acte)),
        paraphes=("",) * len(parties),
        filigrane="projet" if avenant.statut == Statut.BROUILLON else "",
        date=timezone.localdate(),
    )


def _lire(avenant: Avenant) -> _Acte:
    """What stands before the avenant: neither it, nor what takes effect after it."""
    jour = avenant.effet_le or timezone.localdate()
    convention = a_la_date(get_convention(avenant.convention.code), jour - datetime.timedelta(days=1))
    rang = (jour, avenant.numero)
    anterieurs = [c for c in changements(convention, jour) if (c.effet_le, c.avenant) < rang]
    texte_d_avant = appliquer(clauses(convention), anterieurs)
    rallies = {r.pk: r for r in (*ralliements(convention, jour), *avenant.ralliements.order_by("id"))}
    return _Acte(
        avenant, convention, tuple(rallies.values()), {clause.cle: clause for clause in texte_d_avant}, jour
    )


def _periode(convention: Convention) -> str:
    if convention.debut is None or convention.fin is None:
        return ""
    return f"{convention.debut.year} – {convention.fin.year}"


def _blocs(acte: _Acte) -> Iterator[BlocPublie]:
    avenant = acte.avenant
    yield _paragraphe("Entre les soussignés :")
    yield Encadre("partie", (*blocs_des_parties(relever_les_parties(acte.convention)), *_rallies(acte)))
    yield _paragraphe(f"Vu la convention territoriale globale « {acte.convention.nom} » ;")
    yield from _avenants_vises(acte)
    if avenant.motif.strip():
        yield Titre(1, texte("Exposé des motifs"), ancre="motifs")
        yield from lire_markdown(avenant.motif)
    yield _paragraphe("Il est convenu ce qui suit :")
    for numero, (sujet, blocs) in enumerate(_articles(acte), start=1):
        yield Titre(1, texte(sujet), ancre=f"article-{numero}", numero=f"Article {numero}")
        yield from blocs
    yield Signatures(tuple(_emplacements(acte)))
    yield from _pour_memoire(acte)


def _avenants_vises(acte: _Acte) -> Iterator[Paragraphe]:
    vises = {c.avenant: c.effet_le for clause in acte.avant.values() if (c := clause.changement)}
    for numero, effet in sorted(vises.items()):
        yield _paragraphe(f"Vu son avenant n° {numero}, en vigueur depuis le {ecrire_date(effet)} ;")


def _articles(acte: _Acte) -> Iterator[Article]:
    avenant = acte.avenant
    yield "Objet", (_paragraphe(f"Le présent avenant a pour objet : {_minuscule(avenant.objet)}."),)
    for modification in _modifications(acte):
        yield _article(acte, modification)
    if avenant.fin is not None:
        yield "Terme de la convention", (_paragraphe(_terme(avenant.fin, acte.convention.fin)),)
    for ralliement in avenant.ralliements.order_by("id"):
        phrase = (
            f"{avec_article(ralliement.nom)} rejoint la convention en qualité de cosignataire et en accepte "
            "toutes les dispositions en vigueur."
        )
        yield f"Nouveau cosignataire : {ralliement.nom}", (_paragraphe(phrase),)
    effet = Champ("avenant.effet_le", ecrire_date(avenant.effet_le) if avenant.effet_le else "")
    yield "Prise d’effet", (Paragraphe((Texte("Le présent avenant prend effet le "), effet, Texte("."))),)
    inchange = "Tout ce que le présent avenant ne modifie pas demeure en vigueur sans changement."
    yield "Dispositions inchangées", (_paragraphe(inchange),)


def _modifications(acte: _Acte) -> list[Modification]:
    """What the avenant does, in the order of the text; what it adds comes last."""
    rangs = {cle: rang for rang, cle in enumerate(acte.avant)}
    modifications = acte.avenant.modifications.order_by("id")
    return sorted(modifications, key=lambda m: rangs.get(m.cle, len(rangs)))


def _article(acte: _Acte, modification: Modification) -> Article:
    clause = acte.avant.get(modification.cle)
    if clause is None:
        est_annexe = modification.type == TypeDisposition.ANNEXE
        ajout = "Une annexe ainsi rédigée" if est_annexe else "Un article ainsi rédigé"
        phrase = f"{ajout} complète la convention, sous le titre « {modification.titre} » :"
        return f"Ajout : {modification.titre}", (_paragraphe(phrase), _citation(acte, modification.texte))
    nom = _avec_article(clause)
    match modification.nature:
        case NatureModification.SUPPRIME:
            phrase = f"{nom} cesse de s’appliquer. Son numéro n’est pas repris : aucun autre ne change."
            return f"Suppression : {clause.nom}", (_paragraphe(phrase),)
        case NatureModification.NULLITE:
            phrase = (
                "Les parties constatent que la clause suivante est nulle, et que toutes les autres "
                f"s’appliquent encore : {intitule(clause)}."
            )
            return f"Nullité : {clause.nom}", (_paragraphe(phrase),)
    rediges = "rédigée" if clause.type is TypeDisposition.ANNEXE else "rédigé"
    renomme = modification.titre and modification.titre != clause.titre
    suite = f", sous le titre « {modification.titre} »" if renomme else ""
    phrase = f"{nom} est désormais {rediges} comme suit{suite} :"
    return f"Nouvelle rédaction : {clause.nom}", (_paragraphe(phrase), _citation(acte, modification.texte))


def _terme(fin: datetime.date, prevue: datetime.date | None) -> str:
    jusque_la = f" au lieu du {ecrire_date(prevue)}" if prevue else ""
    return f"La convention prend fin le {ecrire_date(fin)}{jusque_la}."


def _avec_article(clause: Clause) -> str:
    """« L’article 7, « Durée », », « L’annexe 2, « Plan d’actions », », « Le préambule »."""
    if clause.numero is None:
        return f"Le {clause.nom.lower()}"
    return f"L’{clause.nom.lower()}" + (f", « {clause.titre} »," if clause.titre else "")


def _pour_memoire(acte: _Acte) -> Iterator[BlocPublie]:
    """What the avenant replaces, takes out or holds void, as it stood until then."""
    touchees = [acte.avant[m.cle] for m in _modifications(acte) if m.cle in acte.avant]
    if touchees:
        yield Titre(1, texte("Pour mémoire : les rédactions antérieures"), ancre="pour-memoire")
    for clause in touchees:
        yield Titre(2, texte(intitule(clause)), ancre=f"avant-{clause.cle}")
        yield _citation(acte, clause.texte)


def _citation(acte: _Acte, markdown: str) -> Encadre:
    """A text quoted as it reads, its headings below those of the avenant."""
    cites = citer(tuple(lire_markdown(markdown)), acte.convention, tuple(acte.avant.values()), acte.jour)
    return Encadre("citation", tuple(_abaisser(bloc) for bloc in cites))


def _abaisser(bloc: Bloc) -> Bloc:
    if not isinstance(bloc, Titre):
        return bloc
    return replace(bloc, niveau=min(bloc.niveau + _TITRES_CITES, 6), ancre="")


def _rallies(acte: _Acte) -> Iterator[Paragraphe]:
    for ralliement in acte.rallies:
        yield _paragraphe("Et")
        suite = f", pour qui signe {ralliement.signataire}, {_minuscule(ralliement.qualite)} ;"
        yield Paragraphe((Texte(avec_article(ralliement.nom), gras=True), Texte(suite)))


def _emplacements(acte: _Acte) -> Iterator[Emplacement]:
    for partie in acte.convention.parties.all():
        signataires = [(s.qualite, s.nom) for s in partie.signataires.all()]
        for qualite, nom in signataires or [("", "")]:
            yield Emplacement(partie.nom, qualite, nom)
    for ralliement in acte.rallies:
        yield Emplacement(ralliement.nom, ralliement.qualite, ralliement.signataire)


def _minuscule(phrase: str) -> str:
    phrase = phrase.strip().rstrip(".")
    return phrase[:1].lower() + phrase[1:]


def _paragraphe(phrase: str) -> Paragraphe:
    return Paragraphe(texte(phrase))

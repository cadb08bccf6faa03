"""Keeping a reading: a `Dossier` becomes a draft convention, whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import transaction

from convenir.conventions.enums import TypeDisposition
from convenir.conventions.models import Convention, Disposition, Partie, Signataire
from convenir.conventions.operations import creer, fonder
from convenir.conventions.queries import conventions_de
from convenir.conventions.rules.texte import code_libre, code_propose, periode_valide
from convenir.documents.blocs import Paragraphe, Saut, Titre, feuilles, texte_brut
from convenir.documents.markdown import ecrire_markdown
from convenir.documents.operations import conserver
from convenir.lecture.faits import en_donnees, faits_de
from convenir.lecture.structure import SIGNATURES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from convenir.acteurs.models import Organisation, Personne
    from convenir.documents.blocs import Bloc
    from convenir.documents.models import Fichier
    from convenir.lecture import dossier as lus
    from convenir.lecture.dossier import Dossier

_CAF = re.compile(r"\bcaf\b|allocations\s+familiales", re.IGNORECASE)
_FORME = re.compile(
    r"^(?:l[ae]s?\s+|l['’]\s*)?(?:communaut[ée]s?\s+(?:d['’]agglom[ée]ration|de\s+communes|urbaine)"
    r"|m[ée]tropole|commune|ville|agglom[ée]ration)\s+(?:d[eu]s?\s+|d['’]\s*)?(?:la\s+)?",
    re.IGNORECASE,
)


@transaction.atomic
def enregistrer(
    dossier: Dossier, octets: bytes | None = None, *, pour: tuple[Personne, Organisation] | None = None
) -> Convention:
    """Keep a reading as a draft: the text by provision, parties and visas, the facts as JSON.

    `octets` are those of the file, kept beside the draft. `pour` is who brings it, for which organisation:
    its first administrator. A file this person already brought gives the draft it gave then, unchanged;
    what others made of the same file is theirs. Raises `Refus` when a rule of the record is broken;
    nothing is half-kept.
    """
    fichier = conserver(dossier.source.nom, octets, dossier.source.format) if octets else None
    if fichier is not None and (deja := _deja_lue(fichier, pour)):
        return deja
    texte = _repartir(dossier)
    debut, fin = _periode(dossier)
    territoire = _territoire(dossier)
    titre = dossier.titre or PurePath(dossier.source.nom).stem
    convention = Convention(
        code=code_propose(territoire or titre, str(debut.year) if debut else ""),
        titre=titre,
        territoire=territoire,
        debut=debut,
        fin=fin,
        ouverture=ecrire_markdown(texte.ouverture),
        cloture=ecrire_markdown(texte.cloture),
        lecture=en_donnees(faits_de(dossier)),
        fichier=fichier,
    )
    auteur = pour[0].en_auteur(pour[1]) if pour else ""
    creer(
        convention,
        parties=_parties(dossier),
        visas=[visa.texte for visa in dossier.visas],
        dispositions=[_disposition(d, texte.corps.get(d.cle, [])) for d in dossier.dispositions],
        resume=f"Convention lue dans « {dossier.source.nom} ».",
        auteur=auteur,
    )
    if pour:
        fonder(convention, *pour, auteur=auteur)
    return convention


def _deja_lue(fichier: Fichier, pour: tuple[Personne, Organisation] | None) -> Convention | None:
    """The draft this file already gave to this person; to the command line, which sees them all, any."""
    lues = conventions_de(pour[0]) if pour else Convention.objects.order_by("pk")
    return lues.filter(fichier=fichier).first()


@dataclass(slots=True)
class _Texte:
    """Every bloc of the document in one place, in order."""

    ouverture: list[Bloc] = field(default_factory=list)
    corps: dict[str, list[Bloc]] = field(default_factory=dict)
    cloture: list[Bloc] = field(default_factory=list)


def _repartir(dossier: Dossier) -> _Texte:
    """The blocs before the first provision, those of each, those of the signature block.

    What belongs to none (a stamp, a line out of place) stays with the provision it stands in.
    """
    de_la_ligne = {n: p.disposition for p in dossier.passages for n in p.lignes}
    texte = _Texte()
    courant = texte.ouverture
    for bloc in dossier.document.blocs:
        cle = de_la_ligne.get(_premiere_ligne(bloc), "")
        if dossier.disposition(cle) is not None:
            courant = texte.corps.setdefault(cle, [])
        elif cle == SIGNATURES:
            courant = texte.cloture
        courant.append(bloc)
    return texte


def _premiere_ligne(bloc: Bloc) -> int:
    return next((n for feuille in feuilles([bloc]) for n in feuille.place.lignes), 0)


def _disposition(lue: lus.Disposition, blocs: list[Bloc]) -> Disposition:
    """A provision with its heading as written apart from its text."""
    intitule, corps = "", blocs
    if blocs and isinstance(premier := blocs[0], (Titre, Paragraphe)):
        intitule, corps = " ".join(texte_brut(premier.contenu).split()), blocs[1:]
    return Disposition(
        type=TypeDisposition(lue.type),
        cle=lue.cle,
        titre=lue.titre,
        numero_ecrit=lue.numero,
        intitule_ecrit=intitule,
        texte=ecrire_markdown(bloc for bloc in corps if not isinstance(bloc, Saut)),
    )


def _parties(dossier: Dossier) -> Iterable[tuple[Partie, list[Signataire]]]:
    cles: list[str] = []
    for partie in dossier.parties:
        cles.append(code_libre("caf" if _CAF.search(partie.nom) else "collectivite", cles))
        signataires = [
            Signataire(nom=s.nom, qualite=s.qualite) for s in partie.signataires if s.nom or s.qualite
        ]
        yield Partie(cle=cles[-1], nom=partie.nom, appellation=partie.appellation), signataires


def _territoire(dossier: Dossier) -> str:
    """The name of the first party that is not a Caf, without its legal form."""
    noms = (partie.nom for partie in dossier.parties if not _CAF.search(partie.nom))
    nom = next(noms, "")
    return _FORME.sub("", nom).strip() or nom


def _periode(dossier: Dossier) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day; an end before the start is left out: the text keeps it, proofreading says it."""
    debut = dossier.duree.debut if dossier.duree else None
    fin = dossier.duree.fin if dossier.duree else None
    return (debut, fin) if periode_valide(debut, fin) else (debut, None)

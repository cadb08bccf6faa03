"""Keeping what was read: a Dossier becomes a recorded convention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.conventions.models import Convention, Disposition, Partie, Signataire
from convenir.conventions.operations import creer

if TYPE_CHECKING:
    from convenir.lecture.dossier import Disposition as DispositionLue
    from convenir.lecture.dossier import Dossier


def enregistrer(dossier: Dossier, octets: bytes = b"", auteur: str = "") -> Convention:  # noqa: ARG001 -- the file itself is not kept yet
    """Record a convention that was read, as a draft. Raises `Refus` when a rule of the record is broken."""
    tenues = sorted(n for d in dossier.dispositions for n in d.lignes)
    lignes = dossier.source.lignes
    premiere, derniere = (tenues[0], tenues[-1]) if tenues else (len(lignes) + 1, len(lignes))
    convention = Convention(
        titre=(dossier.titre or dossier.source.nom)[:300],
        debut=dossier.duree.debut if dossier.duree else None,
        fin=dossier.duree.fin if dossier.duree else None,
        ouverture="\n".join(lignes[: premiere - 1]),
        cloture="\n".join(lignes[derniere:]),
    )
    return creer(
        convention,
        parties=[
            (
                Partie(cle=f"partie-{rang}", nom=p.nom[:300], appellation=p.appellation[:100]),
                [Signataire(nom=s.nom[:200], qualite=s.qualite[:300]) for s in p.signataires],
            )
            for rang, p in enumerate(dossier.parties, start=1)
        ],
        visas=[visa.texte for visa in dossier.visas],
        dispositions=[_disposition(d, lignes) for d in dossier.dispositions],
        resume=f"Convention lue dans « {dossier.source.nom} ».",
        auteur=auteur,
    )


def _disposition(lue: DispositionLue, lignes: tuple[str, ...]) -> Disposition:
    corps = lignes[lue.lignes[0] : lue.lignes[-1]] if lue.lignes else ()
    return Disposition(
        type=lue.type,
        cle=lue.cle,
        titre=lue.titre[:300],
        numero_ecrit=lue.numero,
        texte="\n".join(corps).strip("\n"),
    )

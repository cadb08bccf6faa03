"""The signatories of the opening against those of the signature block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.personnes import Mention, mentions
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.ressemblance import a_une_lettre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle(
    "noms-signataires",
    Famille.NOMS,
    Gravite.AVERTISSEMENT,
    "Signataires de l’ouverture et du bloc de signature",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    toutes = list(mentions(dossier))
    ouverture = [m for m in toutes if m.disposition == "parties"]
    bloc = [m for m in toutes if m.disposition == "signatures"]
    if not ouverture or not bloc:
        return
    for absent in _absents(ouverture, bloc):
        yield _trouvaille(
            absent, bloc, "représente une partie à l’ouverture mais ne signe pas", "Ajoutez sa signature"
        )
    for absent in _absents(bloc, ouverture):
        yield _trouvaille(
            absent, ouverture, "signe sans avoir été présenté à l’ouverture", "Présentez-le à l’ouverture"
        )


def _absents(attendus: list[Mention], presents: list[Mention]) -> list[Mention]:
    uniques = {m.cle: m for m in attendus}
    return [m for m in uniques.values() if not any(_meme_personne(m, p) for p in presents)]


def _meme_personne(une: Mention, autre: Mention) -> bool:
    """A misspelt name is told elsewhere: it is still the same person."""
    nom = une.cle[1] == autre.cle[1] or a_une_lettre(une.cle[1], autre.cle[1])
    prenom = (
        not une.cle[0]
        or not autre.cle[0]
        or une.cle[0] == autre.cle[0]
        or a_une_lettre(une.cle[0], autre.cle[0])
    )
    return nom and prenom


def _trouvaille(absent: Mention, autres: list[Mention], constat: str, remede: str) -> Trouvaille:
    return Trouvaille(
        lignes=absent.lignes,
        message=f"{absent.ecrit} {constat}.",
        preuve=f"« {absent.ecrit} » ne figure pas parmi : "
        f"{', '.join(dict.fromkeys(m.ecrit for m in autres))}",
        suggestion=f"{remede}, ou retirez ce nom de l’autre liste.",
        extrait=absent.ecrit,
    )

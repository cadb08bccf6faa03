"""A commune of the list whose name is not the official one, by a letter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.ressemblance import sosies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Commune, Dossier

DEUX = 2


@regle("noms-communes", Famille.NOMS, Gravite.AVERTISSEMENT, "Nom d’une commune")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    if len(dossier.communes) < DEUX:
        return
    officielles = _membres(dossier)
    if not officielles:
        return
    inconnues = {_cle(c.nom): c for c in dossier.communes if _cle(c.nom) not in officielles}
    listees = {_cle(c.nom) for c in dossier.communes}
    manquantes = [cle for cle in officielles if cle not in listees]
    for une, autre in sosies([*inconnues, *manquantes]):
        ecrite, vraie = (une, autre) if une in inconnues else (autre, une)
        if ecrite in inconnues and vraie in officielles:
            yield _trouvaille(inconnues[ecrite], officielles[vraie])


def _membres(dossier: Dossier) -> dict[str, str]:
    """The official names of the EPCI that most of the listed communes belong to; {} when none stands out."""
    from convenir.territoires.queries import communes_de_epci, reconnaitre_commune  # noqa: PLC0415 -- the official code is loaded only when communes are listed

    connues = [c for c in (reconnaitre_commune(commune.nom) for commune in dossier.communes) if c is not None]
    epci = Counter(c.epci for c in connues if c.epci).most_common(1)
    if not epci or epci[0][1] * DEUX < len(dossier.communes):
        return {}
    return {_cle(c.nom): c.nom for c in communes_de_epci(epci[0][0])}


def _cle(nom: str) -> str:
    from convenir.territoires.rules import cle  # noqa: PLC0415 -- same reason

    return cle(nom)


def _trouvaille(commune: Commune, officielle: str) -> Trouvaille:
    return Trouvaille(
        lignes=commune.lignes,
        message=f"« {commune.nom} » : le code officiel géographique écrit « {officielle} ».",
        preuve=f"{commune.nom} ≠ {officielle}",
        suggestion=f"Écrivez « {officielle} ».",
        extrait=commune.nom,
    )

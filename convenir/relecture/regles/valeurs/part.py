"""One share of one notion, given with different values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.relecture.regles.valeurs.conflits import conflits, en_conflit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from convenir.lecture.dossier import Dossier

DEUX = 2


@regle("valeurs-part", Famille.VALEURS, Gravite.AVERTISSEMENT, "Un pourcentage, plusieurs valeurs")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    parts = [m for m in mesures(dossier).toutes if m.est_part and not m.comparaison and _se_nomme(m)]
    for groupe in conflits(dossier, parts, _cle):
        yield Trouvaille(
            lignes=lignes_de(*groupe),
            message=f"Le même pourcentage est donné avec des valeurs différentes : « {groupe[0].libelle} ».",
            preuve=en_conflit(groupe),
            suggestion="Gardez une seule valeur, ou dites l’année et la source de chacune.",
            extrait=groupe[0].extrait,
        )


def _se_nomme(part: Mesure) -> bool:
    """At least two words tell what the share is, and not only what it is a share of."""
    return len(part.racines - {""}) >= DEUX and not part.lien and not (part.base and not part.qualificatifs)


def _cle(part: Mesure) -> Hashable:
    theme = part.phrase.thematique if part.tete == "tau" else ""
    return part.racines, part.tranche, part.territoire, theme

"""A percentage that does not say what it is a share of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.chiffres.lexique import population
from convenir.relecture.chiffres.mesures import Mesure, mesures
from convenir.relecture.chiffres.mots import plier
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_REPRESENTENT = re.compile(r"\b(?:represente(?:nt)?|constitue(?:nt)?) (?:environ |pres de )?$")
_TAUX = re.compile(r"\b(?:taux|objectif|capacite|plafond|bonus|cofinance\w*|pris\w? en charge|a hauteur)\b")
_SIGLE_DU_TERRITOIRE = re.compile(r"\s*(?:de la |du |de l['’])([A-Z]{3,6})\b(?! de)")


@regle("unites-denominateur", Famille.UNITES, Gravite.INFORMATION, "Pourcentage de quoi ?")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    for mesure in mesures(dossier).toutes:
        if (
            not mesure.est_part
            or mesure.comparaison
            or mesure.lien
            or _TAUX.search(plier(mesure.phrase.texte))
        ):
            continue
        if _sans_base(mesure):
            extrait = mesure.extrait
            yield Trouvaille(
                lignes=mesure.lignes,
                message=f"« {extrait} » : le texte ne dit pas de quoi c’est la part.",
                preuve=f"{mesure.nombre.ecrit} sans total nommé : « {mesure.phrase.texte.strip()[:110]} »",
                suggestion="Écrivez « … % des … (allocataires, familles, habitants, communes…) ».",
                extrait=extrait,
            )


def _sans_base(part: Mesure) -> bool:
    texte, debut, fin = part.phrase.texte, part.nombre.debut, part.nombre.fin
    suite = plier(texte[fin:]).strip()
    if _REPRESENTENT.search(plier(texte[:debut])):
        return not suite or suite[0] in ".;"
    if _SIGLE_DU_TERRITOIRE.match(texte[fin:]):
        return True
    nue = re.match(r"(?:d'|de )?(\w+)", suite)
    if nue is None or part.base is not None or re.match(r"(?:des|du|de la|de l'|de ces)\b", suite):
        return False
    return population(part.tete) is not None and texte[:debut].strip(" -•▶►➔*") == ""

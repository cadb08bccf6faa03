"""One figure that counts persons here and households there ("48 884 allocataires", "48 884 personnes")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenir.relecture.chiffres.mesures import Mesure, lignes_de, mesures
from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from convenir.lecture.dossier import Dossier
    from convenir.relecture.chiffres.lexique import Population

PARLANT = 500  # below, two equal counts may be a coincidence


@regle("unites-meme-valeur", Famille.UNITES, Gravite.AVERTISSEMENT, "Même effectif, unités différentes")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    par_valeur: dict[Decimal, dict[Population, Mesure]] = {}
    for mesure in mesures(dossier).toutes:
        precis = (
            mesure.nombre.valeur >= PARLANT
            and int(mesure.nombre.valeur) % 100 != 0
            and not mesure.nombre.approche
        )
        if mesure.est_compte and precis and mesure.genre is not None:
            par_valeur.setdefault(mesure.nombre.valeur, {}).setdefault(mesure.genre, mesure)
    for genres in par_valeur.values():
        if len(genres) > 1:
            une, autre = genres.values()
            yield Trouvaille(
                lignes=lignes_de(une, autre),
                message=f"Le même nombre compte des {une.genre} ici et des {autre.genre} là.",
                preuve=f"« {une.extrait} » et « {autre.extrait} »",
                suggestion="Vérifiez dans la source ce qui est compté, et écrivez la même unité aux "
                "deux endroits.",
                extrait=une.extrait,
            )

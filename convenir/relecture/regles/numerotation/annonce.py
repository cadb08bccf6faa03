"""The number of articles or annexes that the text gives against those it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.etendues import morceaux
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import MOTIF_QUANTITE, lire_quantite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier

_ANNONCE = re.compile(
    rf"(?P<verbe>\b(?:comporte|comprend|compte|contient|comportant|comprenant|composée?\s+de|accompagnée?\s+de|"
    rf"assortie?\s+de|complétée?\s+par|énumér\w+|paraphé\w+|joint\w*|ainsi\s+que|et)\b[^.;]{{0,60}}?)\b(?P<nombre>{MOTIF_QUANTITE})\s+"
    r"(?P<quoi>annexes|articles)\b(?!\s+(?:du\s+code|de\s+la\s+loi|L\b|R\b|D\b))",
    re.IGNORECASE,
)


@regle(
    "numerotation-annonce",
    Famille.NUMEROTATION,
    Gravite.AVERTISSEMENT,
    "Nombre d’articles ou d’annexes annoncé",
)
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    comptes = {type_: sum(d.type == type_ for d in dossier.dispositions) for type_ in ("article", "annexe")}
    for morceau in morceaux(dossier):
        for trouve in _ANNONCE.finditer(morceau.texte):
            annonce = lire_quantite(trouve["nombre"])
            type_ = trouve["quoi"].lower().removesuffix("s")
            reel = comptes[type_]
            if annonce is None or not reel or annonce == reel:
                continue
            yield Trouvaille(
                lignes=morceau.lignes_de(trouve),
                message=f"Le texte annonce {trouve['nombre']} {type_}s ; il en contient {reel}.",
                preuve=morceau.autour(trouve),
                suggestion=f"Écrivez {reel}, ou joignez ce qui manque.",
                extrait=f"{trouve['nombre']} {trouve['quoi']}",
            )

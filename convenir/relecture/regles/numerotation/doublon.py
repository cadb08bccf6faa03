"""Two articles, or two annexes, under one number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.mots import mots
from convenir.relecture.registre import Trouvaille, regle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Disposition, Dossier


@regle("numerotation-doublon", Famille.NUMEROTATION, Gravite.BLOQUANT, "Numéro porté deux fois")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    porteurs: dict[tuple[str, int], list[Disposition]] = defaultdict(list)
    for d in dossier.dispositions:
        if d.numero is not None and d.lignes and d.type in {"article", "annexe"}:
            porteurs[d.type, d.numero].append(d)
    for (type_, numero), memes in porteurs.items():
        if len({tuple(mots(d.titre)) for d in memes}) < 2:  # noqa: PLR2004 -- one title printed again, not two provisions
            continue
        libre = next((n for n in (numero - 1, numero + 1) if n > 0 and (type_, n) not in porteurs), None)
        yield Trouvaille(
            lignes=tuple(d.lignes[0] for d in memes),
            message=f"Le numéro {numero} est porté par {len(memes)} {type_}s.",
            preuve=f"{type_} {numero} : " + " ; ".join(f"« {d.titre.strip()} »" for d in memes),
            suggestion=f"Renumérotez l’un des deux (le numéro {libre} est libre)."
            if libre
            else "Renumérotez le second et la suite, le sommaire et les renvois.",
            extrait=memes[1].titre.strip(),
        )

"""Dates of the stamp of the prefecture out of order: vote, then sending, then receipt."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import ecrire_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier


@regle("dates-estampille", Famille.DATES, Gravite.AVERTISSEMENT, "Dates du cachet dans le désordre")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    acte = dossier.acte
    if acte is None:
        return
    etapes = [("le vote", acte.date), ("l’envoi", acte.envoye), ("la réception", acte.recu)]
    datees = [(nom, date) for nom, date in etapes if date is not None]
    for (avant, date_avant), (apres, date_apres) in pairwise(datees):
        if date_apres < date_avant:
            yield Trouvaille(
                lignes=acte.lignes,
                message=f"Au cachet, {apres} précède {avant}.",
                preuve=f"{avant[0].upper()}{avant[1:]} : {ecrire_date(date_avant)} ; {apres} : {ecrire_date(date_apres)}.",
                suggestion="Vérifiez l’accusé de réception de la préfecture.",
            )
    if acte.publie is not None and acte.date is not None and acte.publie < acte.date:
        yield Trouvaille(
            lignes=acte.lignes,
            message="Au cachet, la publication précède le vote.",
            preuve=f"Publié le {ecrire_date(acte.publie)} ; acte du {ecrire_date(acte.date)}.",
            suggestion="Vérifiez la date de publication.",
        )

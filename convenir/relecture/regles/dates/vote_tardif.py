"""A vote or a signature after the first day of the convention: frequent, good to know. A signature before the vote: not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convenir.relecture.enums import Famille, Gravite
from convenir.relecture.registre import Trouvaille, regle
from convenir.socle.formats import ecrire_date, reperer_dates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from convenir.lecture.dossier import Dossier, Lignes

_DELIBERATION = re.compile(r"\bdélibérations?\b|\bdécision\s+du\s+(?:conseil|bureau)\b", re.IGNORECASE)
_AUTRE_OBJET = re.compile(
    r"\b(?:délégation|élection|installation|cpog|cog|schéma|délégu\w+)\b|contrat\s+pluriannuel", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^\W*(?:Fait|Signée?)\b.{0,80}?\ble\b", re.IGNORECASE)


@regle("dates-vote", Famille.DATES, Gravite.INFORMATION, "Vote ou signature après le début")
def verifier(dossier: Dossier) -> Iterator[Trouvaille]:
    votes = list(_votes(dossier))
    signatures = list(_signatures(dossier))
    yield from _apres_le_debut(dossier, [*votes, *signatures])
    for date, lignes in signatures:
        posterieurs = [(v, n) for v, n in votes if v > date]
        if posterieurs:
            vote, lignes_vote = posterieurs[0]
            yield Trouvaille(
                lignes=(*lignes_vote, *lignes),
                message=f"La signature du {ecrire_date(date)} précède la délibération du {ecrire_date(vote)}.",
                preuve="On ne signe qu’après y avoir été autorisé par délibération.",
                suggestion="Vérifiez les deux dates.",
                gravite=Gravite.AVERTISSEMENT,
            )


def _votes(dossier: Dossier) -> Iterator[tuple[datetime.date, Lignes]]:
    for visa in dossier.visas:
        if _DELIBERATION.search(visa.texte) and not _AUTRE_OBJET.search(visa.texte):
            yield from ((date, visa.lignes) for date in visa.dates)
    if dossier.acte is not None and dossier.acte.date is not None and dossier.acte.nature == "DE":
        yield dossier.acte.date, _ligne_identifiant(dossier)


def _ligne_identifiant(dossier: Dossier) -> Lignes:
    """The line of the stamp that bears the identifier."""
    acte = dossier.acte
    if acte is None:
        return ()
    lignes = dossier.source.lignes
    portees = tuple(n for n in acte.lignes if acte.identifiant and acte.identifiant in lignes[n - 1])
    return portees or acte.lignes[-1:]


def _signatures(dossier: Dossier) -> Iterator[tuple[datetime.date, Lignes]]:
    for passage in dossier.passages:
        trouve = _SIGNATURE.match(passage.texte) if passage.disposition == "signatures" else None
        if trouve:
            yield from ((date, passage.lignes) for date, _, _ in list(reperer_dates(passage.texte))[:1])


def _apres_le_debut(dossier: Dossier, actes: list[tuple[datetime.date, Lignes]]) -> Iterator[Trouvaille]:
    duree = dossier.duree
    if duree is None or duree.debut is None:
        return
    tardifs = sorted({(date, lignes) for date, lignes in actes if date > duree.debut})
    if not tardifs:
        return
    dernier = max(date for date, _ in tardifs)
    mois = (dernier.year - duree.debut.year) * 12 + dernier.month - duree.debut.month
    finie = duree.fin is not None and dernier > duree.fin
    yield Trouvaille(
        lignes=(*(n for _, lignes in tardifs for n in lignes), *duree.lignes),
        message="La convention est votée ou signée après sa fin."
        if finie
        else f"La convention prend effet avant son vote ou sa signature ({mois} mois d’écart)."
        if mois
        else "La convention prend effet avant son vote ou sa signature.",
        preuve=f"Début : {ecrire_date(duree.debut)} ; actes : "
        + ", ".join(ecrire_date(d) for d in sorted({d for d, _ in tardifs}))
        + ".",
        suggestion="Vérifiez que cet effet rétroactif est voulu ; c’est fréquent et ce n’est pas une erreur en soi."
        if not finie
        else "Vérifiez les dates.",
        gravite=Gravite.AVERTISSEMENT if finie else None,
    )

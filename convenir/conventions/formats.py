"""The two faces of a transmitted act at the command line: JSON (docs/formats.md) and a readable summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convenir.conventions.rules.actes import NATURES
from convenir.conventions.rules.controles import auteur, nom_auteur
from convenir.socle.formats import ecrire_date
from convenir.territoires.queries import Commune, Epci, departement, epci

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convenir.conventions.rules.actes import Acte
    from convenir.conventions.rules.controles import Remarque


def acte_en_json(acte: Acte, remarques: Iterable[Remarque]) -> dict[str, Any]:
    """What the identifier says and what was found about it, ready for `json.dumps`."""
    lieu = departement(acte.departement)
    relevees = tuple(remarques)
    return {
        "identifiant": acte.identifiant,
        "departement": {"code": acte.departement, "nom": lieu.nom if lieu else None},
        "siren": acte.siren,
        "auteur": _auteur_en_json(auteur(acte)),
        "date": acte.date.isoformat() if acte.date else None,
        "numero": acte.numero,
        "nature": {"code": acte.nature, "libelle": NATURES.get(acte.nature)},
        "valable": not any(r.bloquante for r in relevees),
        "remarques": [
            {"cle": r.cle, "gravite": "bloquant" if r.bloquante else "information", "message": r.message}
            for r in relevees
        ],
    }


def resume_acte(acte: Acte, remarques: Iterable[Remarque]) -> str:
    """Who decided, when, what, as a person reads it; what is good to know comes last."""
    return "".join(
        f"{ligne}\n" for ligne in (*_lignes(acte), *(f"À savoir : {r.message}" for r in remarques))
    )


def _lignes(acte: Acte) -> Iterator[str]:
    lieu = departement(acte.departement)
    yield f"Acte : {acte.identifiant}"
    yield from _decrire(auteur(acte), acte.siren)
    yield f"Département : {lieu.nom if lieu else 'inconnu'} ({acte.departement})"
    yield f"Date de la décision : {ecrire_date(acte.date) if acte.date else acte.jour}"
    yield f"Nature : {NATURES.get(acte.nature, 'inconnue')} ({acte.nature})"
    yield f"Numéro : {acte.numero}"


def _decrire(qui: Commune | Epci | None, siren: str) -> Iterator[str]:
    if qui is None:
        yield f"Auteur : inconnu du code géographique (SIREN {siren})"
    elif isinstance(qui, Epci):
        yield f"Auteur : {qui.nom_complet} (SIREN {siren})"
    else:
        yield f"Auteur : {nom_auteur(qui)} (INSEE {_insee(qui)}, SIREN {siren})"
        if groupement := epci(qui.epci):
            yield f"Intercommunalité : {groupement.nom_complet} (SIREN {groupement.siren})"


def _auteur_en_json(qui: Commune | Epci | None) -> dict[str, Any] | None:
    if qui is None:
        return None
    if isinstance(qui, Epci):
        return {"type": "epci", "nom": qui.nom_complet, "insee": None, "epci": qui.siren}
    return {"type": "commune", "nom": nom_auteur(qui), "insee": _insee(qui), "epci": qui.epci or None}


def _insee(commune: Commune) -> str:
    return commune.ancienne.insee if commune.ancienne else commune.insee

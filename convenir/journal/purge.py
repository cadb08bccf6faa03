"""What is personal in the record: one unit for each model that holds some, told by its own room.

A registry that rooms fill in `AppConfig.ready()`, like that of deliverables: the journal knows no upper room,
yet answers for all when a person asks what is kept on them. A field that looks personal and is not is set
aside with its reason, so that nothing is left unsaid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from convenir.journal.operations import effacer_personnel
from convenir.journal.queries import evenements, evenements_nommant
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: The basis of whatever the acts themselves say.
ACTE_PUBLIC = (
    "Mission d’intérêt public (RGPD, art. 6-1 e) : la convention est un acte administratif, qui nomme ceux "
    "qui s’y engagent."
)
#: Why the act itself is not erased.
ARCHIVE_PUBLIQUE = (
    "l’acte signé et ce qui le prépare sont des archives publiques (code du patrimoine, art. L. 211-4), "
    "que le droit à l’effacement n’atteint pas (RGPD, art. 17-3 d)"
)


@dataclass(frozen=True, slots=True)
class UnitePurge:
    """What one model ("conventions.Signataire") keeps of people: which fields, why, how long, until what.

    `effacer` takes the person and the reason, erases and tells the journal, and returns how many rows it
    changed; a unit without it says in `conserve_car` why its rows are kept. `de` gives the rows that are
    surely someone's, by their stable id ("personne:12"): what they may take away by themselves.
    """

    modele: str
    champs: tuple[str, ...]
    contenu: str
    base_legale: str
    conservation: str
    effacer: Callable[[str, str], int] | None = None
    conserve_car: str = ""
    de: Callable[[str], Iterable[Mapping[str, Any]]] | None = None

    def __post_init__(self) -> None:
        if bool(self.effacer) == bool(self.conserve_car):
            raise ValueError(f"{self.modele}: either an erasure, or the reason why there is none")


UNITES: dict[str, UnitePurge] = {}
ECARTES: dict[tuple[str, str], str] = {}


def inscrire(unite: UnitePurge) -> None:
    """Register the unit of a model; the order of registration is that of the register."""
    UNITES[unite.modele] = unite


def ecarter(modele: str, **champs: str) -> None:
    """Say of fields that look personal why they are not: `ecarter("territoires.Commune", nom="Un lieu.")`."""
    ECARTES.update({(modele, champ): raison for champ, raison in champs.items()})


def exporter_personne(personne: str) -> list[dict[str, Any]]:
    """What each unit keeps that names this person, with its basis and retention.

    `personne` is a name or an address, found as whole words whatever its case. Raises `Refus` when empty.
    """
    motif = _motif(personne)
    return [
        {
            "contenu": unite.contenu,
            "base_legale": unite.base_legale,
            "conservation": unite.conservation,
            "donnees": lignes,
        }
        for unite in UNITES.values()
        if (lignes := list(_lignes(unite, motif)))
    ]


def exporter_compte(cle: str) -> list[dict[str, Any]]:
    """What each unit keeps of the holder of an account ("personne:12"), with its basis and retention.

    Only rows tied to that id: what merely bears the same name may be a namesake's, and is looked for by
    somebody (`exporter_personne`). Right of access: GDPR, art. 15.
    """
    return [
        {
            "contenu": unite.contenu,
            "base_legale": unite.base_legale,
            "conservation": unite.conservation,
            "donnees": lignes,
        }
        for unite in UNITES.values()
        if unite.de and (lignes := [dict(ligne) for ligne in unite.de(cle)])
    ]


def _motif(personne: str) -> re.Pattern[str]:
    mots = personne.split()
    if not mots:
        raise Refus("Dites de qui il s’agit : un nom ou une adresse électronique.")
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, mots)) + r"(?!\w)", re.IGNORECASE)


def _lignes(unite: UnitePurge, motif: re.Pattern[str]) -> Iterator[dict[str, Any]]:
    """The rows naming the person. Compared here: SQLite ignores the case of ASCII letters only."""
    rangees = apps.get_model(unite.modele).objects.order_by("pk")
    for rangee in rangees.values("pk", *unite.champs).iterator():
        trouves = {
            champ: passages for champ in unite.champs if (passages := [*_passages(rangee[champ], motif)])
        }
        if trouves:
            yield {"modele": unite.modele, "numero": rangee["pk"], **trouves}


def _passages(valeur: Any, motif: re.Pattern[str]) -> Iterator[str]:
    """The texts of a value that name the person: a whole short text, or the lines of a long one."""
    if isinstance(valeur, dict):
        valeur = list(valeur.values())
    if isinstance(valeur, list):
        for element in valeur:
            yield from _passages(element, motif)
    elif isinstance(valeur, str):
        yield from (ligne.strip() for ligne in valeur.splitlines() if motif.search(ligne))


@transaction.atomic
def effacer_personne(personne: str, motif: str) -> list[str]:
    """Erase what may be of this person, everywhere or nowhere. Returns what was done, what is kept and why.

    Only fields that are the name or the address, whole, are erased: a text that quotes it is not rewritten.

    Raises `Refus` without a person or without a reason.
    """
    if not motif.strip():
        raise Refus("Dites pourquoi ces données personnelles sont effacées : le motif reste au journal.")
    expression = _motif(personne)
    phrases = []
    for unite in UNITES.values():
        if unite.effacer is not None:
            if nombre := unite.effacer(personne, motif):
                phrases.append(f"Effacé ({nombre}) : {unite.contenu}")
        elif nombre := sum(1 for _ in _lignes(unite, expression)):
            phrases.append(f"Conservé ({nombre}) : {unite.contenu} Raison : {unite.conserve_car}.")
    return phrases


def _actes_de(cle: str) -> Iterator[dict[str, Any]]:
    """What one did, and under which name and address; not those of whom it was about."""
    for evenement in evenements().filter(acteur=cle):
        champs = evenement.personnel.champs if hasattr(evenement, "personnel") else None
        noms = {nom: (champs or {}).get(nom, "") for nom in ("auteur", "courriel")}
        yield {"le": evenement.horodatage, "acte": evenement.resume, **noms}


def inscrire_les_unites() -> None:
    """The journal's own unit, and what is not personal in it."""
    inscrire(
        UnitePurge(
            modele="journal.DonneePersonnelle",
            champs=("champs",),
            contenu="Nom et adresse de qui a fait un acte consigné au journal.",
            base_legale="Mission d’intérêt public et devoir de rendre compte (RGPD, art. 6-1 e et 5-2).",
            conservation="Jusqu’à la fin de la convention, cinq ans au plus après elle.",
            effacer=lambda personne, motif: effacer_personnel(evenements_nommant(personne), motif=motif),
            de=_actes_de,
        )
    )
    inscrire(
        UnitePurge(
            modele="journal.Evenement",
            champs=("resume", "donnees", "avant", "apres"),
            contenu="Passages de l’acte cités par le journal.",
            base_legale=ACTE_PUBLIC,
            conservation="Autant que l’acte lui-même.",
            conserve_car=ARCHIVE_PUBLIQUE,
        )
    )
    ecarter("journal.Evenement", organisation_nom="Le nom d’une personne morale.")


def registre() -> str:
    """The register of personal data kept, in Markdown, as `docs/rgpd.md` shows it."""
    lignes = [
        "# Données personnelles",
        "",
        "Engendré par `convenir rgpd registre` ; un test vérifie que cette page est à jour",
        "et que chaque champ qui nomme une personne y figure.",
        "",
    ]
    for unite in UNITES.values():
        sort = f"Non : {unite.conserve_car}." if unite.conserve_car else "Oui, sur demande (`rgpd effacer`)."
        lignes += [
            f"## {unite.contenu.rstrip('.')}",
            "",
            f"- **Où** : `{unite.modele}` ({', '.join(unite.champs)})",
            f"- **Base légale** : {unite.base_legale}",
            f"- **Conservation** : {unite.conservation}",
            f"- **Effacement** : {sort}",
            "",
        ]
    lignes += ["## Champs qui ne nomment personne", ""]
    lignes += [f"- `{modele}` ({champ}) : {raison}" for (modele, champ), raison in sorted(ECARTES.items())]
    return "\n".join(lignes) + "\n"

"""What is published of the adhesions: the papers of a council, and the annexe of the communes at a date.

The texts are in `modele/`; what the record does not know stays "à compléter", counted. CGCT, art. L.2121-29
(the council settles the affairs of the commune), L.2121-12 (note of synthesis from 3 500 inhabitants on),
L.2131-1 (executory); code de justice administrative, art. R.421-1 (two months to contest).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from convenir.adhesions.enums import Avancement
from convenir.conventions.resolution import Contexte, resoudre
from convenir.conventions.rules.conseil import GRANDE, convocation, retroplanning
from convenir.conventions.rules.executoire import Publication as Mode
from convenir.conventions.rules.executoire import modes_de_publication
from convenir.documents.blocs import (
    Cellule,
    Champ,
    Insertion,
    Paragraphe,
    Rang,
    Saut,
    Tableau,
    Texte,
    Titre,
    texte,
)
from convenir.documents.markdown import lire_markdown
from convenir.documents.publication import Publication
from convenir.socle.formats import ecrire_date
from convenir.territoires.queries import commune

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from convenir.adhesions.queries import Registre, Situation
    from convenir.conventions.models import Convention
    from convenir.documents.blocs import Bloc

FORMATS = ("docx", "pdf")
#: the papers of a commune, in the order of its file; "dossier" is all of them
PIECES = {
    "courrier": "Courrier de demande",
    "deliberation": "Projet de délibération",
    "note": "Note au conseil",
    "calendrier": "Calendrier du vote",
}
DOSSIER = "dossier"
DOCUMENTS = {**PIECES, DOSSIER: "Dossier complet"}


@dataclass(frozen=True, slots=True)
class Valeurs:
    """What the papers of every commune of a convention may quote: read once."""

    convention: Convention
    communes: dict[str, str]


def valeurs_de(convention: Convention) -> Valeurs:
    """Parties, decision, court, period; two queries."""
    parties = list(convention.parties.order_by("ordre").prefetch_related("signataires"))
    caf = next((p.nom for p in parties if p.cle == "caf"), "")
    autre = next((p for p in parties if p.cle != "caf"), None)
    dates = [s.autorisation_date for s in autre.signataires.all()] if autre else []
    lues = dict(convention.lecture.get("valeurs", []))
    decision = next((ecrire_date(d) for d in dates if d), lues.get("decisions.collectivite", ""))
    debut, fin = convention.debut, convention.fin
    return Valeurs(
        convention,
        {
            "caf": caf,
            "collectivite": autre.nom if autre else "",
            "decision": decision,
            "tribunal": lues.get("tribunal", ""),
            "territoire": convention.territoire,
            "periode": f"du {ecrire_date(debut)} au {ecrire_date(fin)}" if debut and fin else "",
        },
    )


def composer(cle: str, situation: Situation, valeurs: Valeurs) -> Publication:
    """A document of a commune: one of `PIECES`, or "dossier" for all of them, each on its own page."""
    adhesion = situation.adhesion
    blocs = _dossier(situation, valeurs) if cle == DOSSIER else _piece(cle, situation, valeurs)
    return Publication(
        titre=f"{_titre(cle, situation)} – {adhesion.nom}",
        courant=valeurs.convention.nom,
        date=situation.jour,
        filigrane="projet" if cle == "deliberation" else "",
        blocs=tuple(blocs),
    )


def _titre(cle: str, situation: Situation) -> str:
    """The note has the name the law gives it, where the law asks for it."""
    if cle == "note" and convocation(situation.population) is GRANDE:
        return "Note explicative de synthèse"
    return DOCUMENTS[cle]


def _dossier(situation: Situation, valeurs: Valeurs) -> Iterator[Bloc]:
    for rang, cle in enumerate(PIECES):
        if rang:
            yield Saut()
        yield Titre(1, texte(_titre(cle, situation)))
        yield from _piece(cle, situation, valeurs)


def _piece(cle: str, situation: Situation, valeurs: Valeurs) -> tuple[Bloc, ...]:
    modele = (files("convenir.adhesions") / "modele" / f"{cle}.md").read_text("utf-8")
    contexte = Contexte(valeurs.communes | _valeurs_de_la_commune(situation))
    blocs = resoudre(lire_markdown(modele), contexte)
    return tuple(_etapes(situation) if isinstance(bloc, Insertion) else bloc for bloc in blocs)


def _valeurs_de_la_commune(situation: Situation) -> dict[str, str]:
    adhesion, forme = situation.adhesion, convocation(situation.population)
    delai = f"{forme.jours_francs} jours francs"
    obligatoire = f"Jointe à la convocation, qui part au moins {delai} avant la séance ({forme.regle})."
    libre = (
        "La loi ne demande pas de note à une commune de cette taille ; celle-ci aide le conseil à décider."
    )
    return {
        "commune": adhesion.nom,
        "aujourdhui": ecrire_date(situation.jour),
        "conseil.date": ecrire_date(adhesion.conseil_le) if adhesion.conseil_le else "",
        "acte.matiere": f"{adhesion.matiere_code} {adhesion.matiere_nom}".strip(),
        "note.regle": obligatoire if forme is GRANDE else libre,
        "convocation.regle": f"La convocation part au moins {delai} avant la séance ({forme.regle}) : ni le "
        "jour de l’envoi ni celui de la séance ne comptent.",
        "publication.regle": _regle_de_publication(situation),
    }


def _regle_de_publication(situation: Situation) -> str:
    """How this commune publishes, by the population that counts that year (ordonnance n° 2021-1310)."""
    if modes_de_publication(situation.jour, situation.population) == {Mode.ELECTRONIQUE}:
        return "Publication : sous forme électronique, la commune comptant 3 500 habitants ou plus."
    return (
        "Publication : sous forme électronique, sauf si le conseil a choisi par délibération l’affichage ou "
        "le papier, ce que peut faire une commune de moins de 3 500 habitants."
    )


def _etapes(situation: Situation) -> Bloc:
    """The back-planning of the council, or the date that is missing to count it."""
    adhesion = situation.adhesion
    if adhesion.conseil_le is None:
        return Paragraphe((Texte("Date du conseil, d’où tout se compte : "), Champ("conseil.date")))
    lieu = commune(adhesion.insee)
    etapes = retroplanning(
        adhesion.conseil_le, situation.population, departement=lieu.departement if lieu else ""
    )
    return _tableau(
        ("À faire", "Au plus tard le", "Conseillé le", "Règle"),
        (
            (e.libelle, ecrire_date(e.limite), ecrire_date(e.conseillee), e.regle or "aucun délai fixé")
            for e in etapes
        ),
    )


def annexe(convention: Convention, registre: Registre, jour: datetime.date) -> Publication:
    """The annexe of the communes as it stands at a date, drawn from the register: no avenant is needed."""
    return Publication(
        titre=f"Communes adhérentes : état au {ecrire_date(jour)}",
        courant=convention.nom,
        date=jour,
        blocs=tuple(_annexe(registre)),
    )


def _annexe(registre: Registre) -> Iterator[Bloc]:
    nombre, executoires = len(registre.situations), registre.executoires
    actes = f"{executoires} par un acte exécutoire" if executoires else "aucune encore par un acte exécutoire"
    yield Paragraphe(
        texte(
            f"Communes ayant voté leur adhésion : {registre.votees} sur {nombre}, dont {actes}. "
            "Les communes sont classées par ordre alphabétique."
        )
    )
    yield _tableau(
        ("Commune", "Délibération du", "Exécutoire le", "Effet de l’adhésion"),
        (
            (s.adhesion.nom, _jour(s.deliberee_le), _jour(s.executoire_le), effet(s))
            for s in registre.situations
        ),
    )
    yield Paragraphe(
        texte(
            "L’adhésion prend effet quand l’acte est exécutoire, au plus tôt le premier jour de la "
            "convention. Cette liste est tirée du registre des adhésions et évolue sans avenant."
        )
    )


def effet(situation: Situation) -> str:
    """What the adhesion of a commune does at that date, in the last column of the annexe."""
    if situation.avancement is Avancement.REFUSEE:
        return "refusée"
    if situation.avancement is Avancement.RETIREE and situation.adhesion.retiree_le:
        return f"retirée au {ecrire_date(situation.adhesion.retiree_le)}"
    return _jour(situation.effet_le)


def _jour(date: datetime.date | None) -> str:
    return ecrire_date(date) if date else "–"


def _tableau(entetes: Iterable[str], rangs: Iterable[tuple[str, ...]]) -> Tableau:
    return Tableau(tuple(_rang(rang) for rang in rangs), (_rang(tuple(entetes)),))


def _rang(cellules: tuple[str, ...]) -> Rang:
    return Rang(tuple(Cellule(texte(cellule)) for cellule in cellules))

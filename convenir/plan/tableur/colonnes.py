"""What each column of the workbook is called, how a fiche is written in it, how a cell is read.

A cell is compared as text: one that is as the export would write it was not edited, and is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convenir.acteurs.models import Organisation, Personne
from convenir.diagnostic.equipements.catalogue import reconnaitre, type_de_cle
from convenir.plan.enums import (
    AutrePlan,
    Avancement,
    GenreIndicateur,
    NatureDeBudget,
    Priorite,
    Redaction,
    RoleSurFiche,
)
from convenir.plan.livrables import nom_de_commune
from convenir.plan.queries.plan import nom_du_theme, numeros
from convenir.socle.erreurs import Refus
from convenir.socle.formats import lire_date, lire_nombre
from convenir.socle.themes import theme_de
from convenir.territoires.queries import commune, communes_de_epci
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenir.conventions.models import Convention

SEPARATEUR = " ; "
#: longer than a cell may be: told in its place, and left as it is when it comes back
_LIMITE = 32_000
TROP_LONG = "[Texte trop long pour un tableur : il reste inchangé]"


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column: the key of what it holds, its heading, other headings it may have, and its kind of value.

    `genre`: "texte", "date", "nombre", or the name of a reading of its own.
    """

    cle: str
    titre: str
    variantes: tuple[str, ...] = ()
    genre: str = "texte"


FICHES = (
    Colonne("numero", "N°", ("numero", "no", "numero de fiche", "fiche n"), "nombre"),
    Colonne("titre", "Titre", ("intitule", "action", "nom", "titre de l action", "fiche action", "fiche")),
    Colonne("theme", "Thématique", ("theme", "axe", "volet", "thematiques")),
    Colonne("numero_objectif", "N° objectif", ("numero objectif", "no objectif"), "nombre"),
    Colonne("objectif", "Objectif", ("objectif operationnel", "objectif strategique", "objectifs")),
    Colonne("pilote", "Pilotes", ("pilote", "porteur", "porteurs", "pilotage", "responsable")),
    Colonne("elu", "Élus référents", ("elu referent", "elu", "elus")),
    Colonne("caf", "Copilotes Caf", ("copilote caf", "referent caf", "ccdas", "copilote")),
    Colonne("partenaire", "Partenaires", ("partenaire", "partenaires associes")),
    Colonne("communes", "Communes", ("commune", "territoire", "communes concernees")),
    Colonne("public", "Public", ("public vise", "publics", "public cible", "beneficiaires")),
    Colonne("priorite", "Priorité", ("niveau de priorite",)),
    Colonne("contexte", "Contexte", ("constat", "constats", "diagnostic")),
    Colonne("description", "Description", ("contenu", "descriptif", "description de l action", "modalites")),
    Colonne("resultats", "Résultats attendus", ("resultats", "effets attendus")),
    Colonne("debut", "Début", ("date de debut", "demarrage", "debut de l action"), "date"),
    Colonne("fin", "Fin", ("echeance", "date de fin", "fin de l action"), "date"),
    Colonne("avancement", "Avancement", ("statut", "etat", "etat d avancement")),
    Colonne("motif", "Bloquée par, ou motif d’abandon", ("motif", "blocage")),
    Colonne("redaction", "Rédaction", ("phase", "phase de redaction")),
    Colonne("etp", "ETP", ("moyens humains en etp",), "nombre"),
    Colonne("moyens_humains", "Moyens humains"),
    Colonne("moyens_materiels", "Moyens matériels"),
    Colonne("autres_plans", "Autres plans servis", ("autres plans", "plans lies")),
    Colonne("references_plans", "Références dans ces plans"),
    Colonne("liees", "Fiches liées", ("fiches liees",)),
    Colonne("vigilance", "Points de vigilance", ("vigilance",)),
    Colonne("notes", "Notes", ("commentaires", "observations", "remarques")),
    Colonne("version", "Version", (), "nombre"),
)
ROLES = {role.value: role for role in RoleSurFiche}
_N = Colonne("numero", "N°", ("numero", "fiche", "n fiche"), "nombre")
#: the other sheets: the family of the content, their columns
FEUILLES: dict[str, tuple[str, tuple[Colonne, ...]]] = {
    "Étapes": (
        "etapes",
        (
            _N,
            Colonne("intitule", "Étape", ("intitule",)),
            Colonne("debut", "Début", (), "date"),
            Colonne("echeance", "Échéance", (), "date"),
            Colonne("faite_le", "Faite le", (), "date"),
        ),
    ),
    "Budget": (
        "budget",
        (
            _N,
            Colonne("financeur", "Financeur"),
            Colonne("annee", "Année", (), "nombre"),
            Colonne("nature", "Nature", (), "nature"),
            Colonne("prevu", "Prévu", (), "nombre"),
            Colonne("realise", "Réalisé", (), "nombre"),
        ),
    ),
    "Effets": (
        "effets",
        (
            _N,
            Colonne("type", "Type de service", ("type",), "type"),
            Colonne("places", "Places", (), "nombre"),
            Colonne("insee", "Commune", (), "commune"),
            Colonne("a_partir_de", "À partir du", (), "date"),
        ),
    ),
    "Indicateurs": (
        "indicateurs",
        (
            _N,
            Colonne("libelle", "Indicateur", ("libelle",)),
            Colonne("genre", "Mesure", ("genre",), "genre"),
            Colonne("unite", "Unité"),
            Colonne("depart", "Départ", (), "nombre"),
            Colonne("cible", "Cible", (), "nombre"),
            Colonne("cible_le", "Cible pour le", (), "date"),
        ),
    ),
    "Mesures": (
        "mesures",
        (
            _N,
            Colonne("libelle", "Indicateur", ("libelle",)),
            Colonne("jour", "Jour", ("date",), "date"),
            Colonne("valeur", "Valeur", (), "nombre"),
        ),
    ),
}
_CHOIX: dict[str, Any] = {
    "nature": NatureDeBudget,
    "genre": GenreIndicateur,
    "priorite": Priorite,
    "avancement": Avancement,
    "redaction": Redaction,
    "autres_plans": AutrePlan,
}


class Noms:
    """The names that cells use, read once: objectives, communes, people, organisations."""

    def __init__(self, convention: Convention) -> None:
        connus = numeros([convention.pk])
        self.objectifs = {
            o.pk: (o.theme, connus[o.pk], o.libelle) for o in convention.objectifs.order_by("pk")
        }
        membres = communes_de_epci(convention.epci_siren) if convention.epci_siren else []
        self.communes = {cle(c.nom): c.insee for c in membres}
        self.organisations = dict(
            Organisation.objects.filter(fusionnee_dans=None).order_by("pk").values_list("pk", "nom")
        )
        siens = convention.membres.filter(parti_le=None).values("personne")
        cites = convention.fiches.filter(intervenants__personne__isnull=False).values(
            "intervenants__personne"
        )
        personnes = Personne.objects.filter(pk__in=siens) | Personne.objects.filter(pk__in=cites)
        self.personnes = {p.pk: str(p) for p in personnes.order_by("pk").distinct()}
        self.fusionnees = dict(Organisation.objects.exclude(fusionnee_dans=None).values_list("pk", "nom"))
        self._par_nom: dict[str, tuple[str, int]] = {}
        for nature, noms in (("personne", self.personnes), ("organisation", self.organisations)):
            self._par_nom |= {cle(nom): (nature, pk) for pk, nom in noms.items()}

    def nom(self, dit: Mapping[str, Any]) -> str:
        """Whom a line of people names."""
        if dit["organisation"]:
            pk = dit["organisation"]
            return str(self.organisations.get(pk) or self.fusionnees.get(pk, ""))
        return str(self.personnes.get(dit["personne"], "") if dit["personne"] else dit["libelle"])

    def intervenant(self, role: str, ecrit: str) -> dict[str, Any]:
        """The line of somebody written in a cell: known, or under that name."""
        nature, pk = self._par_nom.get(cle(ecrit), ("libelle", 0))
        ligne: dict[str, Any] = {"role": role, "organisation": None, "personne": None, "libelle": ""}
        return ligne | {nature: pk or ecrit}

    def est_connu(self, ecrit: str) -> bool:
        return cle(ecrit) in self._par_nom

    def insee(self, ecrit: str) -> str:
        """The code of a commune written by its name, or its code. Raises `Refus` when it is not known."""
        if trouvee := self.communes.get(cle(ecrit)):
            return trouvee
        lieu = commune(ecrit.rjust(5, "0"))
        if lieu is None:
            raise Refus(
                f"« {ecrit[:60]} » n’est pas une commune du territoire : écrivez son nom, ou son code INSEE."
            )
        return lieu.insee

    def objectif(self, theme: str, numero: str, libelle: str) -> int:
        """The objective of a line, by its words, else by its number in its theme. Raises `Refus`."""
        connu = theme_de(theme)
        cle_du_theme = connu.cle if connu else theme
        du_theme = {
            pk: (n, mots) for pk, (t, n, mots) in self.objectifs.items() if not theme or t == cle_du_theme
        }
        par_mots = [pk for pk, (_, mots) in du_theme.items() if libelle and cle(mots) == cle(libelle)]
        par_numero = [pk for pk, (n, _) in du_theme.items() if theme and numero == str(n)]
        trouves = par_mots or ([] if libelle else par_numero)
        if len(trouves) != 1:
            quoi = f"« {libelle or numero} »"[:90] if libelle or numero else "non dit"
            raise Refus(
                f"Objectif {quoi} introuvable dans le plan : ajoutez-le d’abord, ou corrigez ses mots."
            )
        return trouves[0]


def ecrire_la_fiche(contenu: Mapping[str, Any], noms: Noms) -> dict[str, str]:
    """The cells of a fiche, by key of column: its content alone, neither its number nor its states."""
    theme, numero, libelle = noms.objectifs.get(contenu["objectif"], ("", "", ""))
    cellules = {
        "theme": nom_du_theme(theme),
        "numero_objectif": str(numero),
        "objectif": libelle,
        "communes": SEPARATEUR.join(sorted(map(nom_de_commune, contenu["communes"]))),
        "priorite": str(Priorite(contenu["priorite"]).label) if contenu["priorite"] else "",
        "autres_plans": SEPARATEUR.join(str(AutrePlan(plan).label) for plan in contenu["autres_plans"]),
        "liees": SEPARATEUR.join(map(str, contenu["liees"])),
    }
    for role in ROLES:
        siens = (noms.nom(dit) for dit in contenu["intervenants"] if dit["role"] == role)
        cellules[role] = SEPARATEUR.join(siens)
    for colonne in FICHES:
        if colonne.cle not in cellules and colonne.cle in contenu:
            cellules[colonne.cle] = _texte(contenu[colonne.cle])
    return cellules


def _texte(valeur: Any) -> str:
    texte = "" if valeur is None else str(valeur)
    return TROP_LONG if len(texte) > _LIMITE else texte


def ecrire_les_lignes(feuille: str, contenu: Mapping[str, Any], noms: Noms) -> list[tuple[str, ...]]:
    """The rows of a fiche in another sheet, without its number."""
    famille, colonnes = FEUILLES[feuille]
    if famille == "mesures":
        return [
            (indicateur["libelle"], mesure["jour"], mesure["valeur"])
            for indicateur in contenu["indicateurs"]
            for mesure in indicateur["mesures"]
        ]
    return [
        tuple(_ecrire(colonne, ligne[colonne.cle], noms) for colonne in colonnes[1:])
        for ligne in contenu[famille]
    ]


def _ecrire(colonne: Colonne, valeur: Any, _noms: Noms) -> str:
    if valeur in (None, ""):
        return ""
    if colonne.genre in _CHOIX:
        return str(_CHOIX[colonne.genre](valeur).label)
    if colonne.genre == "type":
        return type_de_cle(valeur).libelle
    return nom_de_commune(valeur) if colonne.genre == "commune" else str(valeur)


def lire(colonne: Colonne, ecrit: str, noms: Noms) -> Any:
    """The value of a cell that was edited, as the content holds it. Raises `Refus` when it cannot be read."""
    if not ecrit.strip():
        return None if colonne.genre in {"date", "nombre"} else ""
    if colonne.genre == "date":
        if (jour := lire_date(ecrit)) is None:
            raise Refus(f"« {ecrit[:40]} » n’est pas une date : écrivez 31/12/2026.")
        return jour.isoformat()
    if colonne.genre == "nombre":
        if (nombre := lire_nombre(ecrit)) is None:
            raise Refus(f"« {ecrit[:40]} » n’est pas un nombre.")
        return f"{-nombre if ecrit.strip().startswith(('-', '−')) and nombre > 0 else nombre:f}"
    if colonne.genre == "type":
        if (type_ := reconnaitre(ecrit)) is None:
            raise Refus(f"« {ecrit[:60]} » n’est pas un type de service connu.")
        return type_.cle
    if colonne.genre == "commune":
        return noms.insee(ecrit)
    choix = colonne.genre if colonne.genre in _CHOIX else colonne.cle
    return lire_un_choix(choix, ecrit) if choix in _CHOIX else ecrit


def lire_un_choix(nom: str, ecrit: str) -> str:
    """The key of a label. Raises `Refus`, naming those there are."""
    for valeur, label in _CHOIX[nom].choices:
        if cle(ecrit) in {cle(valeur), cle(str(label))}:
            return str(valeur)
    connus = ", ".join(str(label) for label in _CHOIX[nom].labels)
    raise Refus(f"« {ecrit[:60]} » n’est pas une valeur connue : {connus}.")


def decouper(ecrit: str) -> list[str]:
    """The names of a cell, one a line or between semicolons."""
    return [nom.strip() for nom in ecrit.replace("\n", ";").split(";") if nom.strip()]


def reconnaitre_les_colonnes(entete: Sequence[str], colonnes: Sequence[Colonne]) -> dict[int, str]:
    """The key of each column that is known, by its rank."""
    sens = {cle(nom): c.cle for c in reversed(colonnes) for nom in (*c.variantes, c.titre, c.cle)}
    trouvees: dict[int, str] = {}
    for rang, titre in enumerate(entete):
        connue = sens.get(cle(titre))
        if connue and connue not in trouvees.values():
            trouvees[rang] = connue
    return trouvees

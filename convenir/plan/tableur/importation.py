"""A workbook read back: each line told, only the cells that were edited written, everything or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenir.journal.operations import Lot
from convenir.plan.acces import exiger_la_fiche, exiger_le_theme
from convenir.plan.contenu import PREFETCH, normaliser, photographier, vide
from convenir.plan.enums import Avancement
from convenir.plan.models import Objectif
from convenir.plan.operations.ecriture import verrouiller_la_convention
from convenir.plan.operations.etats import avancer
from convenir.plan.operations.fiches import creer, libelle, modifier
from convenir.plan.queries.fiches import fiches_visibles
from convenir.plan.tableur.colonnes import (
    FEUILLES,
    FICHES,
    ROLES,
    TROP_LONG,
    Colonne,
    Noms,
    decouper,
    ecrire_la_fiche,
    ecrire_les_lignes,
    lire,
    lire_un_choix,
    reconnaitre_les_colonnes,
)
from convenir.plan.tableur.exports import etats
from convenir.plan.tableur.rapport import Ligne, Rapport, Verdict
from convenir.socle.erreurs import Refus
from convenir.territoires.rules import cle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from convenir.conventions.acces import Acces
    from convenir.conventions.models import Convention
    from convenir.documents.entree.classeur import Feuille, Rang
    from convenir.plan.models import FicheAction

#: how far down the row of headings is looked for
_ENTETE_AU_PLUS = 10
_PAR_CLE = {colonne.cle: colonne for colonne in FICHES}
_PLANS = "autres_plans"


@transaction.atomic
def importer(
    convention: Convention,
    feuilles: Sequence[Feuille],
    acces: Acces,
    *,
    correspondance: Mapping[int, str] | None = None,
    a_blanc: bool = False,
) -> Rapport:
    """Write the fiches of a workbook; one line refused, and none is written. `a_blanc`: tell, and undo.

    `correspondance`: the key of each column of the first sheet by its rank, as somebody settled it. A cell
    that is as the version exported says (column « Version ») was not edited. Raises `Refus` when no column
    gives the titles.
    """
    tenue = verrouiller_la_convention(convention)
    lecture = _Import(tenue, feuilles, acces, correspondance)
    lignes = tuple(lecture.lire())
    rapport = Rapport(lignes, lecture.ignorees)
    if a_blanc or rapport.est_refuse:
        transaction.set_rollback(True)
        return rapport
    lecture.lot.ecrire()
    return Rapport(lignes, lecture.ignorees, ecrit=True)


def colonnes_de(feuilles: Sequence[Feuille]) -> tuple[int, dict[int, str], tuple[str, ...]]:
    """Where the headings of the first sheet are, what each column holds by its rank, the headings.

    Raises `Refus` when no row names the titles.
    """
    for place, rang in enumerate(feuilles[0].rangs[:_ENTETE_AU_PLUS] if feuilles else ()):
        trouvees = reconnaitre_les_colonnes(rang.cellules, FICHES)
        if "titre" in trouvees.values():
            return place, trouvees, rang.cellules
    raise Refus(
        "Aucune colonne ne donne le titre des fiches : nommez-en une « Titre » sur la première feuille."
    )


@dataclass
class _LigneDeFeuille:
    """A row of another sheet: its number, its cells by key."""

    rang: int
    cellules: dict[str, str]


@dataclass
class _Import:
    convention: Convention
    feuilles: Sequence[Feuille]
    acces: Acces
    correspondance: Mapping[int, str] | None
    lot: Lot = field(default_factory=Lot)

    def __post_init__(self) -> None:
        self.debut, reconnues, entete = colonnes_de(self.feuilles)
        self.colonnes = dict(self.correspondance) if self.correspondance is not None else reconnues
        self.ignorees = tuple(t for r, t in enumerate(entete) if t and r not in self.colonnes)
        self.noms = Noms(self.convention)
        visibles = fiches_visibles(self.convention, self.acces).select_related("objectif", "convention")
        self.fiches = {fiche.numero: fiche for fiche in visibles.prefetch_related(*PREFETCH)}
        self.prises = set(self.convention.fiches.values_list("numero", flat=True))
        self.lignes: dict[str, dict[int, list[_LigneDeFeuille]]] = {}
        self.refusees: list[Ligne] = []
        self.liees: list[tuple[FicheAction, list[int]]] = []
        self.vues: set[int] = set()
        self._lire_les_feuilles()

    def _lire_les_feuilles(self) -> None:
        connues = {cle(titre): titre for titre in FEUILLES}
        for feuille in self.feuilles[1:]:
            titre = connues.get(cle(feuille.nom))
            if titre is None or not feuille.rangs:
                continue
            colonnes = reconnaitre_les_colonnes(feuille.rangs[0].cellules, FEUILLES[titre][1])
            par_fiche: dict[int, list[_LigneDeFeuille]] = defaultdict(list)
            for rang in feuille.rangs[1:]:
                cellules = {colonnes[r]: v.strip() for r, v in enumerate(rang.cellules) if r in colonnes}
                numero = cellules.get("numero", "")
                try:
                    _exiger_lisible(rang, colonnes)
                    par_fiche[_numero(numero)].append(_LigneDeFeuille(rang.numero, cellules))
                except Refus as refus:
                    self.refusees.append(Ligne(titre, rang.numero, numero, Verdict.REFUSEE, refus.message))
            self.lignes[titre] = par_fiche

    def lire(self) -> Iterator[Ligne]:
        """Each line done, told."""
        for rang in self.feuilles[0].rangs[self.debut + 1 :]:
            cellules = {
                self.colonnes[r]: v.strip() for r, v in enumerate(rang.cellules) if r in self.colonnes
            }
            if not any(cellules.values()):
                continue
            nom = cellules.get("titre") or cellules.get("numero", "")
            try:
                with transaction.atomic():
                    remarques = _exiger_lisible(rang, self.colonnes)
                    verdict, raison = self._appliquer(cellules, remarques)
            except _LigneFautive as faute:
                yield Ligne(faute.feuille, faute.rang, nom, Verdict.REFUSEE, faute.message)
            except Refus as refus:
                yield Ligne("Fiches", rang.numero, nom, Verdict.REFUSEE, refus.message)
            else:
                yield Ligne("Fiches", rang.numero, nom, verdict, raison)
        yield from self._lier()
        yield from self.refusees
        yield from self._orphelines()

    def _orphelines(self) -> Iterator[Ligne]:
        for titre, par_fiche in self.lignes.items():
            for numero, lignes in par_fiche.items():
                if numero not in self.vues:
                    raison = f"La fiche {numero} n’est pas sur la première feuille."
                    yield Ligne(titre, lignes[0].rang, str(numero), Verdict.REFUSEE, raison)

    def _lier(self) -> Iterator[Ligne]:
        """Links between fiches, once all of them are written."""
        for fiche, numeros in self.liees:
            try:
                with transaction.atomic():
                    modifier(fiche, {"liees": numeros}, auteur=self.acces.auteur, lot=self.lot)
            except Refus as refus:
                yield Ligne("Fiches", 0, fiche.titre, Verdict.REFUSEE, refus.message)

    def _appliquer(self, cellules: dict[str, str], remarques: list[str]) -> tuple[Verdict, str]:
        numero = int(cellules["numero"]) if cellules.get("numero", "").isdecimal() else 0
        if numero in self.vues:
            raise Refus(f"La fiche {numero} est déjà sur une autre ligne.")
        self.vues |= {numero} - {0}
        fiche = self.fiches.get(numero)
        if fiche is None:
            if numero in self.prises:
                raise Refus(f"La fiche {numero} est réservée à d’autres : elle ne peut être changée ainsi.")
            return self._creer(cellules, numero, remarques)
        return self._modifier(fiche, cellules, remarques)

    def _creer(self, cellules: dict[str, str], numero: int, remarques: list[str]) -> tuple[Verdict, str]:
        depart = vide()
        champs = self._champs(cellules, depart, ecrire_la_fiche(depart, self.noms), remarques, nouvelle=True)
        champs = normaliser(champs | self._familles(numero, depart))
        liees = champs.pop("liees", [])
        if not champs.get("objectif"):
            raise Refus("Dites quel objectif sert cette fiche : sa thématique et ses mots, ou son numéro.")
        objectif = Objectif.objects.get(pk=champs["objectif"])
        exiger_le_theme(self.acces, objectif.theme)
        fiche = creer(self.convention, champs, numero=numero or None, auteur=self.acces.auteur, lot=self.lot)
        if liees:
            self.liees.append((fiche, liees))
        self._avancer(fiche, cellules)
        return Verdict.NOUVELLE, " ".join(remarques)

    def _modifier(
        self, fiche: FicheAction, cellules: dict[str, str], remarques: list[str]
    ) -> tuple[Verdict, str]:
        actuel = photographier(fiche)
        base = self._base(fiche, cellules.get("version", ""), actuel)
        champs = self._champs(cellules, base, ecrire_la_fiche(base, self.noms), remarques)
        champs = normaliser(champs | self._familles(fiche.numero, base))
        for champ, valeur in champs.items():
            if actuel[champ] != base[champ] and actuel[champ] != valeur:
                raise Refus(
                    f"« {libelle(champ)} » a changé ici depuis l’export : exportez de nouveau, puis refaites "
                    "ce changement."
                )
        change = any(champs[champ] != actuel[champ] for champ in champs)
        _exiger_la_redaction(fiche, cellules)
        avance = self._doit_avancer(fiche, cellules)
        if not change and not avance:
            return Verdict.INCHANGEE, " ".join(remarques)
        exiger_la_fiche(self.acces, fiche)
        if "objectif" in champs:
            exiger_le_theme(self.acces, Objectif.objects.get(pk=champs["objectif"]).theme)
        changes = set(modifier(fiche, champs, auteur=self.acces.auteur, lot=self.lot))
        changes |= {"avancement"} if self._avancer(fiche, cellules) else set()
        mots = ", ".join(sorted(libelle(champ) for champ in changes))
        return Verdict.MODIFIEE, " ".join([f"Change : {mots}.", *remarques])

    def _base(self, fiche: FicheAction, version: str, actuel: dict[str, Any]) -> dict[str, Any]:
        """What the fiche said when it was exported; what it says now, for a table that does not tell."""
        if not version.isdecimal() or int(version) == fiche.version:
            return actuel
        gardee = fiche.versions.filter(numero=int(version)).first()
        if gardee is None:
            raise Refus(
                f"La version {version} n’est pas dans l’historique de cette fiche : exportez de nouveau."
            )
        return dict(gardee.contenu)

    def _champs(
        self,
        cellules: Mapping[str, str],
        base: Mapping[str, Any],
        ecrites: Mapping[str, str],
        remarques: list[str],
        *,
        nouvelle: bool = False,
    ) -> dict[str, Any]:
        """The fields whose cells were edited."""
        edites = {
            c: v for c, v in cellules.items() if c in ecrites and v != ecrites[c].strip() and v != TROP_LONG
        }
        champs: dict[str, Any] = {}
        if edites.keys() & {"theme", "numero_objectif", "objectif"}:
            dites = {
                c: cellules.get(c, "" if nouvelle else ecrites[c])
                for c in ("theme", "numero_objectif", "objectif")
            }
            if "numero_objectif" in edites and "objectif" not in edites:
                dites["objectif"] = ""
            champs["objectif"] = self.noms.objectif(
                dites["theme"], dites["numero_objectif"], dites["objectif"]
            )
        if roles := edites.keys() & ROLES.keys():
            champs["intervenants"] = self._intervenants(base, {r: edites[r] for r in roles}, remarques)
        for champ, ecrit in edites.items():
            if champ in base and champ != "objectif":
                champs[champ] = self._lire(champ, ecrit)
        return champs

    def _lire(self, champ: str, ecrit: str) -> Any:
        if champ == "communes":
            return sorted({self.noms.insee(nom) for nom in decouper(ecrit)})
        if champ == "liees":
            if faux := [n for n in decouper(ecrit) if not n.isdecimal()]:
                raise Refus(f"« {faux[0][:40]} » n’est pas un numéro de fiche.")
            return sorted({int(n) for n in decouper(ecrit)})
        if champ == _PLANS:
            return [lire_un_choix(_PLANS, nom) for nom in decouper(ecrit)]
        return lire(_PAR_CLE[champ], ecrit, self.noms)

    def _intervenants(
        self, base: Mapping[str, Any], edites: Mapping[str, str], remarques: list[str]
    ) -> list[dict[str, Any]]:
        lignes = [dict(dit) for dit in base["intervenants"] if dit["role"] not in edites]
        for role, ecrit in edites.items():
            for nom in decouper(ecrit):
                lignes.append(self.noms.intervenant(role, nom[:200]))
                if not self.noms.est_connu(nom):
                    remarques.append(f"« {nom} » n’est pas connu ici : gardé sous ce nom.")
        ordre = list(ROLES)
        return sorted(lignes, key=lambda ligne: ordre.index(ligne["role"]))

    def _familles(self, numero: int, base: Mapping[str, Any]) -> dict[str, Any]:
        """The families whose rows were edited in the other sheets."""
        champs: dict[str, Any] = {}
        lues: dict[str, list[dict[str, Any]]] = {}
        for titre, par_fiche in self.lignes.items() if numero else ():
            famille, colonnes = FEUILLES[titre]
            dites = par_fiche.get(numero, [])
            ecrites = [tuple(ligne.cellules.get(c.cle, "") for c in colonnes[1:]) for ligne in dites]
            if ecrites != [
                tuple(v.strip() for v in ligne) for ligne in ecrire_les_lignes(titre, base, self.noms)
            ]:
                lues[famille] = [self._lire_la_ligne(titre, colonnes, ligne) for ligne in dites]
        if lues.keys() & {"indicateurs", "mesures"}:
            champs["indicateurs"] = _avec_les_mesures(base["indicateurs"], lues)
        return champs | {f: lignes for f, lignes in lues.items() if f not in {"indicateurs", "mesures"}}

    def _lire_la_ligne(
        self, titre: str, colonnes: Sequence[Colonne], ligne: _LigneDeFeuille
    ) -> dict[str, Any]:
        try:
            return {c.cle: lire(c, ligne.cellules.get(c.cle, ""), self.noms) for c in colonnes[1:]}
        except Refus as refus:
            raise _LigneFautive(titre, ligne.rang, refus.message) from refus

    def _doit_avancer(self, fiche: FicheAction, cellules: Mapping[str, str]) -> bool:
        dits = etats(fiche)
        ecrits = {c: cellules.get(c, dits[c]) for c in ("avancement", "motif")}
        return any(ecrits[c] != dits[c].strip() for c in ecrits) and bool(ecrits["avancement"])

    def _avancer(self, fiche: FicheAction, cellules: Mapping[str, str]) -> bool:
        if not self._doit_avancer(fiche, cellules):
            return False
        voulu = Avancement(lire_un_choix("avancement", cellules.get("avancement", fiche.avancement)))
        if voulu == fiche.avancement:
            raise Refus("Le motif d’un blocage ou d’un abandon se change sur la page de la fiche.")
        avancer(fiche, voulu, motif=cellules.get("motif", ""), auteur=self.acces.auteur, lot=self.lot)
        return True


class _LigneFautive(Refus):
    """A row of another sheet that cannot be read: which one."""

    def __init__(self, feuille: str, rang: int, message: str) -> None:
        super().__init__(message)
        self.feuille, self.rang = feuille, rang


def _avec_les_mesures(
    base: Sequence[Mapping[str, Any]], lues: Mapping[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """The indicators with their measures, each from its own sheet, or as they were."""
    indicateurs = [dict(i) | {"mesures": []} for i in lues.get("indicateurs", base)]
    par_libelle = {i["libelle"]: i for i in indicateurs}
    anciennes = [{"libelle": i["libelle"], **m} for i in base for m in i["mesures"]]
    for mesure in lues.get("mesures", anciennes):
        if mesure["libelle"] not in par_libelle:
            raise Refus(
                f"La feuille « Mesures » parle d’un indicateur inconnu : « {mesure['libelle'][:60]} »."
            )
        par_libelle[mesure["libelle"]]["mesures"].append({c: mesure[c] for c in ("jour", "valeur")})
    return indicateurs


def _numero(ecrit: str) -> int:
    if not ecrit.isdecimal():
        raise Refus("Cette ligne ne dit pas le numéro de sa fiche.")
    return int(ecrit)


def _exiger_la_redaction(fiche: FicheAction, cellules: Mapping[str, str]) -> None:
    ecrite = cellules.get("redaction", "")
    if ecrite and ecrite != fiche.get_redaction_display():
        raise Refus("La phase de rédaction se change sur la page de la fiche, avec sa validation.")


def _exiger_lisible(rang: Rang, colonnes: Mapping[int, str]) -> list[str]:
    """What is worth telling of a row. Raises `Refus` for merged cells, or a formula without its result."""
    if rang.fusionne:
        raise Refus("Cette ligne a des cellules fusionnées : défusionnez-les, et recopiez leur valeur.")
    formules = sorted(rang.formules & colonnes.keys())
    if any(not rang.cellules[place] for place in formules):
        raise Refus("Une formule n’a pas de résultat : ouvrez le fichier dans un tableur, et enregistrez-le.")
    return ["Une formule : son résultat est pris."] if formules else []

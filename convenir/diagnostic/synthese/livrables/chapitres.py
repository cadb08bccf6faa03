"""The diagnostic theme by theme, read once for the document, the slides and whatever prints it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.equipements.catalogue import type_de_cle
from convenir.diagnostic.equipements.queries import non_localises, offre
from convenir.diagnostic.figures import carte
from convenir.diagnostic.queries import Lecture, lieux_compares, lieux_de_l_epci, volets
from convenir.diagnostic.synthese.livrables.mots import FICTIF, SANS_VALEUR, annee, dire, source, tableau
from convenir.diagnostic.synthese.queries import par_theme, themes_rediges, types_fictifs
from convenir.diagnostic.synthese.rules import nom_du_theme
from convenir.socle.formats import ecrire_avec_unite, ecrire_nombre
from convenir.socle.themes import THEMES, theme_de
from convenir.territoires.fonds import calques_sur, fond_des_communes

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from convenir.conventions.models import Convention
    from convenir.diagnostic.equipements.queries import NonLocalises, Offre
    from convenir.diagnostic.models import BlocDeSynthese, EnjeuRemonte, Indicateur
    from convenir.diagnostic.queries import Lieu, Rang, Volet
    from convenir.diagnostic.synthese.queries import ThemeRedige
    from convenir.documents.blocs import Tableau
    from convenir.documents.graphiques import Calque, Fond, Graphique

_COMPOSES = frozenset({"enfance_jeunesse"})  # its services are told under each of its themes
CARTES = 4  # at most in a theme: those of rates first; the others are on the pages


@dataclass(frozen=True, slots=True)
class Carte:
    """A map, and what is written beside it (Markdown, or nothing)."""

    graphique: Graphique
    commentaire: str = ""


@dataclass(frozen=True, slots=True)
class Chapitre:
    """A theme of the diagnostic. What is empty is left out by whatever prints it.

    `lus`: figures read in the text of the convention that no data set gives; `non_localises`: a sentence
    for each type of service known by a number alone. `commentaires`: (figure, Markdown) without a map.
    """

    cle: str
    libelle: str
    chiffres: Tableau | None = None
    lus: Tableau | None = None
    cartes: tuple[Carte, ...] = ()
    par_commune: Tableau | None = None
    commentaires: tuple[tuple[str, str], ...] = ()
    blocs: tuple[BlocDeSynthese, ...] = ()
    enjeux: tuple[EnjeuRemonte, ...] = ()
    services: Tableau | None = None
    non_localises: tuple[str, ...] = ()

    @property
    def est_vide(self) -> bool:
        return self == Chapitre(self.cle, self.libelle)


@dataclass(frozen=True, slots=True)
class _Atlas:
    """What the maps of every theme are drawn from, read once."""

    lecture: Lecture
    communes: tuple[Lieu, ...]
    fond: Fond
    calques: tuple[Calque, ...]

    def dessiner(self, indicateur: Indicateur) -> Graphique | None:
        return carte(self.lecture, indicateur, self.communes, self.fond, self.calques)


def _atlas(convention: Convention) -> _Atlas:
    communes = lieux_de_l_epci(convention)
    codes = [lieu.code for lieu in communes]
    return _Atlas(
        Lecture(convention, communes), communes, fond_des_communes(codes), calques_sur(codes) if codes else ()
    )


def chapitres(convention: Convention, jour: datetime.date) -> tuple[Chapitre, ...]:
    """The territory, then each theme of which something is known or written on that day."""
    par_cle = {volet.cle: volet for volet in volets(convention)}
    rediges = {theme.cle: theme for theme in themes_rediges(convention)}
    atlas = _atlas(convention)
    fictifs = types_fictifs(convention)
    recenses, inconnus = offre(convention, "", jour), non_localises(convention)
    tous = []
    for cle in ("", *(t.cle for t in THEMES)):
        chapitre = Chapitre(cle, nom_du_theme(cle))
        if volet := par_cle.get(cle):
            chapitre = _avec_les_chiffres(chapitre, volet, lieux_compares(convention))
        chapitre = replace(chapitre, lus=_chiffres_lus(convention, cle, par_cle.get(cle)))
        if redige := rediges.get(cle):
            chapitre = replace(chapitre, blocs=redige.blocs, enjeux=tuple(par_theme(redige.enjeux)))
        chapitre = _avec_les_cartes(chapitre, rediges.get(cle), atlas)
        if cle and not (cle in _COMPOSES and chapitre.est_vide):
            chapitre = _avec_les_services(chapitre, recenses, inconnus, fictifs)
        tous.append(chapitre)
    return tuple(chapitre for chapitre in tous if not chapitre.est_vide)


def _avec_les_chiffres(chapitre: Chapitre, volet: Volet, lieux: Sequence[Lieu]) -> Chapitre:
    """The key figures beside those of the wider territories; a territory that has none is no column."""
    rangs = [rang for rang in volet.rangs if not rang.est_vide]
    if not rangs:
        return chapitre
    utiles = [n for n in range(len(lieux)) if n == 0 or any(not r.cellules[n].est_vide for r in rangs)]
    entetes = ("Indicateur", *(lieux[n].nom for n in utiles), "Source et année")
    lignes = [(rang.indicateur.libelle, *(_dit(rang, n) for n in utiles), _source(rang)) for rang in rangs]
    return replace(chapitre, chiffres=tableau(entetes, lignes, f"{chapitre.libelle} : chiffres clés"))


def _dit(rang: Rang, n: int) -> str:
    """A cell, with its year when it is not that of the first territory."""
    cellule = rang.cellules[n]
    propre, premiere = annee(cellule), annee(rang.cellules[0])
    suite = f" ({propre})" if n and propre and premiere and propre != premiere else ""
    return f"{dire(cellule)}{suite}"


def _source(rang: Rang) -> str:
    return next((dite for cellule in rang.cellules if (dite := source(cellule))), SANS_VALEUR)


def _chiffres_lus(convention: Convention, theme: str, volet: Volet | None) -> Tableau | None:
    """The figures of the text that no cell of the theme already says, and what it compares them to."""
    connus = _nombres(volet) if volet else set()
    lignes = [
        (
            str(lu["libelle"]),
            ecrire_avec_unite(_decimal(lu["valeur"]), str(lu.get("unite", ""))),
            _comparaison(lu),
            str(lu.get("millesime") or "année non indiquée"),
        )
        for lu in convention.lecture.get("indicateurs", ())
        if _theme(lu) == theme and (_decimal(lu["valeur"]), _comparee(lu)) not in connus
    ]
    if not lignes:
        return None
    entetes = ("Chiffre", nom_du_territoire(convention), "Comparaison", "Année")
    return tableau(entetes, lignes, f"{nom_du_theme(theme)} : autres chiffres écrits dans la convention")


def nom_du_territoire(convention: Convention) -> str:
    """How the territory is called in a heading."""
    return next((lieu.nom for lieu in lieux_compares(convention)), convention.territoire or "Territoire")


def _nombres(volet: Volet) -> set[tuple[Decimal, Decimal | None]]:
    """Each number of the first territory, alone and beside that of the second one."""
    paires: set[tuple[Decimal, Decimal | None]] = set()
    for rang in volet.rangs:
        siens, *suite = ([v.valeur for v in cellule.valeurs] for cellule in rang.cellules)
        autres = suite[0] if suite else []
        for nombre in siens:
            if nombre is not None:
                paires |= {(nombre, None), *((nombre, autre) for autre in autres)}
    return paires


def _theme(lu: Mapping[str, Any]) -> str:
    ecrite = str(lu.get("thematique") or "")
    return ecrite if ecrite in {t.cle for t in THEMES} else getattr(theme_de(ecrite), "cle", "")


def _comparee(lu: Mapping[str, Any]) -> Decimal | None:
    comparaison = lu.get("comparaison")
    return _decimal(comparaison["valeur"]) if comparaison else None


def _comparaison(lu: Mapping[str, Any]) -> str:
    comparaison = lu.get("comparaison")
    if not comparaison:
        return SANS_VALEUR
    dite = ecrire_avec_unite(_decimal(comparaison["valeur"]), str(lu.get("unite", "")))
    return f"{comparaison['territoire']} : {dite}"


def _decimal(ecrit: Any) -> Decimal:
    try:
        return Decimal(str(ecrit))
    except InvalidOperation:
        return Decimal(0)


def _avec_les_cartes(chapitre: Chapitre, redige: ThemeRedige | None, atlas: _Atlas) -> Chapitre:
    """Maps, each with its comment, and their table; the comments of figures without a map apart."""
    ecrits = {b.indicateur.cle: b for b in (redige.commentaires if redige else ()) if b.indicateur}
    dessines = _dessines(chapitre.cle, ecrits.keys(), atlas)
    cartes = [
        Carte(dessin, ecrits.pop(indicateur.cle).texte if indicateur.cle in ecrits else "")
        for indicateur, dessin in dessines
    ]
    return replace(
        chapitre,
        cartes=tuple(cartes),
        par_commune=_table_des_communes(chapitre.libelle, [i for i, _ in dessines], atlas),
        commentaires=tuple((bloc.titre, bloc.texte) for bloc in ecrits.values()),
    )


def _dessines(theme: str, commentes: Collection[str], atlas: _Atlas) -> list[tuple[Indicateur, Graphique]]:
    """The maps of a theme: those commented, then rates; a count alone only when there is no rate."""
    siens = [i for i in atlas.lecture.indicateurs.values() if i.theme == theme]
    siens.sort(key=lambda i: (i.cle not in commentes, not i.est_relatif))
    dessines: list[tuple[Indicateur, Graphique]] = []
    for indicateur in siens:
        voulu = indicateur.est_relatif or indicateur.cle in commentes or not dessines
        if voulu and len(dessines) < CARTES and (dessin := atlas.dessiner(indicateur)):
            dessines.append((indicateur, dessin))
    return dessines


def _table_des_communes(libelle: str, indicateurs: Sequence[Indicateur], atlas: _Atlas) -> Tableau | None:
    """What the maps show, in figures, a commune a row."""
    if not indicateurs:
        return None
    entetes = ("Commune", *(f"{i.libelle} ({i.unite})" for i in indicateurs))
    lignes = [
        (lieu.nom, *(dire(atlas.lecture.cellule(i, lieu), unite=False) for i in indicateurs))
        for lieu in atlas.communes
    ]
    return tableau(entetes, lignes, f"{libelle} : par commune")


def _avec_les_services(
    chapitre: Chapitre, recenses: Offre, inconnus: Sequence[NonLocalises], fictifs: frozenset[str]
) -> Chapitre:
    """The services of the theme by type, then those known by a number alone, said as such."""
    nombres: dict[str, list[int]] = {}
    for ou, genre in ((recenses.services, 0), (recenses.places, 1), (recenses.inconnues, 2)):
        for par_type in ou.values():
            for cle, nombre in par_type.items():
                if type_de_cle(cle).porte_sur(chapitre.cle):
                    nombres.setdefault(cle, [0, 0, 0])[genre] += nombre
    lignes = [
        (
            f"{type_de_cle(cle).libelle}{FICTIF if cle in fictifs else ''}",
            ecrire_nombre(n[0]),
            _places(cle, n),
        )
        for cle, n in nombres.items()
    ]
    services = None
    if lignes:
        entetes = ("Service", "Nombre", "Places")
        services = tableau(entetes, sorted(lignes), f"{chapitre.libelle} : services recensés")
    dits = tuple(phrase_non_localisee(connu) for connu in inconnus if connu.type.porte_sur(chapitre.cle))
    return replace(chapitre, services=services, non_localises=dits)


def _places(cle: str, nombres: Sequence[int]) -> str:
    if not type_de_cle(cle).places:
        return SANS_VALEUR
    if nombres[2] == nombres[0]:
        return "non connues"
    suite = f", et {nombres[2]} de capacité inconnue" if nombres[2] else ""
    return f"{ecrire_nombre(nombres[1])}{suite}"


def phrase_non_localisee(connu: NonLocalises) -> str:
    """What is known of services by a number alone, and what is not."""
    nom, unite = connu.type.libelle, connu.type.compte
    if connu.se_contredisent:
        dits = " ; ".join(
            f"{c.libelle} : {ecrire_nombre(c.nombre)}" for c in connu.comptes if c.nombre is not None
        )
        return f"{nom}, non localisés : {dits}."
    if connu.nombre is None:
        return f"{nom} : annoncé sans nombre, non localisé."
    lieux = "non localisés" if unite == "service" else "comptés sans être situés"
    if unite == "service" and connu.inscrits:
        return (
            f"{nom} : {ecrire_nombre(connu.nombre)} d’après le texte, dont "
            f"{ecrire_nombre(connu.manquants or 0)} {lieux}."
        )
    return f"{nom} : {ecrire_nombre(connu.nombre)} d’après le texte, {lieux}."

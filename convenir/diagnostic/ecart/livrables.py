"""What the gap shows: its result in a sentence, its maps and its charts."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from convenir.diagnostic.ecart.queries.releves import A_TRANCHER
from convenir.diagnostic.ecart.rules.couverture import SOUS_SECRET
from convenir.documents.graphiques import (
    Absence,
    Cartouche,
    Graphique,
    Marqueur,
    Serie,
    barres,
    choroplethe,
    courbe,
    points,
)
from convenir.documents.graphiques import Mesure as Trait
from convenir.socle.formats import ecrire_nombre
from convenir.territoires.fonds import fond_des_communes
from convenir.territoires.queries import centres_de_epci

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convenir.diagnostic.ecart.queries import Acces, Ecart, Priorites, Projection, Releve
    from convenir.diagnostic.ecart.rules.couverture import Mesure
    from convenir.diagnostic.models import Scenario

FICTIF = "Exemple fictif : ces chiffres ne décrivent rien de réel."
PREMIERES = 10


def resumer(lu: Ecart) -> str:
    """The gap of the whole territory in one or two plain sentences."""
    volet, ligne, cible = lu.releve.volet, lu.ensemble, lu.releve.reglages.cible
    if not ligne.besoin.connue:
        return f"Le besoin de l’ensemble du territoire n’est pas connu. {_phrase(ligne.besoin.raison)}"
    besoin = f"{dire(ligne.besoin)} {lu.releve.mots}"
    if not ligne.offre.connue:
        return f"Le besoin est de {besoin}, l’offre n’est pas connue. {_phrase(ligne.offre.raison)}"
    if not ligne.couverture.connue:
        return f"{ligne.nom} n’a pas de besoin à couvrir : {besoin}."
    au_moins = "au moins " if ligne.offre.partielle else ""
    phrase = (
        f"{ligne.nom} offre {au_moins}{dire(ligne.couverture, 1)} {volet.compte} pour "
        f"{ecrire_nombre(volet.pour)} {lu.releve.mots} : {dire(ligne.offre)} pour {dire(ligne.besoin)}."
    )
    if cible is None:
        return f"{phrase} La cible est à fixer : ce qui manque se dira quand le comité l’aura choisie."
    if not ligne.manque.valeur:
        return f"{phrase} La cible de {ecrire_nombre(cible)} est atteinte dans l’ensemble."
    au_plus = "au plus " if ligne.offre.partielle else ""
    return (
        f"{phrase} Pour atteindre la cible de {ecrire_nombre(cible)}, il en manque "
        f"{au_plus}{dire(ligne.manque, volet.decimales)}."
    )


def _phrase(raison: str) -> str:
    """A reason as a sentence of its own; nothing for none."""
    return f"{raison[0].upper()}{raison[1:].rstrip('.')}." if raison else ""


def manques_en_tete(lu: Ecart, nombre: int = 3) -> str:
    """The communes where the most is missing, in words; empty when nothing is."""
    decimales = lu.releve.volet.decimales
    return ", ".join(f"{ligne.nom} ({dire(ligne.manque, decimales)})" for ligne in lu.manquent[:nombre])


def dire(mesure: Mesure, decimales: int | None = None) -> str:
    """A measure in words, « ≈ » when it comes from rounded figures; why there is none otherwise."""
    if mesure.valeur is None:
        return mesure.raison or "non connu"
    valeur = mesure.valeur if decimales is None else round(mesure.valeur, decimales)
    return f"{'≈ ' if mesure.arrondie else ''}{ecrire_nombre(valeur)}"


def cartes_de_l_ecart(lu: Ecart) -> list[Graphique]:
    """Coverage by commune; what is missing, once there is a target."""
    releve, volet = lu.releve, lu.releve.volet
    couverture = {ligne.code: ligne.couverture for ligne in lu.communes}
    titre = f"Couverture par commune, en {volet.unite}"
    cartes = [_carte(releve, "couverture", titre, couverture, "Couverture")]
    if releve.reglages.cible is not None:
        manque = {ligne.code: ligne.manque for ligne in lu.communes}
        titre = f"{volet.compte.capitalize()} qui manquent par commune"
        cartes.append(_carte(releve, "manque", titre, manque, "Manque", volet.decimales))
    return cartes


def carte_des_acces(releve: Releve, lus: Acces) -> Graphique:
    """What each commune can reach."""
    titre = f"Ce qui est accessible à moins de {lus.bassin}, en {releve.volet.unite}"
    return _carte(releve, "acces", titre, lus.mesures, "Accessibilité")


def carte_des_priorites(releve: Releve, lues: Priorites) -> Graphique:
    """The score of each commune."""
    scores = {p.classement.code: p.classement.score for p in lues.places}
    noms = {c.code: c.nom for c in releve.communes}
    cartouche = _cartouche(releve, "priorites", "Score de priorité par commune, sur 100", "Score")
    mesures = {code: Trait(nom, scores.get(code)) for code, nom in noms.items()}
    return choroplethe(cartouche, fond_des_communes(noms), mesures)


def barres_des_priorites(releve: Releve, lues: Priorites) -> Graphique:
    """The first communes and their scores."""
    titre = f"Les {PREMIERES} premières priorités, score sur 100"
    cartouche = _cartouche(releve, "premieres", titre, "Score")
    return barres(cartouche, [Trait(p.nom, p.classement.score) for p in lues.places[:PREMIERES]])


def courbes_de_la_projection(releve: Releve, lue: Projection) -> list[Graphique]:
    """The need, known then projected; the offer, beside what the target asks for."""
    volet, serie = releve.volet, releve.series[releve.territoire.code]
    connu = {annee: Trait(str(annee), valeur) for annee, valeur in serie.items()}
    projete = {e.annee: Trait(str(e.annee), round(e.besoin)) for e in lue.etapes if e.projete and e.besoin}
    if projete and serie:
        projete[max(serie)] = Trait("", serie[max(serie)])
    series = [Serie("Connu", connu), *([Serie("Projeté", projete)] if projete else [])]
    graphiques = []
    if connu:
        cartouche = _cartouche(releve, "besoin", f"Besoin, en {releve.mots}", "Besoin", 0)
        graphiques.append(courbe(cartouche, series))
    offre = {e.annee: Trait(str(e.annee), e.offre) for e in lue.etapes if e.offre is not None}
    cible = {
        e.annee: Trait(str(e.annee), round(e.cible, volet.decimales))
        for e in lue.etapes
        if e.cible is not None
    }
    if offre:
        series = [Serie("Offre", offre), *([Serie("Ce que demande la cible", cible)] if cible else [])]
        titre = "L’offre prévue et ce que demande la cible" if cible else "L’offre prévue"
        cartouche = _cartouche(releve, "offre", f"{titre}, en {volet.compte}", "Offre", volet.decimales)
        graphiques.append(courbe(cartouche, series))
    return graphiques


def cartes_du_scenario(releve: Releve, scenario: Scenario) -> list[Graphique]:
    """Where it opens, and what it fills."""
    volet, meilleur = releve.volet, scenario.resultat["meilleur"]
    noms = {c.code: c.nom for c in releve.communes}
    fond, centres = fond_des_communes(noms), centres_de_epci(releve.territoire.code)
    ouvertures = [o for o in meilleur["ouvertures"] if o["code"] in centres]
    rangs: Counter[str] = Counter()
    marqueurs = []
    for ouverture in ouvertures:
        for _ in range(ouverture["nombre"]):
            lon, lat = centres[ouverture["code"]]
            decalage = 0.006 * rangs[ouverture["code"]]  # side by side, so that each is seen
            rangs[ouverture["code"]] += 1
            genre = f"Ouverture de {ouverture['taille']} {volet.compte}" if volet.en_places else "Ouverture"
            marqueurs.append(
                Marqueur(noms[ouverture["code"]], genre, lon + decalage, lat, "centre de la commune")
            )
    source = f"Scénario « {scenario.nom} », hypothèse de calcul"
    notes = (FICTIF,) if scenario.entrees["fictif"] else ()
    ou = Cartouche("ouvertures", "Où ouvrir", source, notes=notes)
    comble = Cartouche(
        "comble",
        f"{volet.compte.capitalize()} comblées par commune",
        source,
        unite=volet.compte,
        decimales=volet.decimales,
        entite="Commune",
        quoi="Comblé",
        notes=notes,
    )
    mesures = {code: Trait(nom, meilleur["combles"].get(code, 0)) for code, nom in noms.items()}
    return [points(ou, fond, marqueurs), choroplethe(comble, fond, mesures)]


def _carte(
    releve: Releve, cle: str, titre: str, mesures: Mapping[str, Mesure], quoi: str, decimales: int = 1
) -> Graphique:
    noms = {c.code: c.nom for c in releve.communes}
    traits = {code: _trait(nom, mesures[code]) for code, nom in noms.items()}
    return choroplethe(_cartouche(releve, cle, titre, quoi, decimales), fond_des_communes(noms), traits)


def _cartouche(releve: Releve, cle: str, titre: str, quoi: str, decimales: int = 1) -> Cartouche:
    return Cartouche(
        cle,
        f"{releve.volet.libelle} : {titre[0].lower()}{titre[1:]}",
        " ; ".join(releve.sources) or "aucune",
        decimales=decimales,
        entite="Commune",
        quoi=quoi,
        notes=(FICTIF,) if releve.est_fictif else (),
    )


def _trait(nom: str, mesure: Mesure) -> Trait:
    absence = {SOUS_SECRET: Absence.SECRETE, A_TRANCHER: Absence.DISPUTEE}.get(
        mesure.raison, Absence.INCONNUE
    )
    mentions = [mot for mot, vrai in (("≈", mesure.arrondie), ("partiel", mesure.partielle)) if vrai]
    valeur = None if mesure.valeur is None else Decimal(round(mesure.valeur, 4))
    return Trait(nom, valeur, absence, ", ".join(mentions))

"""Figures at the command line: import a table, look at its columns and save how to read them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from convenir.diagnostic.importation.colonnes import Colonnes
    from convenir.diagnostic.importation.importer import Rapport
    from convenir.diagnostic.importation.tables import Tableau

    Commandes = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- its only name

#: As in `diagnostic.enums`, which needs Django.
NIVEAUX = ("france", "region", "departement", "epci", "commune", "iris")
FAUTES_MONTREES = 20


def analyser(commandes: Commandes, demarrer: Callable[[], None]) -> None:
    """Declare `donnees`; `demarrer` opens the record before any of its acts runs."""

    def apres_demarrage(
        commande: Callable[[argparse.Namespace], int],
    ) -> Callable[[argparse.Namespace], int]:
        def lancer(arguments: argparse.Namespace) -> int:
            demarrer()
            return commande(arguments)

        return lancer

    donnees = commandes.add_parser("donnees", help="faire entrer des chiffres dans le diagnostic")
    actes = donnees.add_subparsers(required=True, metavar="ACTE")
    actes.add_parser("indicateurs", help="le catalogue : clé, unité, libellé").set_defaults(
        commande=apres_demarrage(_indicateurs)
    )
    _declarer_les_colonnes(actes).set_defaults(commande=apres_demarrage(_colonnes))
    _declarer_les_contours(actes).set_defaults(commande=apres_demarrage(_contours))
    importer = actes.add_parser("importer", help="charger un tableau de chiffres (.csv, .xlsx, .json)")
    importer.add_argument("fichier", metavar="FICHIER", nargs="?")
    importer.add_argument(
        "--adresse", help="au lieu d’un fichier, l’adresse d’une API (Explore v2.1) ou d’un export"
    )
    importer.add_argument("--colonnes", metavar="NOM", help="comment le lire ; sinon, d’après son en-tête")
    importer.add_argument("--annee", type=int, help="la seule année attendue : une autre est une faute")
    importer.add_argument("--convention", metavar="CODE", help="pour cette convention seule ; sinon, toutes")
    importer.add_argument(
        "--essai", "--a-blanc", action="store_true", help="dire ce qui serait fait, sans rien écrire"
    )
    importer.add_argument(
        "--partiel",
        "--sans-les-lignes-refusees",
        action="store_true",
        help="charger ce qui est juste malgré des fautes",
    )
    importer.set_defaults(commande=apres_demarrage(_importer))


def _declarer_les_contours(actes: Commandes) -> argparse.ArgumentParser:
    contours = actes.add_parser("contours", help="charger des contours pour les cartes (GeoJSON, TopoJSON)")
    contours.add_argument("fichier", metavar="FICHIER")
    contours.add_argument(
        "--nom", default="", help="nom de la couche, dans la légende ; sinon, celui du fichier"
    )
    contours.add_argument("--source", default="", help="d’où ils viennent, sous la carte")
    return contours


def _contours(arguments: argparse.Namespace) -> int:
    from convenir.territoires.operations import charger_contours

    print(charger_contours(Path(arguments.fichier), arguments.nom, arguments.source))
    return 0


def _declarer_les_colonnes(actes: Commandes) -> argparse.ArgumentParser:
    colonnes = actes.add_parser("colonnes", help="voir ou enregistrer comment lire les colonnes d’un tableau")
    colonnes.add_argument(
        "fichier", nargs="?", metavar="FICHIER", help="sans lui : les correspondances connues"
    )
    colonnes.add_argument("--enregistrer", metavar="NOM", help="garder cette lecture sous ce nom")
    for option, metavar, aide in (
        ("--code", "COLONNE", "celle du code du territoire"),
        ("--colonne-niveau", "COLONNE", "celle qui dit commune, epci, departement…"),
        ("--colonne-annee", "COLONNE", "celle de l’année"),
        ("--population", "COLONNE", "celle de la population mesurée"),
        ("--secret", "COLONNE", "celle qui n’est pas zéro quand la ligne est sous secret"),
        ("--cle", "COLONNE", "celle de la clé de l’indicateur (une ligne par valeur)"),
        ("--valeur", "COLONNE", "celle de la valeur (une ligne par valeur)"),
        ("--source", "CLÉ", "clé du jeu de données : minuscules, chiffres, traits bas"),
        ("--titre", "TITRE", "titre du jeu de données"),
        ("--producteur", "NOM", "qui le publie"),
        ("--url", "ADRESSE", "où le trouver"),
        ("--licence", "LICENCE", "à quelles conditions"),
    ):
        colonnes.add_argument(option, metavar=metavar, default="", help=aide)
    colonnes.add_argument("--niveau", choices=NIVEAUX, default="", help="ce que décrit chaque ligne")
    colonnes.add_argument("--annee", type=int, help="l’année de tout le tableau")
    colonnes.add_argument(
        "--arrondi", type=int, help="pas auquel ses effectifs sont arrondis (5 pour la Caf)"
    )
    colonnes.add_argument("--geographie", type=int, metavar="ANNÉE", help="code géographique employé")
    colonnes.add_argument(
        "--indicateur",
        action="append",
        default=[],
        metavar="COLONNE=CLÉ",
        help="une fois par colonne de chiffres ; CLÉ@2015 si elle est d’une autre année",
    )
    return colonnes


def _indicateurs(_arguments: argparse.Namespace) -> int:
    from convenir.diagnostic.catalogue import catalogue

    for lu in catalogue():
        calcul = f" (calculé : {lu['formule']})" if lu.get("formule") else ""
        print(f"{lu['cle']}\t{lu['unite']}\t{lu['libelle']}{calcul}")
    return 0


def _colonnes(arguments: argparse.Namespace) -> int:
    from convenir.diagnostic.importation.colonnes import connues, placer, reconnaitre
    from convenir.diagnostic.importation.tables import ouvrir
    from convenir.diagnostic.operations import enregistrer_correspondance

    if not arguments.fichier:
        for nom, connue in sorted(connues().items()):
            print(f"{nom}\t{connue.origine.titre} ({connue.origine.producteur})")
        return 0
    tableau = ouvrir(Path(arguments.fichier))
    _montrer_l_apercu(tableau)
    colonnes = _decrites(arguments)
    if colonnes is None:
        reconnue = reconnaitre(tableau.entete)
        if reconnue is None:
            print("\nAucune correspondance connue. Décrivez les colonnes (convenir donnees colonnes --help).")
            return 1
        print(f"\nReconnu : « {reconnue[0]} ».")
        colonnes = reconnue[1]
    _montrer_la_lecture(tableau, colonnes)
    placer(colonnes, tableau.entete)
    if arguments.enregistrer:
        enregistrer_correspondance(arguments.enregistrer, colonnes.en_donnees())
        print(f"\nEnregistré : « {arguments.enregistrer} ».")
    return 0


def _decrites(arguments: argparse.Namespace) -> Colonnes | None:
    """The columns that the options describe; None when they say nothing. Raises `Refus` when not enough."""
    from convenir.diagnostic.importation.colonnes import Colonnes, Origine
    from convenir.socle.erreurs import Refus

    if not arguments.code:
        return None
    if not (arguments.source and arguments.titre and arguments.producteur):
        raise Refus("Dites d’où viennent les chiffres : --source, --titre et --producteur.")
    return Colonnes(
        origine=Origine(
            cle=arguments.source,
            titre=arguments.titre,
            producteur=arguments.producteur,
            url=arguments.url,
            licence=arguments.licence,
            arrondi=arguments.arrondi,
            geographie=arguments.geographie,
        ),
        code=arguments.code,
        niveau=arguments.niveau,
        colonne_niveau=arguments.colonne_niveau,
        annee=arguments.colonne_annee,
        millesime=arguments.annee,
        population=arguments.population,
        secret=arguments.secret,
        indicateurs=dict(_paire(ecrite) for ecrite in arguments.indicateur),
        cle=arguments.cle,
        valeur=arguments.valeur,
    )


def _paire(ecrite: str) -> tuple[str, str]:
    from convenir.socle.erreurs import Refus

    colonne, egal, cle = ecrite.rpartition("=")
    if not egal or not colonne or not cle:
        raise Refus(f"« {ecrite} » ne se comprend pas : écrivez COLONNE=clé.")
    return colonne, cle


def _montrer_l_apercu(tableau: Tableau) -> None:
    separateurs = {
        "": "enregistrements",
        ";": "point-virgule",
        ",": "virgule",
        "\t": "tabulation",
        "|": "barre",
    }
    codage = {"utf-8-sig": "UTF-8", "cp1252": "Windows (cp1252)", "json": "JSON"}.get(tableau.codage, "Excel")
    print(f"{tableau.nom} : {codage}, {separateurs[tableau.separateur]}, premières lignes :")
    exemples = tableau.apercu()
    for rang, titre in enumerate(tableau.entete):
        valeurs = " · ".join(ligne[rang][:24] for ligne in exemples if rang < len(ligne))
        print(f"  {titre or '(sans titre)'} : {valeurs}")


def _montrer_la_lecture(tableau: Tableau, colonnes: Colonnes) -> None:
    from convenir.diagnostic.importation.colonnes import placer

    places = placer(colonnes, tableau.entete)
    print(f"Source : {colonnes.origine.titre} ({colonnes.origine.producteur}).")
    niveau = colonnes.niveau or f"colonne « {colonnes.colonne_niveau} »"
    print(f"Territoire : {niveau}, par « {colonnes.code} ».")
    print(f"Année : {f'colonne « {colonnes.annee} »' if colonnes.annee else colonnes.millesime}.")
    for rang, cle, annee in places.indicateurs:
        print(f"  {tableau.entete[rang]} → {cle}{f' ({annee})' if annee else ''}")
    if places.ignorees:
        print(f"Colonnes laissées de côté : {', '.join(places.ignorees)}.")


def _importer(arguments: argparse.Namespace) -> int:
    from convenir.diagnostic.importation.adresse import telecharger
    from convenir.socle.erreurs import Refus

    if bool(arguments.fichier) == bool(arguments.adresse):
        raise Refus("Donnez un fichier, ou une adresse par --adresse : l’un ou l’autre.")
    if arguments.fichier:
        return _charger(Path(arguments.fichier), arguments)
    with tempfile.TemporaryDirectory() as dossier:
        return _charger(telecharger(arguments.adresse, Path(dossier), _avancement()), arguments)


def _avancement() -> Callable[[float], None] | None:
    return _avancer if sys.stderr.isatty() else None


def _charger(fichier: Path, arguments: argparse.Namespace) -> int:
    from convenir.conventions.queries import get_convention
    from convenir.diagnostic.importation.colonnes import reconnaitre, trouver
    from convenir.diagnostic.importation.importer import importer
    from convenir.diagnostic.importation.tables import ouvrir
    from convenir.socle.erreurs import Refus

    tableau = ouvrir(fichier)
    reconnue = ("", trouver(arguments.colonnes)) if arguments.colonnes else reconnaitre(tableau.entete)
    if reconnue is None:
        raise Refus(
            f"Les colonnes de « {tableau.nom} » ne sont pas reconnues : décrivez-les par "
            "« convenir donnees colonnes », puis nommez-les ici par --colonnes."
        )
    options: dict[str, Any] = {
        "annee": arguments.annee,
        "convention": get_convention(arguments.convention) if arguments.convention else None,
        "essai": arguments.essai,
        "partiel": arguments.partiel,
    }
    rapport = importer(tableau, reconnue[1], avancer=_avancement(), **options)
    _raconter(rapport, essai=arguments.essai)
    return int(bool(rapport.constats.nombre_de_fautes))


def _avancer(part: float) -> None:
    faits = round(part * 30)
    print(f"\r{'█' * faits}{'·' * (30 - faits)} {part:4.0%}", end="", file=sys.stderr, flush=True)


def _raconter(rapport: Rapport, *, essai: bool) -> None:
    from convenir.socle.formats import ecrire_nombre

    constats = rapport.constats
    if sys.stderr.isatty():
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    for numero, message in constats.fautes[:FAUTES_MONTREES]:
        print(f"Ligne {numero} : {message}")
    if (reste := constats.nombre_de_fautes - FAUTES_MONTREES) > 0:
        print(f"… et {ecrire_nombre(reste)} autres fautes.")
    for avertissement in list(constats.disparues.values())[:FAUTES_MONTREES]:
        print(avertissement)
    if (reste := len(constats.disparues) - FAUTES_MONTREES) > 0:
        print(f"… et {ecrire_nombre(reste)} autres codes disparus.")
    millesimes = ", ".join(f"{an} ({ecrire_nombre(n)})" for an, n in sorted(constats.millesimes.items()))
    print(f"{rapport.phrase} Millésimes : {millesimes or 'aucun'}.")
    if essai:
        print("Essai : rien n’a été écrit.")
    elif not rapport.ecrit:
        print("Rien n’a été écrit. Corrigez ces lignes, ou relancez avec --partiel pour charger le reste.")

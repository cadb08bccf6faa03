"""The command line: it composes the rooms and stands above them all.

On a *file*, lire, relire and éditer need neither Django nor a database; imports are therefore made
inside each command, so that reading a file pays only for reading it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from convenir import __version__
from convenir.conventions import commandes as comptes
from convenir.diagnostic import commandes as chiffres
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convenir.lecture.dossier import Dossier

#: Said of a draft that only the command line sees.
_SANS_MEMBRE = (
    "Personne ne la voit encore à l’écran : « convenir membres ajouter {} ADRESSE administration » y remédie."
)
GRAVITES = ("bloquant", "avertissement", "information")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Exit status: 0 done, 1 findings at or above --seuil, broken journal or unsafe configuration, 2 refused.
    """
    arguments = _analyseur().parse_args(argv)
    try:
        return int(arguments.commande(arguments) or 0)
    except Refus as refus:
        print(refus.message, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- the reader of the pipe has left
        return 0
    except KeyboardInterrupt:
        print("Interrompu : rien n’a été modifié à moitié.", file=sys.stderr)
        return 130


def demarrer_django() -> None:
    """Open the record: settings, then applications. Idempotent."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def _dossier(reference: str) -> Dossier:
    """The dossier of a file when one exists under that name, else of the recorded convention of that code."""
    chemin = Path(reference)
    if chemin.exists() or chemin.suffix or os.sep in reference:
        from convenir.documents.entree import lire_fichier
        from convenir.lecture.comprendre import comprendre
        from convenir.lecture.reconnaissance import verifier_convention

        dossier = comprendre(lire_fichier(chemin))
        verifier_convention(dossier)
        return dossier
    demarrer_django()
    from convenir.lecture.queries import get_dossier

    return get_dossier(reference)


def _lire(arguments: argparse.Namespace) -> int:
    from convenir.lecture.formats import en_json, resume

    dossier = _dossier(arguments.fichier)
    if arguments.enregistrer:
        demarrer_django()
        from convenir.lecture.operations import enregistrer

        pour = comptes.pour_le_compte(arguments.pour) if arguments.pour else None
        convention = enregistrer(dossier, octets=Path(arguments.fichier).read_bytes(), pour=pour)
        print(f"Brouillon enregistré sous le code {convention.code}.", file=sys.stderr)
        if pour is None:
            print(_SANS_MEMBRE.format(convention.code), file=sys.stderr)
    if arguments.json:
        print(json.dumps(en_json(dossier), ensure_ascii=False, indent=1))
    else:
        print(resume(dossier), end="")
    return 0


def _relire(arguments: argparse.Namespace) -> int:
    from convenir.relecture.enums import Gravite
    from convenir.relecture.formats import en_json, resume
    from convenir.relecture.registre import relire

    dossier = _dossier(arguments.reference)
    constats = relire(dossier)
    if arguments.rapport:
        from convenir.relecture.livrables import ecrire_rapport

        fichiers = ecrire_rapport(
            constats,
            dossier,
            Path(arguments.reference),
            Path(arguments.rapport),
            annote=not arguments.commentaires,
        )
        for nature, chemin in zip(("Rapport", "Fichier annoté"), fichiers, strict=False):
            print(f"{nature} écrit : {chemin}", file=sys.stderr)
    if arguments.commentaires:
        from convenir.relecture.livrables import ecrire_commentaires

        ecrire_commentaires(constats, dossier, Path(arguments.reference), Path(arguments.commentaires))
        print(f"Fichier annoté écrit : {arguments.commentaires}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(en_json(constats, dossier), ensure_ascii=False, indent=1))
    elif not (arguments.rapport or arguments.commentaires):
        print(resume(constats, dossier), end="")
    if arguments.seuil is None:
        return 0
    limite = Gravite(arguments.seuil).rang
    return int(any(c.gravite.rang <= limite for c in constats))


def _editer(arguments: argparse.Namespace) -> int:
    from convenir.edition.convention import publier

    sorties = {
        nom: Path(chemin)
        for nom in ("pdf", "docx", "odt", "html")
        if (chemin := getattr(arguments, nom)) is not None
    }
    if not sorties:
        raise Refus("Dites quel document éditer : --pdf, --docx, --odt ou --html suivi d’un nom de fichier.")
    for chemin in publier(_dossier(arguments.reference), sorties):
        print(f"Document écrit : {chemin}")
    return 0


def _acte(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from convenir.conventions.formats import acte_en_json, resume_acte
    from convenir.conventions.rules.actes import exiger_acte
    from convenir.conventions.rules.controles import Attendu, controler
    from convenir.conventions.rules.delais import jour_civil

    acte = exiger_acte(arguments.identifiant)
    attendu = Attendu(epci=arguments.epci, commune=arguments.commune)
    remarques = controler(acte, jour_civil(datetime.now(UTC)), attendu)
    fautes = [r.message for r in remarques if r.bloquante]
    if arguments.json:
        print(json.dumps(acte_en_json(acte, remarques), ensure_ascii=False, indent=1))
    elif not fautes:
        print(resume_acte(acte, remarques), end="")
    if fautes:
        print("\n".join(fautes), file=sys.stderr)
    return 2 if fautes else 0


def _journal_verifier(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.journal.livrables import bilan, phrases
    from convenir.journal.queries.verification import verifier

    etats = []
    for etat in verifier(arguments.code):
        etats.append(etat)
        print(phrases(etat))
    print(bilan(etats))
    return int(not all(etat.intacte for etat in etats))


def _journal_exporter(arguments: argparse.Namespace) -> int:
    if not (arguments.csv or arguments.jsonl):
        raise Refus("Dites où écrire le journal : --csv ou --jsonl suivi d’un nom de fichier.")
    demarrer_django()
    from convenir.journal.livrables import exporter

    for chemin, nombre in exporter(arguments.code, csv=arguments.csv, jsonl=arguments.jsonl):
        print(f"Journal écrit : {chemin} (évènements : {nombre})")
    return 0


def _verifier_sceaux(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.conventions.signature.derives import verifier_les_sceaux

    nombre, derives = verifier_les_sceaux(arguments.code)
    print("\n".join(derives) or f"Sceaux vérifiés : {nombre}. Rien n’a changé depuis qu’ils sont posés.")
    return int(bool(derives))


def _rgpd_exporter(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.journal.purge import exporter_personne

    print(json.dumps(exporter_personne(arguments.personne), ensure_ascii=False, indent=1, default=str))
    return 0


def _rgpd_effacer(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.journal.purge import effacer_personne

    phrases = effacer_personne(arguments.personne, arguments.motif)
    print("\n".join(phrases) or f"Rien n’est gardé sur « {arguments.personne} ».")
    return 0


def _rgpd_registre(_arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.journal.purge import registre

    print(registre(), end="")
    return 0


def _courriels(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.notifications.livrables import lister
    from convenir.notifications.queries import courriels

    for ligne in lister(courriels()[: arguments.nombre]):
        print(ligne)
    return 0


def _courriels_envoyer(_arguments: argparse.Namespace) -> int:
    demarrer_django()
    from convenir.notifications.operations import envoyer_ce_qui_attend

    print(f"Courriels envoyés : {envoyer_ce_qui_attend()}")
    return 0


def _preparer(arguments: argparse.Namespace) -> int:
    demarrer_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    from convenir.territoires.operations import charger

    print(charger())
    from convenir.diagnostic.operations import charger_catalogue

    print(charger_catalogue())
    if not arguments.sans_demonstration:
        from convenir.lecture.demonstration import charger_demonstration
        from convenir.relecture.operations import relire_les_nouvelles

        print(charger_demonstration())
        relire_les_nouvelles()
    return 0


def _verifier(arguments: argparse.Namespace) -> int:
    if not arguments.deploiement:
        raise Refus("Dites ce qu’il faut vérifier : « convenir verifier --deploiement ».")
    demarrer_django()
    from config.deploiement import bilan, points_a_corriger

    points = points_a_corriger()
    print(bilan(points))
    return int(any(point.bloquant for point in points))


def _servir(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("CONVENIR_ADRESSE", f"http://localhost:{arguments.port}")
    demarrer_django()
    from config.serveur import servir

    servir(port=arguments.port)
    return 0


def _declarer_les_sceaux(commandes: comptes.Commandes) -> None:
    sceaux = commandes.add_parser(
        "verifier-sceaux", help="ce qui est signé est-il toujours ce qui a été scellé ?"
    )
    sceaux.add_argument("code", nargs="?", default="", metavar="CODE", help="une seule convention")
    sceaux.set_defaults(commande=_verifier_sceaux)


def _analyseur() -> argparse.ArgumentParser:
    analyseur = argparse.ArgumentParser(
        prog="convenir", description="Lire, relire, éditer et piloter une Convention Territoriale Globale."
    )
    analyseur.add_argument("--version", action="version", version=f"convenir {__version__}")
    commandes = analyseur.add_subparsers(required=True, metavar="COMMANDE")

    lire = commandes.add_parser("lire", help="lire une convention (.txt .md .docx .odt .pdf .html)")
    lire.add_argument("fichier")
    lire.add_argument("--json", action="store_true", help="donner la structure en JSON (docs/formats.md)")
    lire.add_argument("--enregistrer", action="store_true", help="garder la lecture comme brouillon")
    lire.add_argument("--pour", metavar="ADRESSE", help="avec --enregistrer : le compte qui la pilotera")
    lire.set_defaults(commande=_lire)

    relire = commandes.add_parser("relire", help="relever ce qui se contredit, manque ou compte mal")
    relire.add_argument("reference", metavar="FICHIER|CODE")
    relire.add_argument("--json", action="store_true", help="donner les constats en JSON (docs/formats.md)")
    relire.add_argument("--seuil", choices=GRAVITES, help="échouer (1) à partir de cette gravité")
    relire.add_argument("--rapport", metavar="F.docx|F.pdf", help="écrire un rapport à imprimer")
    relire.add_argument(
        "--commentaires", metavar="F.docx", help="écrire le même .docx, annoté de commentaires Word"
    )
    relire.set_defaults(commande=_relire)

    editer = commandes.add_parser("editer", help="publier en PDF accessible, DOCX, ODT, HTML")
    editer.add_argument("reference", metavar="FICHIER|CODE")
    for nom in ("pdf", "docx", "odt", "html"):
        editer.add_argument(f"--{nom}", metavar="F")
    editer.set_defaults(commande=_editer)

    acte = commandes.add_parser("acte", help="vérifier l’identifiant d’un acte transmis à la préfecture")
    acte.add_argument("identifiant", metavar="DÉPARTEMENT-SIREN-AAAAMMJJ-NUMÉRO-NATURE")
    acte.add_argument("--epci", default="", metavar="SIREN", help="l’auteur doit en être, ou l’être")
    acte.add_argument("--commune", default="", metavar="INSEE", help="l’auteur doit être cette commune")
    acte.add_argument("--json", action="store_true", help="donner le résultat en JSON (docs/formats.md)")
    acte.set_defaults(commande=_acte)

    comptes.analyser(commandes, demarrer_django)
    chiffres.analyser(commandes, demarrer_django)
    _analyser_le_journal(commandes)
    _analyser_le_rgpd(commandes)
    _analyser_les_courriels(commandes)

    preparer = commandes.add_parser(
        "preparer", help="créer la base, charger les territoires et la démonstration"
    )
    preparer.add_argument("--sans-demonstration", action="store_true")
    preparer.set_defaults(commande=_preparer)

    verifier = commandes.add_parser("verifier", help="dire ce qui rendrait cette installation peu sûre")
    verifier.add_argument("--deploiement", action="store_true", help="avant d’ouvrir le site sur un réseau")
    verifier.set_defaults(commande=_verifier)

    _declarer_les_sceaux(commandes)
    servir = commandes.add_parser("servir", help="ouvrir Convenir sur http://localhost:8000")
    servir.add_argument("--port", type=int, default=8000)
    servir.set_defaults(commande=_servir)
    return analyseur


def _analyser_le_journal(commandes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    journal = commandes.add_parser("journal", help="vérifier ou exporter le journal des actes")
    actes = journal.add_subparsers(required=True, metavar="ACTE")

    verifier = actes.add_parser("verifier", help="recalculer les chaînes : rien n’a-t-il été réécrit ?")
    verifier.add_argument("code", nargs="?", default="", metavar="CODE", help="une seule convention")
    verifier.set_defaults(commande=_journal_verifier)

    exporter = actes.add_parser("exporter", help="écrire les évènements d’une convention")
    exporter.add_argument("code", metavar="CODE")
    exporter.add_argument("--csv", metavar="F.csv", help="un tableau pour un tableur")
    exporter.add_argument("--jsonl", metavar="F.jsonl", help="tout, un évènement par ligne (docs/formats.md)")
    exporter.set_defaults(commande=_journal_exporter)


def _analyser_le_rgpd(commandes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rgpd = commandes.add_parser("rgpd", help="ce qui est gardé sur une personne : exporter, effacer")
    actes = rgpd.add_subparsers(required=True, metavar="ACTE")

    exporter = actes.add_parser("exporter", help="tout ce qui la nomme, en JSON")
    exporter.add_argument("personne", metavar="PERSONNE", help="son nom ou son adresse électronique")
    exporter.set_defaults(commande=_rgpd_exporter)

    effacer = actes.add_parser("effacer", help="effacer ce qui peut l’être, dire ce qui reste et pourquoi")
    effacer.add_argument(
        "personne", metavar="PERSONNE", help="son nom ou son adresse électronique, en entier"
    )
    effacer.add_argument("--motif", required=True, help="pourquoi, sans nommer personne : gardé au journal")
    effacer.set_defaults(commande=_rgpd_effacer)

    registre = actes.add_parser("registre", help="quelles données, pourquoi, combien de temps (docs/rgpd.md)")
    registre.set_defaults(commande=_rgpd_registre)


def _analyser_les_courriels(commandes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    courriels = commandes.add_parser(
        "courriels", help="lister les derniers courriels, envoyer ceux qui attendent"
    )
    courriels.add_argument("--nombre", type=int, default=50, metavar="N", help="combien en lister (50)")
    courriels.set_defaults(commande=_courriels)
    actes = courriels.add_subparsers(metavar="ACTE")

    envoyer = actes.add_parser("envoyer", help="envoyer ce qui a été retenu depuis moins de sept jours")
    envoyer.set_defaults(commande=_courriels_envoyer)


if __name__ == "__main__":
    sys.exit(main())

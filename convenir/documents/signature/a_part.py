"""Reading the signatures of a file that anybody gives, in a process of its own, within bounds."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from convenir.documents.entree.a_part import MEMOIRE, borner
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.documents.signature.resultat import SignatureLue

DELAI = 30  # seconds
_RACINE = str(Path(__file__).resolve().parents[3])


def verifier_a_part(octets: bytes, autorites: Path | None) -> tuple[SignatureLue, ...]:
    """What `verifier_pdf` gives. Raises `Refus` like it, and when the file asks for too much."""
    chemins = os.pathsep.join(filter(None, [_RACINE, os.environ.get("PYTHONPATH", "")]))
    try:
        fini = subprocess.run(
            [sys.executable, "-m", __name__],
            input=pickle.dumps((octets, autorites)),
            capture_output=True,
            env=os.environ | {"PYTHONPATH": chemins},
            timeout=DELAI,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refus("Ce fichier demande trop de temps pour être vérifié.") from None
    if fini.returncode:
        raise Refus("Ce fichier est trop lourd ou trop abîmé pour être vérifié.")
    reponse: tuple[SignatureLue, ...] | Refus = pickle.loads(fini.stdout)  # noqa: S301 -- our own process
    if isinstance(reponse, Refus):
        raise reponse
    return reponse


def main() -> None:
    """Verify what comes by the standard input; answer on the standard output, kept for that alone."""
    from convenir.documents.signature import verifier_pdf  # noqa: PLC0415 -- the door of the folder

    borner(DELAI, MEMOIRE)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as sortie:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        octets, autorites = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by our own process
        try:
            reponse: tuple[SignatureLue, ...] | Refus = verifier_pdf(octets, autorites=autorites)
        except Refus as refus:
            reponse = refus
        pickle.dump(reponse, sortie)


if __name__ == "__main__":
    main()

"""Reading a file in a process of its own: what it costs to open does not show in its size.

A PDF of a few kilobytes may ask for gigabytes, and the libraries that read it cannot be told to stop: the
process is, within `DELAI` and `MEMOIRE`, and the one that asked lives on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from convenir.documents.entree.archive import demesure
from convenir.documents.entree.ouverture import lire_octets
from convenir.socle.erreurs import Refus

if TYPE_CHECKING:
    from convenir.documents.blocs import DocumentLu

DELAI = 120  # seconds
MEMOIRE = 2 * 1024**3  # bytes of address space; where the system cannot bound it, time alone is
_RACINE = str(Path(__file__).resolve().parents[3])
_EPUISE = 3  # exit status: memory ran out
_DEFAUT = 1  # exit status of an exception: a defect of ours
_DEBUT = 1024  # bytes


def lire_a_part(nom: str, octets: bytes) -> DocumentLu:
    """What `lire_octets` gives: binary formats in a process of their own, texts (bounded by lines) here.

    Raises `Refus` like it, and when the file asks for more time or memory than a document does.
    """
    if not (octets.startswith(b"PK") or b"%PDF-" in octets[:_DEBUT]):
        return lire_octets(nom, octets)
    commande = [sys.executable, "-m", __name__, str(DELAI), str(MEMOIRE)]
    chemins = os.pathsep.join(filter(None, [_RACINE, os.environ.get("PYTHONPATH", "")]))
    try:
        fini = subprocess.run(
            commande,
            input=pickle.dumps((nom, octets)),
            capture_output=True,
            env=os.environ | {"PYTHONPATH": chemins},
            timeout=DELAI,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise demesure(nom) from None
    return _reponse(nom, fini)


def _reponse(nom: str, fini: subprocess.CompletedProcess[bytes]) -> DocumentLu:
    if fini.returncode == _DEFAUT:
        raise RuntimeError(fini.stderr.decode("utf-8", "replace"))
    if fini.returncode:
        raise demesure(nom)
    reponse: DocumentLu | Refus = pickle.loads(fini.stdout)  # noqa: S301 -- written by our own process
    if isinstance(reponse, Refus):
        raise reponse
    return reponse


def borner(delai: int, memoire: int) -> None:
    """Bound this process; the processor time too, should the one that asked be gone."""
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415 -- absent from Windows

    resource.setrlimit(resource.RLIMIT_AS, (memoire, memoire))
    resource.setrlimit(resource.RLIMIT_CPU, (delai, delai))


def main() -> None:
    """Read what comes by the standard input; answer on the standard output, kept for that alone."""
    borner(*map(int, sys.argv[1:]))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as sortie:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        nom, octets = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by our own process
        try:
            reponse: DocumentLu | Refus = lire_octets(nom, octets)
        except Refus as refus:
            reponse = refus
        except MemoryError:
            os._exit(_EPUISE)
        pickle.dump(reponse, sortie)


if __name__ == "__main__":
    main()

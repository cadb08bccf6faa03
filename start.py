"""Set Convenir up and open it, on a machine that has only Python 3.11 or later.

    python3 start.py              install, prepare the data, serve on http://localhost:8000
    python3 start.py --no-serve   install and prepare only
    python3 start.py test         install the development tools and run the tests
    python3 start.py verrouiller  recompute the locked dependencies (for whoever changes them)

Standard library only. Everything is installed inside the folder `.venv/` beside this file, from
requirements locked with hashes; a second run that finds nothing changed does nothing twice.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

RACINE = Path(__file__).resolve().parent
VENV = RACINE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MINIMUM = (3, 11)
VERROUS = {
    "requirements-uv.lock": ["requirements-uv.in"],
    "requirements.lock": ["pyproject.toml", "--extra", "postgresql"],
    "requirements-dev.lock": ["pyproject.toml", "--extra", "postgresql", "--group", "dev"],
}


def dire(message: str) -> None:
    """Tell the person what is being done."""
    print(message, flush=True)


def executer(*commande: object) -> None:
    """Run a command with its output shown. Leaves with a French sentence when it fails."""
    fini = subprocess.run([str(mot) for mot in commande], cwd=RACINE, check=False)
    if fini.returncode:
        sys.exit(f"\nL’étape « {Path(str(commande[0])).name} {' '.join(map(str, commande[1:4]))} » a échoué.")


def empreinte(*fichiers: str) -> str:
    """Fingerprint of the files an installation depends on, and of the Python that runs it."""
    somme = hashlib.sha256(sys.version.encode())
    for fichier in fichiers:
        somme.update((RACINE / fichier).read_bytes())
    return somme.hexdigest()


def creer_environnement() -> None:
    """Make `.venv/` when it is absent or broken."""
    if PYTHON.exists():
        return
    dire("• Création de l’environnement .venv/")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError):
        sys.exit(
            "Python ne sait pas créer d’environnement virtuel ici. "
            "Sous Debian ou Ubuntu : sudo apt install python3-venv, puis relancez."
        )


def uv(*arguments: object) -> None:
    """Run the installer that lives in the environment."""
    executer(PYTHON, "-m", "uv", *arguments)


def installer(verrou: str) -> None:
    """Install one lock, then the project itself; nothing to do when neither changed."""
    marque = VENV / f".{verrou}.fait"
    attendu = empreinte(verrou, "requirements-uv.lock", "pyproject.toml")
    if marque.exists() and marque.read_text() == attendu:
        return
    creer_environnement()
    dire(f"• Installation des bibliothèques ({verrou}, empreintes vérifiées)")
    executer(
        PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        "requirements-uv.lock",
    )
    uv("pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", verrou)
    uv("pip", "install", "-q", "--python", PYTHON, "--no-deps", "-e", RACINE)
    marque.write_text(attendu)


def demarrer(options: argparse.Namespace) -> None:
    """Install, prepare the data, and serve unless told not to."""
    installer("requirements.lock")
    dire("• Préparation des données (base, territoires, démonstration)")
    executer(PYTHON, "-m", "convenir", "preparer")
    if options.no_serve:
        dire(f"Prêt. Pour ouvrir : python3 start.py · en ligne de commande : {BIN / 'convenir'} --help")
        return
    try:
        os.environ.setdefault("CONVENIR_DEMONSTRATION", "1")
        executer(PYTHON, "-m", "convenir", "servir", "--port", str(options.port))
    except KeyboardInterrupt:
        dire("\nConvenir est arrêté.")


def tester(options: argparse.Namespace) -> None:
    """Run the test suite with the development tools."""
    installer("requirements-dev.lock")
    executer(PYTHON, "-m", "pytest", *(options.reste or ["-n", "auto", "--dist", "worksteal"]))


def verrouiller(_options: argparse.Namespace) -> None:
    """Recompute the three locks from pyproject.toml, without recording any registry address."""
    installer("requirements-dev.lock")
    for verrou, entree in VERROUS.items():
        dire(f"• {verrou}")
        uv(
            "pip",
            "compile",
            "-q",
            "--generate-hashes",
            "--universal",
            "--python-version",
            "3.11",
            "--no-emit-index-url",
            "--custom-compile-command",
            "python3 start.py verrouiller",
            *entree,
            "-o",
            verrou,
        )


def main() -> None:
    """Read the command line and run one act."""
    if sys.version_info < MINIMUM:
        version = sys.version.split()[0]
        sys.exit(f"Convenir demande Python 3.11 ou plus récent ; celui-ci est le {version}.")
    analyseur = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    analyseur.add_argument("acte", nargs="?", choices=["test", "verrouiller"])
    analyseur.add_argument("--no-serve", action="store_true", help="préparer seulement")
    analyseur.add_argument("--port", type=int, default=8000)
    options, options.reste = analyseur.parse_known_args()
    if options.reste and options.acte != "test":
        analyseur.error(f"option inconnue : {' '.join(options.reste)}")
    {"test": tester, "verrouiller": verrouiller, None: demarrer}[options.acte](options)


if __name__ == "__main__":
    main()

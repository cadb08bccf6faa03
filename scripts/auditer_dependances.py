"""Look for known vulnerabilities in the locked dependencies.

    python scripts/auditer_dependances.py

Asks the advisory sources in turn (pip-audit); where none answers, says so and passes. Exit status 1 when
a dependency is known to be vulnerable. Takes at most `PATIENCE` seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

VERROU = Path(__file__).resolve().parent.parent / "requirements.lock"
SOURCES = (("-s", "pypi"), ("-s", "osv"))
PATIENCE = 60.0  # seconds, all sources included
_COMMANDE = (
    *(sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--progress-spinner", "off"),
    *("--timeout", "10", "--format", "json", "--requirement"),
)


@dataclass(frozen=True, slots=True)
class Dependance:
    """One locked dependency: what is known of it, or nothing when the source does not know it."""

    nom: str
    version: str = ""
    examinee: bool = True
    failles: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (advisory, versions that mend it)


def auditer(verrou: Path, sources: tuple[tuple[str, ...], ...], patience: float) -> tuple[Dependance, ...]:
    """What the first source that knows any of the dependencies says of them; empty when none answers."""
    echeance = time.monotonic() + patience
    for source in sources:
        dependances = lire(_interroger(verrou, source, echeance - time.monotonic()))
        if any(d.examinee for d in dependances):
            return dependances
    return ()


def _interroger(verrou: Path, source: tuple[str, ...], reste: float) -> str:
    if reste <= 0:
        return ""
    try:
        fini = subprocess.run(
            [*_COMMANDE, str(verrou), *source], capture_output=True, text=True, timeout=reste, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return fini.stdout


def lire(rapport: str) -> tuple[Dependance, ...]:
    """The report of pip-audit; empty when there is none. What a source skipped was not examined."""
    try:
        lignes = json.loads(rapport)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(
        Dependance(
            nom=ligne["name"],
            version=ligne.get("version", ""),
            examinee="skip_reason" not in ligne,
            failles=tuple((f["id"], tuple(f["fix_versions"])) for f in ligne.get("vulns", ())),
        )
        for ligne in lignes
    )


def bilan(dependances: tuple[Dependance, ...]) -> str:
    """One sentence a vulnerability, then how many dependencies were examined."""
    examinees = [d for d in dependances if d.examinee]
    if not examinees:
        return "Audit des dépendances sauté : aucune source d’avis de sécurité ne répond d’ici."
    phrases = [
        f"{d.nom} {d.version} : faille {avis} connue, "
        + (f"corrigée en {' ou '.join(versions)}." if versions else "sans version qui la corrige.")
        for d in examinees
        for avis, versions in d.failles
    ]
    ignorees = ", ".join(d.nom for d in dependances if not d.examinee)
    suite = f" Inconnues de la source : {ignorees}." if ignorees else ""
    compte = f"Dépendances examinées : {len(examinees)}, failles connues : {len(phrases)}.{suite}"
    return "\n".join([*phrases, compte])


def main() -> int:
    """Audit the lock of the installation."""
    dependances = auditer(VERROU, SOURCES, PATIENCE)
    print(bilan(dependances))
    return int(any(d.failles for d in dependances))


if __name__ == "__main__":
    sys.exit(main())

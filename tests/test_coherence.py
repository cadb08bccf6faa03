"""What the documents promise about the whole tree, checked on the tree itself."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

RACINE = Path(__file__).resolve().parent.parent
PAQUET = RACINE / "convenir"
MODULES = sorted(p for p in PAQUET.rglob("*.py") if "migrations" not in p.parts)
#: from the ground up, as in ADR 0001; siblings share a floor
ETAGES = [
    {"socle"},
    {"journal"},
    {"documents", "notifications"},
    {"territoires"},
    {"acteurs"},
    {"conventions"},
    {"adhesions", "diagnostic", "echanges"},
    {"plan"},
    {"gouvernance", "financements"},
    {"evaluation"},
    {"lecture"},
    {"relecture", "edition"},
    {"communication", "pilotage"},
]
ETAGE = {piece: rang for rang, pieces in enumerate(ETAGES) for piece in pieces}
TIROIRS = {"utils", "helpers", "services", "mixins", "common", "misc", "manager", "managers"}


def nom(chemin: Path) -> str:
    return chemin.relative_to(RACINE).as_posix()


def suivis() -> list[Path]:
    sortie = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RACINE, capture_output=True, text=True, check=False
    )
    if sortie.returncode:
        pytest.skip("hors d’un dépôt git, la liste des fichiers suivis manque")
    return [RACINE / f for f in sortie.stdout.split("\0") if f]


def test_rooms_are_those_of_the_first_decision():
    assert {p.parent.name for p in PAQUET.glob("*/__init__.py")} <= ETAGE.keys()


def test_rooms_each_say_what_they_own():
    muettes = [
        nom(p) for p in PAQUET.glob("*/__init__.py") if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert muettes == []


def test_foreign_keys_point_down():
    montantes = [
        f"{modele._meta.label}.{champ.name}"
        for modele in apps.get_models()
        if modele.__module__.startswith("convenir.")
        for champ in modele._meta.get_fields()
        if isinstance(champ, models.ForeignKey)
        and champ.related_model._meta.app_label in ETAGE
        and ETAGE[champ.related_model._meta.app_label] > ETAGE[modele._meta.app_label]
    ]
    assert montantes == []


def test_modules_stay_short():
    longs = {nom(p): n for p in MODULES if (n := p.read_text("utf-8").count("\n")) > 400}
    assert longs == {}


def test_functions_stay_short():
    longues = {
        f"{nom(p)}:{noeud.name}": duree
        for p in MODULES
        for noeud in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(noeud, ast.FunctionDef) and (duree := noeud.end_lineno - noeud.lineno) > 60
    }
    assert longues == {}


def test_no_drawer():
    assert [nom(p) for p in MODULES if p.stem in TIROIRS] == []


def test_state_has_one_writer():
    ecritures = re.compile(r"\.(statut|etat) = (?!=)")
    permis = {"operations.py", "tasks.py"}
    ailleurs = [
        f"{nom(p)}: {ligne.strip()}"
        for p in MODULES
        if p.name not in permis and "operations" not in p.parts
        for ligne in p.read_text("utf-8").splitlines()
        if ecritures.search(ligne)
    ]
    assert ailleurs == []


def test_decisions_are_numbered_without_gap():
    numeros = [int(p.name[:4]) for p in sorted((RACINE / "docs" / "adr").glob("*.md"))]
    assert numeros == list(range(1, len(numeros) + 1))


def test_decisions_are_titled_with_their_number():
    fautives = [
        p.name
        for p in (RACINE / "docs" / "adr").glob("*.md")
        if not p.read_text("utf-8").startswith(f"# {p.name[:4]} — ")
    ]
    assert fautives == []


def test_glossary_names_exist_in_the_code():
    code = "\n".join(p.read_text("utf-8") for p in MODULES)
    lignes = (RACINE / "docs" / "glossaire.md").read_text("utf-8").splitlines()
    noms = re.findall(
        r"`([\w.]+)`", " ".join(ligne.split("|")[2] for ligne in lignes if ligne.startswith("| "))
    )
    assert [n for n in noms if n.rsplit(".", 1)[-1] not in code] == []


def test_every_state_constraint_speaks_french():
    muettes = [
        f"{modele._meta.label}:{contrainte.name}"
        for modele in apps.get_models()
        if modele.__module__.startswith("convenir.")
        for contrainte in modele._meta.constraints
        if contrainte.violation_error_message == contrainte.default_violation_error_message
    ]
    assert muettes == []


def test_repository_names_no_machine():
    traces = re.compile(r"/(?:home|root|tmp|work)/\w|https?://\S*/simple/")
    textes = {".py", ".md", ".toml", ".lock", ".in", ".html", ".css", ".typ", ".yaml", ""}
    bavards = [
        nom(p)
        for p in suivis()
        if p.suffix in textes
        and p.name != "test_coherence.py"
        and p.stat().st_size < 2_000_000
        and traces.search(p.read_text("utf-8", errors="replace"))
    ]
    assert bavards == []


def mots(texte: str) -> list[str]:
    return re.findall(r"[a-zàâçéèêëîïôûùüÿœæ]+|\d+", texte.lower())


def test_repository_holds_no_sentence_of_the_real_convention(convention_reelle):
    original = mots(convention_reelle.read_text("utf-8"))
    suites = {tuple(original[i : i + 9]) for i in range(len(original) - 8)}
    copies = {}
    for p in suivis():
        if p.suffix in {".py", ".md", ".toml", ".txt", ".html", ".json"} and p.stat().st_size < 2_000_000:
            ici = mots(p.read_text("utf-8", errors="replace"))
            trouves = [" ".join(m) for i in range(len(ici) - 8) if (m := tuple(ici[i : i + 9])) in suites]
            if len(trouves) > 5:  # the names of laws and bodies are facts: a few runs are unavoidable
                copies[nom(p)] = trouves
    assert copies == {}

"""Proofreading: small rules over a `Dossier`, each giving findings (`Constat`).

Owns: the registry of rules, the findings, what a person accepted and why.
Never: a rule that names one convention, its figures or its people.
"""

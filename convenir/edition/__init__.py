"""Composite deliverables: the convention with its annexes, the report of a proofreading.

Owns: what a published document is made of, as blocs. Never: how a format is written (`documents.sortie`).
"""

"""The acts on services: recorded, changed, verified, removed; counted; taken over from the text read."""

from convenir.diagnostic.equipements.operations.comptes import compter, oublier, reprendre
from convenir.diagnostic.equipements.operations.fiches import inscrire, modifier, retirer, verifier

__all__ = ["compter", "inscrire", "modifier", "oublier", "reprendre", "retirer", "verifier"]

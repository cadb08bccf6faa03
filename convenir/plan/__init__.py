"""The action plan: from what is at stake to what is aimed at, to what is done, to what it changed.

Article 5 and annexe 2 of a convention: enjeux and numbered objectifs by theme; fiches actions, written after
the signature, with who leads them, their steps, their money and what they are measured by.
"""

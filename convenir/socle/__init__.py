"""Ground floor: what every room stands on.

Owns: the refusal told to a person (`erreurs`), French formats, themes, the base model, interface
components, background jobs. Never: a business noun of a convention.
"""

"""The pages of the plan, as its own navigation shows them, in order.

A view says the key of its page by `rubrique` in its context; its template extends `plan/base.html` and fills
the block `rubrique`.
"""

from __future__ import annotations

from convenir.conventions.onglets import Onglet

PAGES = (
    Onglet("plan", "Par thématique", "plan:plan"),
    Onglet("fiches", "Fiches actions", "plan:fiches"),
)

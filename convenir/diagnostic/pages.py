"""The pages of the diagnostic, as its own navigation shows them, in order.

A view says the key of its page by `rubrique` in its context; its template extends
`diagnostic/diagnostic.html` and fills the block `rubrique`.
"""

from __future__ import annotations

from convenir.conventions.onglets import Onglet

PAGES = (
    Onglet("themes", "Chiffres par thématique", "diagnostic:page"),
    Onglet("synthese", "Synthèse", "synthese:themes"),
    Onglet("portraits", "Portraits", "synthese:portraits"),
    Onglet("enjeux", "Enjeux des communes", "synthese:enjeux"),
    Onglet("equipements", "Services aux familles", "equipements:liste"),
    Onglet("petite_enfance", "Schéma petite enfance", "petite_enfance:schema"),
    Onglet("ecart", "Écart et priorités", "ecart:synthese"),
)

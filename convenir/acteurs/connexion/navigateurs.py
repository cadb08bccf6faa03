"""The browser and the system that a request says it comes from, in two words a person recognises."""

from __future__ import annotations

#: What a browser calls itself by; the first found wins, since most also claim to be the next ones.
_NAVIGATEURS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMES = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android")),
    *(("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")),
)


def nommer(agent: str) -> str:
    """« Firefox sur Windows », from the User-Agent header; unknown parts are said so."""
    navigateur = next((nom for cle, nom in _NAVIGATEURS if cle in agent), "Navigateur inconnu")
    systeme = next((nom for cle, nom in _SYSTEMES if cle in agent), "")
    return f"{navigateur} sur {systeme}" if systeme else navigateur

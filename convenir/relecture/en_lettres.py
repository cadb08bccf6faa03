"""Small numbers written in letters."""

_EN_LETTRES = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
NOMBRES = {mot: rang for rang, mot in enumerate(_EN_LETTRES.split(), start=2)}


def valeur(mot: str) -> int | None:
    """The number a folded word writes, in letters or in digits; None for any other word."""
    if mot in {"un", "une"}:
        return 1
    return int(mot) if mot.isdigit() else NOMBRES.get(mot)

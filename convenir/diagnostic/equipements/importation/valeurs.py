"""The cells of a line → the fields of a service, or one French sentence that says what is wrong."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from convenir.diagnostic.equipements.catalogue import reconnaitre, reconnaitre_au_debut, types
from convenir.socle.erreurs import Refus
from convenir.socle.formats import lire_date
from convenir.territoires.queries import chercher, commune, reconnaitre_commune

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from convenir.diagnostic.equipements.catalogue import TypeEquipement

_OUI = frozenset({"oui", "o", "1", "vrai", "true", "x"})
_NON = frozenset({"non", "n", "0", "faux", "false"})
_TIRETS = "-–—"
_ENTIER = re.compile(r"\d{1,6}(?:[.,]0+)?")
_TEXTES = ("identifiant", "nom", "telephone", "courriel", "horaires", "horaires_particuliers", "source")
#: what those of `Equipement` may hold
_LONGUEURS = {"identifiant": 60, "nom": 200, "telephone": 30, "source": 200}


def type_de(cellules: Mapping[str, str], par_defaut: str) -> TypeEquipement | None:
    """The type that a line names, by its code or its label; else the one of the whole table."""
    for ecrit in (cellules["type"], cellules["code_type"]):
        if ecrit and (trouve := types().get(ecrit) or reconnaitre(ecrit) or reconnaitre_au_debut(ecrit)):
            return trouve
    if cellules["type"] or cellules["code_type"]:
        return None
    return types().get(par_defaut)


def lieu_de(cellules: Mapping[str, str], epci: str) -> tuple[str, str]:
    """The INSEE code of a line and what to say of it; "" when the line tells no commune.

    Raises `Refus` when what it tells is no commune.
    """
    if ecrit := cellules["insee"]:
        trouvee = commune(ecrit.upper().rjust(5, "0"))
        if trouvee is None:
            raise Refus(f"Aucune commune ne porte le code « {ecrit[:20]} ».")
        return trouvee.insee, trouvee.avertissement
    if nom := cellules["commune"]:
        trouvee = reconnaitre_commune(nom, epci=epci or None) or reconnaitre_commune(nom)
        if trouvee is None and cellules["code_postal"]:
            memes = [c for c in chercher(cellules["code_postal"]) if c.nom.casefold() == nom.casefold()]
            trouvee = memes[0] if len(memes) == 1 else None
        if trouvee is None:
            raise Refus(f"La commune « {nom[:40]} » n’est pas reconnue : donnez son code INSEE.")
        return trouvee.insee, trouvee.avertissement
    return "", ""


def champs_de(cellules: Mapping[str, str], type_: TypeEquipement) -> dict[str, Any]:
    """What a line tells of a service besides its type and commune; an empty cell tells nothing.

    Raises `Refus` for a cell that cannot be read.
    """
    lus: dict[str, Any] = {champ: _texte(champ, cellules[champ]) for champ in _TEXTES}
    lus["gestionnaire_libelle"] = cellules["gestionnaire"][:200]
    lus["adresse"] = _adresse(cellules)
    lus["lon"], lus["lat"] = _position(cellules["lon"], cellules["lat"])
    lus["places"] = _entier(cellules["places"]) if type_.places else None
    lus |= {champ: _oui_ou_non(champ, cellules[champ]) for champ in ("avip", "handicap", "fictif")}
    lus |= {champ: _date(cellules[champ]) for champ in ("ouvert_le", "ferme_le", "verifie_le")}
    return {champ: valeur for champ, valeur in lus.items() if valeur not in (None, "")}


def _texte(champ: str, ecrit: str) -> str:
    limite = _LONGUEURS.get(champ, 300)
    if len(ecrit) > limite:
        raise Refus(f"« {ecrit[:30]}… » est trop long : {limite} caractères au plus.")
    return ecrit


def _adresse(cellules: Mapping[str, str]) -> str:
    if cellules["adresse"]:
        return cellules["adresse"][:300]
    return " ".join(filter(None, (cellules["numero"], cellules["voie"])))[:300]


def _position(lon: str, lat: str) -> tuple[Decimal | None, Decimal | None]:
    if not lon and not lat:
        return None, None
    if not (lon and lat):
        raise Refus("La position n’a qu’une coordonnée : donnez la latitude et la longitude, ou aucune.")
    return _degres(lon), _degres(lat)


def _degres(ecrit: str) -> Decimal:
    try:
        lus = Decimal(ecrit.replace(",", ".").replace("\u2212", "-"))
    except InvalidOperation:
        raise Refus(f"« {ecrit[:20]} » n’est pas une coordonnée en degrés.") from None
    if not lus.is_finite() or abs(lus) > 180:  # noqa: PLR2004 -- degrees
        raise Refus(f"« {ecrit[:20]} » n’est pas une coordonnée en degrés (WGS84).")
    return round(lus, 6)


def _entier(ecrit: str) -> int | None:
    nu = ecrit.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if not nu.strip(_TIRETS):
        return None
    if not _ENTIER.fullmatch(nu):
        raise Refus(f"« {ecrit[:20]} » n’est pas un nombre de places.")
    return int(nu.replace(",", ".").partition(".")[0])


def _oui_ou_non(champ: str, ecrit: str) -> bool | None:
    bas = ecrit.casefold() if ecrit.strip(_TIRETS) else ""
    if bas in _OUI or bas in _NON:
        return bas in _OUI
    if bas in {"", "inconnu", "nc", "nr"}:
        return None
    raise Refus(f"« {ecrit[:20]} » ne dit ni oui ni non ({champ}).")


def _date(ecrit: str) -> datetime.date | None:
    if not ecrit.strip(_TIRETS):
        return None
    lue = lire_date(ecrit)
    if lue is None:
        raise Refus(f"La date « {ecrit[:20]} » ne se lit pas : écrivez-la comme 01/09/2026.")
    return lue

"""The structure tree of a tagged PDF, as its author's software wrote it (ISO 32000-1, § 14.7 and 14.8)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROFONDEUR_MAXIMUM = 80
_NOEUDS_MAXIMUM = 300_000
_PORTEE_MAXIMUM = 200  # columns or rows that one cell may span
_ROLES_MAXIMUM = 8  # a role mapped to a role mapped to…


@dataclass(frozen=True, slots=True)
class Marque:
    """A piece of marked content: the number of its page, from 1, and its identifier there."""

    page: int
    identifiant: int


@dataclass(frozen=True, slots=True)
class Noeud:
    """A structure element: `sorte` is a standard type ("P", "H1", "TD"), what it holds in order.

    `en_bloc` tells an inline type laid out as a block; `colonnes` and `rangs` are the spans of a cell.
    """

    sorte: str
    enfants: tuple[Noeud | Marque, ...] = ()
    alternative: str = ""
    colonnes: int = 1
    rangs: int = 1
    en_bloc: bool = False

    def noeuds(self) -> Iterator[Noeud]:
        """The elements right under this one."""
        return (enfant for enfant in self.enfants if isinstance(enfant, Noeud))

    def marques(self) -> Iterator[Marque]:
        """Every piece of content under this element, in reading order."""
        for enfant in self.enfants:
            if isinstance(enfant, Noeud):
                yield from enfant.marques()
            else:
                yield enfant


def lire_arbre(octets: bytes) -> Noeud | None:
    """The structure tree of a PDF; None when there is none or when it cannot be followed."""
    import pikepdf  # noqa: PLC0415 -- only for a tagged PDF

    try:
        with pikepdf.open(io.BytesIO(octets)) as document:
            racine = document.Root.get("/StructTreeRoot")
            if racine is None or "/K" not in racine:
                return None
            return _Marche(document).racine(racine)
    except (
        pikepdf.PdfError,
        _InextricableError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ):
        return None


class _InextricableError(Exception):
    """The tree is too deep, too large, or points at content that is not on a page."""


class _Marche:
    """One walk down the tree."""

    def __init__(self, document: Any) -> None:
        self._pages = {page.objgen: rang for rang, page in enumerate(document.pages, 1)}
        self._roles: dict[str, str] = {}
        self._reste = _NOEUDS_MAXIMUM

    def racine(self, racine: Any) -> Noeud:
        roles = racine.get("/RoleMap")
        self._roles = {str(cle): str(valeur) for cle, valeur in (roles.items() if roles is not None else ())}
        return Noeud("Document", tuple(self._enfants(racine.K, 0, 0)))

    def _enfants(self, objet: Any, page: int, profondeur: int) -> Iterator[Noeud | Marque]:
        import pikepdf  # noqa: PLC0415

        self._reste -= 1
        if profondeur > _PROFONDEUR_MAXIMUM or not self._reste:
            raise _InextricableError
        if isinstance(objet, int):
            yield Marque(page, objet)
        elif isinstance(objet, pikepdf.Array):
            for enfant in objet:
                yield from self._enfants(enfant, page, profondeur + 1)
        elif isinstance(objet, pikepdf.Dictionary):
            yield from self._du_dictionnaire(objet, page, profondeur)

    def _du_dictionnaire(self, objet: Any, page: int, profondeur: int) -> Iterator[Noeud | Marque]:
        page = self._pages.get(objet.Pg.objgen, 0) if "/Pg" in objet else page
        if "/S" in objet:
            yield self._noeud(objet, page, profondeur)
        elif "/MCID" in objet:
            if "/Stm" in objet:
                raise _InextricableError
            yield Marque(page, int(objet.MCID))

    def _noeud(self, objet: Any, page: int, profondeur: int) -> Noeud:
        attributs = _attributs(objet)
        return Noeud(
            self._sorte(str(objet.S)),
            tuple(self._enfants(objet.K, page, profondeur + 1)) if "/K" in objet else (),
            alternative=" ".join(str(objet.get("/Alt", "")).split()),
            colonnes=_portee(attributs.get("/ColSpan")),
            rangs=_portee(attributs.get("/RowSpan")),
            en_bloc=str(attributs.get("/Placement")) == "/Block",
        )

    def _sorte(self, role: str) -> str:
        for _ in range(_ROLES_MAXIMUM):
            if role not in self._roles or self._roles[role] == role:
                break
            role = self._roles[role]
        return role.removeprefix("/")


def _attributs(objet: Any) -> dict[str, Any]:
    """Attributes of an element, whoever owns them."""
    import pikepdf  # noqa: PLC0415

    trouves = objet.get("/A")
    groupes = trouves if isinstance(trouves, pikepdf.Array) else [trouves]
    return {
        cle: valeur
        for groupe in groupes
        if isinstance(groupe, pikepdf.Dictionary)
        for cle, valeur in groupe.items()
    }


def _portee(valeur: Any) -> int:
    return max(1, min(valeur, _PORTEE_MAXIMUM)) if isinstance(valeur, int) else 1

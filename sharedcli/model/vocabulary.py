"""The words by which a published contract is recognised: products, who sells them, and what says ICT at all.

The words of each service are with the service (`model/services.py`). How they are weighed is in `drafting/picking.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """A product that councils run.

    Attributes:
        names: Other spellings, and products of which everything here is true as well.
        services: What it is for where nothing else is said.
        modules: Services that it also runs, meant only where they are named.
        suppliers: Who sells it or did, as the name of a supplier contains it.
        ordinary: Whether `name` is also an ordinary word, so that it counts only beside something else.
        seen: Where it was seen beside its service; empty for general knowledge of the market.
    """

    name: str
    services: tuple[str, ...]
    names: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    ordinary: bool = False
    seen: str = ""

    def covers(self, service: str) -> bool:
        """Whether it runs a service, as what it is for or as a module."""
        return service in self.services or service in self.modules


@dataclass(frozen=True, slots=True)
class Seller:
    """A supplier of ICT to councils: what it alone sells (`only`), or is best known for (`mostly`).

    Both are empty for one that sells to many services. `ordinary` names are looked for among suppliers, not in titles.
    """

    name: str
    only: tuple[str, ...] = ()
    mostly: tuple[str, ...] = ()
    ordinary: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that `vocabulary/*.yaml` holds; what each list is for is said there.

    `cpv_ict` and `cpv_other` say what a code is by how it begins; `equipment` and `other_systems` give the phrases of
    each kind.
    """

    products: tuple[Product, ...]
    sellers: tuple[Seller, ...]
    words: tuple[str, ...]
    categories: tuple[str, ...]
    beside: tuple[str, ...]
    between: tuple[str, ...]
    filler: tuple[str, ...]
    other_things: tuple[str, ...]
    not_meant: tuple[str, ...]
    not_from_descriptions: tuple[str, ...]
    cpv_ict: Mapping[str, str]
    cpv_other: Mapping[str, str]
    equipment: Mapping[str, tuple[str, ...]]
    other_systems: Mapping[str, tuple[str, ...]]

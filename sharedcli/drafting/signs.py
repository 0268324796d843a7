"""What an entry says of ICT beside its title: CPV codes, suppliers, the publisher's category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcli.drafting.lexicon import Lexicon
from sharedcli.drafting.phrases import Text
from sharedcli.drafting.readings import Brand, Reading
from sharedcli.model.entry import Entry
from sharedcli.model.vocabulary import Seller, Vocabulary

_MOST_SUPPLIERS = 2
"""Of more suppliers than this, as in a framework, none says what a contract is about."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of ICT, and what else bears on a pick.

    Attributes:
        ict: Half a sentence for each sign of ICT, the surest first.
        cpv: The codes stated.
        cpv_ict: The first code that tells, and what it is, where that is ICT; else `None`.
        cpv_other: The same where it is goods or work that are no system; at most one of both is stated.
        cpv_services: The first code that is listed with services, and those.
        seller: A supplier, or one named in the title, that sells ICT to councils.
        backers: The names among the suppliers under which products are sold.
    """

    ict: tuple[str, ...]
    cpv: tuple[str, ...]
    cpv_ict: tuple[str, str] | None
    cpv_other: tuple[str, str] | None
    cpv_services: tuple[str, tuple[str, ...]] | None
    seller: Seller | None
    backers: frozenset[str]

    def backed(self, brand: Brand) -> bool:
        """Whether a supplier of the product is among the suppliers."""
        return not self.backers.isdisjoint(brand.branded.product.suppliers)


def signs_of(entry: Entry, title: Reading, lexicon: Lexicon) -> Signs:
    """The signs of an entry whose title has been read."""
    words = lexicon.vocabulary
    are_few = len(entry.suppliers) <= _MOST_SUPPLIERS
    suppliers = [Text.of(name).words for name in entry.suppliers] if are_few else []
    sellers = [meaning for name in suppliers for found in lexicon.sellers.found(name) for meaning in found.meanings]
    seller = next(iter((*sellers, *title.sellers)), None)
    cpv_ict, cpv_other = _telling(entry.cpv, words)
    listed = next(((code, lexicon.cpv[code]) for code in entry.cpv if code in lexicon.cpv), None)
    return Signs(
        ict=tuple(_ict(entry, title, cpv_ict, seller, lexicon)),
        cpv=entry.cpv,
        cpv_ict=cpv_ict,
        cpv_other=cpv_other,
        cpv_services=listed,
        seller=seller,
        backers=frozenset(
            meaning for name in suppliers for found in lexicon.backers.every(name) for meaning in found.meanings
        ),
    )


def _telling(codes: tuple[str, ...], words: Vocabulary) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The first code that tells, on the side of ICT or on that of other goods: buyers put the main one first."""
    for code in codes:
        ict, other = _known(code, words.cpv_ict), _known(code, words.cpv_other)
        if ict or other:
            return ict, None if ict else other
    return None, None


def _known(code: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """A code that begins as one of some known, and what it is."""
    for length in range(2, len(code) + 1):
        if code[:length] in known:
            return code, known[code[:length]]
    return None


def _ict(
    entry: Entry, title: Reading, cpv_ict: tuple[str, str] | None, seller: Seller | None, lexicon: Lexicon
) -> Iterator[str]:
    if cpv_ict:
        yield f"CPV {cpv_ict[0]} is {cpv_ict[1]}"
    if seller:
        yield f"{seller.name} sells ICT to councils"
    if title.ict:
        yield f'"{title.ict}" says ICT'
    if not entry.category:
        return
    category = Text.of(entry.category)
    for found in lexicon.categories.found(category.words):
        yield f'the category says "{category.said(found.start, found.end)}"'
        return

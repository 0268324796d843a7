"""What a text of an entry says: services, products and ICT, each where it stands.

What that comes to is in `guessing.py` and `picking.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sharedcli.drafting.groups import Group, Scan
from sharedcli.drafting.lexicon import Branded, Elsewhere, Lexicon, Meaning, Named, SaysIct
from sharedcli.drafting.phrases import Found, Text
from sharedcli.model.vocabulary import Seller

_NAMES = (Named, Branded)
_MOST_READ = 1000
"""As much of a text as is read, in letters: what is bought is said at its beginning."""


@dataclass(frozen=True, slots=True)
class Brand:
    """A product's name in the text. `is_followed` where a word such as "system" comes straight after it."""

    start: int
    end: int
    branded: Branded
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A phrase for what runs no service of the list, and what that is.

    `is_ict` where it says so by itself, or by the word that follows.
    """

    said: str
    what: str
    is_ict: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says.

    Attributes:
        of_title: How many words are the text; the rest are the product.
        groups: Services named, in the order of the text.
        brands: Products named, likewise.
        sellers: Suppliers named that are no products.
        ict: The first words that say ICT by themselves and are not part of a name; empty for none.
        elsewhere: The first phrase for what runs no service of the list.
        found: Everything found, whatever it means.
    """

    text: Text
    of_title: int
    groups: tuple[Group, ...]
    brands: tuple[Brand, ...]
    sellers: tuple[Seller, ...]
    ict: str
    elsewhere: Other | None
    found: tuple[Found[Meaning], ...]

    def said(self, of: Group | Brand) -> str:
        """The words of a part as they are written, with the word such as "system" that follows a group."""
        return self.text.said(of.start, of.said_end if isinstance(of, Group) else of.end)

    def other_thing(self, lexicon: Lexicon) -> str:
        """The first words for what is bought where no system is, outside what was found; empty for none."""
        covered = _covered(self.found)
        for each in lexicon.other_things.found(self.text.words):
            if each.start not in covered:
                return self.text.said(each.start, each.end)
        return ""

    def says_more(self, lexicon: Lexicon) -> bool:
        """Whether there are words that are neither found nor filler; numbers are neither."""
        covered = _covered(self.found) | _covered(lexicon.filler.found(self.text.words))
        return any(place not in covered and not word.isdecimal() for place, word in enumerate(self.text.words))


def _covered(found: Iterable[Found[Meaning] | Found[bool]]) -> set[int]:
    return {place for each in found for place in range(each.start, each.end)}


def read(text: str, lexicon: Lexicon, *, product: str = "") -> Reading:
    """What a text says, and the name of a product that is stated beside it, in the words of a lexicon."""
    begun = text[:_MOST_READ]
    words = Text.of(f"{begun}\n{product[:_MOST_READ]}" if product else begun)
    found = tuple(lexicon.meanings.found(words.words))
    ict = tuple(lexicon.ict.found(words.words))
    scan = Scan(words, found, {place: each.end for each in ict for place in range(each.start, each.end)}, lexicon)
    return Reading(
        text=words,
        of_title=len(Text.of(begun).words) if product else len(words.words),
        groups=tuple(scan.groups()),
        brands=tuple(_brands(scan)),
        sellers=tuple(_sellers(found)),
        ict=_by_itself(words, found, ict) if ict else "",
        elsewhere=_elsewhere(scan),
        found=found,
    )


def _by_itself(text: Text, found: tuple[Found[Meaning], ...], ict: tuple[Found[SaysIct], ...]) -> str:
    """The first words that say ICT wherever they stand, and are not part of a name; empty for none."""
    named = _covered(each for each in found if any(isinstance(meaning, _NAMES) for meaning in each.meanings))
    for each in ict:
        if "anywhere" in each.meanings and not named.issuperset(range(each.start, each.end)):
            return text.said(each.start, each.end)
    return ""


def _brands(scan: Scan) -> Iterator[Brand]:
    for each in scan.found:
        for meaning in each.meanings:
            if isinstance(meaning, Branded):
                yield Brand(each.start, each.end, meaning, scan.followed(each.end) > each.end)


def _sellers(found: tuple[Found[Meaning], ...]) -> Iterator[Seller]:
    """The suppliers named, but where a product has the same name: one word is one sign."""
    for each in found:
        if not any(isinstance(meaning, Branded) for meaning in each.meanings):
            yield from (meaning for meaning in each.meanings if isinstance(meaning, Seller))


def _elsewhere(scan: Scan) -> Other | None:
    for each in scan.found:
        for meaning in each.meanings:
            if isinstance(meaning, Elsewhere):
                is_ict = meaning.is_ict or scan.followed(each.end) > each.end
                return Other(scan.text.said(each.start, each.end), meaning.what, is_ict)
    return None

"""What is a council's own in a name, and what only says the kind of council it is.

Rules about words and nothing else: which councils there are is in `authorities.py`. Shorter forms for reports are in
`model/naming.py`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from sharedcli.model.profile import Tier

Kinds = frozenset[str]
"""Of council, city, county, district, borough, metropolitan, london, county-borough, unitary, welsh, cc."""

_NONE: Kinds = frozenset()
_KEPT = 1_024  # one name is asked about several times in a row
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHES = re.compile("['`´\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "mayor and burgesses of the": "",
        "lord mayor and citizens of the": "",
        "borough council of": "council borough",
        "district council of": "council district",
        "county council of": "council county",
        "city council of": "council city",
        "councils of": "council several",
        "council of": "council",
        "london boroughs of": "council london several",
        "london borough of": "council london",
        "royal borough of": "council borough",
        "metropolitan borough of": "council metropolitan",
        "county borough of": "council county-borough",
        "borough of": "council borough",
        "district of": "district",
        "city and county of": "city",
        "city and district of": "city",
        "city of": "city",
        "lb of": "council london",
        "lb": "council london",
        "cyngor": "council",
        "bwrdeistref sirol": "welsh",
        "dinas a sir": "welsh",
        "dinas": "welsh",
        "sir": "welsh",
        "the": "",
    }
)
_AFTER: Mapping[str, str] = MappingProxyType(
    {
        "city and district": "city district",
        "london borough": "london",
        "london boro": "london",
        "county borough": "county-borough",
        "metropolitan borough": "metropolitan",
        "metropolitan district": "metropolitan",
        "unitary authority": "unitary",
        "city of": "city",
        "councils": "council several",
        "council": "council",
        "boroughs": "borough several",
        "borough": "borough",
        "boro": "borough",
        "districts": "district several",
        "district": "district",
        "county": "county",
        "city": "city",
        "metropolitan": "metropolitan",
        "ua": "unitary",
        "mbc": "council metropolitan",
        "mdc": "council metropolitan",
        "lbc": "council london",
        "lb": "council london",
        "cbc": "council borough",
        "bc": "council borough",
        "dc": "council district",
        "cc": "council cc",
    }
)
"""Words before and after the place, the longest first, and the kinds that they say."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name taken apart.

    Attributes:
        place: What is the council's own, as `plain` writes it; never empty unless the name is.
        kinds: What the rest says of the kind of council.
        several: Whether it speaks of several, as in "District Councils".
    """

    place: str
    kinds: Kinds = _NONE
    several: bool = False

    @property
    def says_council(self) -> bool:
        """Whether it can be nothing but a council: "Leeds City" can."""
        return "council" in self.kinds


@lru_cache(maxsize=_KEPT)
def plain(name: str) -> str:
    """A name as words in small letters, without accents, punctuation, apostrophes and a leading "the".

    >>> plain("King&#039;s Lynn & West Norfolk"), plain("The Vale of Glamorgan"), plain(" Saint Helens.")
    ('kings lynn and west norfolk', 'vale of glamorgan', 'st helens')
    """
    text = html.unescape(name).casefold()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    words = _WORD.findall(_APOSTROPHES.sub("", text).replace("&", " and ").replace("+", " and "))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join("st" if word == "saint" else word for word in words)


@lru_cache(maxsize=_KEPT)
def called(name: str) -> Called:
    """The place and the kind of a name.

    >>> called("London Borough of Barnet Council").place, sorted(called("Leicester CC").kinds)
    ('barnet', ['cc', 'council'])
    >>> called("Birmingham City University").place
    'birmingham city university'
    """
    place, said = plain(name), ""
    for phrases, at_end in ((_AFTER, True), (_BEFORE, False)):
        shorter = _without(place, phrases, at_end=at_end)
        while shorter is not None:
            place, kinds = shorter
            said = f"{said} {kinds}"
            shorter = _without(place, phrases, at_end=at_end)
    kinds_said = frozenset(said.split())
    return Called(place, kinds_said - {"several"}, "several" in kinds_said)


def _without(place: str, phrases: Mapping[str, str], *, at_end: bool) -> tuple[str, str] | None:
    for phrase, kinds in phrases.items():
        if at_end and place.endswith(f" {phrase}"):
            return place[: -len(phrase) - 1], kinds
        if not at_end and place.startswith(f"{phrase} "):
            return place[len(phrase) + 1 :], kinds
    return None


def fits(asked: Kinds, has: Kinds, tier: Tier) -> bool:
    """Whether a council of that tier, whose own names say the kinds `has`, can be meant by the kinds asked for.

    Borough, district and metropolitan district are used for one another. A city is not: Lichfield City Council is a
    parish, and Lichfield District Council another council. A county is the county, or a unitary that names no kind.
    """
    names_no_kind = not has & {"city", "borough", "district", "metropolitan", "london", "county-borough"}
    is_city, is_county = "city" in has, tier == "county" or "county" in has or names_no_kind
    needed = {
        "city": is_city,
        "county": is_county,
        "cc": is_city or is_county,
        "borough": tier != "county",
        "district": tier != "county",
        "metropolitan": tier == "metropolitan",
        "london": tier == "london-borough",
        "county-borough": tier == "welsh",
        "welsh": tier == "welsh",
        "unitary": tier in {"unitary", "welsh", "scottish", "metropolitan"},
    }
    return all(needed.get(kind, True) for kind in asked)

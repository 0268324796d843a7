"""How long a contract runs and may be extended, as the cell of a register says it: "3 years", "3+1+1", "2 x 12 months".

Prose is read by `renewals.py`. What could mean two things means nothing here, and the cell's own words are shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sharedcli.loading.importers.renewals import extensions_months
from sharedcli.model.printable import printable

_KEPT, _LONGEST = 1024, 300
_MOST_MONTHS = 600  # as `Months` of a profile
_UNIT = r"(?P<unit{0}>years?|yrs?|y|months?|mths?|mnths?|m)\b\.?"
_LENGTH = re.compile(rf"(?P<number>\d{{1,3}}(?:\.5)?)\s*-?\s*{_UNIT.format('')}", re.ASCII)
_ADDEND = r"\d{1,2}(?:\s*(?:years?|yrs?|y|months?|mths?|m)\b)?"
_SUM = re.compile(rf"{_ADDEND}(?:\s*\+\s*{_ADDEND})+")
_PIECE = re.compile(r"(\d{1,2})\s*(years?|yrs?|y|months?|mths?|m)?")
_TOTAL_OF = re.compile(r"(?P<total>[^()]+?)\s*\((?P<parts>[^()]+)\)")
_INCLUDING = re.compile(
    r"\s*[,(]?\s*(?:incl?(?:uding|\.|usive of)?|with)\s+(?:all |any |the )?(?:possible |optional |available )?"
    r"(?:extensions?|options?)(?: periods?)?\s*\)?$"
)
_AND_THEN = re.compile(
    r"\s*(?:\+|\bplus\b|\bwith\b|\band\b|,|;|\()\s*(?=.*(?:exten|option|renew|further|up to|\dx| x ))"
)
_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12", "eighteen": "18", "twenty four": "24", "thirty six": "36",
}  # fmt: skip
_A_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")
_NO_EXTENSION = frozenset(
    {"no", "none", "n", "0", "nil", "no extension", "no extensions", "no option to extend", "false"}
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a contract runs.

    Attributes:
        months: The term without extensions; `None` where only the whole with all of them is stated.
        extensions_months: The options to extend, in order.
        most_months: The whole with every extension, where that is what is stated.
        reading: How the words were read, where they name no unit; empty where they speak for themselves.
    """

    months: int | None
    extensions_months: tuple[int, ...] = ()
    most_months: int | None = None
    reading: str = ""


def read_length(text: str) -> Length | str:
    """How long a contract runs; or why that is not known, as words that follow "is".

    Numbers added up without a unit are years where none is above ten, as they are spoken of: "3+1+1".

    >>> read_length("3 years + 1 + 1").extensions_months, read_length("60 months including extensions").most_months
    ((12, 12), 60)
    >>> read_length("36")
    '"36", which does not say whether in months or in years'
    """
    return _length(text) if len(text) < _LONGEST else f'"{printable(text)}", which was not read as months'


@lru_cache(maxsize=_KEPT)
def _length(text: str) -> Length | str:
    shown = f'"{printable(text)}"'
    said = _said(text)
    if said.replace(".", "", 1).isdigit():
        return f"{shown}, which does not say whether in months or in years"
    whole = _INCLUDING.sub("", said)
    if whole != said:
        months = _months(whole)
        return Length(None, most_months=months) if months else f"{shown}, which was not read as months"
    read = _added(said) or _broken_down(said) or _extended(said)
    return read or f"{shown}, which was not read as months"


def _added(said: str) -> Length | None:
    """Terms added up, the first of them firm: "3+1+1", "24 months + 12 months"."""
    if months := _months(said):
        return Length(months)
    if not _SUM.fullmatch(said):
        return None
    pieces = [(int(number), unit[:1]) for number, unit in _PIECE.findall(said)]
    units = {unit for _, unit in pieces if unit}
    if len(units) > 1 and any(not unit for _, unit in pieces):
        return None
    if not units and max(number for number, _ in pieces) > 10:
        return None
    common = next(iter(units)) if len(units) == 1 else "y"
    first, *rest = (number * (12 if (unit or common) == "y" else 1) for number, unit in pieces)
    if not first or not all(rest):
        return None
    return Length(first, tuple(rest), reading="" if units else "years")


def _broken_down(said: str) -> Length | None:
    """A whole and its parts: "4 years (2+1+1)", where the parts are as long as the whole."""
    both = _TOTAL_OF.fullmatch(said)
    whole, parts = (_months(both["total"]), _added(both["parts"])) if both else (None, None)
    if whole is None or parts is None or parts.months is None:
        return None
    return (
        Length(parts.months, parts.extensions_months) if parts.months + sum(parts.extensions_months) == whole else None
    )


def _extended(said: str) -> Length | None:
    """A term, then its extensions in words: "3 years plus 2 x 12 months"."""
    for found in _AND_THEN.finditer(said):
        months, rest = _months(said[: found.start()]), said[found.end() :].strip(" ()")
        if months and (extensions := _extensions(rest)):
            return Length(months, extensions)
    return None


def _months(said: str) -> int | None:
    length = _LENGTH.fullmatch(said.strip(" .,;()"))
    if length is None:
        return None
    months = float(length["number"]) * (12 if length["unit"].startswith("y") else 1)
    return int(months) if months == int(months) and 0 < months <= _MOST_MONTHS else None


def read_extensions(text: str) -> tuple[int, ...] | str:
    """The options to extend in months, in order, empty where the cell says there are none; or why they are not known.

    >>> read_extensions("2 + 2 years"), read_extensions("2 x 12 months"), read_extensions("No")
    ((24, 24), (12, 12), ())
    >>> read_extensions("12-month extension triggered")
    '"12-month extension triggered", which was not read as options to extend'
    """
    return _options(text) if len(text) < _LONGEST else f'"{printable(text)}", which was not read as options to extend'


@lru_cache(maxsize=_KEPT)
def _options(text: str) -> tuple[int, ...] | str:
    said = _said(text)
    if said in _NO_EXTENSION:
        return ()
    return _extensions(said) or f'"{printable(text, most=100)}", which was not read as options to extend'


def _extensions(said: str) -> tuple[int, ...]:
    if re.search(r"trigger|exercis|taken|used|granted|already|\binc|\bthen\b", said):
        return ()
    if (added := _added(said)) and added.months and not added.reading:
        return (added.months, *added.extensions_months)
    if re.fullmatch(r"[1-5](?:\+[1-5])+", said.replace(" ", "")):
        return tuple(int(number) * 12 for number in re.findall(r"\d", said))
    return extensions_months(said) or extensions_months(f"option to extend {said}")


def _said(text: str) -> str:
    said = " ".join(text.lower().replace("\N{EN DASH}", "-").split()).strip(" .,;")
    return _A_WORD.sub(lambda word: _WORDS[word[0]], said)

"""How long a contract may be extended, where prose says it plainly: "2 x 12 months", "up to 24 months".

Prose that could mean two things means nothing here: the notice's own words are then shown as a doubt.
"""

from __future__ import annotations

import re

_COUNTS = {
    word: number
    for number, words in enumerate(
        ("one single", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
    for word in words.split()
}
_COUNT = rf"(?:[1-9]|10|{'|'.join(_COUNTS)})"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)}|twelve|eighteen|twenty[ -]four|thirty[ -]six)"
_LARGER = {"twelve": 12, "eighteen": 18, "twenty four": 24, "thirty six": 36}
_UNIT = r"(?P<unit>month|mth|year|yr)s?\b"
_SAID_TWICE = r"(?:\s*\(\s*(?:\d{1,3}|[a-z]+(?:[ -][a-z]+)?)\s*\))?"  # "two (2) years"
_DURATION = rf"(?P<length>{_NUMBER}){_SAID_TWICE}[\s-]*{_UNIT}"

# "2 x 12 months"; "two further 12-month periods"; "2 one-year extension options". Two numbers side by side count only
# before periods, options or extensions: of what "2 12 month" counts is not said.
_BETWEEN = r"(?:(?:further|optional|additional|possible|separate|consecutive|individual|extension|renewal)\s+)"
_OF = r"(?:(?:period|extension|option|lot)s?\s+of\s+)"
_BEFORE_NOUN = rf"(?=[\w ()]{{1,25}}?\b(?:month|mth|year|yr)s?\s+{_BETWEEN}*(?:period|extension|option|renewal)s\b)"
_SEVERAL = re.compile(
    rf"\b(?P<count>{_COUNT}){_SAID_TWICE}"
    rf"(?:\s*[x×*]\s*|\s+(?:{_BETWEEN}+{_OF}?|{_OF}|{_BEFORE_NOUN}))(?:up to\s+)?{_DURATION}"
)
# "6-12 months" is either, and no count of months.
_RANGE = re.compile(rf"\b{_NUMBER}\s*(?:[-/]|\bto\b)\s*{_NUMBER}[\s-]*(?:month|mth|year|yr)")
_ONE = re.compile(rf"\b{_DURATION}")
_AT_MOST = re.compile(rf"maximum of (?P<count>{_COUNT}){_SAID_TWICE} (?:such )?(?:extension|renewal|option|period)s?\b")
_INITIAL_AFTER = re.compile(r"[\s-]*(?:initial|contract|term|framework|agreement|with\b(?! a maximum)|plus\b|\()")
_INITIAL_BEFORE = re.compile(
    r"(?:initial(?:ly)?|contract|duration|total)(?:\s+(?:contract|term|period|duration|of|is|for|an?|will|be))*\s*$"
)
_EXTENDS = re.compile(r"exten|renew|option|further|additional|up to")
# In how many steps "36 months in total" is taken, and whether the term is among them; "12 months x 2" is read nowhere.
_SUMMED = re.compile(r"\btotal|altogether|overall|aggregate|[+×*]|\bx(?:\b|\d)|\dx\b")
_NUMBER_BEFORE = re.compile(rf"\b{_NUMBER}\s*$")
# "The contract will be re-let in 48 months", "six months' notice": lengths of something else.
_OF_SOMETHING_ELSE = re.compile(
    r"notice|before|prior|re ?tender|re ?let|re ?procure|every|defect|annual|no (?:option|extension)"
    r"|not be (?:extend|renew)|\bin \d|after|within|expir|break|\bor\b"
)
_MOST_MONTHS, _LONGEST_PROSE = 120, 1000


def extensions_months(prose: str) -> tuple[int, ...]:
    """The extension options that prose states plainly, in order, in months; empty where it does not.

    >>> extensions_months("2 x 12 Months Extensions"), extensions_months("2 one-year extension options")
    ((12, 12), (12, 12))
    >>> extensions_months("36 month initial contract period with a 24 month extension option")
    (24,)
    >>> extensions_months("12 month defect period to be included from Contract end date")
    ()
    """
    if len(prose) > _LONGEST_PROSE:
        return ()
    written = prose.lower().replace("\N{EN DASH}", "-")
    text = " ".join(written.replace("-", " ").split()).replace("period or periods", "periods")
    several = [found for found in _SEVERAL.finditer(text) if not _is_initial(text, found)]
    if _OF_SOMETHING_ELSE.search(text) or _RANGE.search(written):
        return ()
    if several:
        return _checked(tuple(months for found in several for months in (_months(found),) * _count(found["count"])))
    ones = [found for found in _ONE.finditer(text) if not _is_initial(text, found)]
    if len(ones) != 1 or _SUMMED.search(text) or not _EXTENDS.search(text):
        return ()
    if _NUMBER_BEFORE.search(text[: ones[0].start()]):
        return ()
    times = [_count(found["count"]) for found in _AT_MOST.finditer(text)]
    return _checked((_months(ones[0]),) * (times[0] if len(times) == 1 else 1))


def _is_initial(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return bool(_INITIAL_BEFORE.search(before) or _INITIAL_AFTER.match(after))


def _count(word: str) -> int:
    return _COUNTS.get(word) or int(word)


def _months(found: re.Match[str]) -> int:
    length = found["length"].replace("-", " ")
    number = _COUNTS.get(length) or _LARGER.get(length) or int(length)
    return number * (12 if found["unit"].startswith("y") else 1)


def _checked(months: tuple[int, ...]) -> tuple[int, ...]:
    return months if months and all(months) and sum(months) <= _MOST_MONTHS else ()

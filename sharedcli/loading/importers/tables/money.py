"""Amounts as people write them in registers: pounds, thousands, ranges, and what is said of them in words.

What is refused is a few words that end a sentence. Whether a value can be meant is asked in `drafting/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sharedcli.loading.importers.stated import MOST_GBP
from sharedcli.model.printable import plain_number, printable

_KEPT = 4096
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mil": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_AMOUNT = (
    r"(?P<sign{0}>-?)\s*(?:£|gbp)?\s*(?P<minus{0}>-?)\s*(?P<number{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|\.\d+)\s*(?P<times{0}>k|thousand|mn|mil|million|m|bn|billion)?\s*(?:gbp|pounds)?"
)
_ONE = re.compile(_AMOUNT.format(""), re.ASCII)
_RANGE = re.compile(
    rf"(?:between\s+|from\s+)?{_AMOUNT.format('')}\s*(?:-|–|—|to|and|\.\.)\s*{_AMOUNT.format('2')}", re.ASCII
)
_POWER = re.compile(r"(\d(?:\.\d+)?)e\+?(\d{1,2})", re.ASCII)
_PLAIN = re.compile(r"£?((?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,6})?)", re.ASCII)
_OTHER_MONEY = re.compile(r"[€$¥]|\b(?:eur|euros?|usd|dollars?|chf|sek|dkk|nok)\b")
_A_RATE = re.compile(
    r"\b(?:per|a|each|every)\s+(?:calendar\s+)?(?:month|week|day|hour|unit|user|head|person|quarter|mile|tonne|item)\b"
    r"|/\s*(?:month|week|day|hour|hr|unit|user|mth|quarter)\b|\b(?:monthly|weekly|daily|hourly|quarterly|pcm|pcd|each)\b"
)
_ANNUAL = re.compile(
    r"\b(?:per\s+(?:annum|year)|each year|a year|p\.?\s?a\b\.?|annual(?:ly)?|yearly)|/\s*(?:annum|year|yr|pa)\b"
)
_NUMBERS = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|full|whole"
_TOTAL = re.compile(
    r"\b(?:in total|total|whole[ -]life|over (?:the )?(?:life|length|term|period) of (?:the )?contract"
    rf"|(?:over|for) (?:the )?(?:{_NUMBERS}) ?(?:years?|months?|terms?))\b"
)
_SAID = {
    "net of VAT": r"\b(?:ex(?:cl?|cluding|clusive(?: of)?)?\.?|net(?: of)?|without|plus)\s*vat\b|\+\s*vat\b|\bnet\b",
    "gross of VAT": r"\b(?:inc(?:l|luding|lusive(?: of)?)?\.?|with)\s*vat\b|\bgross\b",
    "up to": r"\b(?:up to|not exceeding|max(?:imum)?\.?(?: of)?|less than|below|under)\b|[<≤]",
    "at least": r"\b(?:at least|min(?:imum)?\.?(?: of)?|more than|above|over|in excess of)\b|[>≥]|(?<=\d)\s?\+$",
    "about": r"\b(?:circa|c\.?|ca\.|approx(?:\.|imately)?|about|around|est(?:\.|imated?)?)(?=[\s£\d]|$)|~",
}
_NOTES = tuple((note, re.compile(words)) for note, words in _SAID.items())
_AROUND = " \t\n.,;:()*[]'\""

Period = Literal["", "total", "annual"]
"""What a stated amount is for: the whole term, a year, or empty where the cell does not say."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as one cell states it.

    Attributes:
        gbp: Pounds, zero or more; of a range its upper end.
        low: The lower end of a range, `None` where there is none.
        period: What it is for, where the cell itself says so.
        note: What else is said, in a few words: net of VAT, up to, about.
    """

    gbp: float
    low: float | None = None
    period: Period = ""
    note: str = ""


def read_money(text: str) -> Money | str:
    """An amount in pounds; or why it is none, as words that follow "is".

    A lower end without thousands or millions takes those of the upper end where it is smaller all the same.

    >>> read_money("£1.2m p.a.")
    Money(gbp=1200000.0, low=None, period='annual', note='')
    >>> read_money("£10-20k ex VAT")
    Money(gbp=20000.0, low=10000.0, period='', note='net of VAT')
    >>> read_money("TBC"), read_money("-5,000")
    ('"TBC", which is no amount', '"-5,000", which is less than nothing')
    """
    if plain := _PLAIN.fullmatch(text):  # as nearly all are written
        return Money(float(plain[1].replace(",", "")))
    return _kept(text) if len(text) < 200 else f'"{printable(text)}", which is no amount'


@lru_cache(maxsize=_KEPT)
def _kept(text: str) -> Money | str:
    shown, said = f'"{printable(text)}"', " ".join(text.lower().replace("\N{MINUS SIGN}", "-").split())
    said = said.replace("â£", "£")  # the two bytes of a pound sign, read as two letters
    if _OTHER_MONEY.search(said):
        return f"{shown}, which is not in pounds"
    if _A_RATE.search(said):
        return f"{shown}, which is a price and no value of a contract"
    period: Period = "annual" if _ANNUAL.search(said) else "total" if _TOTAL.search(said) else ""
    said = _TOTAL.sub(" ", _ANNUAL.sub(" ", said))
    notes: list[str] = []
    for note, words in _NOTES:
        if words.search(said):
            said, notes = words.sub(" ", said), [*notes, note]
    if said.startswith("(") and said.endswith(")") and _ONE.fullmatch(said[1:-1].strip()):
        return f"{shown}, which is less than nothing"  # as accounts write it
    money = _read(said.replace("( ", "").replace(" )", "").strip(_AROUND))
    if isinstance(money, str):
        return f"{shown}, {money}"
    if money.low is not None and "up to" in notes:
        notes.remove("up to")
    return replace(money, period=period, note=", ".join(notes))


def _read(said: str) -> Money | str:
    """What is left when the words around it are gone: an amount or a range of them, and nothing else."""
    if power := _POWER.fullmatch(said):
        return _bounded(Money(float(power[1]) * 10.0 ** int(power[2])))
    if one := _ONE.fullmatch(said):
        if one["sign"] or one["minus"]:
            return "which is less than nothing"
        return _bounded(Money(_number(one["number"], one["times"])))
    found = _RANGE.fullmatch(said)
    if found is None or found["sign"] or found["minus"] or found["minus2"]:
        return "which is no amount"
    low, high = _number(found["number"], found["times"]), _number(found["number2"], found["times2"])
    if found["times2"] and not found["times"] and _number(found["number"], found["times2"]) <= high:
        low = _number(found["number"], found["times2"])
    if low > high:
        return "which is a range that ends below its beginning"
    return _bounded(Money(high, low if low < high else None))


def _number(digits: str, times: str | None) -> float:
    return round(float(digits.replace(",", "")) * _TIMES.get(times or "", 1), 6)


def _bounded(money: Money) -> Money | str:
    return money if money.gbp <= MOST_GBP else f"which is more than can be (£{plain_number(MOST_GBP)})"

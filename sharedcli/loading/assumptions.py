"""Overrides out of an assumptions file, and out of the words of a command line.

Whether a name is a parameter and a value can be is asked in `checks/assumptions.py`, of both alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sharedcli.errors import SharedcliError
from sharedcli.loading.kinds import FileReading
from sharedcli.loading.parameters import parameters
from sharedcli.model.assumptions_file import AssumptionsFile, Stated
from sharedcli.model.overrides import Override
from sharedcli.model.printable import printable

OPTION = "--assume"
_VALUE = re.compile(
    r"(?P<minus>-?)(?P<pound>£?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9](?:_?[0-9]){0,14})(?P<part>\.[0-9]{1,6})?"
    r"\s*(?P<unit>%|[A-Za-z][A-Za-z -]{0,40})?"
)
_PERCENT = "per cent"


class UnreadableAssumptionError(SharedcliError):
    """Words that are no assumption."""


def overrides_of(reading: FileReading[AssumptionsFile]) -> Iterator[Override]:
    """The values of a file, each with its line."""
    if reading.content is None or reading.doc is None:
        return
    for name, stated in reading.content.values.items():
        line = reading.doc.locate(("values", name), key=True).line
        yield override_of(name, stated, where=f"{reading.file}:{line}")


def override_of(name: str, stated: Stated, *, where: str) -> Override:
    """One stated value as an override."""
    return Override(
        name=name,
        value=stated.value,
        low=stated.low,
        high=stated.high,
        where=where,
        price_year=stated.price_year,
        source=stated.source,
        note=stated.note or "",
    )


def read_assumed(word: str) -> tuple[str, Stated]:
    """A name and its value out of `NAME=VALUE`; the unit is stated where the value shows one.

    Raises:
        UnreadableAssumptionError: It is not of that shape.

    >>> name, stated = read_assumed("operating_saving_share=10%")
    >>> name, stated.value, stated.unit
    ('operating_saving_share', 0.1, 'share')
    >>> read_assumed("tender_gbp=£40,000")[1].value, read_assumed("onboarding_months = 14 months")[1].unit
    (40000.0, 'months')
    """
    name, equals, text = (part.strip() for part in word.partition("="))
    read = _VALUE.fullmatch(text)
    if not name or not equals:
        msg = f"{printable(word)} is no assumption; write NAME=VALUE, such as onboarding_months=14."
        raise UnreadableAssumptionError(msg)
    if read is None:
        shown = printable(text) or "empty"
        msg = f"{printable(name)} is {shown}; write plain digits, such as 40000, £40,000, 0.1 or 10%."
        raise UnreadableAssumptionError(msg)
    digits = f"{read['minus']}{read['digits']}{read['part'] or ''}".replace(",", "").replace("_", "")
    value = Decimal(digits) / 100 if read["unit"] == "%" else Decimal(digits)
    return name, Stated(value=float(value), unit=_unit(name, pound=bool(read["pound"]), shown=read["unit"]))


def _unit(name: str, *, pound: bool, shown: str | None) -> str | None:
    """The unit that a value shows, as the parameter writes it where it is that one; `None` where it shows none."""
    if not pound and shown is None:
        return None
    parameter = parameters().get(name)
    own = parameter.unit if parameter else ""
    words = _PERCENT if shown == "%" else " ".join((shown or "").split()).casefold()
    if pound:
        return own if own.startswith("gbp") and words in {"", own} else f"gbp {words}".rstrip()
    if words == _PERCENT:
        return own if own == "share" or own.startswith("rate") else words
    return own if words in {own, own.removesuffix("s")} else words

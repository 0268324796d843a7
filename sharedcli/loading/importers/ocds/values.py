"""One group of fields of a notice, read with care: whatever is not what it must be is a doubt, never an exception."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from sharedcli.loading.importers.mending import mended
from sharedcli.loading.importers.ocds.pieces import kind_of
from sharedcli.loading.importers.stated import MOST_GBP
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import plain_number, printable

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?", re.ASCII)
# OCDS dates are of RFC 3339; a space for the T and a missing time or zone are common.
_MOMENT = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ](\d{2}:\d{2}[0-9:.]*)\s*(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_MIDNIGHT_IN_SUMMER = re.compile(r"23:00[:.0]*")  # in UTC, of the day after
_UTC = {"Z", "+00:00", "+0000"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says in one group, and where that stands. `doubts` is shared by all groups of one contract.

    A field that is missing, or null, gives empty values without a doubt: notices leave out most fields.
    """

    fields: Mapping[str, Any]
    doubts: list[str]
    place: str = ""

    def group(self, name: str) -> Said:
        """A group of fields within this one; empty where there is none."""
        held = self.fields.get(name)
        if held is not None and not isinstance(held, dict):
            self._doubt(name, "a group of fields")
        return Said(held if isinstance(held, dict) else {}, self.doubts, self._place(name))

    def groups(self, name: str) -> tuple[Said, ...]:
        """The groups of a list; a group where a list belongs is taken for its only entry."""
        held = self.fields.get(name)
        if isinstance(held, dict):
            return (Said(held, self.doubts, self._place(name)),)
        if held is not None and not isinstance(held, list):
            self._doubt(name, "a list")
            return ()
        entries = [one for one in held or () if isinstance(one, dict)]
        if held and len(entries) < len(held):
            self.add(f"{self._place(name)} lists {len(held) - len(entries)} that are no groups of fields")
        place = self._place(name)
        return tuple(Said(one, self.doubts, place) for one in entries)

    def text(self, name: str) -> str:
        """A text on one line, mended; numbers as they are written, and nothing for anything else."""
        return " ".join(self.prose(name).split())

    def prose(self, name: str) -> str:
        """A text with its line breaks, mended."""
        held = self.fields.get(name)
        if held is None or isinstance(held, bool):
            return ""
        if isinstance(held, int | float):
            return str(held)
        if not isinstance(held, str):
            self._doubt(name, "a text")
            return ""
        text, done = mended(held)
        for what in done:
            self.add(f"{self._place(name)} was mended: {what}")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list, such as roles or tags; a text where a list belongs is taken for its only entry."""
        held = self.fields.get(name)
        return tuple(one for one in (held if isinstance(held, list) else [held]) if isinstance(one, str))

    def ids(self, name: str) -> tuple[str, ...]:
        """The identifiers in a list, as text; some portals write them as numbers."""
        held = self.fields.get(name)
        return tuple(str(one) for one in (held if isinstance(held, list) else [held]) if isinstance(one, str | int))

    def yes(self, name: str) -> bool | None:
        """Yes or no, where it is stated as such."""
        held = self.fields.get(name)
        return held if isinstance(held, bool) else None

    def number(self, name: str) -> float | None:
        """A number, also where it is written as a text in plain digits."""
        held = self.fields.get(name)
        if held is None or held == "":
            return None
        read = held
        if isinstance(held, str) and _NUMBER.fullmatch(held.strip()):
            read = float(held.replace(",", ""))
        if isinstance(read, bool) or not isinstance(read, int | float):
            self.add(f"{self._place(name)} is {_shown(held)}, which is no number, and was not taken")
            return None
        if not math.isfinite(read) or abs(read) > MOST_GBP:
            self.add(f"{self._place(name)} is {_shown(held)}, which is more than can be, and was not taken")
            return None
        return float(read)

    def pounds(self, name: str) -> tuple[float | None, str]:
        """A value in pounds and what is known of it: net of VAT where both are stated, else as it stands.

        Any other currency, none, and less than nothing are doubts.
        """
        value = self.group(name)
        net, gross = value.number("amount"), value.number("amountGross")
        amount = gross if net is None else net
        if amount is None:
            return None, ""
        currency = value.text("currency").upper()
        if currency != "GBP" or amount < 0:
            said = f"in {printable(currency)}" if currency else "in no currency that is stated"
            said = "less than nothing" if amount < 0 else said
            self.add(f"{value.place} is {plain_number(amount)}, {said}, and was not taken")
            return None, ""
        if gross is None:
            return amount, ""
        return amount, "gross of VAT" if net is None else f"net of VAT, £{plain_number(gross)} gross"

    def date(self, name: str) -> ContractDate | None:
        """A date as it stands, in the offset it is written in; the time of day is passed over.

        An end is a last day, inclusive, whatever its time: Contracts Finder writes 2020-03-31T00:00:00Z, Find a Tender
        2027-03-31T23:59:59+01:00, both for 31 March. One hour before midnight UTC is midnight in a British summer:
        2027-03-30T23:00:00Z is 31 March too, and that it was read so is a doubt.
        """
        held = self.fields.get(name)
        if held is None or held == "":
            return None
        moment = _MOMENT.fullmatch(held.strip()) if isinstance(held, str) else None
        if moment is None:
            self.add(f"{self._place(name)} is {_shown(held)}, no date such as 2028-03-31, and was not taken")
            return None
        try:
            date = ContractDate.parse(moment[1])
        except PydanticCustomError as problem:
            self.add(f"{self._place(name)}, {moment[1]}, {problem.message()}, and was not taken")
            return None
        is_summer = moment[3] in _UTC and date.is_exact and _is_summer(date.latest)
        if is_summer and _MIDNIGHT_IN_SUMMER.fullmatch(moment[2]):
            date = ContractDate.on(date.latest + dt.timedelta(days=1))
            self.add(f"{self._place(name)} is {_shown(held)}, midnight in British summer time, and was read as {date}")
        return date

    def add(self, doubt: str) -> None:
        """Note a doubt, a sentence without its full stop, once."""
        sentence = f"{doubt[:1].upper()}{doubt[1:]}."
        if sentence not in self.doubts:
            self.doubts.append(sentence)

    def _doubt(self, name: str, meant: str) -> None:
        self.add(f"{self._place(name)} is {kind_of(self.fields[name])}, not {meant}, and was not taken")

    def _place(self, name: str) -> str:
        name = printable(name)
        return f"{self.place}.{name}" if self.place else name


def _is_summer(day: dt.date) -> bool:
    """Whether clocks in the United Kingdom are an hour ahead at the end of a day: between the last Sundays."""
    began, ended = (dt.date(day.year, month, 31) for month in (3, 10))
    sunday = [one - dt.timedelta(days=one.isoweekday() % 7) for one in (began, ended)]
    return sunday[0] <= day < sunday[1]


def _shown(held: object) -> str:
    return (
        f'"{printable(held)}"'
        if isinstance(held, str)
        else kind_of(held)
        if isinstance(held, dict | list)
        else str(held)
    )

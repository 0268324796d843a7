"""What somebody else published about a contract: one row of a register, one award of a notice.

An entry is what was stated, typed and no more: which council bought it, which service it runs and whether its value can
be meant are asked in `drafting/`. What could not be read is a finding, not an entry.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from sharedcli.model.fields import ContractDate

Stage = Literal["planned", "tender", "awarded", "ended"]
"""How far the contract had come when it was published; `ended` are those withdrawn, cancelled or terminated."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands in a file.

    `row` counts as whoever opens the file counts: in a table the heading is row 1; in JSON it is the number of the
    release. `line` is the line of a text file on which it begins, 0 where that means nothing. `part` is the sheet, or
    which award of a release.
    """

    file: str
    row: int
    line: int = 0
    part: str = ""

    def __str__(self) -> str:
        return f"{PurePath(self.file).name} row {self.row}{', ' if self.part else ''}{self.part}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One contract as published. Texts are stripped and otherwise as written; what is not stated is empty or `None`.

    Attributes:
        publisher: Who published it: a portal, or the council whose register it is.
        reference: What the publisher calls it.
        process: What all contracts of one notice have in common, where a notice may tell of several (an `ocid`).
        buyers: Names as published, in order; empty where the register is one council's and names none.
        suppliers: Names as published, in order.
        cpv: Codes of the Common Procurement Vocabulary, eight digits each, without the check digit.
        category: The publisher's own words for the kind of thing bought, or the department that buys.
        start: First day of service.
        last_day: Last day of service under the current term, inclusive.
        latest_last_day: Last day if every extension is taken, inclusive.
        extensions_months: Extension options in order, where they are stated as such.
        value_gbp: Whole-life value, net of VAT where both are stated.
        annual_gbp: Value a year, where that is what is stated.
        value_stated_for: How many contracts of one notice state this same value; often it is that of all together.
        value_note: What else is known of the value, in a few words: a range, gross, before tender.
        published_on: The day it was published.
        url: Where it can be read.
        doubts: What of the row was not taken, and why, each a whole sentence.
    """

    place: Place
    publisher: str
    title: str
    stage: Stage
    reference: str = ""
    process: str = ""
    description: str = ""
    category: str = ""
    buyers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    product: str = ""
    cpv: tuple[str, ...] = ()
    start: ContractDate | None = None
    last_day: ContractDate | None = None
    latest_last_day: ContractDate | None = None
    extensions_months: tuple[int, ...] = ()
    value_gbp: float | None = None
    annual_gbp: float | None = None
    value_stated_for: int = 1
    value_note: str = ""
    published_on: dt.date | None = None
    url: str = ""
    doubts: tuple[str, ...] = ()

"""A file in which the user says what the headings of a register mean: `headings:` is its first field.

Declared once, like a profile; the schema for editors and the help page come from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from sharedcli.model.fields import ProfileModel, Text

EntryField = Literal[
    "reference", "title", "description", "category", "buyer", "supplier", "product", "cpv", "start", "last_day",
    "latest_last_day", "tender_start", "tender_last_day", "dates_packed", "extension", "term", "term_months", "value",
    "annual_value", "extended_value", "value_low", "value_high", "value_unclear", "note", "published_on", "url",
    "stage", "notice_type", "ignore",
]  # fmt: skip
"""What a heading may mean; each in words in `reports/choices.py`. `ignore` says that it is not to be taken."""

REPEATED: frozenset[EntryField] = frozenset({"buyer", "supplier", "category", "cpv", "extension", "note", "ignore"})
"""Those that several headings of one register may mean; of any other the first heading is taken."""


class Wording(ProfileModel):
    """What the headings of one register mean, and what else is to be known to read it."""

    headings: Mapping[Text, EntryField] = Field(
        description="Each heading as the register has it, and what it means.",
        examples=[{"Sum to be paid": "annual_value", "Contract completion date": "ignore"}],
    )
    date_order: Literal["day-first", "month-first"] | None = Field(
        default=None, description="Which comes first in dates such as 03/04/2026."
    )
    council: Text | None = Field(default=None, description="Whose register it is, where it names no buyer.")
    publisher: Text | None = Field(default=None, description="Who published it, as sources are to name it.")

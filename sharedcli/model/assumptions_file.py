"""The assumptions file: values of the user's own, each field declared once, as in a profile.

A name is one of the package's parameters; which those are, and what each may be, is not known here
(`checks/assumptions.py` asks).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from sharedcli.model.fields import PriceYear, ProfileModel, SignedNumber, Source, Text


class Stated(ProfileModel):
    """One parameter's value, in place of the one shipped, and how far it may turn out from it."""

    value: SignedNumber = Field(description="The value, in the parameter's unit.", examples=["40000"])
    low: SignedNumber | None = Field(
        default=None,
        description="What it turns out below in 10 of 100 cases; held at the value where no range is given.",
        examples=["30000"],
    )
    high: SignedNumber | None = Field(
        default=None, description="What it turns out below in 90 of 100 cases; goes with `low`.", examples=["60000"]
    )
    unit: Text | None = Field(
        default=None, description="The unit, to be compared with the parameter's.", examples=["gbp"]
    )
    price_year: PriceYear | None = Field(
        default=None,
        description="For pounds, of the range too: the year of their prices; that of the as-at date where left out.",
    )
    source: Source | None = Field(default=None, description="What value and range rest on; unsourced where left out.")
    note: Text | None = Field(default=None, description="Anything a reader should know; printed with the value.")


class AssumptionsFile(ProfileModel):
    """One file of assumptions."""

    assumptions: Literal["1"] = Field(description="The version of this format.")
    values: Mapping[str, Stated] = Field(description="A value for each parameter named; all others stay as shipped.")

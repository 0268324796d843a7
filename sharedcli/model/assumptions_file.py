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
    """One parameter's value, in place of the one shipped."""

    value: SignedNumber = Field(description="The value, in the parameter's unit.", examples=["40000"])
    unit: Text | None = Field(
        default=None, description="The unit, to be compared with the parameter's.", examples=["gbp"]
    )
    price_year: PriceYear | None = Field(
        default=None, description="For pounds: the year of their prices; that of the as-at date where left out."
    )
    source: Source | None = Field(default=None, description="What the value rests on; unsourced where left out.")
    note: Text | None = Field(default=None, description="Anything a reader should know; printed with the value.")


class AssumptionsFile(ProfileModel):
    """One file of assumptions."""

    assumptions: Literal["1"] = Field(description="The version of this format.")
    values: Mapping[str, Stated] = Field(description="A value for each parameter named; all others stay as shipped.")

"""The profile: what one council writes, each field declared once.

The reader, the JSON Schema, the help page and the suggestions for a misspelt field all come from here.
The systems of a profile are in `model/system.py`; the kinds of value in `model/fields.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Count, Day, Number, Pounds, PriceYear, ProfileModel, Source, Text
from sharedcli.model.system import System

Tier = Literal["county", "district", "unitary", "metropolitan", "london-borough", "scottish", "welsh", "northern-irish"]
Sharing = Literal["joint-procurement", "shared-operation", "posts-leaving", "job-losses"]
Standing = Literal["published", "internal", "illustrative"]


class OtherCodes(ProfileModel):
    """Codes older than, or beside, the ONS code."""

    snac: Text | None = Field(default=None, description="ONS code before 2009.", examples=["41UD"])
    ecode: Text | None = Field(default=None, description="Code in government finance returns.", examples=["E3433"])
    govuk: Text | None = Field(default=None, description="Code in the GOV.UK register.", examples=["LIF"])


class Council(ProfileModel):
    """Who the council is, and how big."""

    name: Text = Field(description="The council's full name.", examples=["Lichfield District Council"])
    code: Text = Field(description="ONS (GSS) code, nine characters.", examples=["E07000194"])
    tier: Tier = Field(description="The kind of council; it decides which services the council holds.")
    region: Text = Field(description="English region, or the nation.", examples=["West Midlands"])
    county: Text | None = Field(default=None, description="The county area the council lies in.")
    other_codes: OtherCodes | None = Field(default=None, description="Older and register codes.")
    population: Count | None = Field(default=None, description="People who live there.", examples=["94000"])
    households: Count | None = Field(default=None, description="Households, or rated dwellings.", examples=["39000"])
    net_revenue_budget_gbp: Pounds | None = Field(default=None, description="Net revenue budget, a year.")
    back_office_gbp: Pounds | None = Field(
        default=None, description="Yearly spending that a shared back office could touch at all."
    )
    workforce_fte: Number | None = Field(default=None, description="Staff, full-time equivalent.")


class Reorganisation(ProfileModel):
    """A decided reorganisation: leave it out where none is decided."""

    vesting_on: Day = Field(description="The day the successor council takes over.", examples=["2028-04-01"])
    successor: Text = Field(description="The council that takes over.", examples=["Southern Staffordshire"])


class RedLine(ProfileModel):
    """Something the council will not do, whatever it is worth."""

    service: Text = Field(description="A service key, or all.", examples=["revenues-and-benefits"])
    forbids: tuple[Sharing, ...] = Field(description="What is forbidden.", min_length=1)
    reason: Text = Field(description="Why, in the council's words.", examples=["core business"])
    source: Source | None = Field(default=None, description="Where this was said.")


class Conditions(ProfileModel):
    """What the council can pay, and what it will not do."""

    most_one_off_gbp: Pounds | None = Field(
        default=None, description="The most it can pay up front; anything more needs funding."
    )
    red_lines: tuple[RedLine, ...] = Field(default=(), description="What the council will not do.")


class Profile(ProfileModel):
    """One council's file."""

    profile: Literal["1"] = Field(description="The version of this format.")
    as_at: Day = Field(description="The day these facts were true.", examples=["2026-11-01"])
    price_year: PriceYear | None = Field(
        default=None, description="Price year of every figure in the file; the year of as_at where left out."
    )
    figures: Standing = Field(description="Whether the figures are published, internal or illustrative.")
    council: Council = Field(description="Who the council is, and how big.")
    reorganisation: Reorganisation | None = Field(default=None, description="A decided reorganisation.")
    conditions: Conditions = Field(default=Conditions(), description="What it can pay and will not do.")
    systems: tuple[System, ...] = Field(default=(), max_length=300, description="One entry for each service's system.")

    @property
    def prices(self) -> FinancialYear:
        """The price year in force: the one stated, else the year of `as_at`."""
        return self.price_year or FinancialYear.of(self.as_at)

    def system_for(self, service: str) -> System | None:
        """The first system for `service`, or `None` where the council lists none."""
        return next((system for system in self.systems if system.service == service), None)

    def red_line(self, service: str, sharing: Sharing) -> RedLine | None:
        """The red line that forbids `sharing` of `service`, or `None`."""
        for line in self.conditions.red_lines:
            if line.service in {service, "all"} and sharing in line.forbids:
                return line
        return None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The profiles appraised together, in the order of their ONS codes, as at one day."""

    profiles: tuple[Profile, ...]
    as_at: dt.date

    @property
    def codes(self) -> frozenset[str]:
        """The ONS codes of its councils."""
        return frozenset(profile.council.code for profile in self.profiles)

    def services_of(self, council: str | None = None) -> tuple[str, ...]:
        """Every service that some council lists, or the one with this ONS code, in alphabetical order."""
        about = [p for p in self.profiles if council is None or p.council.code == council]
        return tuple(sorted({system.service for profile in about for system in profile.systems}))

"""The proposals file: centres already announced, each field declared once, as in a profile.

A centre is what somebody has announced: councils that are to share one service, and the saving claimed for it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import ContractDate, Day, Pounds, PriceYear, ProfileModel, Source, Text
from sharedcli.model.profile import Standing


class Centre(ProfileModel):
    """One centre announced: who is to share what, and what that is said to save."""

    name: Text = Field(description="What the centre is called.", examples=["Staffordshire Connects"])
    service: Text = Field(description="A service key.", examples=["crm"])
    members: tuple[Text, ...] = Field(
        description="The councils announced as members, by name or ONS code.",
        examples=[["Lichfield", "E07000199"]],
        min_length=2,
        max_length=500,
    )
    claimed_gbp_a_year: Pounds = Field(
        description="The saving claimed for all members together, a year, as announced.", examples=["400000"]
    )
    claimed_once_gbp: Pounds | None = Field(
        default=None, description="A saving claimed once, such as a tender that is not held.", examples=["1800000"]
    )
    live_from: ContractDate | None = Field(
        default=None,
        description="When the centre is to go live, as announced; as soon as it could be where left out.",
        examples=["2008-04"],
    )
    figures: Standing | None = Field(
        default=None, description="What the claim's figures are, where not the same as the file's."
    )
    source: Source | None = Field(default=None, description="Where the centre was announced.")


class Proposals(ProfileModel):
    """One file of centres announced."""

    proposals: Literal["1"] = Field(description="The version of this format.")
    as_at: Day = Field(description="The day by which all these were announced.", examples=["2006-03-01"])
    price_year: PriceYear | None = Field(
        default=None, description="Price year of every claim in the file; the year of as_at where left out."
    )
    figures: Standing = Field(description="Whether the claims are published, internal or illustrative.")
    centres: tuple[Centre, ...] = Field(description="One entry for each centre.", min_length=1, max_length=1000)

    @property
    def prices(self) -> FinancialYear:
        """The price year in force: the one stated, else the year of `as_at`."""
        return self.price_year or FinancialYear.of(self.as_at)

    def standing_of(self, centre: Centre) -> Standing:
        """What a centre's figures are: its own word, else the file's."""
        return centre.figures or self.figures

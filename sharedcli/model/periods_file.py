"""The file of spending reviews: each field declared once, as in a profile.

The reviews that ship are written, and read, in the same shape. What they mean: `model/spending_review.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from sharedcli.model.fields import Day, PriceYear, ProfileModel, Share, SignedNumber, Source, Text

YesNo = Literal["true", "false"]


class AskedFor(ProfileModel):
    """What a review asked of councils, or gave them."""

    kind: Literal["none", "efficiency", "grant-change", "core-spending-power"] = Field(
        description="What it is. Only an efficiency target can be met by saving."
    )
    basis: Text | None = Field(default=None, description="What the per cent is of.")
    unit: Text | None = Field(
        default=None, description="How the per cent counts.", examples=["per cent of the baseline, cumulative"]
    )
    baseline_year: PriceYear | None = Field(
        default=None, description="The year whose spending it is a per cent of.", examples=["2007-08"]
    )
    annual_per_cent: SignedNumber | None = Field(
        default=None, description="Per cent a year, where it was stated that way.", examples=["3.0"]
    )
    compounding: YesNo | None = Field(
        default=None, description="Whether the yearly per cents multiply (true) or add (false)."
    )
    cashable_share: Share | None = Field(default=None, description="The part that has to release cash.")


class Revised(ProfileModel):
    """A later change of the target."""

    by: Text = Field(description="What changed it.", examples=["Budget 2009"])
    on: Day = Field(description="The day from which it counts.")
    path: Mapping[PriceYear, SignedNumber] = Field(
        description="Per cent to have been reached by the end of each year that changed.",
        examples=[{"2010-11": "10.3"}],
    )


class Review(ProfileModel):
    """One spending review."""

    id: Text = Field(
        description="What it is called on the command line and in ids of figures; a shipped one's replaces that.",
        examples=["SR2027"],
    )
    name: Text = Field(description="What it is called.", examples=["Spending Review 2027"])
    announced: Day = Field(description="The day it was published.", examples=["2027-06-30"])
    first_year: PriceYear = Field(description="The first financial year it covers.", examples=["2029-30"])
    last_year: PriceYear = Field(description="The last one, included.", examples=["2031-32"])
    last_year_capital: PriceYear | None = Field(
        default=None, description="Where capital runs on longer, its last year."
    )
    superseded_from: PriceYear | None = Field(
        default=None, description="Where a later review also covers its end, the year from which that one holds."
    )
    target: AskedFor = Field(description="What it asked of councils.")
    target_path: Mapping[PriceYear, SignedNumber] = Field(
        default_factory=dict,
        description="Per cent to have been reached by the end of each year, cumulative; or of the last year alone.",
        examples=[{"2029-30": "1.0", "2030-31": "2.0", "2031-32": "3.0"}],
    )
    revised: Revised | None = Field(default=None, description="A later change of the target.")
    mandatory_per_council: YesNo | None = Field(
        default=None, description="Whether each council has to reach the target on its own."
    )
    provisional: YesNo | None = Field(default=None, description="Whether a year or a day was not seen in a source.")
    note: Text | None = Field(default=None, description="Anything a reader should know; printed with the review.")
    evidence: Text | None = Field(default=None, description="How sure it is, in a word.", examples=["published-claim"])
    source: Source | None = Field(default=None, description="Where it is stated.")


class PeriodsFile(ProfileModel):
    """One file of spending reviews."""

    spending_reviews: tuple[Review, ...] = Field(description="One entry for each review.", min_length=1, max_length=100)

"""A risk matrix as data: steps of likelihood and of impact, and how each square is rated. Each field declared once.

A place on it is a label. Nothing is multiplied, and there is no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from sharedcli.model.fields import Number, Pounds, ProfileModel, Source, Text

Rag = Literal["GREEN", "AMBER", "RED"]


class LikelihoodStep(ProfileModel):
    """One step of likelihood: from so many per cent on and below so many."""

    label: Text = Field(description="The council's word for it.", examples=["Medium"])
    from_per_cent: Number = Field(default=0.0, description="Where it begins, included.", examples=["25"])
    below_per_cent: Number | None = Field(
        default=None, description="Where it ends, not included; left out in the last step.", examples=["50"]
    )

    @property
    def band(self) -> str:
        """The band in words."""
        if self.below_per_cent is None:
            return f"{self.from_per_cent:g}% and more"
        return (
            f"{self.from_per_cent:g} to {self.below_per_cent:g}%"
            if self.from_per_cent
            else f"under {self.below_per_cent:g}%"
        )


class ImpactStep(ProfileModel):
    """One step of impact: from so many pounds lost on and below so many."""

    label: Text = Field(description="The council's word for it.", examples=["Moderate"])
    from_gbp: Pounds = Field(default=0.0, description="Where it begins, included.", examples=["250000"])
    below_gbp: Pounds | None = Field(
        default=None, description="Where it ends, not included; left out in the last step.", examples=["500000"]
    )

    @property
    def band(self) -> str:
        """The band in words."""
        if self.below_gbp is None:
            return f"£{self.from_gbp:,.0f} and more"
        return f"£{self.from_gbp:,.0f} to £{self.below_gbp:,.0f}" if self.from_gbp else f"under £{self.below_gbp:,.0f}"


class RiskMatrix(ProfileModel):
    """One matrix: its steps, the least first, and its squares."""

    matrix: Literal["1"] = Field(description="The version of this format.")
    name: Text = Field(description="What it is called in reports.", examples=["Our council's matrix"])
    likelihood: tuple[LikelihoodStep, ...] = Field(
        description="Steps of likelihood, the least likely first.", min_length=2, max_length=10
    )
    impact: tuple[ImpactStep, ...] = Field(description="Steps of impact, the least first.", min_length=2, max_length=10)
    squares: Mapping[str, tuple[Rag, ...]] = Field(
        description="For each step of likelihood, by its label, a rating for each step of impact, the least first."
    )
    rule: Text = Field(
        description="How squares are rated, in a sentence that is printed beside the matrix.",
        examples=["RED: act now. AMBER: watch each quarter. GREEN: accept."],
    )
    source: Source | None = Field(default=None, description="Where the matrix comes from.")
    note: Text | None = Field(default=None, description="Anything a reader should know.")

"""One system of a council: what runs the service today, under what contract, and what is planned."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sharedcli.model.fields import ContractDate, Day, Months, Number, Pounds, ProfileModel, Share, Source, Text

Status = Literal["none", "implementing", "live", "retiring"]
Action = Literal["buy", "renew", "replace", "retire"]


class Contract(ProfileModel):
    """The present arrangement for one system."""

    start: ContractDate | None = Field(default=None, description="First day of service.", examples=["2001-04-01"])
    last_day: ContractDate | None = Field(
        default=None,
        description="Last day of service under the current term, inclusive.",
        examples=["2028-03-31"],
    )
    notice_months: Months | None = Field(default=None, description="Notice the council must give to leave.")
    extensions_months: tuple[Months, ...] = Field(
        default=(), max_length=20, description="Extension options the council holds, in order.", examples=[["12", "12"]]
    )
    breaks: tuple[ContractDate, ...] = Field(
        default=(), max_length=100, description="Last days on which the council may leave early without charge."
    )
    auto_renews_months: Months | None = Field(
        default=None, description="The term rolls by this many months unless notice is served."
    )
    exit_charge_gbp: Pounds | None = Field(default=None, description="What leaving early costs, as the contract says.")
    exit_fee_share: Share | None = Field(default=None, description="Share of the fees remaining that leaving costs.")
    value_gbp: Pounds | None = Field(
        default=None, description="Whole-life value of the current term, where no annual cost is known."
    )


class AnnualCost(ProfileModel):
    """What the system costs a year, in the file's price year. A part left out is unknown, not zero."""

    licence: Pounds | None = Field(default=None, description="Licences or subscription, paid to the supplier.")
    support: Pounds | None = Field(default=None, description="Support and maintenance, paid to the supplier.")
    hosting: Pounds | None = Field(default=None, description="Hosting, paid to the supplier.")
    staff: Pounds | None = Field(default=None, description="The council's own staff who run the system.")
    other: Pounds | None = Field(default=None, description="Anything else.")

    @property
    def supplier(self) -> float | None:
        """What suppliers are paid a year, the part that moves with volume; `None` where no part of it is stated."""
        licence, support, hosting = self.licence, self.support, self.hosting
        if licence is None and support is None and hosting is None:
            return None
        return (licence or 0.0) + (support or 0.0) + (hosting or 0.0)


class AloneAnnual(ProfileModel):
    """Yearly running cost of a system bought alone."""

    supplier: Pounds | None = Field(default=None, description="Paid to the supplier a year.")
    staff: Pounds | None = Field(default=None, description="The council's own staff a year.")


class Alone(ProfileModel):
    """What going alone would cost: buying, or replacing."""

    implementation: Pounds | None = Field(default=None, description="One-off: design, migration, training.")
    tender: Pounds | None = Field(default=None, description="One-off: running the competition.")
    annual: AloneAnnual | None = Field(default=None, description="Yearly cost once it runs.")


class Plan(ProfileModel):
    """What the council means to do with the system if it does not share."""

    action: Action = Field(description="What is planned.")
    by: Day | None = Field(default=None, description="The day it must be done by.", examples=["2008-09-30"])


class Volume(ProfileModel):
    """How much work the system does."""

    unit: Text = Field(description="What is counted.", examples=["payslips"])
    per_year: Number = Field(description="How many a year.", examples=["26000"])


class System(ProfileModel):
    """One council's system for one service."""

    service: Text = Field(description="A key of the service list.", examples=["payroll"])
    status: Status = Field(description="Whether there is a system, and in what state.")
    product: Text | None = Field(default=None, description="The product in use.", examples=["iTrent"])
    supplier: Text | None = Field(default=None, description="Who supplies it.", examples=["MHR"])
    live_since: ContractDate | None = Field(default=None, description="When the product went live.")
    contract: Contract | None = Field(default=None, description="The present contract.")
    support_ends: Day | None = Field(default=None, description="The day the supplier's support ends.")
    annual_cost_gbp: AnnualCost | None = Field(default=None, description="What it costs a year.")
    alone_gbp: Alone | None = Field(default=None, description="What buying or replacing alone would cost.")
    volume: Volume | None = Field(default=None, description="How much work it does.")
    staff_fte: Number | None = Field(default=None, description="Staff who run it, full-time equivalent.")
    book_value_gbp: Pounds | None = Field(default=None, description="What it still stands at in the accounts.")
    price_leverage: Literal["none", "volume"] = Field(
        default="volume", description="none where prices are already national, so volume brings no discount."
    )
    plan: Plan | None = Field(default=None, description="What the council does if it does not share.")
    confidential: tuple[Text, ...] = Field(default=(), description="Fields that are not to be published.")
    source: Source | None = Field(default=None, description="Where these facts come from.")

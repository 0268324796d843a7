"""Parameters (values over time, each with its source) and assumptions (the values in force for one appraisal).

Every field of `Assumptions` that is a number has an entry of the same name in the package's
`parameters/*.yaml` and the other way round; `loading/parameters.py` refuses to start otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Source
from sharedcli.model.overrides import Overridden
from sharedcli.model.printable import plain_number
from sharedcli.model.ranges import Range
from sharedcli.model.spending_review import SpendingReviewPeriod


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter, in force from a day until the next value's.

    `low` and `high` are `None` where the value is a rule rather than an estimate. `price_year` is stated
    for pounds only. `evidence` is measured, published-claim, judgement or recalled.
    """

    in_force_from: dt.date
    value: float
    low: float | None
    high: float | None
    evidence: str
    source: Source
    note: str
    price_year: FinancialYear | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a parameter may be at all, both ends included: beyond them the arithmetic has no meaning."""

    least: float
    most: float
    whole: bool = False

    def refusal(self, value: float) -> str:
        """What a value would have to be, to follow what it is; empty where it can be.

        >>> Bounds(0, 1).refusal(14), Bounds(1, 600, whole=True).refusal(12)
        ('it must lie from 0 to 1', '')
        """
        if self.least <= value <= self.most and (not self.whole or value == int(value)):
            return ""
        whole = "be a whole number" if self.whole else "lie"
        return f"it must {whole} from {plain_number(self.least)} to {plain_number(self.most)}"


BY_LAW = "gbp as enacted"
"""The unit of a limit set by law, which has no price year."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with its history, oldest value first.

    `more_needs` says why a value above the shipped one asks for a source of its own; empty where it does not.
    """

    name: str
    label: str
    unit: str
    bounds: Bounds
    values: tuple[DatedValue, ...]
    more_needs: str = ""

    @property
    def is_priced(self) -> bool:
        """Whether the value is pounds of some year's prices."""
        return self.unit.startswith("gbp") and not self.is_by_law

    @property
    def is_by_law(self) -> bool:
        """Whether the value is a limit set by law."""
        return self.unit == BY_LAW

    def in_force(self, on: dt.date) -> DatedValue | None:
        """The value in force on a day, `None` before the first."""
        return next((value for value in reversed(self.values) if value.in_force_from <= on), None)


@dataclass(frozen=True, slots=True)
class Mitigation:
    """One area that optimism bias comes from: its part of the whole bias, and how much of that is dealt with.

    `name` is the parameter that says how much.
    """

    name: str
    contributed_share: float
    mitigated_share: float


@dataclass(frozen=True, slots=True)
class Deflator:
    """Price levels by financial year, one release; `beyond_rate` continues them past either end."""

    release: str
    levels: Mapping[FinancialYear, float]
    beyond_rate: float

    def level(self, year: FinancialYear) -> float:
        """The price level of a year, on the release's own scale."""
        first, last = min(self.levels), max(self.levels)
        inside = min(max(year, first), last)
        beyond = year.starts_in - inside.starts_in
        return self.levels[inside] * float((1 + self.beyond_rate) ** beyond)

    def factor(self, *, of: FinancialYear, to: FinancialYear) -> float:
        """What a pound of one year's prices is in another year's."""
        return self.level(to) / self.level(of)


@dataclass(frozen=True, slots=True)
class DiscountSchedule:
    """Real discount rates by year from the start, as bands `(from_year, rate)` in ascending order."""

    edition: str
    bands: tuple[tuple[int, float], ...]

    def rate(self, year: int) -> float:
        """The rate at which year number `year` is discounted to the year before; year 0 is not discounted."""
        return next(rate for start, rate in reversed(self.bands) if start <= year)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of one of the package's tables: a release, an edition, a spending review. `says` is it in a line."""

    table: str
    label: str
    since: dt.date
    says: str
    evidence: str
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Published:
    """A share that somebody published, to compare with and never to calculate with; `says` is it in a line."""

    label: str
    published: dt.date
    share: float
    says: str
    evidence: str
    source: Source
    note: str


_BIAS_AREAS = (
    "bias_business_case", "bias_environment", "bias_late_supplier", "bias_contract",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """The values in force at one day. Pounds are in the prices of `price_base`, the year of that day.

    A limit set by law stays in the pounds the law names. `overrides` are the values that are not as shipped, by name.
    What each number means, its unit and its source: `parameters[name]`, or `sharedcli/parameters/`.
    """

    as_at: dt.date
    price_base: FinancialYear
    deflator: Deflator
    discounting: DiscountSchedule
    spending_reviews: tuple[SpendingReviewPeriod, ...]
    parameters: Mapping[str, Parameter]
    overrides: tuple[Overridden, ...]

    appraisal_years: float
    procurement_lead_months: float
    implementation_lead_months: float
    coordination_lead_months: float
    onboarding_months: float
    contract_term_months: float
    tender_gbp: float
    tender_growth_share: float
    renewal_exercise_gbp: float
    switching_ratio: float
    common_design_share: float
    same_product_factor: float
    dual_running_months: float
    scale_exponent: float
    exit_fee_share: float
    extension_premium_share: float
    unsupported_premium_share: float
    settling_years: float
    governance_gbp: float
    coordination_gbp: float
    optimism_bias_upper_share: float
    optimism_bias_lower_share: float
    bias_business_case_share: float
    bias_environment_share: float
    bias_late_supplier_share: float
    bias_contract_share: float
    bias_business_case_mitigated_share: float
    bias_environment_mitigated_share: float
    bias_late_supplier_mitigated_share: float
    bias_contract_mitigated_share: float
    operating_saving_share: float
    exit_payment_gbp: float
    staff_post_gbp: float
    quality_dip_share: float
    quality_dip_months: float
    section_24_consent_gbp: float
    overrun_least_share: float
    overrun_median_share: float
    overrun_threshold_share: float
    overrun_beyond_share: float
    overrun_tail_mean_share: float
    overrun_common_share: float
    delay_months: float
    withdrawal_share: float

    @property
    def lead_months(self) -> int:
        """Whole months from a decision to a system's first day, for a council on its own."""
        return round(self.procurement_lead_months + self.implementation_lead_months)

    @property
    def mitigations(self) -> tuple[Mitigation, ...]:
        """The areas that optimism bias comes from, with how far each is dealt with (Mott MacDonald 2002, Table 9)."""
        return tuple(
            Mitigation(
                f"{area}_mitigated_share", getattr(self, f"{area}_share"), getattr(self, f"{area}_mitigated_share")
            )
            for area in _BIAS_AREAS
        )

    @property
    def optimism_bias_mitigated_share(self) -> float:
        """M, the part of the bias dealt with: the sum of contribution times mitigation over the areas."""
        return fsum(one.contributed_share * one.mitigated_share for one in self.mitigations)

    @property
    def optimism_bias_share(self) -> float:
        """The uplift on tender and implementation: (1 - M) x upper, not below lower (Green Book)."""
        uplift = (1 - self.optimism_bias_mitigated_share) * self.optimism_bias_upper_share
        return max(uplift, self.optimism_bias_lower_share)

    def range_of(self, name: str) -> Range | None:
        """How far a parameter may turn out from its value, pounds in the price base; `None` where that is not said.

        A value of the user's own has the range given with it, and is held without one: that of the value it replaces
        says nothing about it.
        """
        for one in self.overrides:
            if one.name == name:
                return one.own_range
        shipped = self.parameters[name].in_force(self.as_at)
        if shipped is None or shipped.low is None or shipped.high is None:
            return None
        to_base = self.deflator.factor(of=shipped.price_year, to=self.price_base) if shipped.price_year else 1.0
        # A rate that moves prices is no field of its own; what ships is then what is in force.
        value = getattr(self, name, shipped.value)
        return Range(shipped.low * to_base, value, shipped.high * to_base)

    def review_in_force(self) -> SpendingReviewPeriod | None:
        """The period of the spending review in force at `as_at`: the latest announced that covers its year."""
        year = FinancialYear.of(self.as_at)
        known = [p for p in self.spending_reviews if p.announced <= self.as_at and year in p]
        return max(known, key=lambda period: period.announced, default=None)

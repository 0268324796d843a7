"""What the futures drawn say of one consortium, and of each member: quantiles and chances, never a mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.prices import FloatArray
from sharedcli.risk.draws import Draws
from sharedcli.risk.quantiles import LEVELS, standing_at_each
from sharedcli.risk.simulation import Outcomes


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The futures that stand at each of `LEVELS`, by their numbers, and what comes of them in pounds."""

    draws: tuple[int, ...]
    gbp: tuple[float, ...]

    @classmethod
    def of(cls, values: FloatArray) -> Self:
        """Those of one figure in all futures drawn, shape (futures,)."""
        draws = standing_at_each(LEVELS, values)
        return cls(draws, tuple(values[list(draws)].tolist()))

    def at(self, level: float) -> float:
        """The pounds at one of `LEVELS`."""
        return self.gbp[LEVELS.index(level)]

    def draw_at(self, level: float) -> int:
        """The number of the future that stands there."""
        return self.draws[LEVELS.index(level)]


@dataclass(frozen=True, slots=True)
class MemberRisk:
    """One member: its net present value, and what it pays once (real, undiscounted, nothing where it withdraws).

    `most_one_off_gbp` is what it says it can pay up front, in the price base; `None` where it does not say.
    """

    council: str
    npv: Quantiles
    one_off: Quantiles
    chance_of_loss: float
    most_one_off_gbp: float | None

    @property
    def could_not_bear(self) -> bool:
        """Whether what it pays once in 5 of 100 futures or more is beyond what it can pay."""
        return self.most_one_off_gbp is not None and self.one_off.at(0.95) > self.most_one_off_gbp


@dataclass(frozen=True, slots=True, eq=False)
class ConsortiumRisk:
    """One consortium in all futures drawn.

    `npv_gbp` is what it is worth to all members in each, shape (futures,); `running_total` the net nominal cash of all
    to the end of each financial year, which are counted by position; it goes live in `live_year` as planned.
    `chance_of_payback` is the part of futures in which it is live by the end of the spending review in force and the
    running total is then above zero and stays so; `None` where no review is in force.
    """

    formed: Formed
    draws: Draws
    npv_gbp: FloatArray
    npv: Quantiles
    chance_of_saving: float
    chance_of_payback: float | None
    running_total: tuple[Quantiles, ...]
    members: tuple[MemberRisk, ...]
    live_year: int

    @classmethod
    def of(
        cls,
        formed: Formed,
        draws: Draws,
        outcomes: Outcomes,
        *,
        limits_gbp: Iterable[float | None],
        review: Review | None,
        live_year: int = 0,
    ) -> Self:
        """What the outcomes of all draws come to.

        `limits_gbp` are what each member can pay up front, `live_year` is the year it goes live as planned.
        """
        npv, total = outcomes.npv_gbp.sum(axis=1), outcomes.cash_gbp.cumsum(axis=1)
        return cls(
            formed=formed,
            draws=draws,
            npv_gbp=npv,
            npv=Quantiles.of(npv),
            chance_of_saving=float((npv > 0).mean()),
            chance_of_payback=None if review is None else _payback(outcomes, formed, total, review),
            running_total=tuple(Quantiles.of(column) for column in total.T),
            members=tuple(
                MemberRisk(code, Quantiles.of(worth), Quantiles.of(once), float((worth < 0).mean()), limit)
                for code, worth, once, limit in zip(
                    formed.codes, outcomes.npv_gbp.T, outcomes.one_off_gbp.T, limits_gbp, strict=True
                )
            ),
            live_year=live_year,
        )

    def pays_back_in(self, level: float) -> int | None:
        """The year, no sooner than live, from which the running total at a quantile stays above zero; `None`: never.

        Before it is live only spending can differ, and what business as usual would have spent by then is no gain yet.
        """
        above = [total.at(level) > 0 for total in self.running_total]
        first = next((place for place in range(len(above)) if all(above[place:])), None)
        return None if first is None else max(first, self.live_year)

    @property
    def chance_of_loss(self) -> float:
        """The part of futures in which it is worth less than nothing."""
        return float((self.npv_gbp < 0).mean())

    @property
    def chance_of_nothing(self) -> float:
        """The part in which it changes nothing, as where too few stay."""
        return float((self.npv_gbp == 0).mean())

    def member(self, council: str) -> MemberRisk | None:
        """One member by its ONS code; `None` where it is none."""
        return next((one for one in self.members if one.council == council), None)


@dataclass(frozen=True, slots=True)
class Review:
    """The spending review in force: how many years of the horizon lie before its end, and its last month."""

    years: int
    last_month: int


def _payback(outcomes: Outcomes, formed: Formed, total: FloatArray, review: Review) -> float:
    if not review.years:
        return 0.0
    is_live = outcomes.stands & (formed.live + outcomes.delay_months <= review.last_month)
    stays_above = (total[:, review.years - 1 :] > 0).all(axis=1)
    return float((is_live & stays_above).mean())

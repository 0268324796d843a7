"""The futures of every consortium under an option, each with the assessment it belongs to, and of all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.worth import review_years
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.member import most_up_front_gbp
from sharedcli.costing.prices import FloatArray
from sharedcli.model.calendar import Month
from sharedcli.model.drawing import PLAINLY_DRAWN, Drawing
from sharedcli.risk.consortium_risk import ConsortiumRisk, Quantiles, Review
from sharedcli.risk.draws import Draws
from sharedcli.risk.exposure import exposure_of
from sharedcli.risk.future import Future
from sharedcli.risk.simulation import simulate
from sharedcli.risk.uncertainty import Uncertainty


@dataclass(frozen=True, eq=False)
class Risk:
    """The consortia of an option, in the order of the assessment, and what comes of each in the futures drawn.

    `consortia` is empty where none is formed, or no future was to be drawn. With a `council` they are those it is in.
    """

    whole: Assessment
    option: str
    uncertainty: Uncertainty
    drawing: Drawing
    formed: tuple[Formed, ...]
    consortia: tuple[ConsortiumRisk, ...]
    council: str | None = None

    @cached_property
    def npv(self) -> Quantiles | None:
        """What all of them are worth together in each future; `None` where nothing was drawn.

        Each consortium draws for itself, so that all go wrong at once is as unlikely as chance makes it.
        """
        return Quantiles.of(self._npv_gbp) if self.consortia else None

    @property
    def chance_of_saving(self) -> float:
        """The part of futures in which all of them together are worth more than nothing; none where none is drawn."""
        return float((self._npv_gbp > 0).mean()) if self.consortia else 0.0

    @cached_property
    def _npv_gbp(self) -> FloatArray:
        total: FloatArray = np.sum([one.npv_gbp for one in self.consortia], axis=0)
        return total

    def of(self, formed: Formed) -> ConsortiumRisk | None:
        """That of one consortium; `None` where nothing was drawn for it."""
        return next((one for one in self.consortia if one.formed is formed), None)


def risk(
    whole: Assessment, drawing: Drawing = PLAINLY_DRAWN, *, option: str = CHOSEN, council: str | None = None
) -> Risk:
    """Draw the futures of every consortium under an option, or of those a council is in, by its ONS code.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    uncertainty = Uncertainty.of(whole.given, whole.model)
    all_formed = (one for assessed in whole.services for one in assessed.options.under(option))
    formed = tuple(one for one in all_formed if council is None or council in one.codes)
    drawn = _drawn(formed, whole, uncertainty, drawing) if drawing.count else ()
    return Risk(whole, option, uncertainty, drawing, formed, tuple(drawn), council)


def _drawn(
    formed: tuple[Formed, ...], whole: Assessment, uncertainty: Uncertainty, drawing: Drawing
) -> Iterator[ConsortiumRisk]:
    costing, review = Costing.over(whole.horizon, whole.given), review_in(whole)
    for one in formed:
        draws = Draws.of(one, uncertainty, Future.planned(one, whole.given), seed=drawing.seed, count=drawing.count)
        outcomes = simulate(exposure_of(one, costing, whole.money, late=uncertainty.most_late), draws)
        live_year = whole.horizon.year_of_month[min(one.live, whole.horizon.months - 1)]
        limits = (most_up_front_gbp(whole.profiles[code], whole.given) for code in one.codes)
        yield ConsortiumRisk.of(one, draws, outcomes, limits_gbp=limits, live_year=live_year, review=review)


def review_in(whole: Assessment) -> Review | None:
    """The spending review in force as the horizon meets it; `None` where there is none."""
    review, years = whole.given.review_in_force(), review_years(whole)
    if review is None or years is None:
        return None
    return Review(len(years), Month.of(review.last_year.end) - whole.horizon.start - 1)

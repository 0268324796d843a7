"""How likely a risk is: a band in per cent, and what that rests on.

Never a word alone, which each reader takes otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import comb

import numpy as np

from sharedcli.model.assumptions import Assumptions
from sharedcli.model.ranges import Range
from sharedcli.risk.quantiles import LEVELS, in_range, place_in
from sharedcli.risk.reference_class import Overruns


class Basis(Enum):
    """What a likelihood rests on."""

    PARAMETER = "parameter"
    REFERENCE_CLASS = "reference class"
    FUTURES = "futures drawn"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """From `low` to `high`, as shares; `at` is where in it the risk is placed, and `said` what was worked out how.

    `said` is empty for a judgement, whose reason stands in its rule.
    """

    low: float
    at: float
    high: float
    basis: Basis
    said: str = ""

    @property
    def words(self) -> str:
        """The band.

        >>> Likelihood(0.05, 0.15, 0.25, Basis.PARAMETER).words, Likelihood(0.002, 0.002, 0.002, Basis.FUTURES).words
        ('5 to 25%', 'under 1%')
        """
        low, high = round(100 * self.low), round(100 * self.high)
        if high < 1:
            return "under 1%"
        return f"{high}%" if low == high else f"{low} to {high}%"


RARE, UNLIKELY, POSSIBLE, LIKELY = (0.02, 0.10), (0.10, 0.25), (0.25, 0.50), (0.50, 0.75)
"""Bands of judgements: those of the 5x5 matrix that ships."""

OUT_OF_TEN = 0.1
"""How many cases lie beyond either end of a range: see `Range`."""


def judged(band: tuple[float, float]) -> Likelihood:
    """A judgement; the rule says why."""
    low, high = band
    return Likelihood(low, (low + high) / 2, high, Basis.JUDGEMENT)


def beyond_range(name: str) -> Likelihood:
    """That a parameter turns out beyond one end of its range."""
    said = f"1 case in 10 lies beyond that end of the range of {name}"
    return Likelihood(OUT_OF_TEN, OUT_OF_TEN, OUT_OF_TEN, Basis.PARAMETER, said)


def _certain(share: float, basis: Basis, said: str) -> Likelihood:
    return Likelihood(share, share, share, basis, said)


def range_or_held(name: str, given: Assumptions) -> Range:
    """A parameter's range; all three alike where it is held."""
    value: float = getattr(given, name)
    return given.range_of(name) or Range(value, value, value)


def one_leaves(given: Assumptions) -> Likelihood:
    """That a member withdraws before anything is live."""
    share = range_or_held("withdrawal_share", given)
    return Likelihood(
        share.low, share.value, share.high, Basis.PARAMETER, "the parameter withdrawal_share, for one member"
    )


def any_leaves(members: int, given: Assumptions) -> Likelihood:
    """That at least one of so many withdraws before anything is live: 1 - (1 - p)^n."""
    share = range_or_held("withdrawal_share", given)
    low, at, high = (1 - (1 - p) ** members for p in (share.low, share.value, share.high))
    said = f"the parameter withdrawal_share for each of {members}, and at least one leaves"
    return Likelihood(low, at, high, Basis.PARAMETER, said)


def falls_apart(members: int, given: Assumptions) -> Likelihood:
    """That fewer than two stay.

    For two members 1 - (1 - p)^2, for three p^3 + 3 p^2 (1 - p).
    """
    share = range_or_held("withdrawal_share", given)
    low, at, high = (_fewer_than_two_stay(members, p) for p in (share.low, share.value, share.high))
    said = f"the parameter withdrawal_share for each of {members}, and fewer than two stay"
    return Likelihood(low, at, high, Basis.PARAMETER, said)


def _fewer_than_two_stay(members: int, leaves_share: float) -> float:
    """By the binomial.

    >>> round(_fewer_than_two_stay(2, 0.15), 4), round(_fewer_than_two_stay(3, 0.15), 5)
    (0.2775, 0.06075)
    """
    stays = 1 - leaves_share
    return sum(comb(members, stay) * stays**stay * leaves_share ** (members - stay) for stay in (0, 1))


def later_than(months: float, given: Assumptions) -> Likelihood:
    """That a project is live more than so many months late; futures are late by whole months, to the nearest."""
    share = 1 - place_in(months + 0.5, range_or_held("delay_months", given))
    return _certain(share, Basis.PARAMETER, f"the range of delay_months, more than {months:g} months late")


def middle_later_than(months: float, given: Assumptions) -> int:
    """How late the middle one of those is that are more than so many months late: what the likelihood above is of."""
    late = range_or_held("delay_months", given)
    bounds = given.parameters["delay_months"].bounds
    at = np.array([1 - later_than(months, given).at / 2])
    return round(float(in_range(at, late, least=bounds.least, most=bounds.most)[0]))


def overruns_beyond(share: float, given: Assumptions) -> Likelihood:
    """That a project overruns its estimate by more than a share.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    said = f"IT projects published that overrun by more than {share:.0%} (the overrun_ parameters)"
    return _certain(1 - Overruns.of(given).place_of(share), Basis.REFERENCE_CLASS, said)


def middle_overrun_beyond(share: float, given: Assumptions) -> float:
    """By how much the middle one of those projects overruns that overrun by more than a share.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    overruns = Overruns.of(given)
    return float(overruns.share_at(np.array([(1 + overruns.place_of(share)) / 2]))[0])


def overruns_not(given: Assumptions) -> Likelihood:
    """That a project ends at its estimate or below.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    said = "IT projects published that do not overrun at all"
    return _certain(Overruns.of(given).place_of(0.0), Basis.REFERENCE_CLASS, said)


def between_levels(above: float, said: str) -> Likelihood:
    """That a figure lies beyond a limit, of which is known the first of `LEVELS` at which it does.

    >>> found = between_levels(0.9, "")
    >>> round(found.low, 2), round(found.high, 2)
    (0.1, 0.2)
    """
    place = LEVELS.index(above)
    low, high = 1 - above, 1 - (LEVELS[place - 1] if place else 0.0)
    return Likelihood(low, (low + high) / 2, high, Basis.FUTURES, said)


def drawn_share(share: float, said: str) -> Likelihood:
    """A part of the futures drawn."""
    return _certain(share, Basis.FUTURES, said)

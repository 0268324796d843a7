"""Many futures of a consortium at once, added up from its exposure: numpy, in chunks, no row posted.

Every figure of a future is the sum of the rows that `risk/posting.py` posts for it; a test holds both to a penny.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharedcli.costing.prices import FloatArray
from sharedcli.risk.draws import CHUNK, Drawn, Draws
from sharedcli.risk.exposure import CASH, ONE_OFF, PRESENT, Exposure


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What comes of each future: pounds, positive is good but for one-off costs, which are costs.

    `npv_gbp` and `one_off_gbp` have shape (futures, members), `cash_gbp` (futures, years): net nominal cash of all
    members. `delay_months` has shape (futures,); `stands` says whether there is a consortium at all.
    """

    npv_gbp: FloatArray
    one_off_gbp: FloatArray
    cash_gbp: FloatArray
    delay_months: NDArray[np.intp]
    stands: NDArray[np.bool_]


def simulate(exposure: Exposure, draws: Draws, *, chunk: int = CHUNK) -> Outcomes:
    """What comes of all futures drawn, in their order; `chunk` bounds the memory and changes no figure."""
    count, members, years = draws.count, len(exposure.price_gbp), exposure.forming.shape[-1] - 2
    made = Outcomes(
        npv_gbp=np.empty((count, members)),
        one_off_gbp=np.empty((count, members)),
        cash_gbp=np.empty((count, years)),
        delay_months=np.empty(count, dtype=np.intp),
        stands=np.empty(count, dtype=np.bool_),
    )
    start = 0
    for drawn in draws.chunks(chunk):
        here = slice(start, start := start + len(drawn))
        saved, made.stands[here] = saved_gbp(exposure, drawn)
        made.npv_gbp[here] = saved[..., PRESENT]
        made.one_off_gbp[here] = -saved[..., ONE_OFF]
        made.cash_gbp[here] = saved[..., CASH].sum(axis=1)
        made.delay_months[here] = drawn.delay_months
    return made


def saved_gbp(exposure: Exposure, drawn: Drawn) -> tuple[FloatArray, NDArray[np.bool_]]:
    """What each member saves in each future and way, shape (futures, members, ways), and whether there is a consortium.

    Nothing for a member that withdraws, and for everybody where fewer than two stay.
    """
    size = drawn.stays.sum(axis=1)
    stands = size > 1
    saved = _alone(exposure, drawn)
    saved -= _together(exposure, drawn, np.maximum(size, 1))
    saved[~(drawn.stays & stands[:, None])] = 0.0
    return saved, stands


def _together(exposure: Exposure, drawn: Drawn, size: NDArray[np.intp]) -> FloatArray:
    parts, late = exposure.parts, drawn.delay_months
    cost = exposure.plain[late, size - 1]
    _add(cost, exposure.biased[late, size - 1], 1 + drawn.overrun_share)
    _add(cost, parts.price[late], price_factor(exposure.price_gbp, drawn)[:, None])
    if parts.leaving.any():
        _add(cost, parts.leaving[late], drawn.exit_fee_share)
    if parts.staff.any():
        share = drawn.operating_saving_share
        _add(cost, parts.posts[late], np.stack([one.posts_lost(share) for one in exposure.staffing], axis=1))
        _add(cost, parts.staff[late], -np.stack([one.saved_gbp(share) for one in exposure.staffing], axis=1))
    return cost


def _alone(exposure: Exposure, drawn: Drawn) -> FloatArray:
    parts, late = exposure.parts, drawn.alone_delay_months
    cost = _at(late, parts.usual)
    _add(cost, _at(late, parts.usual_biased), 1 + drawn.alone_overrun_share)
    if parts.usual_leaving.any():
        _add(cost, _at(late, parts.usual_leaving), drawn.exit_fee_share)
    return cost


def _at(late: NDArray[np.intp], part: FloatArray) -> FloatArray:
    """A part at each member's own delay; `take` by one index is three times as fast as two indices."""
    members, ways = part.shape[1:]
    found: FloatArray = part.reshape(-1, ways).take(late * members + np.arange(members), axis=0)
    return found


def _add(cost: FloatArray, part: FloatArray, times: FloatArray) -> None:
    """Add a part of the cost, so many times in each future and for each member; a new array would take longer."""
    part *= times[..., None]
    cost += part


def price_factor(price_gbp: FloatArray, drawn: Drawn) -> FloatArray:
    """What the joint price comes to over what those who stay would pay alone, in each future: C(U) / sum of A_i.

    Source:
        METHOD 5.1, as `costing.entries.joint_price_factor` for one group.
    """
    alone = price_gbp * drawn.stays
    total = alone.sum(axis=1)
    most = max(float(price_gbp.max(initial=0.0)), 1.0)  # keeps the powers small
    exponent = 1 - drawn.scale_exponent
    together = ((alone / most) ** (1 / exponent[:, None])).sum(axis=1) ** exponent * most
    factor: FloatArray = np.divide(together, total, out=np.ones_like(total), where=total > 0)
    return factor

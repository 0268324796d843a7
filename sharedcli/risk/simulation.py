"""Many futures of a consortium at once, added up from its exposure: numpy, in chunks, no row posted.

Every figure of a future is the sum of the rows that `risk/posting.py` posts for it; a test holds both to a penny.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    parts = list(_chunks(exposure, draws, chunk))
    return Outcomes(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _chunks(exposure: Exposure, draws: Draws, chunk: int) -> Iterator[tuple[np.ndarray, ...]]:
    for drawn in draws.chunks(chunk):
        saved, stands = saved_gbp(exposure, drawn)
        yield (
            saved[..., PRESENT],
            -saved[..., ONE_OFF],
            saved[..., CASH].sum(axis=1),
            drawn.delay_months,
            stands,
        )


def saved_gbp(exposure: Exposure, drawn: Drawn) -> tuple[FloatArray, NDArray[np.bool_]]:
    """What each member saves in each future and way, shape (futures, members, ways), and whether there is a consortium.

    Nothing for a member that withdraws, and for everybody where fewer than two stay.
    """
    size = drawn.stays.sum(axis=1)
    stands = size > 1
    inside = drawn.stays & stands[:, None]
    saved = _alone(exposure, drawn) - _together(exposure, drawn, np.maximum(size, 1))
    return np.where(inside[..., None], saved, 0.0), stands


def _together(exposure: Exposure, drawn: Drawn, size: NDArray[np.intp]) -> FloatArray:
    parts, late, among = exposure.parts, drawn.delay_months, 1 / size[:, None, None]
    cost = parts.fixed[late] + parts.shared[late] * among
    biased = parts.biased[late] + parts.biased_shared[late] * among
    cost += biased * (1 + drawn.overrun_share[..., None])
    cost += parts.price[late] * price_factor(exposure.price_gbp, drawn)[:, None, None]
    cost += exposure.forming[late, size - 1][:, None, :]
    if parts.leaving.any():
        cost += parts.leaving[late] * drawn.exit_fee_share[..., None]
    if parts.staff.any():
        share = drawn.operating_saving_share
        saved = np.stack([one.saved_gbp(share) for one in exposure.staffing], axis=1)
        lost = np.stack([one.posts_lost(share) for one in exposure.staffing], axis=1)
        cost += parts.posts[late] * lost[..., None] - parts.staff[late] * saved[..., None]
    return cost


def _alone(exposure: Exposure, drawn: Drawn) -> FloatArray:
    parts, late, members = exposure.parts, drawn.alone_delay_months, np.arange(len(exposure.price_gbp))
    biased = parts.usual_biased[late, members] * (1 + drawn.alone_overrun_share[..., None])
    total: FloatArray = parts.usual[late, members] + biased
    if parts.usual_leaving.any():
        total += parts.usual_leaving[late, members] * drawn.exit_fee_share[..., None]
    return total


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

"""Futures that are thought up rather than drawn, many at once: posting each would take as long as all together here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sharedcli.costing.prices import FloatArray
from sharedcli.risk.draws import Drawn
from sharedcli.risk.exposure import PRESENT, Exposure
from sharedcli.risk.future import Future
from sharedcli.risk.simulation import saved_gbp


def worth_in(futures: Sequence[Future], exposure: Exposure) -> FloatArray:
    """What a consortium is worth to all members in each, shape (futures,); none is later than the exposure allows."""
    saved, _ = saved_gbp(exposure, side_by_side(futures))
    worth: FloatArray = saved[..., PRESENT].sum(axis=1)
    return worth


def side_by_side(futures: Sequence[Future]) -> Drawn:
    """Futures of one consortium as arrays."""
    members = [one.members for one in futures]
    return Drawn(
        scale_exponent=np.array([one.scale_exponent for one in futures], dtype=np.float64),
        operating_saving_share=np.array([one.operating_saving_share for one in futures], dtype=np.float64),
        delay_months=np.array([one.delay_months for one in futures], dtype=np.intp),
        overrun_share=np.array([[own.overrun_share for own in each] for each in members]),
        alone_overrun_share=np.array([[own.alone_overrun_share for own in each] for each in members]),
        alone_delay_months=np.array([[own.alone_delay_months for own in each] for each in members], dtype=np.intp),
        exit_fee_share=np.array([[own.exit_fee_share for own in each] for each in members]),
        stays=np.array([[own.stays for own in each] for each in members]),
    )

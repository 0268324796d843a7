"""The solver's room: HiGHS, silent, and the same answer every time. What it is asked is in `packing` and `linear`."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from sharedcli.errors import SharedcliError

if TYPE_CHECKING:
    import highspy

DUAL, PRIMAL = 1, 4  # simplex strategies: after new rows the dual starts warm, after new columns the primal


def new_solver(*, maximise: bool = False) -> highspy.Highs:
    """An empty model: one thread, a fixed seed, no presolve, so that solving again starts where it left off."""
    import highspy

    _swallow_banner()
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("presolve", "off")
    for option, value in (("threads", 1), ("random_seed", 0)):
        highs.setOptionValue(option, value)
    if maximise:
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return highs


def solved(highs: highspy.Highs) -> highspy.HighsSolution:
    """Solve the model as it stands; `SharedcliError` where HiGHS ends without an answer."""
    highs.run()
    solution = highs.getSolution()
    if not solution.value_valid:
        status = highs.modelStatusToString(highs.getModelStatus())
        msg = f"The solver HiGHS stopped without an answer ({status}). Please report it with the profiles given."
        raise SharedcliError(msg)
    return solution


@cache
def _swallow_banner() -> None:
    """HiGHS prints its name at the first model of a process, silenced or not; keep that off standard output."""
    import highspy

    if not sys.stdout:
        return
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)

"""How hard to look, as the command line has it, and the clock of a long search.

Other processes are sent a deadline, so nothing slow to import stands at the top.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sharedcli.model.wishes import Effort


@dataclass(frozen=True, slots=True)
class Deadline:
    """Says when it has passed; it may be asked in another process, since the clock is the machine's."""

    ends: float

    def __call__(self) -> bool:
        """Whether it has passed."""
        return time.monotonic() >= self.ends


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit for many searches, of which `jobs` are at work at once."""

    ends: float
    jobs: int

    @classmethod
    def of(cls, seconds: float, *, jobs: int) -> TimeLimit:
        """A limit that begins to run now."""
        return cls(time.monotonic() + seconds, jobs)

    def __call__(self, left: int) -> Deadline:
        """The deadline of a search that begins now and is one of `left`: a fair part of the time that is left."""
        now = time.monotonic()
        return Deadline(now + (self.ends - now) * min(self.jobs, left) / left)


def effort_of(tolerance_share: float, time_limit: float | None, jobs: int | None, *, quick: bool = False) -> Effort:
    """How hard to look; the time begins to run now, and without `jobs` there is a process for each core."""
    from sharedcli.model.wishes import Effort, no_limit

    at_work = jobs or os.cpu_count() or 1
    limit = no_limit if time_limit is None else TimeLimit.of(time_limit, jobs=at_work)
    return Effort(tolerance_share=tolerance_share, quick=quick, jobs=at_work, limit=limit)

"""The clock of a long search: a limit in seconds, shared out fairly among the searches still to be done."""

from __future__ import annotations

import time
from dataclasses import dataclass


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

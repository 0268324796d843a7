"""Futures drawn for one consortium: from streams of its own, the same for any number of processes and any chunk.

The streams are Philox, one for what a consortium has in common and one for each member, all spawned from the seed and
a checksum of who is in it. Only uniform numbers are drawn, so no platform's logarithm decides what comes of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.prices import FloatArray
from sharedcli.model.division import SEED
from sharedcli.model.drawing import DRAWS
from sharedcli.risk.future import Future, Own
from sharedcli.risk.uncertainty import Uncertainty

CHUNK = 1_024
"""Futures at once: a chunk of a consortium of ten over ten years takes a few MB."""

_IN_COMMON, _OF_A_MEMBER = 3, 5  # numbers drawn for one future


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Futures side by side: shape (futures,), or (futures, members) for what is a member's own; see `Future`."""

    scale_exponent: FloatArray
    operating_saving_share: FloatArray
    delay_months: NDArray[np.intp]
    overrun_share: FloatArray
    alone_overrun_share: FloatArray
    alone_delay_months: NDArray[np.intp]
    exit_fee_share: FloatArray
    stays: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.scale_exponent)

    def future(self, place: int) -> Future:
        """One of them."""
        own = zip(
            self.overrun_share[place].tolist(), self.alone_overrun_share[place].tolist(),
            self.alone_delay_months[place].tolist(), self.exit_fee_share[place].tolist(), self.stays[place].tolist(),
            strict=True,
        )  # fmt: skip
        return Future(
            float(self.scale_exponent[place]),
            float(self.operating_saving_share[place]),
            int(self.delay_months[place]),
            tuple(Own(*values) for values in own),
        )


@dataclass(frozen=True, slots=True)
class Draws:
    """So many futures of one consortium. `planned` says what is held where nothing is uncertain."""

    uncertainty: Uncertainty
    planned: Future
    key: int
    seed: int = SEED
    count: int = DRAWS

    @classmethod
    def of(
        cls, formed: Formed, uncertainty: Uncertainty, planned: Future, *, seed: int = SEED, count: int = DRAWS
    ) -> Draws:
        """Those of a consortium: its stream hangs on the seed, its service and option, and who is in it."""
        name = "/".join((formed.service, formed.option, *formed.codes))
        return cls(uncertainty, planned, crc32(name.encode()), seed, count)

    def chunks(self, size: int = CHUNK) -> Iterator[Drawn]:
        """All of them in order, `size` at a time."""
        first, *rest = np.random.SeedSequence([self.seed, self.key]).spawn(1 + len(self.planned.members))
        common = np.random.Generator(np.random.Philox(first))
        members = [np.random.Generator(np.random.Philox(one)) for one in rest]
        for start in range(0, self.count, size):
            many = min(size, self.count - start)
            own = np.stack([one.random((many, _OF_A_MEMBER)) for one in members], axis=1)
            yield self._turned(common.random((many, _IN_COMMON)), own)

    def futures(self, numbers: Collection[int]) -> Mapping[int, Future]:
        """Some of them by their numbers, counted from 0."""
        wanted, found = sorted(set(numbers)), dict[int, Future]()
        start = 0
        for drawn in self.chunks():
            found |= {one: drawn.future(one - start) for one in wanted if start <= one < start + len(drawn)}
            start += len(drawn)
        return found

    def _turned(self, common: FloatArray, own: FloatArray) -> Drawn:
        """Futures from uniform numbers: shape (futures, 3) in common, (futures, members, 5) of the members."""
        exponent, saving, project = common.T
        council, whose, alone, goes, leaving = np.moveaxis(own, 2, 0)
        open_, planned, members = self.uncertainty, self.planned, self.planned.members
        is_project = whose < open_.common_share
        together, apart = np.where(is_project, project[:, None], council), np.where(is_project, alone, council)
        return Drawn(
            scale_exponent=self._ranged("scale_exponent", exponent, planned.scale_exponent),
            operating_saving_share=self._ranged("operating_saving_share", saving, planned.operating_saving_share),
            delay_months=open_.months_late(project),
            overrun_share=self._overrun(together, [one.overrun_share for one in members]),
            alone_overrun_share=self._overrun(apart, [one.alone_overrun_share for one in members]),
            alone_delay_months=open_.months_late(alone),
            exit_fee_share=self._ranged("exit_fee_share", leaving, np.array([one.exit_fee_share for one in members])),
            stays=goes >= open_.withdrawal_share,
        )

    def _ranged(self, name: str, at: FloatArray, planned: float | FloatArray) -> FloatArray:
        drawn = self.uncertainty.at(name, at)
        return np.broadcast_to(np.asarray(planned, dtype=np.float64), at.shape) if drawn is None else drawn

    def _overrun(self, at: FloatArray, planned: list[float]) -> FloatArray:
        overruns = self.uncertainty.overruns
        return np.broadcast_to(np.array(planned), at.shape) if overruns is None else overruns.share_at(at)

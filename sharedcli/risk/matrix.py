"""Where a risk stands on a matrix: a label, never arithmetic. The matrices that ship are in `parameters/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sharedcli.model.risk_matrix import ImpactStep, LikelihoodStep, Rag, RiskMatrix

MARKS: Mapping[Rag, str] = MappingProxyType({"GREEN": "○", "AMBER": "●", "RED": "▲"})
"""A mark beside each word, so that neither needs a colour."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where two steps meet, by their numbers from the least on, and how that square is rated."""

    likelihood: int
    impact: int
    rag: Rag

    @property
    def words(self) -> str:
        """The rating with its mark."""
        return f"{self.rag} {MARKS[self.rag]}"


def placed(share: float, loss_gbp: float, matrix: RiskMatrix) -> Place:
    """Where a risk stands, by its likelihood as a share and the pounds lost if it happens.

    A value at the edge of two steps is in the higher one.
    """
    row, column = likelihood_step(share, matrix.likelihood), impact_step(loss_gbp, matrix.impact)
    return Place(row, column, matrix.squares[matrix.likelihood[row].label][column])


def likelihood_step(share: float, steps: tuple[LikelihoodStep, ...]) -> int:
    """The number of the step that holds a share.

    >>> two = (LikelihoodStep(label="Low", below_per_cent=10), LikelihoodStep(label="High", from_per_cent=10))
    >>> [likelihood_step(share, two) for share in (0.0, 0.0999, 0.1, 1.0)]
    [0, 0, 1, 1]
    """
    per_cent = round(100 * share, 9)  # 0.1 + 0.05 is 15 per cent and not a hair above it
    return _last_begun(per_cent, [step.from_per_cent for step in steps])


def impact_step(loss_gbp: float, steps: tuple[ImpactStep, ...]) -> int:
    """The number of the step that holds so many pounds lost; a gain is in the least."""
    return _last_begun(round(loss_gbp, 2), [step.from_gbp for step in steps])


def _last_begun(value: float, begins: list[float]) -> int:
    return max((place for place, begin in enumerate(begins) if begin <= value), default=0)

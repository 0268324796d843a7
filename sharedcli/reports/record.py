"""What a record for machines is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sharedcli import __version__

if TYPE_CHECKING:
    from sharedcli.checks.run import CheckRun
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.calendar import Horizon, Month, Window

Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]
"""Plain values only. A number that is not known is `None`, never zero and never NaN."""

Record = Mapping[str, Value]
"""One result. Its first key is `schema`, which names the shape and its version: `sharedcli/validation/1`."""


def inputs_of(run: CheckRun) -> list[Record]:
    """Every file read, with the hash of what it held; `None` where it could not be opened."""
    return [{"file": file.file, "sha256": file.sha256} for file in run.files]


def made_by(run: CheckRun) -> Record:
    """The tool and the files read: what a record rests on where nothing was appraised."""
    return {"tool": "sharedcli", "version": __version__, "inputs": inputs_of(run)}


def provenance(given: Assumptions, horizon: Horizon, run: CheckRun, *, seed: int | None = None) -> Record:
    """What a record of figures rests on: the tool, the files, the assumptions, and those changed with their source.

    `seed` is that of what was drawn, `None` where nothing was.
    """
    from sharedcli.reports.assumed import changed_rows

    own = {review.id: review.where for review in given.spending_reviews if review.where}
    return {
        **made_by(run),
        "assumptions_changed": changed_rows(given),
        **({"own_spending_reviews": own} if own else {}),
        "seed": seed,
        "price_base": str(given.price_base),
        "horizon": {"first_year": str(horizon.years[0]), "last_year": str(horizon.years[-1])},
        "discount_rate": given.discounting.edition,
        "deflator": given.deflator.release,
    }


def iso_month(month: Month) -> str:
    """A month as `2028-10`."""
    return month.first_day.isoformat()[:7]


def iso_spans(spans: Iterable[Window], start: Month) -> list[Record]:
    """Spans of months, both ends included; `start` is month 0."""
    return [{"opens": iso_month(start + span.opens), "closes": iso_month(start + span.closes)} for span in spans]


def pence(number: float | None) -> float | None:
    """Pounds to the penny, posts to a hundredth; a number just below zero is zero."""
    return None if number is None else round(number, 2) + 0.0


class Recorded(Protocol):
    """A result that has a record for machines."""

    def record(self) -> Record:
        """The record."""

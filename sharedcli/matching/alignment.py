"""Which councils' windows meet, and by how much those miss whose windows do not.

METHOD 3. For intervals, windows that overlap in pairs share a month (Helly), so one sweep over the
window ends finds every largest aligned group. Whether an aligned group is worth forming is decided in
`consortia/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Window


@dataclass(frozen=True, slots=True)
class Alignment:
    """A largest set of councils whose windows share a month.

    `shared` holds the months in which all may move; `longest_notice_months` is the notice that falls due
    first for leaving in any of them, `None` where nobody has any to serve.
    """

    members: tuple[str, ...]
    shared: Window
    longest_notice_months: int | None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A council whose window does not meet a group's, and by how many months.

    `months` is positive when its window opens too late, negative when it closes too early.
    """

    council: str
    months: int
    reason: str


def aligned_groups(windows: Iterable[ProcurementWindow]) -> tuple[Alignment, ...]:
    """Every largest group of two or more councils that share a month, by its first shared month.

    Windows are swept by their ends: a close that follows an open completes a group that nobody can be
    added to. Time n log n and the size of the answer.
    """
    free = [(window.window, window) for window in windows if window.window]
    events = sorted(
        [(span.opens, 0, window.council, window) for span, window in free]
        + [(span.closes, 1, window.council, window) for span, window in free],
        key=lambda event: event[:3],
    )
    present: dict[str, tuple[Window, ProcurementWindow]] = {}
    spans = {window.council: span for span, window in free}
    groups: list[Alignment] = []
    grew = False
    for _, is_close, council, window in events:
        if is_close and grew and len(present) > 1:
            groups.append(_alignment(present))
        if is_close:
            del present[council]
        else:
            present[council] = (spans[council], window)
        grew = not is_close
    return tuple(groups)


def _alignment(present: dict[str, tuple[Window, ProcurementWindow]]) -> Alignment:
    spans = [span for span, _ in present.values()]
    notices = [window.notice_months for _, window in present.values() if window.notice_months]
    shared = Window(max(span.opens for span in spans), min(span.closes for span in spans))
    return Alignment(tuple(sorted(present)), shared, max(notices, default=None))


def near_miss(window: ProcurementWindow, group: Window) -> NearMiss | None:
    """How far a council's window lies from a group's shared months; `None` where they meet."""
    if window.window is None:
        return NearMiss(window.council, 0, window.closes_reason)
    late, early = window.window.opens - group.closes, group.opens - window.window.closes
    if late > 0:
        return NearMiss(window.council, late, f"{_months(late)} too late: {window.opens_reason}")
    if early > 0:
        return NearMiss(window.council, -early, f"{_months(early)} too early: {window.closes_reason}")
    return None


def _months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"

"""What keeps a council out of a consortium, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.appraisal.aligned import AlignedGroup
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.outside import Outside
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.calendar import Month
from sharedcli.model.printable import printable
from sharedcli.reports.sentences import pounds

_NEAREST_FIRST = (
    Obstacle.NOT_PROVEN, Obstacle.TOO_LATE, Obstacle.TOO_EARLY, Obstacle.OWN_PLAN, Obstacle.FULL, Obstacle.COSTS_MORE,
    Obstacle.RED_LINE, Obstacle.NOT_APPRAISED, Obstacle.NEVER_FREE, Obstacle.NO_NEED, Obstacle.RETIRING,
    Obstacle.NO_PARTNER,
)  # fmt: skip


def nearest_first(outside: Iterable[Outside]) -> list[Outside]:
    """Those that little keeps out before those that much does: by months, then by pounds, then by what is missing."""

    def distance(one: Outside) -> tuple[int, int, float, str]:
        months = abs(one.miss.months) if one.miss else 0
        by_dates = one.obstacle in {Obstacle.TOO_LATE, Obstacle.TOO_EARLY}
        rank = _NEAREST_FIRST.index(Obstacle.TOO_LATE if by_dates else one.obstacle)
        return rank, months, -(one.gain_of_all_gbp or 0.0), one.council

    return sorted(outside, key=distance)


def told(one: Outside, start: Month) -> str:
    """Why a council is in no consortium, without its name, ending in a full stop."""
    words = [_reason(one, start), _money(one)]
    if one.obstacle not in _BY_DATES and one.miss and one.miss.months and one.consortium:
        words.append(f"for {one.consortium.id} it would be {one.miss.reason}")
    if one.fact and one.obstacle in {*_BY_DATES, Obstacle.COSTS_MORE, Obstacle.OWN_PLAN}:
        words.append(one.fact)
    return "; ".join(filter(None, words)) + "."


_BY_DATES = frozenset({Obstacle.TOO_LATE, Obstacle.TOO_EARLY, Obstacle.NEVER_FREE})


def _reason(one: Outside, start: Month) -> str:
    if one.obstacle in _BY_DATES and one.miss and one.consortium:
        return by_dates(one.miss, one.consortium)
    if one.obstacle is Obstacle.RED_LINE:
        return red_line(one.fact)
    if one.consortium and one.obstacle is Obstacle.FULL:
        return f"{one.consortium.id} has as many members as --size allows"
    if one.consortium and one.obstacle is Obstacle.OWN_PLAN:
        return f"its own plan takes effect before {one.consortium.id} is live in {start + one.consortium.live}"
    if one.fact and one.obstacle in {Obstacle.NOT_APPRAISED, Obstacle.NO_NEED, Obstacle.RETIRING}:
        return f"it {one.fact}"
    return "" if one.gain_of_all_gbp is not None else "no group here gains from sharing it with this one"


def by_dates(miss: NearMiss, formed: Formed) -> str:
    """How a council's free months lie to those in which a consortium's members join."""
    if not miss.months:
        return f"never free to move: {miss.reason}"
    said, _, reason = miss.reason.partition(": ")
    return f"{said} for {formed.id}: {reason}"


def red_line(reason: str) -> str:
    """A red line in the council's own words."""
    return f"its red line forbids it ({printable(reason, most=80)})"


def _money(one: Outside) -> str:
    gain = one.gain_of_all_gbp
    if gain is None or one.consortium is None:
        return ""
    if gain >= 0:
        return f"taking it into {one.consortium.id} might gain all together {pounds(gain)}: not proven best"
    return f"taking it into {one.consortium.id} would cost all together {pounds(gain)}"


def group_misses(group: AlignedGroup, start: Month) -> list[tuple[str, str]]:
    """The councils whose nearest larger group this is, nearest first, each with why it is not in it."""
    nearest = sorted(group.misses, key=lambda miss: (not miss.months, abs(miss.months), miss.council))
    larger = f"to make {len(group.members) + 1} from {start + group.alignment.shared.opens}"
    return [(miss.council, f"{miss.reason} ({larger})") for miss in nearest]

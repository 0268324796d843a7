"""Aligned groups of one service, each with what aligning costs, when notice is due and who is kept out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharedcli.appraisal.candidates import Candidates
from sharedcli.costing.aligning import leaving_gbp
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.matching.alignment import Alignment, NearMiss, aligned_groups, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Month, notice_day


@dataclass(frozen=True, slots=True, eq=False)
class AlignedGroup:
    """Councils that share a month, and what moving in it would take.

    `month` is the shared month in which leaving costs all members least, the earliest of equals, and `cost_gbp` what
    they pay for it together (present value: exit charges and premiums); both are `None` where every shared month
    comes sooner than a group of this size can be live, the cost also where nobody's is known. `spend_gbp` is what
    suppliers are paid a year. `unpriced` are members whose costs are not known and so in neither sum. `blocked` are
    members who would not or could not take part. `first_notice_by` is for leaving in `month`. `misses` are councils
    whose nearest larger group this is.
    """

    alignment: Alignment
    month: int | None
    cost_gbp: float | None
    spend_gbp: float | None
    unpriced: tuple[str, ...]
    blocked: tuple[str, ...]
    first_notice_by: dt.date | None
    misses: tuple[NearMiss, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """ONS codes, ascending."""
        return self.alignment.members

    def slack_months(self, start: Month) -> int | None:
        """Months from that of `as_at` to that of the first notice; `None` where nobody has any to serve."""
        return Month.of(self.first_notice_by) - start if self.first_notice_by else None


def aligned(field: Candidates, costing: Costing, money: Prices) -> tuple[AlignedGroup, ...]:
    """Every largest group whose windows meet, the strongest first: most members, then most months shared."""
    found = aligned_groups(field.windows)
    strongest = sorted(found, key=lambda group: (-len(group.members), -group.shared.months, group.members))
    misses = _misses(strongest, field.windows)
    members = {member.council: member for member in field.everybody}
    leaving = {code: leaving_gbp(member, costing, money) for code, member in members.items()}
    windows = {window.council: window for window in field.windows}
    kept_out = {*(red.member.council for red in field.red_lined), *(out.council for out in field.out)}
    groups = []
    for place, group in enumerate(strongest):
        month, cost = _cheapest(group, leaving, costing)
        groups.append(
            AlignedGroup(
                alignment=group,
                month=month,
                cost_gbp=cost,
                spend_gbp=_spend(group, members),
                unpriced=tuple(code for code in group.members if code not in members),
                blocked=tuple(code for code in group.members if code in kept_out),
                first_notice_by=_first_notice(group, month, windows, costing.horizon.start),
                misses=tuple(miss for at, miss in misses if at == place),
            )
        )
    return tuple(groups)


def _cheapest(group: Alignment, leaving: Mapping[str, FloatArray], costing: Costing) -> tuple[int | None, float | None]:
    opens = max(group.shared.opens, lead_months(len(group.members), costing.given))
    if opens > group.shared.closes:
        return None, None
    known = [leaving[code][opens : group.shared.closes + 1] for code in group.members if code in leaving]
    if not known:
        return opens, None
    together: FloatArray = sum(known[1:], start=known[0])
    best = int(together.argmin())
    return opens + best, float(together[best])


def _spend(group: Alignment, members: Mapping[str, Member]) -> float | None:
    known = [members[code].old_supplier_gbp for code in group.members if code in members]
    return sum(known) if known else None


def _first_notice(
    group: Alignment, month: int | None, windows: Mapping[str, ProcurementWindow], start: Month
) -> dt.date | None:
    if month is None:
        return None
    notices = [windows[code].notice_months for code in group.members]
    return min((notice_day(start + month, notice) for notice in notices if notice), default=None)


def _misses(strongest: list[Alignment], windows: Iterable[ProcurementWindow]) -> list[tuple[int, NearMiss]]:
    """For each council the nearest of the groups stronger than its own, and by how much it misses that."""
    inside = [frozenset(group.members) for group in strongest]
    found = []
    for window in windows:
        own = next((place for place, members in enumerate(inside) if window.council in members), len(strongest))
        missed = [(place, near_miss(window, strongest[place].shared)) for place in range(own)]
        known = [(place, miss) for place, miss in missed if miss is not None]
        if known:
            found.append(min(known, key=lambda one: (abs(one[1].months), one[0])))
    return found

"""Aligned groups of one service, each with what aligning costs, when notice is due and who is kept out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.candidates import Candidates
from sharedcli.costing.aligning import leaving_gbp
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.matching.alignment import Alignment, NearMiss, aligned_groups, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Window


@dataclass(frozen=True, slots=True, eq=False)
class AlignedGroup:
    """Councils that can move together, and what moving would take.

    `month` is the start that costs all members least, each leaving in the month that suits it best of those until the
    last has joined; the earliest of equals. `cost_gbp` is what they pay for it together (present value: exit charges
    and premiums). Both are `None` where every start comes sooner than a group of this size can be live, the cost also
    where nobody's is known. `spend_gbp` is what suppliers are paid a year. `unpriced` are members whose costs are not
    known and so in neither sum. `blocked` are members who would not or could not take part. `misses` are councils
    whose nearest larger group this is.
    """

    alignment: Alignment
    month: int | None
    cost_gbp: float | None
    spend_gbp: float | None
    unpriced: tuple[str, ...]
    blocked: tuple[str, ...]
    misses: tuple[NearMiss, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """ONS codes, ascending."""
        return self.alignment.members


def aligned(field: Candidates, costing: Costing, money: Prices) -> tuple[AlignedGroup, ...]:
    """Every largest group whose windows meet, the strongest first: most members, then most months to start in."""
    onboarding = round(costing.given.onboarding_months)
    found = aligned_groups(field.windows, onboarding_months=onboarding)
    strongest = sorted(found, key=lambda group: (-len(group.members), -group.months_shared, group.members))
    misses = _misses(strongest, field.windows, onboarding)
    members = {member.council: member for member in field.everybody}
    leaving = {code: _least_within(leaving_gbp(member, costing, money), onboarding) for code, member in members.items()}
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
                misses=tuple(miss for at, miss in misses if at == place),
            )
        )
    return tuple(groups)


def _least_within(cost_gbp: FloatArray, onboarding_months: int) -> FloatArray:
    """For each month the least cost in it or in one of so many months after."""
    least = cost_gbp.copy()
    for wait in range(1, min(onboarding_months, len(least) - 1) + 1):
        np.minimum(least[:-wait], cost_gbp[wait:], out=least[:-wait])
    return least


def _cheapest(group: Alignment, leaving: Mapping[str, FloatArray], costing: Costing) -> tuple[int | None, float | None]:
    soonest = lead_months(len(group.members), costing.given)
    starts = [month for span in group.spans for month in range(max(span.opens, soonest), span.closes + 1)]
    if not starts:
        return None, None
    known = [leaving[code][starts] for code in group.members if code in leaving]
    if not known:
        return starts[0], None
    together: FloatArray = sum(known[1:], start=known[0])
    best = int(together.argmin())
    return starts[best], float(together[best])


def _spend(group: Alignment, members: Mapping[str, Member]) -> float | None:
    known = [members[code].old_supplier_gbp for code in group.members if code in members]
    return sum(known) if known else None


def _misses(
    strongest: list[Alignment], windows: Iterable[ProcurementWindow], onboarding_months: int
) -> list[tuple[int, NearMiss]]:
    """For each council the nearest of the groups stronger than its own, and by how much it misses that."""
    inside = [frozenset(group.members) for group in strongest]
    found = []
    for window in windows:
        own = next((place for place, members in enumerate(inside) if window.council in members), len(strongest))
        missed = [(place, _nearest(window, strongest[place], onboarding_months)) for place in range(own)]
        known = [(place, miss) for place, miss in missed if miss is not None]
        if known:
            found.append(min(known, key=lambda one: (abs(one[1].months), one[0])))
    return found


def _nearest(window: ProcurementWindow, group: Alignment, onboarding_months: int) -> NearMiss | None:
    """By how much a council misses the nearest of a group's months; `None` where it meets some."""
    joining = (Window(span.opens, span.closes + onboarding_months) for span in group.spans)
    misses = [near_miss(window, months) for months in joining]
    known = [miss for miss in misses if miss is not None]
    return min(known, key=lambda miss: abs(miss.months)) if len(known) == len(misses) else None

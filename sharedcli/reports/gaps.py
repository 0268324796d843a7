"""What a profile leaves out, in the order in which it hurts, each kind with what an appraisal does without it.

What is asked for is decided in `checks/completeness.py`; what stands in for it, in `costing/` and `matching/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sharedcli.checks.completeness import Gap
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

_MOST_NAMED = 3

# The last steps of a place, and what follows where nothing is stated there: the worst first. Whatever decides which
# months are free comes before what they are worth, and that before what only some reports ask.
_WITHOUT: tuple[tuple[str, str], ...] = (
    ("systems", "there is nothing to match"),
    ("contract.last_day", "taken to roll on, so free as soon as it can move"),
    ("plan", "taken to renew what is live, and to buy nothing"),
    ("plan.by", "taken to be done as soon as it can be"),
    ("contract.notice_months", "no notice date can be given"),
    ("annual_cost_gbp.licence", "no saving can be worked out"),
    ("annual.supplier", "no saving can be worked out"),
    ("contract.exit_charge_gbp", "a parameter stands in for it"),
    ("alone_gbp.implementation", "a parameter stands in for it"),
    ("annual_cost_gbp.staff", "counted as nothing"),
    ("annual.staff", "counted as nothing"),
    ("staff_fte", "no post can be counted"),
    ("product", "no renewal of the same product can be seen"),
    ("conditions.most_one_off_gbp", "nobody can tell whether it must be funded"),
    ("council.net_revenue_budget_gbp", "no target can be held against it"),
    ("council.back_office_gbp", "the reach of sharing is not known"),
    ("council.population", "no cost can be split by it"),
    ("council.households", "no cost can be split by it"),
)


def worst_first(gaps: Iterable[Gap]) -> list[Gap]:
    """Gaps in the order in which they hurt; those of one kind stay in the order of the file."""
    return sorted(gaps, key=_rank)


def gap_sentences(gaps: Iterable[Gap], profile: Profile) -> Iterator[str]:
    """One line for each kind of gap, the worst first: what is not known, of which systems, and what follows."""
    kinds: dict[tuple[str, str], list[Gap]] = {}
    for gap in worst_first(gaps):
        kinds.setdefault((gap.label, _WITHOUT[_rank(gap)][1]), []).append(gap)
    for (label, without), found in kinds.items():
        services = [name for gap in found if (name := _service(gap, profile))]
        yield f"{label}{_of(services)}: {without}"


def _rank(gap: Gap) -> int:
    """The place of a gap's kind in the table; of two that fit, the one that says more."""
    place = ".".join(str(step) for step in gap.pointer if isinstance(step, str))
    fits = [(len(tail), -rank) for rank, (tail, _) in enumerate(_WITHOUT) if f".{place}".endswith(f".{tail}")]
    return -max(fits)[1]


def _service(gap: Gap, profile: Profile) -> str:
    index = gap.pointer[1] if len(gap.pointer) > 1 and gap.pointer[0] == "systems" else None
    return printable(profile.systems[index].service) if isinstance(index, int) else ""


def _of(services: list[str]) -> str:
    if not services:
        return ""
    more = len(services) - _MOST_NAMED
    return f" ({', '.join(services[:_MOST_NAMED])}{f' and {more} more' if more > 0 else ''})"

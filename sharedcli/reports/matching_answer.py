"""The answer of a matching in a few sentences, and how sure it is."""

from __future__ import annotations

from sharedcli.appraisal.matching import Matching
from sharedcli.checks.wording import day
from sharedcli.consortia.selection import gap_share
from sharedcli.costing.coordination import lead_months
from sharedcli.matching.vesting import VestingGroup
from sharedcli.model.printable import printable
from sharedcli.reports.sentences import counted, worth_words


def answer(part: Matching) -> str:
    """What to form, worth what, and how far from the best possible."""
    of = counted(len(part.services), "service", "services")
    if not part.formed:
        return f"no group of councils gains from sharing any of {of}.{_how_sure(part)}{_unknown(part)}"
    sharing = sum(bool(service.formed) for service in part.services)
    worth = sum(formed.worth_gbp for formed in part.formed)
    return (
        f"{counted(len(part.formed), 'consortium', 'consortia')} in {sharing} of {of}, {worth_words(worth)} together "
        f"(net present value over {len(part.horizon.years)} financial years, {part.given.price_base} prices)."
        f"{_how_sure(part)}{_unknown(part)}"
    )


def _unknown(part: Matching) -> str:
    """How much of what councils list the answer cannot speak of."""
    out = sum(len(service.field.out) for service in part.services)
    of = sum(len(service.field.windows) for service in part.services)
    return f" {out:,} of {of:,} systems could not be appraised: no cost or no need is stated." if out else ""


def deadline(part: Matching, moving: VestingGroup) -> str:
    """What can be live before the councils become one, and what is left to the successor."""
    last = part.horizon.month_of(moving.vesting_on)
    in_time = sum(max(formed.joins) <= last for formed in part.formed)
    two = part.horizon.start + lead_months(2, part.given)
    words = f"on {day(moving.vesting_on)} all become {printable(moving.successor)}."
    if two - part.horizon.start > last:
        words += f" No group can be live by then: two councils need until {two}."
    else:
        words += f" Everybody is in by then in {in_time} of {counted(len(part.formed), 'consortium', 'consortia')}."
    if in_time < len(part.formed):
        others = "The others" if in_time else "All"
        words += f" {others} are for the successor to carry out: contracts have to last until they are live."
    return f"{words}{_running(part, moving)}"


def _running(part: Matching, moving: VestingGroup) -> str:
    """The contracts that the successor may find, and whether somebody has to agree to them first."""
    about = {service.service for service in part.services}
    running = [system for system in moving.running if system.service in about]
    consent = sum(system.needs_consent for system in running)
    if not running:
        return ""
    words = f" {counted(len(running), 'contract', 'contracts')} may run past that day"
    return f"{words}, {consent} with consent once a section 24 direction is in force." if consent else f"{words}."


def _how_sure(part: Matching) -> str:
    chosen = [service.selection for service in part.services if service.selection]
    if not chosen:
        return ""
    value = sum(selection.value_gbp for selection in chosen)
    bound = sum(max(selection.bound_gbp, selection.value_gbp) for selection in chosen)
    gap = gap_share(value, bound)
    stopped = sum(selection.stopped for selection in chosen)
    words = f" {_at_least(gap)}." if part.formed or gap else " That is proven."
    if any(selection.quick for selection in chosen):
        words = f" Quick search: at least {_at_least(gap)[0].lower()}{_at_least(gap)[1:]}."
    if stopped:
        words += f" The time limit stopped the search in {counted(stopped, 'service', 'services')}."
    return words


def _at_least(gap: float) -> str:
    """How far from the best possible a choice can be; never rounded down.

    >>> _at_least(0.0), _at_least(0.00301), _at_least(0.2)
    ('Proven best', 'Within 0.4% of the best possible', 'Within 20.0% of the best possible')
    """
    if not gap:
        return "Proven best"
    tenths = -int(-gap * 1000 // 1)
    return f"Within {tenths / 10:.1f}% of the best possible"

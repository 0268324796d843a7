"""A verdict in a sentence, with the figure that carries it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.verdicts import Reason, Verdict
from sharedcli.checks.wording import day
from sharedcli.matching.terms import day_words
from sharedcli.model.calendar import Month
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import printable
from sharedcli.reports.naming import Names


def pounds(amount: float) -> str:
    """Whole pounds in a sentence; the words around them say whether it is a gain or a cost."""
    return f"£{abs(round(amount)):,}"


def months(count: int) -> str:
    """A number of months.

    >>> months(1), months(79)
    ('1 month', '79 months')
    """
    return "1 month" if count == 1 else f"{count} months"


def as_far_as_known(date: ContractDate) -> dt.date | str:
    """A day where it is known to the day, else the month or the year in words."""
    if date.is_exact:
        return date.latest
    return day_words(date.latest).split(" ", 1 if len(str(date)) > len("2028") else 2)[-1]


def counted(number: int, one: str, many: str) -> str:
    """A number of things.

    >>> counted(1, "consortium", "consortia"), counted(1200, "file", "files")
    ('1 consortium', '1,200 files')
    """
    return f"{number:,} {one if number == 1 else many}"


def gain_or_cost(amount: float, *, many: bool = False) -> str:
    """A net present value in words; `many` when several councils are the subject.

    >>> gain_or_cost(1200.0), gain_or_cost(-83.4)
    ('gains £1,200', 'costs £83')
    """
    if many:
        return f"{'gain' if amount >= 0 else 'lose'} {pounds(amount)}"
    return f"{'gains' if amount >= 0 else 'costs'} {pounds(amount)}"


def worth_words(amount: float) -> str:
    """What consortia are worth to all their members.

    >>> worth_words(1200.0), worth_words(-83.4)
    ('worth £1,200', 'at a loss of £83')
    """
    return f"worth {pounds(amount)}" if amount > -0.5 else f"at a loss of {pounds(amount)}"


def sentence(verdict: Verdict, names: Names, start: Month) -> str:
    """Why a verdict is what it is, without the council's name, ending in a full stop."""
    text = _WORDS[verdict.reason](verdict, names, start)
    return f"{text}.{beside(verdict, start)}"


def beside(verdict: Verdict, start: Month) -> str:
    """When the window of a council outside opens, and what leaving would write off; each begins with a space."""
    return f"{_window(verdict, start)}{_write_off(verdict)}"


def _joins(verdict: Verdict, names: Names, start: Month) -> str:
    formed = verdict.consortium
    if formed is None or verdict.npv_gbp is None:
        return "in no consortium"
    joins = start + formed.joining_month(verdict.council)
    others = names.listed(tuple(code for code in formed.codes if code != verdict.council))
    return f"Join {formed.id} with {others} in {joins}: it {gain_or_cost(verdict.npv_gbp)} over the appraisal"


def _joins_if(verdict: Verdict, names: Names, start: Month) -> str:
    return f"{_joins(verdict, names, start)}, if it {' and '.join(conditions(verdict))}"


def conditions(verdict: Verdict) -> list[str]:
    """What a Go if depends on, each without its subject."""
    words = {
        Reason.NEEDS_FUNDING: f"is funded with the {pounds(verdict.funding_gap_gbp)} it cannot pay up front",
        Reason.NEEDS_COMPENSATION: f"is made good the {pounds(verdict.npv_gbp or 0.0)} it loses",
        Reason.NOTICE_SOON: f"serves notice by {day(verdict.notice_by)}" if verdict.notice_by else "",
    }
    return [words[reason] for reason in verdict.conditions]


def _recent(verdict: Verdict, names: Names, start: Month) -> str:
    return f"It bought too recently to move ({verdict.settling}). {_costs_more(verdict, names, start)}"


def _costs_more(verdict: Verdict, names: Names, _start: Month) -> str:
    formed, gain = verdict.consortium, verdict.gain_of_all_gbp
    if formed is None or gain is None:
        return "No consortium here could take it in" if verdict.partners else "No other council here could share it"
    few = 3
    if gain >= 0:
        return f"Taking it into {formed.id} might gain all together {pounds(gain)}; the choice is not proven best"
    who = names.listed(formed.codes) if len(formed.codes) <= few else f"{len(formed.codes)} councils"
    return f"Taking it into {formed.id} ({who}) would cost all together {pounds(gain)}"


def _refused(verdict: Verdict, _names: Names, _start: Month) -> str:
    line = verdict.red_line
    return f"Its red line forbids it: {printable(line.reason, most=80)}" if line else "A red line forbids it"


def _waits(verdict: Verdict, _names: Names, _start: Month) -> str:
    if verdict.reason is Reason.NO_PARTNER:
        if not verdict.partners:
            return "No other council here could share it"
        return "No group of the councils here gains from sharing it with this one"
    if verdict.reason is Reason.NO_NEED:
        return "It has no system and states no plan to buy one"
    return f"Not appraised: it {verdict.note}"


_WORDS: Mapping[Reason, Callable[[Verdict, Names, Month], str]] = MappingProxyType(
    {
        Reason.BETTER_OFF: _joins,
        Reason.NEEDS_FUNDING: _joins_if,
        Reason.NEEDS_COMPENSATION: _joins_if,
        Reason.NOTICE_SOON: _joins_if,
        Reason.NOT_PROVEN: _costs_more,
        Reason.NO_PARTNER: _waits,
        Reason.NO_NEED: _waits,
        Reason.NOT_APPRAISED: _waits,
        Reason.RETIRING: _waits,
        Reason.RED_LINE: _refused,
        Reason.RECENT_BUYER: _recent,
        Reason.COSTS_MORE: _costs_more,
    }
)
_INSIDE = frozenset({Reason.BETTER_OFF, Reason.NEEDS_FUNDING, Reason.NEEDS_COMPENSATION, Reason.NOTICE_SOON})


def _window(verdict: Verdict, start: Month) -> str:
    wait = verdict.months_until_window
    if wait is None or verdict.reason in _INSIDE or verdict.reason is Reason.NO_NEED:
        return ""
    return f" Its own window opens in {months(wait)}, in {start + wait}."


def _write_off(verdict: Verdict) -> str:
    if verdict.write_off_gbp is None:
        return ""
    worth = pounds(verdict.write_off_gbp)
    return f" Leaving today would also write {worth} off its books (accounting only, not in the net)."


def losers_of(lost: Mapping[Formed, Sequence[tuple[float, str]]]) -> str:
    """Who loses in which consortium, of nets and names: each where they are few, else how many and who loses most."""
    most_named = 6
    if sum(map(len, lost.values())) <= most_named:
        each = [
            f"{name} loses {pounds(net)} in {formed.id}"
            for formed, losses in lost.items()
            for net, name in sorted(losses)
        ]
    else:
        each = [
            f"{len(losses)} of {len(formed.codes)} in {formed.id}, most {min(losses)[1]} ({pounds(min(losses)[0])})"
            for formed, losses in lost.items()
        ]
    return "; ".join(each)

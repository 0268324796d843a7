"""One verdict for each council and service: Go, Go if, Wait, Do not join, and the figure behind it.

The verdict follows from the profiles, the parameters and the consortia chosen. A council in a consortium
goes, or goes if its condition is met; one outside is told what joining would cost, or what it waits for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN, ServiceOptions
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.member import Course, Member, most_up_front_gbp
from sharedcli.model.calendar import months_after
from sharedcli.model.profile import Profile, RedLine

SOON_MONTHS = 6
"""Notice due within so many months of `as_at` is a condition of its own."""


class Word(Enum):
    """The four verdicts, each with a symbol so that nothing rests on colour."""

    GO = ("Go", "●")
    GO_IF = ("Go if", "◐")
    WAIT = ("Wait", "○")
    DO_NOT_JOIN = ("Do not join", "✕")

    def __init__(self, label: str, symbol: str) -> None:
        self.label = label
        self.symbol = symbol


class Reason(Enum):
    """Why a verdict is what it is; the key is what machines read."""

    BETTER_OFF = "better-off"
    NEEDS_FUNDING = "needs-funding"
    NEEDS_COMPENSATION = "needs-compensation"
    NOTICE_SOON = "notice-soon"
    NO_PARTNER = "no-partner"
    NO_NEED = "no-need-stated"
    NOT_APPRAISED = "not-appraised"
    RETIRING = "retiring"
    NOT_PROVEN = "not-proven"
    RED_LINE = "red-line"
    RECENT_BUYER = "recent-buyer"
    COSTS_MORE = "costs-more"


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What one council should do about one service.

    `consortium` is the one it joins, or the one it was measured against; `None` where there is none.
    `npv_gbp` is a member's own net present value from joining; `gain_of_all_gbp` is what all together would
    gain (below zero: lose) by taking in a council outside. `funding_gap_gbp` is in the price base, and
    `conditions` are all that a Go if depends on, the first being its `reason`.
    `write_off_gbp` is an accounting effect beside the NPV, never in it. `partners` is how many other
    councils could share the service with one outside.
    """

    council: str
    service: str
    word: Word
    reason: Reason
    consortium: Formed | None = None
    npv_gbp: float | None = None
    gain_of_all_gbp: float | None = None
    one_off_gbp: float | None = None
    funding_gap_gbp: float = 0.0
    notice_by: dt.date | None = None
    months_until_window: int | None = None
    write_off_gbp: float | None = None
    settling: str | None = None
    red_line: RedLine | None = None
    partners: int = 0
    conditions: tuple[Reason, ...] = ()
    note: str = ""


def verdicts(
    service: Candidates, options: ServiceOptions, ledger: Ledger, profiles: dict[str, Profile], costing: Costing
) -> tuple[Verdict, ...]:
    """One verdict for every council that lists the service, by code."""
    formed = options.under(CHOSEN)
    found = [
        *(
            _inside(consortium, code, ledger, profiles[code], costing)
            for consortium in formed
            for code in consortium.codes
        ),
        *_outside(service, options, formed),
        *(
            Verdict(out.council, out.service, Word.WAIT, Reason(out.absence.value), note=out.reason)
            for out in service.out
        ),
        *(_refused(red.member, red.line) for red in service.red_lined),
    ]
    return tuple(sorted(found, key=lambda verdict: verdict.council))


def _inside(formed: Formed, code: str, ledger: Ledger, profile: Profile, costing: Costing) -> Verdict:
    saving = formed.saving(ledger, [code])
    member = formed.members[formed.codes.index(code)]
    most = most_up_front_gbp(profile, costing.given)
    gap = max(0.0, saving.one_off_gbp - most) if most is not None else 0.0
    notice_by = formed.notice_by(code, costing.horizon.start)
    due = notice_by is not None and notice_by <= months_after(costing.given.as_at, SOON_MONTHS)
    conditions = tuple(
        reason
        for reason, holds in (
            (Reason.NEEDS_FUNDING, gap > 0),
            (Reason.NEEDS_COMPENSATION, saving.npv_gbp < 0),
            (Reason.NOTICE_SOON, due and formed.needs_notice(code)),
        )
        if holds
    )
    return Verdict(
        code, formed.service, Word.GO_IF if conditions else Word.GO, next(iter(conditions), Reason.BETTER_OFF),
        consortium=formed, npv_gbp=saving.npv_gbp, one_off_gbp=saving.one_off_gbp, funding_gap_gbp=gap,
        notice_by=notice_by, months_until_window=_months_until(member), conditions=conditions,
        write_off_gbp=formed.write_off_gbp(code),
    )  # fmt: skip


def _outside(service: Candidates, options: ServiceOptions, formed: tuple[Formed, ...]) -> Iterator[Verdict]:
    taken = {code for consortium in formed for code in consortium.codes}
    for index, member in enumerate(service.willing):
        if member.council in taken:
            continue
        against, gain = _best_addition(index, options, formed)
        word, reason = _word_outside(member, gain)
        yield Verdict(
            member.council, member.service, word, reason, against, gain_of_all_gbp=gain,
            months_until_window=_months_until(member), write_off_gbp=member.book_value_gbp,
            settling=member.window.settling, partners=len(service.willing) - 1,
        )  # fmt: skip


def _word_outside(member: Member, gain: float | None) -> tuple[Word, Reason]:
    if member.window.settling:
        return Word.DO_NOT_JOIN, Reason.RECENT_BUYER
    if member.course is Course.NOTHING:
        return Word.WAIT, Reason.NO_NEED
    if gain is None:
        return Word.WAIT, Reason.NO_PARTNER
    if gain >= 0:
        return Word.WAIT, Reason.NOT_PROVEN
    return Word.DO_NOT_JOIN, Reason.COSTS_MORE


def _best_addition(
    index: int, options: ServiceOptions, formed: tuple[Formed, ...]
) -> tuple[Formed | None, float | None]:
    """The consortium that loses least from taking the council in, and what all would gain; `None` if none can.

    Adding a council never gains anything where the choice is proven best, since it would have been in.
    """
    market = options.market
    best: tuple[Formed | None, float | None] = (None, None)
    for consortium in formed:
        members = [market.codes.index(code) for code in consortium.codes]
        with_it = market.worth_gbp([*members, index])
        gain = with_it - market.worth_gbp(members)
        if gain > (best[1] if best[1] is not None else float("-inf")):
            best = consortium, gain
    return best


def _refused(member: Member, line: RedLine) -> Verdict:
    return Verdict(
        member.council, member.service, Word.DO_NOT_JOIN, Reason.RED_LINE,
        months_until_window=_months_until(member), red_line=line,
    )  # fmt: skip


def _months_until(member: Member) -> int | None:
    """Months until its window opens; `None` where it has no free window inside the horizon."""
    return member.window.window.opens if member.window.window else None

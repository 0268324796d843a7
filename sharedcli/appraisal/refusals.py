"""A council that loses by being in a consortium, or will not be in one: what joining brings it and all together.

The penalty here is the one at which refusing costs as much as joining; it is a transfer. A stated penalty is answered
in `stated_penalty.py`, and who refuses what is found in `penalties.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.outcome import Outcome, group_of
from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import Ledger, Posting
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray
from sharedcli.costing.saving import Saving
from sharedcli.costing.transfers import CENTRAL_GOVERNMENT, evenly, transfer
from sharedcli.model.profile import RedLine

BREAK_EVEN = "METHOD 10: equal payments worth what joining loses"


@dataclass(frozen=True, slots=True, eq=False)
class Refusal:
    """A council that loses by being in a consortium, or whose red line keeps it out.

    `consortium` is the option's own that it is measured against; `joined` is that with it in, `joins` the month in
    which it would join. `inside` and `outside` are the service with it in and without. `penalty` holds the rows, both
    sides, of the penalty at which refusing costs it as much as joining; none where joining loses it nothing. `line`
    is its red line, if that keeps it out.
    """

    member: Member
    consortium: Formed
    joined: Formed
    joins: int
    inside: Outcome
    outside: Outcome
    penalty: Ledger
    line: RedLine | None = None

    @property
    def council(self) -> str:
        """Its ONS code."""
        return self.member.council

    @property
    def service(self) -> str:
        """What would be shared."""
        return self.joined.service

    @property
    def own(self) -> Saving:
        """What joining brings the council itself, against its own course."""
        return self.inside.saving([self.council])

    @property
    def of_all(self) -> Saving:
        """What its joining brings all together, itself included."""
        return self.inside.less(self.outside)

    @property
    def is_needed(self) -> bool:
        """Whether it takes a penalty to make refusing dearer than joining."""
        return bool(self.penalty.entries)

    @property
    def one_year(self) -> range:
        """The last year of the ledger: one in which the penalty is paid in every month it can be."""
        return range(len(self.penalty.years) - 1, len(self.penalty.years))


@dataclass(frozen=True, slots=True, eq=False)
class Forcing:
    """What one service's test works with: all who are in a consortium of the option or could be made to join one.

    `standing` and `formed` are the consortia of the option, `proposed` those that would form by themselves. `lines`
    are the red lines that keep out whoever has one, by ONS code.
    """

    market: Market
    by_code: Mapping[str, Member]
    standing: Outcome
    proposed: Outcome
    formed: tuple[Formed, ...]
    costing: Costing
    whole: Assessment
    lines: Mapping[str, RedLine]

    def group(self, like: Formed, places: Sequence[int], option: str) -> Formed | None:
        """The best that councils can do together, in the place of a consortium."""
        return group_of(places, self.market, self.by_code, option=option, like=like)

    def place(self, code: str) -> int:
        """Where a council stands in the market."""
        return self.market.codes.index(code)


def refusal(code: str, like: Formed, joined: Formed, inside: Outcome, outside: Outcome, ground: Forcing) -> Refusal:
    """A council measured against one consortium, with the penalty at which refusing costs it as much as joining.

    Args:
        code: The council.
        like: The option's own consortium.
        joined: The same with the council in it.
        inside: The service with the council in.
        outside: The service without.
        ground: What the service's test works with.
    """
    joins, own = joined.joining_month(code), inside.saving([code]).npv_gbp
    rows = both_sides(evenly(own, ground.whole.money, first=joins), code, joined, BREAK_EVEN) if loses(own) else ()
    penalty = ground.whole.ledger.more(rows)
    return Refusal(ground.by_code[code], like, joined, joins, inside, outside, penalty, ground.lines.get(code))


def both_sides(flow: FloatArray, code: str, joined: Formed, rule: str) -> Iterator[Posting]:
    """The rows of a penalty, by month and below zero for the council that pays it, and of who takes it."""
    for who, side in ((code, flow), (CENTRAL_GOVERNMENT, -flow)):
        yield transfer(
            side, council=who, service=joined.service, option="penalty", consortium=joined.id,
            line=Line.PENALTY, rule=rule,
        )  # fmt: skip

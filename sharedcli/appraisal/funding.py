"""Change funding: what each member lacks by the end of a period, how deep its cash need goes, what it cannot pay.

METHOD 10. A gap is nominal cash; a grant that closes it is a transfer and leaves the public total where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.charges import ONE_OFF, Line
from sharedcli.costing.ledger import Ledger, Posting, View
from sharedcli.costing.member import most_up_front_gbp
from sharedcli.costing.saving import Saving
from sharedcli.costing.transfers import CENTRAL_GOVERNMENT, transfer
from sharedcli.model.periods import Period

GAP = "METHOD 10: smallest grant, paid in the last month of the period"
UPFRONT = "METHOD 10: one-off cost beyond what it can pay up front"


@dataclass(frozen=True, slots=True, eq=False)
class Funding:
    """One council's cash in one consortium, or in all it is in.

    `saving` is what it changes for the council, over everything here. `years` are those to the period's end, as
    positions in the ledger. `grant` holds the rows of the grant that closes its gap, both sides; none where it has
    none. `most_one_off_gbp` is what it says it can pay up front, in the price base; `None` where it does not say.
    `shortfall` holds the rows of a grant of what its one-off costs go beyond that.
    """

    council: str
    service: str
    consortium: Formed | None
    saving: Saving
    years: range
    grant: Ledger
    most_one_off_gbp: float | None
    shortfall: Ledger

    @property
    def net_gbp(self) -> float:
        """Nominal cash, option less business as usual, to the period's end."""
        return float(self.saving.by_year_gbp(View.CASH)[: len(self.years)].sum())

    @property
    def is_short(self) -> bool:
        """Whether its net cash at the period's end is below zero, by more than rounding."""
        return bool(self.grant.entries)

    @property
    def one_off(self) -> Ledger:
        """The rows of its one-off costs under the option."""
        return self.saving.option.only(line=ONE_OFF)


def member_funding(whole: Assessment, option: str, period: Period) -> tuple[Funding, ...]:
    """Every member of every consortium under an option, the deepest gap first, then by service and code."""
    years = period.years(whole.horizon)
    found = [
        _funding(whole, code, formed, formed.saving(whole.ledger, [code]), years)
        for assessed in whole.services
        for formed in assessed.options.under(option)
        for code in formed.codes
    ]
    return tuple(sorted(found, key=lambda one: (min(one.net_gbp, 0.0), one.service, one.council)))


def council_funding(whole: Assessment, members: Sequence[Funding], years: range) -> tuple[Funding, ...]:
    """Each council over all consortia it is in: it has one purse for all its services. By code."""
    by_council: dict[str, list[Saving]] = {}
    for one in sorted(members, key=lambda one: (one.council, one.service)):
        by_council.setdefault(one.council, []).append(one.saving)
    return tuple(_funding(whole, code, None, _together(savings), years) for code, savings in by_council.items())


def _together(savings: Sequence[Saving]) -> Saving:
    first = savings[0].usual
    return Saving(
        first.more(posting for saving in savings for posting in saving.option.postings),
        first.more(posting for saving in savings for posting in saving.usual.postings),
    )


def _funding(whole: Assessment, code: str, formed: Formed | None, saving: Saving, years: range) -> Funding:
    service = formed.service if formed else ""
    profile = whole.profiles[code]
    limit = most_up_front_gbp(profile, whole.given)
    gap = -float(saving.by_year_gbp(View.CASH)[: len(years)].sum())
    short = 0.0 if limit is None else saving.one_off_gbp - limit
    about = (code, service, formed.id if formed else "")
    ledger = whole.ledger
    return Funding(
        code, service, formed, saving, years,
        grant=ledger.more(_grant(gap, about, years, ledger)),
        most_one_off_gbp=limit,
        shortfall=ledger.more(_upfront(short, about, ledger)),
    )  # fmt: skip


def _grant(gap_gbp: float, about: tuple[str, str, str], years: range, ledger: Ledger) -> Iterator[Posting]:
    """Both sides of a grant of so much cash by the period's end; nothing for less than half a penny."""
    if gap_gbp < 0.005 or not years:
        return
    month = int(np.flatnonzero(ledger.money.years[:, years[-1]])[-1])
    yield from _paid(gap_gbp / float(ledger.money.inflation[month]), month, about, ledger, rule=GAP)


def _upfront(short_gbp: float, about: tuple[str, str, str], ledger: Ledger) -> Iterator[Posting]:
    if short_gbp >= 0.005:
        inputs = ("conditions.most_one_off_gbp",)
        yield from _paid(short_gbp, 0, about, ledger, rule=UPFRONT, inputs=inputs)


def _paid(
    real_gbp: float,
    month: int,
    about: tuple[str, str, str],
    ledger: Ledger,
    *,
    rule: str,
    inputs: tuple[str, ...] = (),
) -> Iterator[Posting]:
    """What central government pays a council in one month, for a service and consortium: both sides."""
    council, service, consortium = about
    flow = np.zeros(len(ledger.money.discount))
    flow[month] = real_gbp
    for who, side in ((council, flow), (CENTRAL_GOVERNMENT, -flow)):
        yield transfer(
            side, council=who, service=service, option="grant", consortium=consortium, line=Line.GRANT, rule=rule,
            inputs=inputs,
        )  # fmt: skip

"""What a member that leaves later owes the others, so that they lose nothing by it. METHOD 9.

EVIDENCE 7: leavers compensate those who stay for the economies of scale lost (oneSource, on 15 months' notice;
Lancaster and Preston give two years).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from sharedcli.appraisal.splitting import Around
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import Ledger, Posting

RULE = "METHOD 9: what those who stay pay once a member has left"


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """One member leaves in month `leaves_in`; `before` and `after` are what the others pay from then on."""

    council: str
    leaves_in: int
    before: Ledger
    after: Ledger


def leavings(
    around: Around, costing: Costing, *, councils: Collection[str], months_after_all_in: int
) -> Iterator[Leaving]:
    """Some members leaving, each alone, so long after everybody is in; none where that lies beyond the horizon.

    The others keep their product, their months and their contract; from then on they pay the joint price and buy again
    as a consortium of one fewer. Setting up is done and is not paid twice.
    """
    formed, whole = around.formed, around.whole
    leaves_in = around.all_in + months_after_all_in
    if leaves_in >= whole.horizon.months:
        return
    for place, council in enumerate(formed.codes):
        if council not in councils:
            continue
        stay = tuple(code for code in formed.codes if code != council)
        fewer = replace(
            formed,
            id=f"{formed.id}.leaves-{council}", option=f"leaves-{council}",
            members=formed.members[:place] + formed.members[place + 1 :],
            joins=formed.joins[:place] + formed.joins[place + 1 :],
        )  # fmt: skip
        rows = fewer.entries(costing)
        if len(stay) == 1:  # one council alone has no consortium to govern
            rows = [(entry, flow) for entry, flow in rows if entry.line is not Line.GOVERNANCE]
        before = formed.saving(whole.ledger, stay).option.postings
        yield Leaving(
            council, leaves_in, whole.ledger.more(_since(leaves_in, before)), whole.ledger.more(_since(leaves_in, rows))
        )


def _since(month: int, postings: Iterable[Posting]) -> Iterator[Posting]:
    """The part of some rows from a month on; rows without any are left out."""
    for entry, flow in postings:
        later = np.where(np.arange(len(flow)) >= month, flow, 0.0)
        if later.any():
            yield entry, later

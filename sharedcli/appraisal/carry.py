"""A consortium with one member gone: what the others would then have, and so who carries whom. METHOD 9.

What a member gets is its net; what it brings is what all have less what the others could have without it. Their
difference is what the others would have more, or less, without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.rules import Worths
from sharedcli.appraisal.splitting import Around
from sharedcli.consortia.market import Offer
from sharedcli.consortia.selection import Consortium
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.saving import Saving

MOST_LEFT_OUT = 30
"""Members looked at one by one; of more, those whose leaving changes most."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Some members of a consortium by themselves, on their own best product and months, and their rows.

    `formed` is `None` where they stay as they are: no month suits them, or none is left to share with. `ledger` then
    has no rows.
    """

    codes: tuple[str, ...]
    around: Around
    formed: Formed | None
    ledger: Ledger

    @property
    def saving(self) -> Saving:
        """What they would have, less business as usual; nothing where they stay as they are."""
        usual = self.around.formed.saving(self.around.whole.ledger, self.codes).usual
        return Saving(usual if self.formed is None else self.ledger, usual)

    def saving_of(self, code: str) -> Saving:
        """The same for one of them."""
        mine = self.saving
        return mine.only(council=code)


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """One member gone. `rest` is what the others could do best; `goes_on` whether they would rather do it."""

    gone: str
    rest: Group
    goes_on: bool

    @property
    def losers(self) -> tuple[str, ...]:
        """Which of the others lose, if they go on."""
        if self.rest.formed is None:
            return ()
        return tuple(code for code in self.rest.codes if loses(self.rest.saving_of(code).npv_gbp))

    @property
    def left(self) -> Saving:
        """What the others are left with: what they do without it, or business as usual where they had rather not."""
        return self.rest.saving if self.goes_on else Saving(self.rest.saving.usual, self.rest.saving.usual)


def departures(worths: Worths, costing: Costing) -> Iterator[Departure]:
    """Each member gone in turn, in the order of their codes; of many, those who matter most (`MOST_LEFT_OUT`)."""
    around = worths.around
    offers = [worths.without(i) for i in worths.everybody]
    worth = np.array([0.0 if offer is None else offer.value_gbp for offer in offers])
    change = np.abs(worth - around.worth_gbp)
    looked_at = np.sort(np.argsort(-change, kind="stable")[:MOST_LEFT_OUT]).tolist()
    for place in looked_at:
        gone, offer = around.codes[place], offers[place]
        rest = tuple(code for code in around.codes if code != gone)
        group = booked_group(rest, offer, worths, costing, option=f"without-{gone}")
        goes_on = offer is not None and (worths.is_made_to_form or offer.value_gbp > 0)
        yield Departure(gone, group, goes_on)


def booked_group(
    codes: tuple[str, ...], offer: Offer | None, worths: Worths, costing: Costing, *, option: str
) -> Group:
    """Some members by themselves, booked under an option of their own in a ledger beside the whole."""
    around = worths.around
    if offer is None:
        return Group(codes, around, None, around.whole.ledger.more(()))
    chosen, old = Consortium.of(offer, worths.market), around.formed
    formed = replace(
        old,
        id=f"{old.id}.{option}", option=option, members=tuple(m for m in old.members if m.council in codes),
        joins=chosen.joins, product=chosen.product, go_live=chosen.go_live, worth_gbp=chosen.value_gbp,
    )  # fmt: skip
    return Group(codes, around, formed, around.whole.ledger.more(formed.entries(costing)))

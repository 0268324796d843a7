"""A consortium appraised: its members, its date, and what the ledger says it saves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sharedcli.consortia.selection import Consortium
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import joint_entries
from sharedcli.costing.ledger import Ledger, Posting
from sharedcli.costing.member import Member
from sharedcli.costing.operation import Posts, posts_of
from sharedcli.costing.saving import Saving
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Month
from sharedcli.model.delivery import DeliveryModel

PROPOSED = "consortia"
"""The option whose consortia have the short names: what the report proposes."""


@dataclass(frozen=True, slots=True, eq=False)
class Formed:
    """A consortium under one option.

    `id` is its name in figures, such as `crm.1`; `joins` follow `members`. `worth_gbp` is what the
    selection says it is worth, which the ledger must come to as well.
    """

    id: str
    option: str
    service: str
    members: tuple[Member, ...]
    joins: tuple[int, ...]
    product: str
    go_live: int
    worth_gbp: float
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT

    @classmethod
    def of(
        cls, chosen: Consortium, by_code: dict[str, Member],
        *, option: str, service: str, number: int, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
    ) -> Formed:  # fmt: skip
        """A consortium of the selection, with its members' costs."""
        members = tuple(by_code[code] for code in chosen.members)
        name = f"{service}.{number}" if option == PROPOSED else f"{service}.{option}.{number}"
        return cls(
            name, option, service, members,
            chosen.joins, chosen.product, chosen.go_live, chosen.value_gbp, model,
        )  # fmt: skip

    @property
    def codes(self) -> tuple[str, ...]:
        """The members' ONS codes, ascending."""
        return tuple(member.council for member in self.members)

    @property
    def live(self) -> int:
        """The month its first member joins, which every report calls live; no sooner than `go_live`.

        From `go_live` its members may join, and `onboarding_months` after it the joint price holds.
        """
        return min(self.joins)

    def entries(self, costing: Costing) -> list[Posting]:
        """Its ledger entries."""
        return list(
            joint_entries(
                self.members,
                self.joins,
                product=self.product,
                go_live=self.go_live,
                option=self.option,
                consortium=self.id,
                costing=costing,
                model=self.model,
            )
        )

    def saving(self, ledger: Ledger, councils: Sequence[str] | None = None) -> Saving:
        """What it changes for some of its members, or for all."""
        return Saving.of(ledger, option=self.option, councils=councils or self.codes, service=self.service)

    def posts(self, given: Assumptions) -> tuple[Posts, ...]:
        """What one team does to its members' posts; nothing where each runs its own service."""
        return posts_of(self.members, given) if self.model is DeliveryModel.SHARED_OPERATION else ()

    def write_off_gbp(self, council: str) -> float | None:
        """The book value a member writes off by joining, in the price base: accounting, outside the net present value.

        `None` where it states none, or stays on the product it has.
        """
        member = self.members[self.codes.index(council)]
        return None if member.stays_on(self.product) else member.book_value_gbp

    def joining_month(self, council: str) -> int:
        """The month in which a member joins."""
        return self.joins[self.codes.index(council)]

    def notice_by(self, council: str, start: Month) -> dt.date | None:
        """The last day for a member to serve notice if it is to join on time; `None` where it has none to serve."""
        return self.members[self.codes.index(council)].window.notice_for(self.joining_month(council), start)

    def needs_notice(self, council: str) -> bool:
        """Whether the council is held unless it serves notice; a fixed term simply ends, and notice is courtesy."""
        terms = self.members[self.codes.index(council)].window.terms
        if terms is None:
            return False
        return terms.term_ends is None or self.joining_month(council) < terms.term_ends

    def first_notice_by(self, start: Month) -> tuple[dt.date, tuple[str, ...]] | None:
        """The earliest of the members' notice days, and whose it is."""
        days = {code: self.notice_by(code, start) for code in self.codes}
        known = {code: day for code, day in days.items() if day is not None}
        if not known:
            return None
        first = min(known.values())
        return first, tuple(code for code, day in known.items() if day == first)

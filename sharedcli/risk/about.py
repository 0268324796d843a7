"""What rules of the register ask of a consortium: its facts, and how far it is worth less if something happens.

Every price is made of rows of the ledger and of futures posted (`risk/posting.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import costing_of
from sharedcli.costing.amounts import Amount
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import View
from sharedcli.costing.member import Member
from sharedcli.costing.saving import Saving
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.naming import Names
from sharedcli.model.profile import Profile
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.exposure import exposure_of
from sharedcli.risk.future import Future
from sharedcli.risk.posting import TOGETHER, Posted, posted
from sharedcli.risk.trying import worth_in


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """What a risk changes, and the consortium whose rows are posted for it.

    That is `None` where nobody's are, or they rest on other facts than the profiles state and cannot be posted anew.
    """

    amount: Amount
    formed: Formed | None = None


Price = Callable[[str, str], Priced]
"""Makes the pounds of a risk, given an id and words: the change of what the consortium is worth, a loss below zero."""

TRIED = "tried"
"""What the rows of a future are called that are posted to see whether a rule fires."""


@dataclass(frozen=True, eq=False)
class About:
    """One consortium as its assessment has it; `drawn` is what the futures say of it, `None` where none were drawn."""

    whole: Assessment
    assessed: ServiceAssessment
    formed: Formed
    drawn: ConsortiumRisk | None
    names: Names

    @property
    def given(self) -> Assumptions:
        """The assumptions in force."""
        return self.whole.given

    @property
    def members(self) -> tuple[tuple[int, Member], ...]:
        """Its members with their places."""
        return tuple(enumerate(self.formed.members))

    @cached_property
    def costing(self) -> Costing:
        """What its rows were worked out with."""
        return costing_of(self.whole)

    @cached_property
    def saving(self) -> Saving:
        """What it changes, by the ledger."""
        return self.formed.saving(self.whole.ledger)

    @cached_property
    def npv_gbp(self) -> float:
        """What it is worth to all its members."""
        return self.saving.npv_gbp

    @cached_property
    def planned(self) -> Future:
        """Everything as planned."""
        return Future.planned(self.formed, self.given)

    def profile(self, member: Member) -> Profile:
        """A member's own facts."""
        return self.whole.profiles[member.council]

    def name(self, member: Member) -> str:
        """What a member is called."""
        return self.names.short[member.council]

    def day(self, month: int) -> dt.date:
        """The first day of a month of the horizon."""
        return self.whole.horizon.day_of(month)

    @property
    def award(self) -> int:
        """The month by which the joint contract is to be awarded: the implementation lead before it is live."""
        return max(self.formed.go_live - round(self.given.implementation_lead_months), 0)

    @property
    def award_on(self) -> dt.date:
        """The first day of that month: until then a member may still leave, and be held to what it pays."""
        return self.day(self.award)

    def tried(self, future: Future) -> Posted:
        """A future posted to look at."""
        return self._posted(self.formed, future, f"{self.formed.id}.{TRIED}")

    def loss_share(self, future: Future) -> float:
        """The part of what it is worth that is lost in a future, above 1 where it turns into a loss.

        Nothing where it is worth nothing to begin with.
        """
        if self.npv_gbp <= 0:
            return 0.0
        return 1 - self.tried(future).saving.npv_gbp / self.npv_gbp

    @staticmethod
    def lost_words(share: float) -> str:
        """So much of the net benefit is lost, in words."""
        return f"{'all' if share >= 0.995 else f'{share:.0%}'} of the net benefit is lost"

    def change_in(self, future: Future) -> Price:
        """The price of a future."""
        return self.change_of(self.formed, future)

    def change_of(self, formed: Formed, future: Future) -> Price:
        """The price of a future of the same councils, with other facts where those of `formed` are not their own."""
        own = formed if formed is self.formed else None

        def price(name: str, label: str) -> Priced:
            return Priced(self._posted(formed, future, name).change(name, label, self.whole.ledger), own)

        return price

    def together_changes(self, formed: Formed) -> Price:
        """How much more its members pay together with other facts, their own course left as it is."""

        def price(name: str, label: str) -> Priced:
            called = replace(formed, id=name, option=TOGETHER)
            anew = self.whole.ledger.more(called.entries(self.costing))
            return Priced(Amount.of(name, label, plus=anew, less=self.saving.option, view=View.PRESENT), called)

        return price

    def forgone(self, *, since: int = 0, councils: Iterable[str] = (), **rows: bool) -> Price:
        """That what it is worth from a year of the ledger on does not come: of some members or all, of some rows."""
        codes = tuple(councils)

        def price(name: str, label: str) -> Priced:
            part = self.saving.only(**rows) if rows else self.saving
            part = part.only(council=codes) if codes else part
            years = range(since, len(self.whole.ledger.years))
            return Priced(part.amount(name, label, View.PRESENT, years).turned())

        return price

    @cached_property
    def lost_without_gbp(self) -> tuple[float, ...]:
        """What is lost by each member's leaving, in the order of their places; below zero where the rest gain."""
        gone = [self.without(place) for place in range(len(self.formed.members))]
        left = worth_in(gone, exposure_of(self.formed, self.costing, self.whole.money, late=0))
        return tuple((self.npv_gbp - left).tolist())

    def without(self, *places: int) -> Future:
        """As planned, but for members that are gone."""
        future = self.planned
        for place in places:
            future = future.without(place)
        return future

    def with_member(self, place: int, member: Member) -> Formed:
        """The same consortium with other facts of one member."""
        members = list(self.formed.members)
        members[place] = member
        return replace(self.formed, members=tuple(members))

    def _posted(self, formed: Formed, future: Future, name: str) -> Posted:
        return posted(formed, future, name=name, ledger=self.whole.ledger, costing=self.costing)

"""What the councils of one service would each have: some in consortia that stand or could stand, the rest as usual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharedcli.appraisal.consortium import Formed
from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import Consortium
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import USUAL, Ledger, Posting
from sharedcli.costing.member import Member
from sharedcli.costing.saving import Saving


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Consortia of one service, of which no two share a council, each with the ledger that holds its rows.

    `usual` holds business as usual of every council.
    """

    service: str
    formed: tuple[tuple[Formed, Ledger], ...]
    usual: Ledger

    @classmethod
    def standing(cls, formed: Iterable[Formed], service: str, ledger: Ledger) -> Outcome:
        """Consortia whose rows the ledger of the assessment holds."""
        return cls(service, tuple((one, ledger) for one in formed), ledger)

    @property
    def codes(self) -> tuple[str, ...]:
        """Who is in a consortium: ONS codes, ascending."""
        return tuple(sorted(code for one, _ in self.formed for code in one.codes))

    def instead(self, gone: Formed | None, formed: Formed | None, costing: Costing) -> Outcome:
        """The same with one consortium in the place of another; the rows of the new one are posted."""
        kept = tuple((one, ledger) for one, ledger in self.formed if one is not gone)
        new = () if formed is None else ((formed, self.usual.more(formed.entries(costing))),)
        return Outcome(self.service, (*kept, *new), self.usual)

    def rows(self, codes: Iterable[str]) -> Ledger:
        """What these councils pay: in its consortium whoever is in one, everybody else as usual."""
        left, found = set(codes), list[Posting]()
        for one, ledger in self.formed:
            inside = tuple(code for code in one.codes if code in left)
            left -= set(inside)
            found += ledger.about(option=one.option, service=self.service, councils=inside).postings
        found += self.usual.about(option=USUAL, service=self.service, councils=sorted(left)).postings
        return self.usual.more(found)

    def saving(self, codes: Iterable[str] | None = None) -> Saving:
        """What it changes against business as usual, for some councils or for all that are in a consortium."""
        about = self.codes if codes is None else tuple(codes)
        return Saving(self.rows(about), self.usual.about(option=USUAL, service=self.service, councils=about))

    def less(self, other: Outcome, codes: Iterable[str] | None = None) -> Saving:
        """What it brings beyond another outcome, to some councils or to all that are in a consortium of either."""
        about = sorted({*self.codes, *other.codes}) if codes is None else tuple(codes)
        return Saving(self.rows(about), other.rows(about))


def group_of(
    places: Iterable[int], market: Market, by_code: Mapping[str, Member], *, option: str, like: Formed
) -> Formed | None:
    """The best that the councils at some places of a market can do together; `None` where no month suits all.

    `like` is a consortium of the same service and delivery model.
    """
    offer = market.value(tuple(places))
    if offer is None:
        return None
    chosen = Consortium.of(offer, market)
    number = int(like.id.rpartition(".")[2])
    return Formed.of(chosen, dict(by_code), option=option, service=like.service, number=number, model=like.model)

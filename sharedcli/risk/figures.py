"""The figures of the futures drawn, each as the rows of the one future that stands there: for `explain` and the audit.

Reports print what the simulation added up; here the future is posted again and its rows come to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from sharedcli.appraisal.figures import Named, costing_of
from sharedcli.appraisal.reposting import Groups
from sharedcli.appraisal.subjects import all_subject, member_subject
from sharedcli.costing.amounts import Amount, Known
from sharedcli.costing.charges import ONE_OFF
from sharedcli.costing.ledger import USUAL_IN_A_FUTURE, View
from sharedcli.costing.saving import Saving
from sharedcli.model.naming import Names
from sharedcli.risk.consortium_risk import ConsortiumRisk, Quantiles
from sharedcli.risk.future import Future
from sharedcli.risk.posting import TOGETHER, Posted, posted
from sharedcli.risk.quantiles import LEVELS, named
from sharedcli.risk.risk import Risk

QUANTILE_ENDS = tuple(f"{before}{named(level)}" for before in (".", "-") for level in LEVELS)
"""How the ids of all quantiles end."""


def npv_at(subject: str, npv: Quantiles, level: float) -> Known:
    """A net present value, such as `crm.1.p10`."""
    return Known(f"{subject}.{named(level)}", npv.at(level))


def once_at(subject: str, one_off: Quantiles, level: float) -> Known:
    """What a member pays once, such as `crm.lichfield.one-off-p95`."""
    return Known(f"{subject}.one-off-{named(level)}", one_off.at(level))


def total_at(subject: str, total: Quantiles, level: float, year: str) -> Known:
    """The running total at the end of a year, such as `crm.1.running-total-2008-09.p10`."""
    return Known(f"{subject}.running-total-{year}.{named(level)}", total.at(level))


def chance_id(subject: str) -> str:
    """The id of a consortium's chance of a net saving: a share of futures, and no sum of rows."""
    return f"{subject}.chance"


def payback_id(subject: str) -> str:
    """The id of its chance of payback inside the spending review."""
    return f"{subject}.payback-chance"


@dataclass(frozen=True, slots=True, eq=False)
class Replayed:
    """Futures drawn that are posted again, each once however many figures stand there."""

    risk: Risk
    names: Names
    _posted: dict[tuple[str, int], Posted] = field(default_factory=dict)

    @property
    def groups(self) -> Groups:
        """Whose rows they are: the consortium behind each, by option and id."""
        return {
            (option, one.consortium): one.formed
            for one in self._posted.values()
            for option in (TOGETHER, USUAL_IN_A_FUTURE)
        }

    def of_consortium(self, one: ConsortiumRisk) -> Iterator[Named]:
        """Every figure of one consortium and its members; its future is posted when the figure is made."""
        futures = one.draws.futures(_drawn_in(one))
        for level in LEVELS:
            number = one.npv.draw_at(level)
            label = f"{one.formed.id}: net present value{self._at(level, number, futures[number], one)}"
            name = npv_at(one.formed.id, one.npv, level).id
            yield name, partial(self._npv, one, number, futures, name, label)
        for place, year in enumerate(self.risk.whole.ledger.years):
            for level in LEVELS:
                number = one.running_total[place].draw_at(level)
                label = f"{one.formed.id}: running total{self._at(level, number, futures[number], one)}"
                name = total_at(one.formed.id, one.running_total[place], level, year).id
                yield name, partial(self._total, one, number, futures, name, label, range(place + 1))
        yield from self._of_members(one, futures)

    def _of_members(self, one: ConsortiumRisk, futures: Mapping[int, Future]) -> Iterator[Named]:
        for at, member in enumerate(one.members):
            subject = member_subject(one.formed, self.names.slug[member.council])
            who = f"{self.names.short[member.council]} in {one.formed.id}"
            for level in LEVELS:
                number = member.npv.draw_at(level)
                label = f"{who}: net present value{self._at(level, number, futures[number], one, at)}"
                name = npv_at(subject, member.npv, level).id
                yield name, partial(self._member_npv, one, number, futures, name, label, at)
                number = member.one_off.draw_at(level)
                label = f"{who}: one-off cost{self._at(level, number, futures[number], one, at)}"
                name = once_at(subject, member.one_off, level).id
                yield name, partial(self._member_once, one, number, futures, name, label, at)

    def _npv(self, one: ConsortiumRisk, number: int, futures: Mapping[int, Future], name: str, label: str) -> Amount:
        return self._post(one, number, futures).npv(name, label)

    def _total(
        self, one: ConsortiumRisk, number: int, futures: Mapping[int, Future], name: str, label: str, years: range
    ) -> Amount:
        return self._post(one, number, futures).saving.amount(name, label, View.CASH, years)

    def _member_npv(
        self, one: ConsortiumRisk, number: int, futures: Mapping[int, Future], name: str, label: str, at: int
    ) -> Amount:
        saving = self._post(one, number, futures).of([one.members[at].council])
        return saving.amount(name, label, View.PRESENT)

    def _member_once(
        self, one: ConsortiumRisk, number: int, futures: Mapping[int, Future], name: str, label: str, at: int
    ) -> Amount:
        rows = self._post(one, number, futures).of([one.members[at].council]).option.only(line=ONE_OFF)
        is_in = futures[number].standing() and futures[number].members[at].stays
        return Amount.of(name, label, plus=rows if is_in else rows.more(()), view=View.REAL).turned()

    def of_all(self) -> Iterator[Amount]:
        """What all consortia are worth together at each quantile."""
        if self.risk.npv is None:
            return
        of_each = [one.draws.futures(self.risk.npv.draws) for one in self.risk.consortia]
        for level in LEVELS:
            number = self.risk.npv.draw_at(level)
            savings = [
                self._post(one, number, futures).saving
                for one, futures in zip(self.risk.consortia, of_each, strict=True)
            ]
            words = f"{_of_100(level)} (number {number + 1:,} of {self.risk.drawing.count:,} of each)"
            name = npv_at(all_subject(self.risk.option), self.risk.npv, level).id
            yield _together(savings, self.risk).amount(name, f"all consortia: net present value, {words}", View.PRESENT)

    def _post(self, one: ConsortiumRisk, number: int, futures: Mapping[int, Future]) -> Posted:
        key = one.formed.id, number
        if key not in self._posted:
            whole = self.risk.whole
            self._posted[key] = posted(
                one.formed, futures[number], name=f"{one.formed.id}.future.{number + 1}", ledger=whole.ledger,
                costing=costing_of(whole),
            )  # fmt: skip
        return self._posted[key]

    def _at(self, level: float, number: int, future: Future, one: ConsortiumRisk, member: int | None = None) -> str:
        """Which future a figure is of, and what befell all, or one member."""
        gone = [code for code, own in zip(one.formed.codes, future.members, strict=True) if not own.stays]
        told = [
            f"{future.delay_months} months late",
            f"scale exponent {future.scale_exponent:.3f}",
            f"without {self.names.listed(tuple(gone))}" if gone else "with every member",
        ]
        if member is not None:
            own = future.members[member]
            told.append(f"its overrun {own.overrun_share:+.0%}, alone {own.alone_overrun_share:+.0%}")
        which = f"future {number + 1:,} of {self.risk.drawing.count:,}, seed {self.risk.drawing.seed}"
        return f", {_of_100(level)} ({which}: {', '.join(told)})"


def _of_100(level: float) -> str:
    return f"at or below which {round(level * 100)} of 100 futures are"


def _drawn_in(one: ConsortiumRisk) -> set[int]:
    """The numbers of all futures that stand at some quantile of some figure."""
    figures: Iterable[Quantiles] = (
        one.npv, *one.running_total, *(each for m in one.members for each in (m.npv, m.one_off))
    )  # fmt: skip
    return {number for quantiles in figures for number in quantiles.draws}


def _together(savings: Iterable[Saving], risk: Risk) -> Saving:
    found = list(savings)
    more = risk.whole.ledger.more
    return Saving(
        more(row for saving in found for row in saving.option.postings),
        more(row for saving in found for row in saving.usual.postings),
    )

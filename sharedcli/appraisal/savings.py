"""What a consortium, or one of its members, saves: every figure of `savings` as rows of the ledger added up.

The counterfactual and the option line by line, the steps from one to the other, financial years in both views, what
releases cash and what frees time, and all of it without the optimism bias. Words and tables are in `reports/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.subjects import all_subject, member_subject
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import EVERY_YEAR, ONE_OFF, WITHOUT_BIAS, Line
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.operation import SAVING
from sharedcli.costing.saving import Saving


class Group(Enum):
    """The steps from going alone to sharing: key, words, and the lines of each. Every line but transfers is in one."""

    RUNNING = ("running", "Running costs", EVERY_YEAR)
    CHANGE = ("change", "Change programme", (Line.TENDER, Line.IMPLEMENTATION, Line.DUAL_RUNNING))
    LEAVING = ("exit-charge", "Leaving contracts early", (Line.EXIT,))
    FORMING = ("coordination", "Forming the consortium", (Line.COORDINATION,))
    ONE_TEAM = ("one-team", "Moving to one team", (Line.EXIT_PAYMENTS, Line.QUALITY_DIP))
    OPTIMISM = ("optimism-bias", "Optimism bias", (Line.OPTIMISM_BIAS, Line.OVERRUN))

    def __init__(self, key: str, label: str, lines: tuple[Line, ...]) -> None:
        self.key = key
        self.label = label
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Compared:
    """A cost if nothing changes and together, both as positive pounds, and what is saved of it."""

    usual: Amount
    together: Amount
    net: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """All three."""
        return (self.usual, self.together, self.net)


@dataclass(frozen=True, slots=True)
class Period:
    """One financial year or all of them, in one view: both costs, and the net by what it is made of.

    `running` and `one_off` add up to the net, and so do `cash_releasing` and `own_time`. `total` is the net of this
    year and all before it.
    """

    year: str
    whole: Compared
    running: Amount
    one_off: Amount
    cash_releasing: Amount
    own_time: Amount
    total: Amount

    @property
    def net(self) -> Amount:
        """What is saved."""
        return self.whole.net

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Each of its figures once."""
        so_far = (self.total,) if self.year else ()  # over all years it is the net
        return (*self.whole.amounts, self.running, self.one_off, self.cash_releasing, self.own_time, *so_far)


@dataclass(frozen=True, slots=True, eq=False)
class Savings:
    """What some councils save under one option; `name` opens the ids of all figures, such as `crm.1`."""

    name: str
    saving: Saving

    @classmethod
    def of(cls, formed: Formed, ledger: Ledger) -> Savings:
        """All members of a consortium together."""
        return cls(formed.id, formed.saving(ledger))

    @classmethod
    def of_member(cls, formed: Formed, ledger: Ledger, council: str, slug: str) -> Savings:
        """One member; `slug` is what it is called in ids."""
        return cls(member_subject(formed, slug), formed.saving(ledger, [council]))

    @classmethod
    def of_all(cls, formed: Iterable[Formed], ledger: Ledger, option: str) -> Savings:
        """Consortia of one option together."""
        found = [one.saving(ledger) for one in formed]
        return cls(
            all_subject(option),
            Saving(
                ledger.more(posting for one in found for posting in one.option.postings),
                ledger.more(posting for one in found for posting in one.usual.postings),
            ),
        )

    @property
    def npv(self) -> Amount:
        """Net present value, the same figure as in `assess`."""
        return self.saving.amount(f"{self.name}.npv", "Net present value", View.PRESENT)

    @property
    def whole(self) -> Compared:
        """All lines, in present values."""
        return self._compared("All costs", View.PRESENT)

    @property
    def lines(self) -> tuple[tuple[Line, Compared], ...]:
        """Each line with money in it, in present values."""
        return tuple((line, self._part(line.label, line.key, (line,))) for line in Line if self._holds((line,)))

    @property
    def groups(self) -> tuple[tuple[Group, Compared], ...]:
        """Each group of lines with money in it, in present values: together they are the net present value."""
        return tuple((group, self._part(group.label, group.key, group.lines)) for group in Group
                     if self._holds(group.lines))  # fmt: skip

    @property
    def plain(self) -> Compared:
        """All lines without the optimism bias on either side, in present values."""
        part = self.saving.only(line=WITHOUT_BIAS)
        return Compared(
            _cost(f"{self.name}.usual-plain", "If nothing changes, without optimism bias", part.usual, View.PRESENT),
            _cost(f"{self.name}.together-plain", "Together, without optimism bias", part.option, View.PRESENT),
            part.amount(f"{self.name}.npv-plain", "  without optimism bias", View.PRESENT),
        )

    @property
    def has_bias(self) -> bool:
        """Whether any optimism bias is counted, alone or together."""
        return self._holds((Line.OPTIMISM_BIAS,))

    @property
    def bias(self) -> Compared:
        """The optimism bias alone, in present values."""
        return self._part(Line.OPTIMISM_BIAS.label, Line.OPTIMISM_BIAS.key, (Line.OPTIMISM_BIAS,))

    @property
    def one_off(self) -> Amount:
        """The option's own one-off cost, the same figure as in `assess`."""
        return _cost(f"{self.name}.one-off", "One-off cost", self.saving.option.only(line=ONE_OFF), View.REAL)

    @property
    def peak_cash(self) -> Amount:
        """What is needed beyond business as usual at the deepest year's end, the same figure as in `assess`."""
        years = self.saving.years_to_peak
        return self.saving.amount(f"{self.name}.peak-cash", "Peak cash need", View.CASH, years).turned()

    @property
    def one_team_staff(self) -> Amount:
        """The operating saving of one team, in present values; nothing under joint procurement."""
        part = self.saving.only(rule=SAVING)
        return part.amount(f"{self.name}.one-team-staff", "Staff saved by one team", View.PRESENT)

    def periods(self, view: View) -> tuple[Period, ...]:
        """Every financial year, in order."""
        years, parts = self.saving.option.years, self._parts
        return tuple(self._period(parts, view, range(place, place + 1), f".{name}") for place, name in enumerate(years))

    def period(self, view: View) -> Period:
        """All financial years together."""
        return self._period(self._parts, view, range(len(self.saving.option.years)), "")

    @property
    def brief(self) -> tuple[Amount, ...]:
        """What a line of its own in a table shows of it."""
        split = self.period(View.PRESENT)
        return (*self.whole.amounts, self.plain.net, split.cash_releasing, split.own_time)

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every figure by which this is shown on a page of its own, each id once."""
        found = (
            self.npv, self.plain.net, self.one_off, self.peak_cash, *self.whole.amounts, *self.plain.amounts,
            *(amount for _, line in self.lines for amount in line.amounts),
            *(amount for _, group in self.groups for amount in group.amounts), *self.bias.amounts,
            *(amount for view in (View.PRESENT, View.CASH) for one in self.periods(view) for amount in one.amounts),
            *self.period(View.PRESENT).amounts, *self.period(View.CASH).amounts,
        )  # fmt: skip
        return iter({amount.id: amount for amount in found}.values())

    def _holds(self, lines: tuple[Line, ...]) -> bool:
        return any(entry.line in lines for side in (self.saving.usual, self.saving.option) for entry in side.entries)

    def _part(self, label: str, key: str, lines: tuple[Line, ...]) -> Compared:
        return Compared(
            _cost(f"{self.name}.usual.{key}", f"{label}: if nothing changes", self.saving.usual.only(line=lines)),
            _cost(f"{self.name}.together.{key}", f"{label}: together", self.saving.option.only(line=lines)),
            self.saving.only(line=lines).amount(f"{self.name}.net.{key}", f"{label}: saved", View.PRESENT),
        )

    def _compared(self, label: str, view: View, years: range | None = None, year: str = "") -> Compared:
        cash, net = (".cash", "cash") if view is View.CASH else ("", "npv")
        usual, together = self.saving.usual, self.saving.option
        return Compared(
            _cost(f"{self.name}.usual{cash}{year}", f"{label}: if nothing changes", usual, view, years),
            _cost(f"{self.name}.together{cash}{year}", f"{label}: together", together, view, years),
            self.saving.amount(f"{self.name}.{net}{year}", "Net", view, years),
        )

    @property
    def _parts(self) -> tuple[Saving, ...]:
        """Running, one-off, cash-releasing, own time."""
        only = self.saving.only
        return only(line=Group.RUNNING.lines), only(line=ONE_OFF), only(is_time=False), only(is_time=True)

    def _period(self, parts: tuple[Saving, ...], view: View, years: range, year: str) -> Period:
        is_cash = view is View.CASH
        net, total = ("cash", "running-total") if is_cash else ("net", "npv-running-total")
        running, one_off, cash, time = (
            part.amount(f"{self.name}.{net}.{key}{year}", label, view, years)
            for part, (key, label) in zip(parts, _PARTS, strict=True)
        )
        so_far = self.saving.amount(f"{self.name}.{total}{year}", "Running total", view, range(years.stop))
        return Period(year[1:], self._compared("All costs", view, years, year), running, one_off, cash, time, so_far)


_PARTS = (
    ("running", "Running costs saved"),
    ("one-off", "One-off costs saved"),
    ("cash-releasing", "Cash-releasing"),
    ("own-time", "Time of own staff"),
)


def _cost(name: str, label: str, rows: Ledger, view: View = View.PRESENT, years: range | None = None) -> Amount:
    """What rows cost, as a positive number of pounds."""
    return Amount.of(name, label, plus=rows, view=view, years=years).turned()

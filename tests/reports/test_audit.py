"""The audit: every pound of every report is a sum of rows of the ledger, and nothing is outside it.

Each figure is added up once more from `ledger.frame()`, a table of rows and years. Each pound of each table and
sentence must be one of those figures, or one of the few named inputs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sharedcli import api
from sharedcli.appraisal.announced_figures import announced_figures
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.figures import costing_of
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.proposals import Fate
from sharedcli.appraisal.reposting import Reposting
from sharedcli.costing.amounts import Amount
from sharedcli.costing.ledger import USUAL, USUAL_IN_A_FUTURE, Entry, Ledger, View
from sharedcli.costing.prices import FloatArray
from sharedcli.model.asking import Asking
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.division import ShareWishes
from sharedcli.model.drawing import Drawing
from sharedcli.model.spending_review import Aims
from sharedcli.reports.appraised import AppraisedReport
from sharedcli.reports.assessment import AssessmentReport
from sharedcli.reports.blocks import (
    Answer,
    Bars,
    Block,
    Column,
    Fan,
    Figures,
    Paragraph,
    Points,
    Report,
    Row,
    Table,
    Tornado,
)
from sharedcli.reports.claims import claims
from sharedcli.reports.csr import CsrReport
from sharedcli.reports.figures import figure, figures
from sharedcli.reports.incentives import IncentivesReport
from sharedcli.reports.proposals import ProposalsReport
from sharedcli.reports.record import Record
from sharedcli.reports.risk import RiskReport
from sharedcli.reports.rounding import to_two_figures
from sharedcli.reports.savings import SavingsReport
from sharedcli.reports.share import ShareReport
from sharedcli.risk.posting import TOGETHER
from tests.conftest import PROJECT, TESTS

SAMPLES = PROJECT / "sample_councils"
SETS: Mapping[str, tuple[Path, DeliveryModel]] = {
    "worked": (TESTS / "appraisal" / "worked", DeliveryModel.JOINT_PROCUREMENT),
    "county": (SAMPLES / "county_2026", DeliveryModel.JOINT_PROCUREMENT),
    "few, one team": (SAMPLES / "county_2026", DeliveryModel.SHARED_OPERATION),
    "article": (SAMPLES / "article_2006", DeliveryModel.JOINT_PROCUREMENT),
}
FEW = ("crm", "payroll")
FEW_FUTURES = Drawing(count=300)
"""Enough for every quantile to be another future: each is posted again row by row, however many are drawn."""
REPORTS: Mapping[str, Callable[[api.Appraised], AppraisedReport]] = {
    "assess": lambda asked: AssessmentReport(asked, FEW_FUTURES),
    "savings": SavingsReport,
    "share": lambda asked: ShareReport(asked, ShareWishes(), api.share(asked, ShareWishes())),
    "incentives": IncentivesReport.of,
    "csr": CsrReport.of,
    "risk": lambda asked: RiskReport.of(asked, drawing=FEW_FUTURES),
    "csr, a target of one's own": lambda asked: CsrReport.of(asked, aims=Aims(0.03)),
}
"""Every report of an appraisal that shows pounds; a new one stands here."""

INPUT_COLUMNS = frozenset({"Book value written off £", "Book value £", "Can pay up front £", "Bound £"})
"""Columns of pounds that are no sums of rows: what a profile states, and what the selection proves."""
TARGET_COLUMNS = frozenset({"Target £", "Revised target £", "Of it in cash £"})
"""Columns of pounds that are inputs by their ids: a share of what councils spend."""
CLAIM_COLUMNS = frozenset({"Claimed a year £", "Claim £", "Short by £"})
"""Columns of pounds of `proposals` that are no sums of rows: claims, and how much more worth a centre would need."""
INPUT_FIGURES = (".write-off",)
"""The ends of the ids of such pounds among the figures."""
PARTS = (".leaving.", ".true-up.")
"""Figures of parts of rows: from a month on, or a share of them."""
IN_POUNDS = frozenset({"pounds", "roughly"})
QUANTILE = re.compile(r"(?:\.|-)p[0-9]{2}$")
"""The ends of the ids of what was drawn."""
KEYS = ["option", "consortium", "council", "service", "line", "rule", "inputs", "own_time"]
COLUMN = {View.PRESENT: "present_gbp", View.REAL: "real_gbp", View.CASH: "cash_gbp"}
HALF_A_PENNY = 0.0051
NO_PROFILES = ("proposals.yaml", "shares.yaml")


@dataclass(frozen=True, eq=False)
class Books:
    """The rows of one assessment as a table, and what can be asked of it."""

    asked: api.Appraised
    whole: Assessment
    rows: pd.DataFrame = field(init=False)
    _made: dict[str, tuple[Record, Report]] = field(default_factory=dict)
    _sums: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", self.whole.ledger.frame())

    @cached_property
    def registry(self) -> Mapping[str, Amount]:
        return {amount.id: amount for amount in figures(self.whole, Asking(option=CHOSEN, drawing=FEW_FUTURES))}

    def made(self, report: str) -> tuple[Record, Report]:
        """A report on all councils, for machines and for people, made once."""
        if report not in self._made:
            made = REPORTS[report](self.asked)
            self._made[report] = made.record(), made.layout()
        return self._made[report]

    def sums_called(self, names: Iterable[str]) -> Mapping[str, float]:
        """The sums of figures' rows by their ids, each added up once."""
        new = [name for name in names if name not in self._sums]
        self._sums.update(zip(new, self.sums_of([self.registry[name] for name in new]), strict=True))
        return {name: self._sums[name] for name in names}

    @cached_property
    def tables(self) -> Mapping[View, Mapping[tuple[object, ...], FloatArray]]:
        """The rows by year, in each view."""
        return {view: _by_year(self.rows, view, self.whole.ledger.years) for view in View}

    @cached_property
    def options(self) -> frozenset[str]:
        """Those whose rows stand in the ledger; what a hypothetical posts has an option of its own."""
        return frozenset(entry.option for entry in self.whole.ledger.entries)

    @cached_property
    def rows_of(self) -> Counter[tuple[object, ...]]:
        """How many rows of the ledger are of one kind."""
        return Counter(_key(entry) for entry in self.whole.ledger.entries)

    def is_part(self, amount: Amount) -> bool:
        """Whether a figure is of parts of rows: each month at most what the ledger has, in the same direction."""
        return any(part in amount.id for part in PARTS)

    def is_beside(self, entry: Entry) -> bool:
        """Whether a row stands beside the ledger: a transfer, or posted for a group that is not formed."""
        return entry.line.is_transfer or entry.option not in self.options

    def sums_of(self, amounts: Sequence[Amount]) -> Iterator[float]:
        """Figures from the table: their rows must stand in the ledger, but for those of a group in question.

        Those stand in one table beside it, each side of each figure by itself.
        """
        sides = [(place, sign, side) for place, one in enumerate(amounts) for sign, side in _sides(one)]
        own = {
            (place, sign): [row for row in side.postings if self.is_part(amounts[place]) or self.is_beside(row[0])]
            for place, sign, side in sides
        }
        marked = (
            (replace(entry, option=f"{at} {entry.option}"), flow) for at, rows in own.items() for entry, flow in rows
        )
        beside = self.whole.ledger.more(marked).frame()
        tables = {view: _by_year(beside, view, self.whole.ledger.years) for view in {one.view for one in amounts}}
        totals = [0.0] * len(amounts)
        for place, sign, side in sides:
            view, in_years = amounts[place].view, slice(amounts[place].years.start, amounts[place].years.stop)
            kinds = {_key(entry) for entry, _ in own[place, sign]}
            for key, rows in Counter(_key(entry) for entry in side.entries).items():
                is_own = key in kinds
                table = tables[view] if is_own else self.tables[view]
                times = 1.0 if is_own else rows / self.rows_of[key]
                named = (f"{(place, sign)} {key[0]}", *key[1:]) if is_own else key
                if named in table:  # a row whose years all come to nothing is in no table
                    totals[place] += float(sign * times * table[named][in_years].sum())
        return iter(totals)

    def inputs(self) -> Iterator[float]:
        """Pounds in sentences that are no sums of rows: parameters, what profiles state, and limits gone beyond."""
        yield self.whole.given.tender_gbp
        for profile in self.whole.profiles.values():
            yield from filter(None, (profile.council.net_revenue_budget_gbp, profile.council.back_office_gbp))
        one_off: dict[str, float] = {}
        for verdict in (verdict for service in self.whole.services for verdict in service.verdicts):
            yield verdict.funding_gap_gbp
            yield from filter(None, (verdict.write_off_gbp,))
            one_off[verdict.council] = one_off.get(verdict.council, 0.0) + (verdict.one_off_gbp or 0.0)
        for code, gbp in one_off.items():
            profile = self.whole.profiles[code]
            most = profile.conditions.most_one_off_gbp
            if most is not None:
                base = self.whole.given.price_base
                yield gbp - most * self.whole.given.deflator.factor(of=profile.prices, to=base)


def _sides(amount: Amount) -> tuple[tuple[int, Ledger], ...]:
    return (1, amount.plus), (-1, amount.less)


def _by_year(rows: pd.DataFrame, view: View, years: tuple[str, ...]) -> dict[tuple[object, ...], FloatArray]:
    """Pounds by year of each kind of row."""
    table = rows.pivot_table(index=KEYS, columns="year", values=COLUMN[view], aggfunc="sum", observed=True)
    table = table.reindex(columns=list(years)).fillna(0.0)
    return dict(zip(table.index, table.to_numpy(), strict=True))


def _key(entry: Any) -> tuple[object, ...]:
    about = (entry.option, entry.consortium, entry.council, entry.service, entry.line.key, entry.rule)
    return (*about, ", ".join(entry.inputs), entry.is_time)


@pytest.fixture(
    scope="module",
    params=[
        "worked",
        "few, one team",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("county", "article")),
    ],
)
def books(request: pytest.FixtureRequest) -> Books:
    path, model = SETS[request.param]
    loaded = api.load([str(path)])
    (cohort,) = loaded.cohorts
    given = api.assumptions(cohort.as_at)
    if model is DeliveryModel.SHARED_OPERATION:
        given = replace(given, operating_saving_share=0.1)
    whole = api.assess(cohort, given, services=FEW if request.param == "few, one team" else None, model=model)
    return Books(api.Appraised(loaded, None, (whole,)), whole)


def audit(record: Record, layout: Report, books: Books) -> list[str]:
    """Everything in a report that is not a sum of rows."""
    pounds = {name: value["value"] for name, value in _figures(record).items() if _is_sum(name, value)}
    wrong = [f"{name} has no amount" for name in pounds.keys() - books.registry.keys()]
    found = books.sums_called(pounds.keys() & books.registry.keys())
    wrong += [
        f"{name} is shown as {pounds[name]}, its rows come to {gbp}"
        for name, gbp in found.items()
        if abs(gbp - pounds[name]) > HALF_A_PENNY
    ]
    chosen = (amount.gbp for name, amount in books.registry.items() if name.endswith(".consortia.npv"))
    known = sorted(abs(value) for value in (*pounds.values(), *chosen))  # every report says what the choice is worth
    in_pence = {round(100 * value) for value in known}
    wrong += [
        f"{where}: {value} is no figure" for where, value in _cells(layout.blocks) if not _is_near(value, in_pence)
    ]
    inputs: Any = record.get("inputs", {})
    wrong += [
        f"{name}: {value} is no input"
        for name, value in _targets(layout.blocks)
        if name not in inputs or abs(inputs[name]["value"] - value) > HALF_A_PENNY
    ]
    stated = (one["value"] for one in inputs.values())
    whole_pounds = {round(abs(value)) for value in (*found.values(), *known, *stated, *books.inputs())}
    # What was drawn is said to two figures, as nobody knows it better.
    whole_pounds |= {round(abs(to_two_figures(value))) for name, value in pounds.items() if QUANTILE.search(name)}
    return wrong + [f"£{value:,} in {text!r}" for text, value in _said(layout.blocks) if value not in whole_pounds]


def _figures(record: Record) -> dict[str, Any]:
    shown = record["figures"]
    assert isinstance(shown, Mapping)
    return dict(shown)


def _is_sum(name: str, value: Mapping[str, Any]) -> bool:
    return value["unit"] == "gbp" and not name.endswith(INPUT_FIGURES)


def _is_near(value: float, known: Collection[int]) -> bool:
    pence = round(100 * abs(value))
    return any(one in known for one in (pence - 1, pence, pence + 1))


def _cells(blocks: Iterable[Block]) -> Iterator[tuple[str, float]]:
    for block in blocks:
        if isinstance(block, Figures):
            for one in block.figures:
                if one.kind in IN_POUNDS and isinstance(one.value, float):
                    yield one.id, one.value
        table = block.data if isinstance(block, Bars | Tornado | Fan) else block
        if isinstance(table, Table):
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    if (
                        column.kind in IN_POUNDS
                        and isinstance(cell, float | int)
                        and column.heading not in INPUT_COLUMNS | TARGET_COLUMNS
                    ):
                        yield f"{table.caption}, {column.heading}", cell


def _targets(blocks: Iterable[Block]) -> Iterator[tuple[str, float]]:
    """Every cell that is an input: its id and its pounds."""
    for table in (block for block in blocks if isinstance(block, Table)):
        for row in table.rows:
            for column, cell, name in zip(table.columns, row.cells, row.ids or ("",) * len(row.cells), strict=True):
                if column.heading in TARGET_COLUMNS and isinstance(cell, float | int):
                    yield name, cell


def _said(blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    for block in blocks:
        texts: tuple[str, ...] = ()
        if isinstance(block, Answer | Paragraph):
            texts = (block.text,)
        elif isinstance(block, Points):
            texts = block.items
        for text in texts:
            for found in re.findall(r"£([0-9,]*[0-9])(?!\.?[0-9]*bn)", text):  # billions are a nation's, as published
                yield text, int(found.replace(",", ""))


@pytest.mark.parametrize("report", REPORTS)
def test_every_pound_is_a_sum_of_rows(report: str, books: Books) -> None:
    assert audit(*books.made(report), books) == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_pound_of_one_councils_view_is_a_sum_of_rows(report: str, books: Books) -> None:
    for code in sorted(books.whole.profiles)[:1]:
        made = REPORTS[report](api.Appraised(books.asked.loaded, code, books.asked.wholes))
        assert audit(made.record(), made.layout(), books) == []


@pytest.mark.parametrize("books", ["worked"], indirect=True)
@pytest.mark.parametrize("report", REPORTS)
def test_the_audit_sees_what_is_no_sum(report: str, books: Books) -> None:
    """A figure that is made up, one that is a pound out, a cell and a sentence that nothing stands behind."""
    record, layout = books.made(report)
    shown = _figures(record)
    name, value = next((name, value) for name, value in shown.items() if value["unit"] == "gbp")
    made_up = {**shown, "planning.1.made-up": {"value": 1234.56, "unit": "gbp", "basis": ""}}
    a_pound_out = {**shown, name: {**value, "value": value["value"] + 1}}
    assert len(audit({**record, "figures": made_up}, layout, books)) == 1
    assert audit({**record, "figures": a_pound_out}, layout, books)
    tables = (block for block in layout.blocks if isinstance(block, Table) and block.rows)
    table, place = next(
        (table, place)
        for table in tables
        for place, column in enumerate(table.columns)
        if column.kind == "pounds" and column.heading not in INPUT_COLUMNS | TARGET_COLUMNS
    )
    odd = Row(tuple(987654.321 if here == place else cell for here, cell in enumerate(table.rows[0].cells)))
    for block in (replace(table, rows=(odd,)), Paragraph("worth £987,654 to nobody.")):
        assert len(audit(record, replace(layout, blocks=(*layout.blocks, block)), books)) == 1
    target = Table("A target", (Column("Target £", "pounds"),), (Row((3.0,), ids=("all.sr2025.target.2028-29",)),))
    assert len(audit(record, replace(layout, blocks=(*layout.blocks, target)), books)) == 1


@pytest.mark.parametrize("report", REPORTS)
def test_each_figure_is_found_by_itself_and_posted_anew_is_the_same(report: str, books: Books) -> None:
    """As `explain` finds it. Transfers are held; all other rows are posted again from copies of the inputs."""
    whole, shown = books.whole, _figures(books.made(report)[0])
    names = [name for name, value in shown.items() if _is_sum(name, value)]
    for name in names[:: len(names) // 15 + 1]:
        found = figure(name, whole, Asking(drawing=FEW_FUTURES))
        assert found is not None, name
        amount = found.amount
        assert amount.gbp == pytest.approx(shown[name]["value"], abs=HALF_A_PENNY)
        base = Reposting.of(amount, whole, found.groups)
        change = base.change_gbp(replace(whole.given), dict(whole.profiles), costing_of(whole))
        assert abs(change) < HALF_A_PENNY, name
        posted = sum(len(part.rows.entries) for part in base.parts)
        rows = [entry for side in (amount.plus, amount.less) for entry in side.entries]
        of_a_future = any(
            entry.option in {TOGETHER, USUAL_IN_A_FUTURE} for entry in rows
        )  # held: its inputs were drawn
        assert (
            books.is_part(amount)
            or of_a_future
            or ".brings." in name
            or posted == sum(not entry.line.is_transfer for entry in rows)
        ), name


def test_figures_are_what_their_ids_say(books: Books) -> None:
    """By the table alone: which rows a figure is of follows from its id, as REPORTS names it."""
    ends = _last_years(books)
    for name, rows in _subjects(books):
        option, usual = rows
        for end, gbp in {
            "npv": option.present_gbp.sum() - usual.present_gbp.sum(),
            "npv-plain": _plain(option) - _plain(usual),
            "usual": -usual.present_gbp.sum(),
            "together": -option.present_gbp.sum(),
            "one-off": -option[option.one_off].real_gbp.sum(),
            "review": option[option.year.isin(ends)].cash_gbp.sum() - usual[usual.year.isin(ends)].cash_gbp.sum(),
        }.items():
            assert books.registry[f"{name}.{end}"].gbp == pytest.approx(gbp, abs=HALF_A_PENNY), (name, end)


def _plain(rows: pd.DataFrame) -> float:
    return float(rows[rows.line != "optimism-bias"].present_gbp.sum())


def _last_years(books: Books) -> list[str]:
    review = books.whole.given.review_in_force()
    assert review
    return [str(year) for year in books.whole.horizon.years if year <= review.last_year]


def _subjects(books: Books) -> Iterator[tuple[str, tuple[pd.DataFrame, pd.DataFrame]]]:
    """Every consortium and member, its rows together and as usual."""
    rows = books.rows
    for service in books.whole.services:
        about = rows[rows.service == service.service]
        for formed in service.formed:
            together = about[about.consortium == formed.id]
            yield formed.id, (together, about[(about.option == USUAL) & about.council.isin(formed.codes)])
            for code in formed.codes:
                slug = re.sub(r"[^a-z0-9]+", "-", _short(books.whole.profiles[code].council.name).lower()).strip("-")
                own = (together[together.council == code], about[(about.option == USUAL) & (about.council == code)])
                yield f"{service.service}.{slug}", own


def _short(name: str) -> str:
    return re.sub(r"^London Borough of | (Metropolitan )?(District|Borough|City|County|Town)? ?Council$", "", name)


def test_members_sum_to_the_group_and_years_to_the_total(books: Books) -> None:
    registry = books.registry
    members: dict[str, list[str]] = {}
    for name, _ in _subjects(books):
        parts = name.split(".")
        if parts[1].isdecimal():
            group = name
            members[group] = []
        else:
            members[group].append(name)
    for group, own in members.items():
        for end in ("npv", "npv-plain", "usual", "together", "one-off", "review"):
            total = sum(registry[f"{name}.{end}"].gbp for name in own)
            assert registry[f"{group}.{end}"].gbp == pytest.approx(total, abs=HALF_A_PENNY)
        years = sum(registry[f"{group}.cash.{year}"].gbp for year in books.whole.horizon.years)
        saving = registry[f"{group}.npv"]
        cash = saving.plus.frame().cash_gbp.sum() - saving.less.frame().cash_gbp.sum()
        assert years == pytest.approx(cash, abs=HALF_A_PENNY)
    assert registry["all.npv"].gbp == pytest.approx(sum(registry[f"{g}.npv"].gbp for g in members), abs=HALF_A_PENNY)


@pytest.mark.parametrize("sample", ["worked", "article"])
def test_every_pound_of_proposals_is_a_sum_of_rows_or_a_claim(sample: str) -> None:
    """Claims are the named inputs; so is what two named figures differ by, and what centres would keep by choice."""
    folder = SETS[sample][0]
    file = folder / "proposals.yaml" if sample == "article" else TESTS / "cli/data/announced/proposals.yaml"
    proposals, read = api.load_proposals(str(file))
    loaded = api.load([str(path) for path in sorted(folder.glob("*.yaml")) if path.name not in NO_PROFILES])
    cohort = api.cohort_of(proposals.as_at, loaded)
    whole = api.appraise_proposals(proposals, cohort, api.assumptions(cohort.as_at))
    sums = {amount.id: amount.gbp for amount in announced_figures(whole)}
    claimed = {one.id: one.value for one in claims(whole, read.files[0]) if isinstance(one.value, float)}
    report = ProposalsReport(whole, loaded, read)
    for name, value in _figures(report.record()).items():
        assert {**claimed, **sums}[name] == pytest.approx(value["value"], abs=HALF_A_PENNY), name
    beyond = claimed["proposals.standing.claimed"] - sums["proposals.standing.npv"]
    not_appraised = claimed["proposals.not-appraised.claimed"]
    known = [*sums.values(), *claimed.values(), beyond, claimed["proposals.claimed"] - not_appraised]
    for service in whole.services:
        known.append(sum(kept.saving(whole.ledger).npv_gbp for _, kept in service.choosing or ()))
        unknown = [one for one in service.centres if one.fate is Fate.NOT_APPRAISED]
        known += (sum(one.claim_gbp for one in some) for some in (service.centres, unknown))
        known.append(sum(one.worth_gbp or 0.0 for one in service.centres if one.fate is Fate.STANDS))
    blocks, in_pence = report.layout().blocks, {round(100 * abs(value)) for value in known}
    tables = [block for block in blocks if not (isinstance(block, Table) and CLAIM_COLUMNS & _headings(block))]
    assert [where for where, value in _cells(tables) if not _is_near(value, in_pence)] == []
    worth = {round(100 * abs(value)) for value in sums.values()}
    cells = [(block, row) for block in blocks if isinstance(block, Table) and CLAIM_COLUMNS & _headings(block)
             for row in block.rows]  # fmt: skip
    assert cells
    for block, row in cells:
        place = next(i for i, column in enumerate(block.columns) if column.heading == "Our appraisal £")
        cell = row.cells[place]
        assert cell is None or (isinstance(cell, float) and _is_near(cell, worth))
    whole_pounds = {round(abs(value)) for value in (*known, whole.given.tender_gbp)}
    assert [text for text, value in _said(blocks) if value not in whole_pounds] == []


def _headings(table: Table) -> frozenset[str]:
    return frozenset(column.heading for column in table.columns)

"""Every assumption there is: the value in force, its source, how strong the evidence is, and what is overridden.

Pounds stand in the prices of their own source: without a day of appraisal there is no price base.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli import __version__
from sharedcli.checks.wording import day
from sharedcli.loading.parameters import parameters, value_in_force
from sharedcli.loading.tables import references
from sharedcli.model.assumptions import DatedValue, Parameter, Reference
from sharedcli.model.overrides import Override
from sharedcli.model.printable import plain_number, printable
from sharedcli.reports.assumed import source_row, sourced, spread, spread_in_place
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Report, Row, Table
from sharedcli.reports.record import Record

SCHEMA = "sharedcli/parameters/1"


@dataclass(frozen=True, slots=True)
class ParametersReport:
    """The whole set as at a day, `None` for the newest value of each, and the user's own values."""

    as_at: dt.date | None
    overrides: tuple[Override, ...]

    def layout(self) -> Report:
        """For people."""
        return Report(self._title, tuple(self._blocks()))

    @property
    def _title(self) -> str:
        when = "the newest of each" if self.as_at is None else f"as at {day(self.as_at)}"
        return f"Every assumption: {len(parameters())} parameters, {when}"

    def _blocks(self) -> Iterator[Block]:
        yield Heading(self._title, level=1)
        said = ", ".join(override.name for override in self.overrides) or "none"
        yield Paragraph(f"{said}.", lead="OVERRIDDEN")
        yield self._table()
        yield self._references()

    def _in_force(self) -> Iterator[tuple[Parameter, DatedValue, Override | None]]:
        """Each parameter by name, with the value in force and the user's own."""
        own = {override.name: override for override in self.overrides}
        for name, parameter in sorted(parameters().items()):
            value = parameter.values[-1] if self.as_at is None else value_in_force(parameter, self.as_at)
            yield parameter, value, own.get(name)

    def _table(self) -> Table:
        columns = (
            Column("Parameter", "name"), Column("Value", "name"), Column("Plausible range", "name"), Column("Unit"),
            Column("What it is"), Column("Evidence"), Column("Source"),
        )  # fmt: skip
        note = (
            "`sharedcli explain PARAMETER` shows the history of one and how to override it. Pounds stand in the prices "
            "of their source; an appraisal moves them to its price base."
        )
        return Table("Parameters", columns, tuple(_row(*each) for each in self._in_force()), note)

    def _references(self) -> Table:
        rows = (
            Row((one.table, one.label, one.since, one.says, words(one.evidence), sourced(one.source, url=False)))
            for one in self._tables()
        )
        columns = (
            Column("Table", "name"), Column("Entry"), Column("Since", "date"), Column("What it holds"),
            Column("Evidence"), Column("Source"),
        )  # fmt: skip
        note = "The newest release of the deflator is used for every day; of the others, what was in force on the day."
        return Table("Tables", columns, tuple(rows), note)

    def _tables(self) -> Iterator[Reference]:
        for one in references():
            if self.as_at is None or one.since <= self.as_at or one.table == "gdp_deflator":
                yield one

    def record(self) -> Record:
        """For machines."""
        return {
            "schema": SCHEMA,
            "as_at": self.as_at.isoformat() if self.as_at else None,
            "provenance": {"tool": "sharedcli", "version": __version__},
            "rows": [_record(*each) for each in self._in_force()],
            "tables": [_reference(one) for one in self._tables()],
        }


def words(evidence: str) -> str:
    """How strong the evidence is, in words.

    >>> words("published-claim")
    'published claim'
    """
    return evidence.replace("-", " ")


def in_prices(parameter: Parameter, value: DatedValue | Override) -> str:
    """A unit with the year of its prices, where it has any."""
    if not parameter.is_priced:
        return parameter.unit
    return f"{parameter.unit}, {value.price_year} prices" if value.price_year else f"{parameter.unit}, price base"


def _row(parameter: Parameter, value: DatedValue, own: Override | None) -> Row:
    if own is None:
        evidence, source = words(value.evidence), sourced(value.source, url=False)
        number, unit = plain_number(value.value), in_prices(parameter, value)
        ranging = spread(value.low, value.high)
    else:
        evidence = "overridden"
        source = f"{sourced(own.source)}; from {own.where}, instead of {plain_number(value.value)}"
        number, unit = plain_number(own.value), in_prices(parameter, own)
        ranging = spread_in_place(spread(own.low, own.high), _shipped_spread(value))
    return Row((parameter.name, number, ranging, unit, parameter.label, evidence, source))


def _shipped_spread(value: DatedValue) -> str:
    """With the year of its prices, which need not be that of the user's own value beside it."""
    prices = f" in {value.price_year} prices" if value.price_year else ""
    return f"{spread(value.low, value.high)}{prices}" if value.low is not None else ""


def _record(parameter: Parameter, value: DatedValue, own: Override | None) -> Record:
    in_force: DatedValue | Override = own or value
    source = own.source if own else value.source
    return {
        "name": parameter.name,
        "label": parameter.label,
        "unit": parameter.unit,
        "value": in_force.value,
        "low": in_force.low,
        "high": in_force.high,
        "price_year": str(in_force.price_year) if in_force.price_year else None,
        "evidence": None if own else value.evidence,
        "source": source_row(source) if source else None,
        "note": printable(in_force.note, most=300) if in_force.note else None,
        "overridden": own is not None,
        "where": own.where if own else None,
        "shipped": {
            "value": value.value,
            "price_year": str(value.price_year) if value.price_year else None,
            "low": value.low,
            "high": value.high,
            "in_force_from": value.in_force_from.isoformat(),
        },
        "bounds": {"least": parameter.bounds.least, "most": parameter.bounds.most, "whole": parameter.bounds.whole},
    }


def _reference(one: Reference) -> Record:
    return {
        "table": one.table,
        "label": one.label,
        "since": one.since.isoformat(),
        "says": one.says,
        "evidence": one.evidence,
        "source": source_row(one.source),
        "note": one.note or None,
    }

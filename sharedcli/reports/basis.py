"""What an assessment rests on: how sure the choice is, assumptions, what was filled in, where it all came from."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli import __version__
from sharedcli.api import Loaded
from sharedcli.appraisal.assessment import Assessment
from sharedcli.checks.wording import day
from sharedcli.costing.operation import PARAMETERS
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.blocks import Block, Column, Heading, Points, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.sentences import counted, pounds


def rests_on(whole: Assessment, loaded: Loaded, names: Names, council: str | None = None) -> Iterator[Block]:
    """The last page of every report; for one council, what it left out itself."""
    yield Heading("What this rests on", level=1)
    yield _bounds(whole)
    yield from _filled(whole, names, council)
    yield assumptions_table(whole.given, model=whole.model)
    yield _completeness(whole, loaded, council)
    yield Points("Where it comes from", tuple(_provenance(whole, loaded)))


def _bounds(whole: Assessment) -> Table:
    rows = tuple(
        Row((service_label(a.service), len(a.candidates.willing), a.options.selection.value_gbp,
             a.options.selection.bound_gbp, a.options.selection.gap_share))
        for a in whole.services
    )  # fmt: skip
    columns = (
        Column("Service"), Column("Councils", "count"), Column("Value £", "pounds"), Column("Bound £", "pounds"),
        Column("Gap", "share"),
    )  # fmt: skip
    note = "No choice of consortia is worth more than the bound; a gap of 0.0% means the choice is proven best."
    return Table("How sure the choice is", columns, rows, note)


def _filled(whole: Assessment, names: Names, council: str | None) -> Iterator[Block]:
    """What stood in for what councils left out, one row for each council and parameter."""
    stood_in: dict[tuple[str, str, str], list[str]] = {}
    for assessed in whole.services:
        for code, filled in assessed.filled:
            if council not in {None, code}:
                continue
            stood_in.setdefault((names.short[code], filled.field, filled.parameter), []).append(assessed.service)
    if stood_in:
        rows = tuple(Row((*key, ", ".join(listed))) for key, listed in sorted(stood_in.items()))
        columns = (
            Column("Council"), Column("Left out", "name"), Column("Filled in from", "name"), Column("For"),
        )  # fmt: skip
        yield Table("Filled in for you", columns, rows, "State the figure in the profile to replace it.")


def assumptions_table(given: Assumptions, *, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT) -> Table:
    """Every parameter in force that bears on a delivery model, with its range, evidence and source."""
    rows = []
    unused = PARAMETERS if model is DeliveryModel.JOINT_PROCUREMENT else frozenset()
    for name in sorted(given.parameters.keys() - unused):
        value = given.parameters[name].in_force(given.as_at)
        if value is None:
            continue
        spread = f"{value.low:,g} to {value.high:,g}" if value.low is not None and value.high is not None else ""
        prices = f", {value.price_year} prices" if value.price_year else ""
        cells = (name, f"{value.value:,g}", spread, given.parameters[name].unit + prices, value.evidence)
        rows.append(Row((*cells, value.source.title)))
    columns = (
        Column("Assumption", "name"), Column("Value", "name"), Column("Range", "name"), Column("Unit"),
        Column("Evidence"), Column("Source"),
    )  # fmt: skip
    note = f"Discount rate: {given.discounting.edition}. Prices: {given.deflator.release}."
    return Table("Assumptions in force", columns, tuple(rows), note)


def _completeness(whole: Assessment, loaded: Loaded, council: str | None) -> Table:
    codes = [profile.council.code for profile in whole.cohort.profiles] if council is None else [council]
    files = [loaded.file_of[code] for code in codes]
    rows = tuple(
        Row((file.council, file.file, file.completeness_share, file.sha256[:12] if file.sha256 else ""))
        for file in files
    )
    columns = (Column("Council"), Column("File"), Column("Complete", "share"), Column("SHA-256 begins"))
    note = "`sharedcli validate` lists every gap with its line."
    return Table("How complete the profiles are", columns, rows, note)


def _provenance(whole: Assessment, loaded: Loaded) -> Iterator[str]:
    given = whole.given
    used = sum(file.is_ready for file in loaded.run.files)
    yield f"sharedcli {__version__}; {used} of {counted(len(loaded.run.files), 'file', 'files')} used."
    yield (
        f"As at {day(given.as_at)}; horizon {whole.horizon.years[0]} to {whole.horizon.years[-1]}; "
        f"price base {given.price_base}; no assumption changed."
    )
    yield (
        f"Lead {given.lead_months} months; optimism bias {given.optimism_bias_share:.0%} on tender and implementation, "
        f"alone and together; a tender alone {pounds(given.tender_gbp)} where a council states none."
    )
    yield "The method, step by step: sharedcli/help/method.md."

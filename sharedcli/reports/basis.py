"""What an assessment rests on: how sure the choice is, assumptions, what was filled in, where it all came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sharedcli import __version__
from sharedcli.api import Loaded
from sharedcli.appraisal.assessment import Assessment
from sharedcli.checks.wording import day
from sharedcli.consortia.selection import Selection
from sharedcli.costing.member import Filled
from sharedcli.costing.operation import PARAMETERS as ONE_TEAM
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import FinancialYear, Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.overrides import Overridden
from sharedcli.model.printable import plain_number
from sharedcli.model.profile import Cohort
from sharedcli.reports.assumed import bias_line, sourced, spread, spread_in_place, whether_changed
from sharedcli.reports.blocks import Block, Column, Heading, Points, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.sentences import counted, pounds
from sharedcli.risk.uncertainty import PARAMETERS as FUTURES


def rests_on(
    whole: Assessment, loaded: Loaded, names: Names, council: str | None = None, *, drawn: bool = False
) -> Iterator[Block]:
    """The last page of every report; for one council, what it left out itself. `drawn` where futures were."""
    yield Heading("What this rests on", level=1)
    yield certainty_table((a.service, len(a.candidates.willing), a.options.selection) for a in whole.services)
    yield from _filled(whole, names, council)
    yield assumptions_table(whole.given, model=whole.model, drawn=drawn)
    yield completeness_table(whole.cohort, loaded, council)
    yield Points("Where it comes from", tuple(where_from(whole.given, whole.horizon, loaded)))


def certainty_table(chosen: Iterable[tuple[str, int, Selection]]) -> Table:
    """Value, bound and gap of each service, of its key, how many councils could share, and what was chosen."""
    rows = tuple(
        Row((service_label(key), willing, found.value_gbp, found.bound_gbp, found.gap_share, _how(found)))
        for key, willing, found in chosen
    )
    columns = (
        Column("Service"), Column("Councils", "count"), Column("Value £", "pounds"), Column("Bound £", "pounds"),
        Column("Gap", "share"), Column("Search"),
    )  # fmt: skip
    note = "No choice of consortia is worth more than the bound; where the two are equal, the choice is proven best."
    return Table("How sure the choice is", columns, rows, note)


def _how(selection: Selection) -> str:
    how = "quick" if selection.quick else "full"
    return f"{how}, stopped at the time limit" if selection.stopped else how


def _filled(whole: Assessment, names: Names, council: str | None) -> Iterator[Block]:
    """What stood in for what councils left out, one row for each council and parameter."""
    told = ((a.service, code, filled) for a in whole.services for code, filled in a.filled)
    yield from filled_table((one for one in told if council in {None, one[1]}), names)


def filled_table(told: Iterable[tuple[str, str, Filled]], names: Names) -> Iterator[Table]:
    """One row for each council and parameter, of services, ONS codes and what was filled in; nothing for nothing."""
    stood_in: dict[tuple[str, str, str], list[str]] = {}
    for service, code, filled in told:
        stood_in.setdefault((names.short[code], filled.field, filled.parameter), []).append(service)
    if stood_in:
        rows = tuple(Row((*key, ", ".join(listed))) for key, listed in sorted(stood_in.items()))
        columns = (
            Column("Council"), Column("Left out", "name"), Column("Filled in from", "name"), Column("For"),
        )  # fmt: skip
        yield Table("Filled in for you", columns, rows, "State the figure in the profile to replace it.")


def assumptions_table(
    given: Assumptions, *, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT, drawn: bool = False
) -> Table:
    """Every parameter in force that bears on the figures, with its source; those changed in their own words.

    Those of futures bear on them only where some were `drawn`.
    """
    overridden = {one.name: one for one in given.overrides}
    unused = ONE_TEAM if model is DeliveryModel.JOINT_PROCUREMENT else frozenset()
    unused |= frozenset() if drawn else FUTURES
    rows = []
    for name in sorted(given.parameters.keys() - unused):
        if name in overridden:
            rows.append(_overridden(overridden[name], given))
        elif value := given.parameters[name].in_force(given.as_at):
            ranging, unit = spread(value.low, value.high), _in_prices(given.parameters[name].unit, value.price_year)
            rows.append(Row((name, plain_number(value.value), ranging, unit, value.evidence, value.source.title)))
    columns = (
        Column("Assumption", "name"), Column("Value", "name"), Column("Range", "name"), Column("Unit"),
        Column("Evidence"), Column("Source"),
    )  # fmt: skip
    note = f"Discount rate: {given.discounting.edition}. Prices: {given.deflator.release}."
    return Table("Assumptions in force", columns, tuple(rows), note)


def _overridden(one: Overridden, given: Assumptions) -> Row:
    prices = given.price_base if given.parameters[one.name].is_priced else None
    said = f"{sourced(one.source)}; from {one.where}, instead of {plain_number(one.before)}"
    own = spread(one.own_range.low, one.own_range.high) if one.own_range else ""
    ranging = spread_in_place(own, spread(one.low, one.high))
    return Row((one.name, plain_number(one.value), ranging, _in_prices(one.unit, prices), "changed", said))


def _in_prices(unit: str, year: FinancialYear | None) -> str:
    return f"{unit}, {year} prices" if year else unit


def completeness_table(cohort: Cohort, loaded: Loaded, council: str | None = None) -> Table:
    """How complete each profile is, or that of one council."""
    codes = [profile.council.code for profile in cohort.profiles] if council is None else [council]
    files = [loaded.file_of[code] for code in codes]
    rows = tuple(
        Row((file.council, file.file, file.completeness_share, file.sha256[:12] if file.sha256 else ""))
        for file in files
    )
    columns = (Column("Council"), Column("File"), Column("Complete", "share"), Column("SHA-256 begins"))
    note = "`sharedcli validate` lists every gap with its line."
    return Table("How complete the profiles are", columns, rows, note)


def where_from(given: Assumptions, horizon: Horizon, loaded: Loaded) -> Iterator[str]:
    """Sentences: version and files, day and horizon, what was assumed."""
    used = sum(file.is_ready for file in loaded.run.files)
    yield f"sharedcli {__version__}; {used} of {counted(len(loaded.run.files), 'file', 'files')} used."
    yield (
        f"As at {day(given.as_at)}; horizon {horizon.years[0]} to {horizon.years[-1]}; "
        f"price base {given.price_base}; {whether_changed(given)}."
    )
    yield f"Lead {given.lead_months} months; a tender alone {pounds(given.tender_gbp)} where a council states none."
    yield bias_line(given)
    yield "The method, step by step: sharedcli/help/method.md."

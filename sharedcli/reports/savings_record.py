"""What sharing saves, for machines: `sharedcli/savings/1`, every figure by its id, and rows by line, year and member.

Pounds are numbers to two places; costs are positive, and a saving below zero is a cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.savings import Period, Savings
from sharedcli.appraisal.worth import of_one_team
from sharedcli.costing.amounts import Amount
from sharedcli.costing.ledger import View
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.assumed import bias_line
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, Value, iso_month, pence
from sharedcli.reports.savings import formed_under
from sharedcli.reports.savings_tables import better_off, write_off_id

SCHEMA = "sharedcli/savings/1"

EMPTY: Record = {
    "option": None, "optimism_bias": None, "figures": {}, "consortia": [], "lines": [], "years": [], "members": [],
    "earlier": [],
}  # fmt: skip


def record(whole: Assessment, option: str, council: str | None) -> Record:
    """What one assessment saves under an option, or what the council asked for saves."""
    names, found = Names.of(whole.cohort), formed_under(option, whole, council)
    shown = [(formed, _shown(formed, whole, names, council)) for formed in found]
    return {
        "option": option,
        "optimism_bias": bias_line(whole.given),
        "figures": dict(_figures(found, whole, option, names, council)),
        "consortia": [_consortium(formed, whole) for formed in found],
        "lines": [row for formed, savings in shown for row in _lines(formed, savings)],
        "years": [
            _year(formed, view, one)
            for formed, savings in shown
            for view in (View.PRESENT, View.CASH)
            for one in savings.periods(view)
        ],
        "members": [
            _member(formed, code, Savings.of_member(formed, whole.ledger, code, names.slug[code]), names)
            for formed in found
            for code in formed.codes
            if council in {None, code}
        ],
    }


def amounts(
    found: tuple[Formed, ...], whole: Assessment, option: str, names: Names, council: str | None
) -> Iterator[Amount]:
    """Every amount shown: of all consortia together and of each, its members in brief, or of the council asked for."""
    if council is None and found:
        yield from Savings.of_all(found, whole.ledger, option).amounts
    for formed in found:
        together = Savings.of(formed, whole.ledger)
        yield from together.amounts if council is None else (together.npv,)
        if formed.model is DeliveryModel.SHARED_OPERATION:
            yield together.one_team_staff
        for code in formed.codes:
            if council in {None, code}:
                one = Savings.of_member(formed, whole.ledger, code, names.slug[code])
                yield from one.brief if council is None else one.amounts


def _figures(
    found: tuple[Formed, ...], whole: Assessment, option: str, names: Names, council: str | None
) -> Iterator[tuple[str, Value]]:
    yield from figures_of(amounts(found, whole, option, names, council)).items()
    for formed in found:
        first = _shown(formed, whole, names, council)
        yield f"{first.name}.first-net-benefit", _first_benefit(first, formed, whole)
        if formed.model is DeliveryModel.SHARED_OPERATION:
            yield from figures_of(of_one_team(formed, whole)).items()
        for code in formed.codes:
            worth = formed.write_off_gbp(code)
            if worth and council in {None, code}:
                basis = "accounting, outside the net: book_value_gbp of the profile, in the price base"
                yield write_off_id(formed.service, names.slug[code]), _gbp(worth, basis)


def _first_benefit(savings: Savings, formed: Formed, whole: Assessment) -> Value:
    month = savings.saving.first_month_of_net_benefit(formed.live)
    value = None if month is None else iso_month(whole.horizon.start + month)
    return {"value": value, "unit": "month", "basis": "nominal cash; running total above zero from"}


def _gbp(gbp: float, basis: str) -> Value:
    return {"value": pence(gbp), "unit": "gbp", "basis": basis}


def _shown(formed: Formed, whole: Assessment, names: Names, council: str | None) -> Savings:
    """The consortium's savings, or those of the council asked for in it."""
    if council is None:
        return Savings.of(formed, whole.ledger)
    return Savings.of_member(formed, whole.ledger, council, names.slug[council])


def _consortium(formed: Formed, whole: Assessment) -> Record:
    return {
        "id": formed.id,
        "service": formed.service,
        "members": list(formed.codes),
        "go_live": iso_month(whole.horizon.start + formed.live),
        "price_leverage_none": [member.council for member in formed.members if not member.price_moves],
    }


def _lines(formed: Formed, savings: Savings) -> Iterator[Record]:
    for line, compared in savings.lines:
        usual, together, net = (pence(amount.gbp) for amount in compared.amounts)
        yield {
            "consortium": formed.id, "line": line.key, "one_off": line.is_one_off, "view": View.PRESENT.key,
            "usual_gbp": usual, "together_gbp": together, "saved_gbp": net,
        }  # fmt: skip


def _year(formed: Formed, view: View, one: Period) -> Record:
    return {
        "consortium": formed.id,
        "year": one.year,
        "view": view.key,
        "usual_gbp": pence(one.whole.usual.gbp),
        "together_gbp": pence(one.whole.together.gbp),
        "running_saved_gbp": pence(one.running.gbp),
        "one_off_saved_gbp": pence(one.one_off.gbp),
        "net_gbp": pence(one.net.gbp),
        "cash_releasing_gbp": pence(one.cash_releasing.gbp),
        "own_time_gbp": pence(one.own_time.gbp),
        "running_total_gbp": pence(one.total.gbp),
    }


def _member(formed: Formed, code: str, savings: Savings, names: Names) -> Record:
    split = savings.period(View.PRESENT)
    return {
        "consortium": formed.id,
        "council_code": code,
        "council": names.short[code],
        "view": View.PRESENT.key,
        "usual_gbp": pence(savings.whole.usual.gbp),
        "together_gbp": pence(savings.whole.together.gbp),
        "net_gbp": pence(savings.npv.gbp),
        "net_plain_gbp": pence(savings.plain.net.gbp),
        "cash_releasing_gbp": pence(split.cash_releasing.gbp),
        "own_time_gbp": pence(split.own_time.gbp),
        "write_off_gbp": pence(formed.write_off_gbp(code)),
        "better_off": better_off(savings),
    }

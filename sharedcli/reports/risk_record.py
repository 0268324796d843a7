"""What could go otherwise, for machines: `sharedcli/risk/1`.

Pounds are numbers to two places, chances shares; what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.subjects import all_subject, member_subject
from sharedcli.appraisal.worth import of_consortium
from sharedcli.costing.amounts import Known
from sharedcli.costing.ledger import View
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.incentives_record import limit
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, Value, pence
from sharedcli.reports.risk import Part
from sharedcli.reports.risk_register_record import records as register_records
from sharedcli.reports.risk_sensitivity import Sensitivity
from sharedcli.risk import tornado as moved
from sharedcli.risk.consortium_risk import ConsortiumRisk, MemberRisk, Quantiles
from sharedcli.risk.figures import (
    npv_at,
    once_at,
    total_at,
)
from sharedcli.risk.quantiles import LEVELS, named
from sharedcli.risk.risk import Risk

SCHEMA = "sharedcli/risk/1"

EMPTY: Record = {
    "option": None, "draws": None, "drawn_from": {}, "figures": {}, "inputs": {}, "consortia": [], "register": [],
    "earlier": [],
}  # fmt: skip


def record(part: Part) -> Record:
    """What one set of facts comes to."""
    found, names = part.found, part.register.names
    return {
        "option": found.option,
        "draws": found.drawing.count,
        "drawn_from": _drawn_from(found),
        "figures": dict(_figures(part)),
        "inputs": dict(_limits(found, names)),
        "consortia": [
            _consortium(formed, tried, found.of(formed), names)
            for formed, tried in zip(found.formed, part.tried, strict=True)
        ],
        "register": register_records(part.register),
    }


def _drawn_from(found: Risk) -> Record:
    """The ranges; null where an input is held."""
    open_ = found.uncertainty
    ranges = {
        "scale_exponent": open_.scale_exponent,
        "operating_saving_share": open_.operating_saving_share,
        "exit_fee_share": open_.exit_fee_share,
        "delay_months": open_.delay_months,
        "overrun_share": open_.overruns.range if open_.overruns else None,
    }
    drawn: dict[str, Value] = {
        name: None if given is None else [round(one, 6) for one in (given.low, given.value, given.high)]
        for name, given in ranges.items()
    }
    return {**drawn, "withdrawal_share": open_.withdrawal_share, "overrun_common_share": open_.common_share}


def _figures(part: Part) -> Iterator[tuple[str, Value]]:
    found, base = part.found, part.found.whole.given.price_base
    if found.npv and found.council is None:
        yield from _npv(all_subject(found.option), found.npv, found)
    for formed, tried in zip(found.formed, part.tried, strict=True):
        worth = of_consortium(formed, found.whole)
        yield from figures_of((worth.npv(), worth.without_bias(), *tried.amounts), base).items()
    yield from figures_of(part.register.amounts, base).items()
    yield from _drawn(found, part.register.names)


def _limits(found: Risk, names: Names) -> Iterator[tuple[str, Value]]:
    """What members say they can pay up front: stated, and no sum."""
    for member in (member for one in found.consortia for member in one.members):
        if member.most_one_off_gbp is not None:
            yield limit(names.slug[member.council], member.most_one_off_gbp)


def _drawn(found: Risk, names: Names) -> Iterator[tuple[str, Value]]:
    """Quantiles, as the simulation added them up."""
    base = found.whole.given.price_base
    for one in found.consortia:
        yield from _npv(one.formed.id, one.npv, found)
        for year, total in zip(found.whole.ledger.years, one.running_total, strict=True):
            for level in LEVELS:
                yield stated(total_at(one.formed.id, total, level, year), View.CASH.basis)
        for member in one.members:
            subject = member_subject(one.formed, names.slug[member.council])
            yield from _npv(subject, member.npv, found)
            for level in LEVELS:
                yield stated(once_at(subject, member.one_off, level), f"{View.REAL.basis}, {base} prices")


def _npv(subject: str, npv: Quantiles, found: Risk) -> Iterator[tuple[str, Value]]:
    for level in LEVELS:
        yield stated(npv_at(subject, npv, level), f"{View.PRESENT.basis}, {found.whole.given.price_base} prices")


def stated(quantile: Known, basis: str) -> tuple[str, Value]:
    """A figure drawn, by its id, with its unit and basis."""
    return quantile.id, {"value": pence(quantile.gbp), "unit": "gbp", "basis": basis}


def _consortium(formed: Formed, tried: Sensitivity, one: ConsortiumRisk | None, names: Names) -> Record:
    """One consortium; what rests on futures is null where none were drawn."""
    return {
        "id": formed.id,
        "service": formed.service,
        "members": [_member(member, names) for member in one.members] if one else [],
        "npv_gbp": _quantiles(one.npv) if one else None,
        "chance_of_net_saving": one.chance_of_saving if one else None,
        "chance_of_payback_in_review": one.chance_of_payback if one else None,
        "one_at_a_time": one_at_a_time(tried),
    }


def _member(member: MemberRisk, names: Names) -> Record:
    return {
        "council_code": member.council,
        "council": names.short[member.council],
        "npv_gbp": _quantiles(member.npv),
        "one_off_gbp": _quantiles(member.one_off),
        "chance_of_loss": member.chance_of_loss,
        "most_one_off_gbp": pence(member.most_one_off_gbp),
        "could_bear_p95": None if member.most_one_off_gbp is None else not member.could_not_bear,
    }


def _quantiles(found: Quantiles) -> Record:
    return {named(level): pence(found.at(level)) for level in LEVELS}


def one_at_a_time(found: Sensitivity) -> Record:
    """The same for machines; a side that was not tried, and a value that nothing turns, is null."""
    held = found.tornado
    return {
        "swings": [_swing_record(one, found) for one in held.swings],
        "switching_values": [
            {"input": one.input, "unit": one.unit, "planned": _six(one.planned), "turns_at": _six(one.at)}
            for one in found.turns
        ],
        "held": [*held.held_months, *held.held_rates, *held.held_by_user],
    }


def _swing_record(one: moved.Swing, found: Sensitivity) -> Record:
    return {
        "input": one.input,
        "unit": one.unit or None,
        "council_code": one.council or None,
        "council": found.names.short[one.council] if one.council else None,
        "planned": _six(one.planned),
        "low": _end_record(one.low),
        "high": _end_record(one.high),
    }


def _end_record(end: moved.End | None) -> Record | None:
    return None if end is None else {"value": _six(end.value), "npv_gbp": pence(end.npv.gbp), "figure": end.npv.id}


def _six(value: float | None) -> float | None:
    return None if value is None else round(value, 6)

"""The risk register for machines: every risk with its rule, likelihood, pounds and place, in the order of the list."""

from __future__ import annotations

from collections.abc import Mapping

from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.reports.record import Record, Value, pence
from sharedcli.reports.risk_register import Listed, RegisterReport, rests_on
from sharedcli.risk.register import Entered


def records(found: RegisterReport) -> list[Record]:
    """Every risk of all consortia."""
    return [_record(one, found.matrix) for one in found.listed(found.registers)]


def _record(one: Listed, matrix: RiskMatrix) -> Record:
    entered, place = one.entered, one.place
    return {
        "id": entered.name,
        "code": entered.rule.code,
        "name": entered.rule.name,
        "category": entered.rule.category.value,
        "consortium": entered.formed.id,
        "council_codes": list(entered.hit.councils),
        "says": entered.hit.says,
        "rule": entered.rule.when,
        "likelihood": _likelihood(entered),
        "change_gbp": pence(entered.change.gbp) if entered.change else None,
        "not_known_because": entered.unknown or None,
        "by": entered.by.isoformat() if entered.by else None,
        "owner": entered.rule.owner.value,
        "mitigation": entered.rule.mitigation,
        "matrix": matrix.name,
        "rag": place.rag if place else None,
        "likelihood_step": matrix.likelihood[place.likelihood].label if place else None,
        "impact_step": matrix.impact[place.impact].label if place else None,
    }


def _likelihood(one: Entered) -> Mapping[str, Value]:
    likely = one.hit.likelihood
    return {
        "low": round(likely.low, 6),
        "high": round(likely.high, 6),
        "placed_at": round(likely.at, 6),
        "basis": likely.basis.value,
        "rests_on": rests_on(one),
    }

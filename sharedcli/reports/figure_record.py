"""One figure explained for machines: `sharedcli/figure/1`, every row, input and parameter behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.appraisal.explaining import Explained, Item, JointPrice
from sharedcli.appraisal.inputs import Fact, Rests
from sharedcli.appraisal.sensitivity import MORE_SHARE, Mover
from sharedcli.costing.ledger import View
from sharedcli.reports.figure_inputs import Inputs, Looked
from sharedcli.reports.figure_tree import who
from sharedcli.reports.record import Record, Value, pence, provenance

if TYPE_CHECKING:
    from sharedcli.reports.figure import FigureReport
    from sharedcli.reports.figure_words import Claimed, Worded

SCHEMA = "sharedcli/figure/1"


def record(report: FigureReport) -> Record:
    """The newest facts' figure, and any earlier under `earlier`; what is no sum has words and no rows."""
    found = [_of(told, report) for told in report.found] or [_worded(one, report) for one in report.in_words]
    newest, *earlier = found
    return {**newest, "earlier": earlier}


def _of(told: Explained, report: FigureReport) -> Record:
    amount, whole, inputs = told.amount, told.whole, Inputs.of(told.facts, told.whole, report.asked.loaded)
    years = [amount.plus.years[place] for place in amount.years]
    return {
        "schema": SCHEMA,
        "as_at": whole.given.as_at.isoformat(),
        "delivery_model": whole.model.key,
        "provenance": provenance(whole.given, whole.horizon, report.asked.loaded.run),
        "id": amount.id,
        "label": amount.label,
        "council_code": report.asked.council,
        "value": pence(amount.gbp),
        "unit": "gbp",
        "view": amount.view.key,
        "basis": amount.basis,
        "price_base": None if amount.view is View.CASH else str(whole.given.price_base),
        "years": years,
        "rows": [_row(item, inputs) for item in told.items],
        "inputs": [_fact(inputs.found[fact], inputs) for fact in told.facts],
        "filled": [
            {"council_code": code, "field": f.field, "parameter": f.parameter, "gbp": pence(f.gbp)}
            for code, f in told.filled
        ],
        "parameters": [_parameter(name, inputs) for name in told.parameters],
        "joint_prices": [_price(price) for price in told.prices],
        "would_change_most": [_mover(mover, inputs) for mover in told.movers],
        "raised_by_share": MORE_SHARE,
    }


def _worded(told: Worded, report: FigureReport) -> Record:
    whole, inputs = told.whole, Inputs.of(told.facts, told.whole, report.asked.loaded)
    return {
        "schema": SCHEMA,
        "as_at": whole.given.as_at.isoformat(),
        "delivery_model": whole.model.key,
        "provenance": provenance(whole.given, whole.horizon, report.asked.loaded.run),
        "id": told.id,
        "value": pence(told.value) if isinstance(told.value, float) else told.value,
        "unit": told.unit,
        "label": told.label,
        "words": told.words,
        "inputs": [_fact(inputs.found[fact], inputs) for fact in told.facts],
        "claims": [_claim(one) for one in told.claims],
        "follows_from": list(told.behind),
        "set_against": list(told.beside),
    }


def _claim(stated: Claimed) -> Record:
    return {
        "centre": stated.centre,
        "field": stated.field,
        "pointer": list(stated.pointer),
        "as_written": stated.text,
        "file": stated.file,
        "line": stated.line or None,
        "column": stated.column or None,
    }


def _row(item: Item, inputs: Inputs) -> Record:
    entry = item.entry
    return {
        "council_code": entry.council,
        "council": who(entry.council, inputs),
        "option": entry.option,
        "consortium": entry.consortium or None,
        "service": entry.service,
        "is_taken_off": item.sign < 0,
        "line": entry.line.key,
        "rule": entry.rule,
        "own_time": entry.is_time,
        "gbp": pence(item.gbp),
        "rests_on": [_name(one) for one in item.rests],
        "said": list(item.said),
    }


def _name(rests: Rests) -> str:
    """A parameter's name, or a field with the code of the council whose profile it is in."""
    return f"{rests.council}:{rests.field}" if isinstance(rests, Fact) else rests


def _fact(looked: Looked, inputs: Inputs) -> Record:
    pointer: list[Value] = list(looked.pointer)
    return {
        "name": _name(looked.fact),
        "council_code": looked.fact.council,
        "council": who(looked.fact.council, inputs),
        "field": looked.fact.field,
        "pointer": pointer,
        "value": looked.value,
        "as_written": looked.text,
        "file": looked.file,
        "line": looked.line or None,
        "column": looked.column or None,
    }


def _parameter(name: str, inputs: Inputs) -> Record:
    about, dated = inputs.given.parameters[name], inputs.dated(name)
    value = float(getattr(inputs.given, name, 0.0))
    head: Record = {"name": name, "label": about.label, "unit": about.unit, "value": value}
    own = inputs.changed(name)
    if own:
        asked = {"source": own.source.title if own.source else None, "where": own.where, "before": own.before}
        return {**head, "is_changed": True, **asked}
    if dated is None:
        return {**head, "is_changed": False}
    return {
        **head,
        "is_changed": False,
        "shipped": dated.value,
        "price_year": str(dated.price_year) if dated.price_year else None,
        "in_force_from": dated.in_force_from.isoformat(),
        "evidence": dated.evidence,
        "source": dated.source.title,
        "source_url": dated.source.url,
        "source_on": dated.source.on.isoformat() if dated.source.on else None,
    }


def _price(price: JointPrice) -> Record:
    return {
        "consortium": price.consortium,
        "volume": price.volume,
        "exponent": price.exponent,
        "discount_share": 1 - price.factor,
        "alone_gbp": {code: pence(gbp) for code, gbp in price.alone_gbp.items()},
        "together_gbp": {code: pence(price.together_gbp(code)) for code in price.alone_gbp},
    }


def _mover(mover: Mover, inputs: Inputs) -> Record:
    looked = inputs.found[mover.rests] if isinstance(mover.rests, Fact) else None
    return {
        "name": _name(mover.rests),
        "now": mover.now,
        "tried": mover.tried,
        "change_gbp": pence(mover.change_gbp),
        "file": looked.file if looked else None,
        "line": (looked.line or None) if looked else None,
    }

"""One council for machines: `sharedcli/show/1`, one row for each system, in the order of the profile.

Months are written 2028-10, days ISO, a contract's last day as far as it is known, and what is not known is null.
"""

from __future__ import annotations

from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import System
from sharedcli.reports.assumed import changed_rows
from sharedcli.reports.coverage import coverage
from sharedcli.reports.gaps import worst_first
from sharedcli.reports.record import Record, Value, iso_spans, made_by, pence
from sharedcli.reports.show import ShowReport
from sharedcli.reports.stated_spend import StatedSpend, stated

SCHEMA = "sharedcli/show/1"


def record(shown: ShowReport) -> Record:
    """Everything the screen shows, and what it leaves out for its size."""
    profile, complete = shown.profile, shown.complete
    return {
        "schema": SCHEMA,
        "as_at": shown.timeline.as_at.isoformat(),
        "provenance": {
            **made_by(shown.loaded.run),
            "facts_as_at": profile.as_at.isoformat(),
            "figures": profile.figures,
            "price_year": str(profile.prices),
            "assumptions_changed": changed_rows(shown.timeline.given),
        },
        "coverage": coverage(shown.loaded),
        "file": shown.file.file,
        "council": _council(profile),
        "conditions": _conditions(profile),
        "spend_a_year": [_spend(part) for part in stated(profile)],
        "completeness_share": round(complete.share, 4),
        "gaps": [{"pointer": _written(gap.pointer), "label": gap.label} for gap in worst_first(complete.gaps)],
        "findings": {str(level): sum(f.severity is level for f in shown.findings) for level in reversed(Severity)},
        "next_command": shown.next_command,
        "rows": [_row(system, shown) for system in profile.systems],
    }


def _written(pointer: tuple[str | int, ...]) -> str:
    return "".join(f"/{step}" for step in pointer)


def _council(profile: Profile) -> Record:
    council, moving = profile.council, profile.reorganisation
    return {
        "code": council.code,
        "name": council.name,
        "tier": council.tier,
        "region": council.region,
        "county": council.county,
        "population": council.population,
        "households": council.households,
        "net_revenue_budget_gbp": pence(council.net_revenue_budget_gbp),
        "vesting_on": moving.vesting_on.isoformat() if moving else None,
        "successor": moving.successor if moving else None,
    }


def _conditions(profile: Profile) -> Record:
    lines: list[Value] = [
        {"service": line.service, "forbids": list(line.forbids), "reason": line.reason}
        for line in profile.conditions.red_lines
    ]
    return {"most_one_off_gbp": pence(profile.conditions.most_one_off_gbp), "red_lines": lines}


def _spend(part: StatedSpend) -> Record:
    """Pounds a year as stated, the services they are of, and those that state nothing."""
    return {"part": part.part, "gbp": pence(part.gbp), "of": list(part.of), "unknown": list(part.unknown)}


def _row(system: System, shown: ShowReport) -> Record:
    months, contract, cost = shown.months_of(system), system.contract, system.annual_cost_gbp
    free = iso_spans(months.free, shown.timeline.horizon.start) if months else []
    return {
        "council_code": shown.profile.council.code,
        "service": system.service,
        "status": system.status,
        "product": system.product,
        "supplier": system.supplier,
        "last_day": str(contract.last_day) if contract and contract.last_day else None,
        "notice_by": months.notice.by.isoformat() if months and months.notice else None,
        "free": free,
        "opens_reason": months.window.opens_reason if months else None,
        "closes_reason": months.window.closes_reason if months else None,
        "kept_out": (months.kept_out or None) if months else None,
        "support_ends": system.support_ends.isoformat() if system.support_ends else None,
        "suppliers_gbp": pence(cost.supplier) if cost else None,
        "staff_gbp": pence(cost.staff) if cost else None,
        "plan": system.plan.action if system.plan else None,
    }

"""The timeline for machines: `sharedcli/timeline/1`, one row for each council and service.

Months are written 2028-10, days ISO, and what is not known is null. Spans of months include both ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli import __version__
from sharedcli.api import Loaded
from sharedcli.matching.timeline import Notice, Row, ServiceTimeline, Timeline
from sharedcli.model.profile import Cohort
from sharedcli.reports.assumed import changed_rows
from sharedcli.reports.coverage import coverage
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, iso_month, iso_spans, made_by
from sharedcli.reports.timeline import if_missed

SCHEMA = "sharedcli/timeline/1"


def record(cohort: Cohort, timeline: Timeline, loaded: Loaded, *, council: str | None = None) -> Record:
    """The whole timeline, or the rows and notice days of one council by its ONS code."""
    names = Names.of(cohort)
    years = timeline.horizon.years
    return {
        "schema": SCHEMA,
        "as_at": timeline.as_at.isoformat(),
        "provenance": {
            **made_by(loaded.run),
            "assumptions_changed": changed_rows(timeline.given),
            "horizon": {"first_year": str(years[0]), "last_year": str(years[-1])},
        },
        "coverage": coverage(loaded),
        "figures": dict(_figures(timeline)),
        "services": [_service(service, timeline) for service in timeline.services],
        "notices": [_notice(notice, names) for notice in timeline.notices(council)],
        "rows": [
            _row(row, timeline, loaded, names)
            for service in timeline.services
            for row in service.rows
            if council in {None, row.council}
        ],
    }


def nothing_record(loaded: Loaded) -> Record:
    """The record where no council lists a system: the same keys, nothing in them."""
    empty: Record = {"figures": {}, "services": [], "notices": [], "rows": [], "earlier": []}
    return {"schema": SCHEMA, "as_at": None, "provenance": made_by(loaded.run), "coverage": coverage(loaded), **empty}


def _figures(timeline: Timeline) -> Iterator[tuple[str, Record]]:
    for service in timeline.services:
        basis = "the most councils that could join in one month"
        yield f"{service.service}.most", {"value": service.most, "unit": "councils", "basis": basis}


def _service(service: ServiceTimeline, timeline: Timeline) -> Record:
    return {
        "service": service.service,
        "councils": len(service.rows),
        "might_join": len(service.might_join),
        "most": service.most,
        "shared": iso_spans(service.shared, timeline.horizon.start),
    }


def _notice(notice: Notice, names: Names) -> Record:
    return {
        "notice_by": notice.by.isoformat(),
        "council_code": notice.council,
        "council": names.short[notice.council],
        "service": notice.service,
        "if_missed": notice.if_missed.value,
        "bound_until": notice.bound_until.isoformat() if notice.bound_until else None,
        "sentence": if_missed(notice),
    }


def _row(row: Row, timeline: Timeline, loaded: Loaded, names: Names) -> Record:
    """The batch columns of COMMANDS.md that need no money, then what the chart shows."""
    spans, moving = row.free, row.reorganisation
    return {
        "council_code": row.council,
        "council": names.short[row.council],
        "service": row.window.service,
        "window_opens": _month(timeline, spans[0].opens) if spans else None,
        "window_closes": _month(timeline, spans[-1].closes) if spans else None,
        "notice_by": row.notice.by.isoformat() if row.notice else None,
        "as_at": timeline.as_at.isoformat(),
        "tool_version": __version__,
        "input_sha256": loaded.file_of[row.council].sha256,
        "opens_reason": row.window.opens_reason,
        "closes_reason": row.window.closes_reason,
        "settling": row.window.settling,
        "kept_out": row.kept_out or None,
        "support_ends": row.support_ends.isoformat() if row.support_ends else None,
        "vesting_on": moving.vesting_on.isoformat() if moving else None,
        "free": iso_spans(spans, timeline.horizon.start),
    }


def _month(timeline: Timeline, month: int) -> str:
    return iso_month(timeline.horizon.start + month)

"""The matching for machines: `sharedcli/matching/1`, flat rows, each with the number of the part it belongs to.

Pounds are numbers to two places, dates ISO, and what is not known is null, never zero. For each council outside a
consortium there is the nearest one, and for each outside an aligned group the nearest larger one: a row for every
pair would be millions over a country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharedcli.api import Loaded
from sharedcli.appraisal.aligned import AlignedGroup
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.matching import Matching, ServiceMatching
from sharedcli.appraisal.outside import Outside
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.vesting import VestingSystem
from sharedcli.model.calendar import Month
from sharedcli.reports.coverage import coverage
from sharedcli.reports.naming import Names
from sharedcli.reports.obstacles import told
from sharedcli.reports.record import Record, Value, iso_month, iso_spans, made_by, pence, provenance

SCHEMA = "sharedcli/matching/1"


def record(parts: Sequence[Matching], loaded: Loaded) -> Record:
    """All parts, numbered from 1."""
    about = [
        (number, part, service, Names.of(part.cohort))
        for number, part in enumerate(parts, start=1)
        for service in part.services
    ]
    return {
        "schema": SCHEMA,
        "as_at": max(part.given.as_at for part in parts).isoformat() if parts else None,
        "provenance": rests_on(parts, loaded),
        "coverage": coverage(loaded),
        "parts": [_part(number, part) for number, part in enumerate(parts, start=1)],
        "services": [{"part": number, **_service(service)} for number, _, service, _ in about],
        "consortia": [
            {"part": number, **_consortium(formed, part)}
            for number, part, service, _ in about
            for formed in service.formed
        ],
        "aligned_groups": [
            {"part": number, **_group(place, group, service, part, loaded)}
            for number, part, service, _ in about
            for place, group in enumerate(service.aligned, start=1)
        ],
        "outside_groups": [
            {"part": number, **_miss(place, miss, service, names)}
            for number, _, service, names in about
            for place, group in enumerate(service.aligned, start=1)
            for miss in group.misses
        ],
        "outside_consortia": [
            {"part": number, **_outside(one, service, part, names)}
            for number, part, service, names in about
            for one in service.outside
        ],
        "not_listed": [{"part": number, **row} for number, _, service, _ in about for row in _unlisted(service)],
    }


def rests_on(parts: Sequence[Matching], loaded: Loaded) -> Record:
    """Where it comes from; the parts rest on the same parameters but for their day."""
    if not parts:
        return made_by(loaded.run)
    part = parts[0]
    return provenance(part.given, part.horizon, loaded.run)


def _part(number: int, part: Matching) -> Record:
    wishes, moving = part.wishes, part.vesting
    return {
        "part": number,
        "as_at": part.given.as_at.isoformat(),
        "councils": len(part.cohort.profiles),
        "successor": moving.successor if moving else None,
        "vesting_on": moving.vesting_on.isoformat() if moving else None,
        "running_past_vesting": [_running(system) for system in moving.running] if moving else [],
        "regions": list(wishes.regions),
        "counties": list(wishes.counties),
        "tiers": list(wishes.tiers),
        "delivery_model": part.model.key,
        "least_members": wishes.least,
        "most_members": wishes.most,
        "must_include": list(wishes.must_include),
        "exclude": list(wishes.exclude),
    }


def _running(system: VestingSystem) -> Record:
    return {
        "council_code": system.council,
        "service": system.service,
        "runs_past": system.runs_past.value,
        "runs_to": system.runs_to.isoformat() if system.runs_to else None,
        "together_gbp": pence(system.together_gbp) if system.together_gbp else None,
        "needs_consent": system.needs_consent,
    }


def _service(service: ServiceMatching) -> Record:
    chosen = service.selection
    return {
        "service": service.service,
        "councils": len(service.field.windows),
        "willing": len(service.field.willing),
        "value_gbp": pence(chosen.value_gbp) if chosen else None,
        "bound_gbp": pence(chosen.bound_gbp) if chosen else None,
        "gap_share": round(chosen.gap_share, 6) if chosen else None,
        "quick": chosen.quick if chosen else None,
        "stopped": chosen.stopped if chosen else None,
        "cannot_include": list(service.left_out),
        "not_included": list(service.not_included),
    }


def _consortium(formed: Formed, part: Matching) -> Record:
    start = part.horizon.start
    first = formed.first_notice_by(start)
    return {
        "service": formed.service,
        "consortium": formed.id,
        "members": list(formed.codes),
        "product": formed.product or None,
        "go_live": iso_month(start + formed.live),
        "joins": [iso_month(start + joins) for joins in formed.joins],
        "npv_gbp": pence(formed.worth_gbp),
        "first_notice_by": first[0].isoformat() if first else None,
        "first_notice_of": list(first[1]) if first else [],
        "slack_months": Month.of(first[0]) - start if first else None,
    }


def _group(number: int, group: AlignedGroup, service: ServiceMatching, part: Matching, loaded: Loaded) -> Record:
    start, shared, notice = part.horizon.start, group.alignment.shared, group.alignment.first_notice_by
    complete = [loaded.file_of[code].completeness_share for code in group.members]
    known = [share for share in complete if share is not None]
    return {
        "service": service.service,
        "group": number,
        "members": list(group.members),
        "opens": iso_month(start + shared.opens),
        "closes": iso_month(start + shared.closes),
        "months_shared": group.alignment.months_shared,
        "spans": iso_spans(group.alignment.spans, start),
        "cheapest_month": None if group.month is None else iso_month(start + group.month),
        "aligning_cost_gbp": pence(group.cost_gbp),
        "supplier_gbp_a_year": pence(group.spend_gbp),
        "costs_unknown": list(group.unpriced),
        "cannot_or_will_not": list(group.blocked),
        "first_notice_by": notice.isoformat() if notice else None,
        "slack_months": group.alignment.slack_months(part.given.as_at),
        "completeness_share": round(sum(known) / len(known), 4) if known else None,
    }


def _miss(number: int, miss: NearMiss, service: ServiceMatching, names: Names) -> Record:
    return {
        "service": service.service,
        "council_code": miss.council,
        "council": names.short[miss.council],
        "group": number,
        "obstacle": miss.kind.value,
        "months": miss.months or None,
        "reason": miss.reason,
    }


def _outside(one: Outside, service: ServiceMatching, part: Matching, names: Names) -> Record:
    return {
        "service": service.service,
        "council_code": one.council,
        "council": names.short[one.council],
        "obstacle": one.obstacle.value,
        "consortium": one.consortium.id if one.consortium else None,
        "months": (one.miss.months or None) if one.miss else None,
        "gain_of_all_gbp": pence(one.gain_of_all_gbp),
        "sentence": told(one, part.horizon.start),
    }


def _unlisted(service: ServiceMatching) -> Iterator[dict[str, Value]]:
    for kind in sorted({miss.kind.value for miss in service.unlisted}):
        councils = [miss.council for miss in service.unlisted if miss.kind.value == kind]
        yield {"service": service.service, "obstacle": kind, "councils": councils}

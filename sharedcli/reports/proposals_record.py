"""Centres announced, for machines: `sharedcli/proposals/1`, one row for each centre.

Pounds are numbers to two places, dates ISO, and what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.api import CheckRun, Loaded
from sharedcli.appraisal.proposals import CentreResult, Fate, ProposalsAppraisal, ServiceProposals
from sharedcli.reports.coverage import coverage
from sharedcli.reports.proposals_sums import Sums
from sharedcli.reports.proposals_tables import rivals
from sharedcli.reports.record import Record, Value, inputs_of, iso_month, pence, provenance

SCHEMA = "sharedcli/proposals/1"


def record(whole: ProposalsAppraisal, loaded: Loaded, read: CheckRun) -> Record:
    """The whole report."""
    return {
        "schema": SCHEMA,
        "as_at": whole.given.as_at.isoformat(),
        "provenance": {
            **provenance(whole.given, whole.horizon, loaded.run),
            "inputs": [*inputs_of(read), *inputs_of(loaded.run)],
        },
        "coverage": coverage(loaded),
        "figures": dict(_figures(whole)),
        "counted_twice": [row for service in whole.services for row in _twice(service)],
        "if_they_chose": [row for service in whole.services for row in _chosen(service, whole)],
        "not_looked_at": [service.service for service in whole.services if service.choosing is None],
        "rows": [_row(centre, service, whole) for service in whole.services for centre in service.centres],
    }


def _figures(whole: ProposalsAppraisal) -> Iterator[tuple[str, Value]]:
    """The sums by their stable ids, with unit and basis; each centre's figures are in its row."""
    sums, basis = Sums.of(whole), f"present value, real, {whole.given.price_base} prices"
    named = {
        "proposals.claimed": sums.claimed,
        "proposals.not-appraised.claimed": sums.unknown,
        "proposals.worth-nothing.claimed": sums.worth_nothing,
        "proposals.counted-elsewhere.claimed": sums.counted_elsewhere,
        "proposals.standing.claimed": sums.standing,
        "proposals.standing.npv": sums.worth,
        "proposals.standing.npv-plain": sums.plain,
        "proposals.overstated": sums.overstated,
    }
    for name, gbp in named.items():
        plain = ", no optimism bias" if name.endswith("plain") else ""
        yield name, {"value": pence(gbp), "unit": "gbp", "basis": basis + plain}


def _twice(service: ServiceProposals) -> Iterator[Record]:
    for seat, centres in service.twice:
        yield {
            "service": service.service,
            "council_code": seat.code,
            "announced_as": seat.announced,
            "centres": [centre.centre.name for centre in centres],
        }


def _chosen(service: ServiceProposals, whole: ProposalsAppraisal) -> Iterator[Record]:
    for centre, kept in service.choosing or ():
        yield {
            "service": service.service,
            "centre": centre.centre.name,
            "members": list(kept.codes),
            "npv_gbp": pence(kept.saving(whole.ledger).npv_gbp),
        }


def _row(centre: CentreResult, service: ServiceProposals, whole: ProposalsAppraisal) -> Record:
    announced, said, start = centre.announced, centre.announced.centre, whole.horizon.start
    saving = centre.formed.saving(whole.ledger) if centre.formed else None
    elsewhere = centre.fate is Fate.COUNTED_ELSEWHERE
    return {
        "id": announced.id,
        "centre": said.name,
        "service": said.service,
        "outcome": centre.fate.value,
        "cannot_stand_beside": [rival.centre.name for rival in rivals(centre, service)] if elsewhere else [],
        "announced": len(announced.seats),
        "members": list(announced.taking_part),
        "left_out": [{"member": left.seat.announced, "reason": left.reason} for left in announced.left_out],
        "figures": whole.proposals.standing_of(said),
        "claimed_gbp_a_year": said.claimed_gbp_a_year,
        "claimed_once_gbp": said.claimed_once_gbp,
        "price_year": str(whole.proposals.prices),
        "claimed_from": iso_month(start + announced.live),
        "claim_gbp": pence(centre.claim_gbp),
        "npv_gbp": pence(centre.worth_gbp),
        "short_gbp": pence(centre.short_gbp),
        "npv_without_optimism_bias_gbp": pence(saving.without_optimism_bias_gbp) if saving else None,
        "one_off_gbp": pence(saving.one_off_gbp) if saving else None,
        "peak_cash_gbp": pence(saving.peak_cash_gbp) if saving else None,
        "go_live": iso_month(start + centre.formed.live) if centre.formed else None,
        "product": (centre.formed.product or None) if centre.formed else None,
        "not_appraised_because": centre.why_not or None,
        "source": said.source.url or said.source.title if said.source else None,
    }

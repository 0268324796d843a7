"""The incentives for machines: `sharedcli/incentives/1`.

Pounds are numbers to two places; what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.funding import Funding
from sharedcli.appraisal.incentives import Incentives
from sharedcli.appraisal.penalties import PenaltyTest
from sharedcli.appraisal.red_lines import LinePrice
from sharedcli.appraisal.refusals import Refusal
from sharedcli.costing.amounts import Amount
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.incentives_funding import shown_years
from sharedcli.reports.incentives_penalties import verdicts_of
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, Value, iso_month, pence
from sharedcli.reports.savings_tables import write_off_id

SCHEMA = "sharedcli/incentives/1"
PENALTY = "penalty"
"""The id of the penalty asked about."""

EMPTY: Record = {
    "option": None, "period": None, "penalty_gbp_a_year": None, "figures": {}, "inputs": {},
    "funding": [], "penalties": [], "red_lines": [], "earlier": [],
}  # fmt: skip


def record(found: Incentives) -> Record:
    """What one set of facts comes to."""
    sums = Sums(found, Names.of(found.whole.cohort))
    years = found.period.years(found.whole.horizon)
    return {
        "option": found.option,
        "period": {
            "name": found.period.name,
            "last_year": str(found.period.last_year),
            "years": [found.whole.ledger.years[year] for year in years],
        },
        "penalty_gbp_a_year": pence(found.penalty_gbp),
        "figures": figures_of(amounts(sums)),
        "inputs": dict(_inputs(found, sums.names)),
        "funding": [_funding(one, sums) for one in (*found.members, *found.councils)],
        "penalties": [
            _refusal(one, test, sums) for test in found.penalties for one in (*test.refusals, *test.unwanted)
        ],
        "red_lines": [_line(price, sums) for price in found.red_lines],
    }


def amounts(sums: Sums) -> Iterator[Amount]:
    """Every figure the report shows, each once."""
    found = sums.found
    for one in found.members:
        yield from (sums.net(one), sums.peak(one), sums.one_off(one), sums.usual_one_off(one))
        yield from (sums.gap(one), sums.with_grant(one)) if one.is_short else ()
        yield from (sums.shortfall(one),) if one.most_one_off_gbp is not None else ()
    for one in found.councils:
        yield from (sums.net(one), sums.peak(one), sums.one_off(one), sums.usual_one_off(one))
        yield from (sums.running_total(one, year) for year in range(shown_years(found)))
        yield from (sums.shortfall(one),) if one.most_one_off_gbp is not None else ()
    yield from (sums.gaps(), sums.total(), sums.total_with_grants())
    yield from _of_penalties(sums)
    for prices in sums.lines():
        for group in ((price,) for price in prices) if len(prices) > 1 else (prices,):
            yield from (sums.forgone(group), sums.forgone(group, own=True))
        if len(prices) > 1:
            yield from (sums.forgone(prices), sums.forgone(prices, own=True))


def _of_penalties(sums: Sums) -> Iterator[Amount]:
    for test in sums.found.penalties:
        for one in (*test.refusals, *test.unwanted):
            yield from (sums.joining(one), sums.of_all(one))
            if one.is_needed:
                yield from (sums.penalty(one), *sums.totals(one))
        if test.answered and test.refusals:
            yield from sums.answered([test], test.service)
    if sums.found.penalty_gbp is not None:
        yield from sums.answered(sums.found.penalties)


def _inputs(found: Incentives, names: Names) -> Iterator[tuple[str, Value]]:
    """Pounds that the report shows and that are no sum of rows, with where they are stated."""
    if found.penalty_gbp is not None:
        yield PENALTY, {"value": pence(found.penalty_gbp), "unit": "gbp", "from": "--penalty"}
    for one in found.councils:
        if one.most_one_off_gbp is not None:
            yield limit(names.slug[one.council], one.most_one_off_gbp)
    verdicts = verdicts_of(found)
    for test in found.penalties:
        for refusal in test.refusals:
            worth = verdicts[test.service, refusal.council].write_off_gbp
            if worth is not None:
                value = {"value": pence(worth), "unit": "gbp", "from": "systems.book_value_gbp"}
                yield write_off_id(test.service, names.slug[refusal.council]), value


def limit(slug: str, gbp: float) -> tuple[str, Value]:
    """What a council says it can pay up front, by its id: an input, and no sum."""
    return most_one_off_id(slug), {"value": pence(gbp), "unit": "gbp", "from": "conditions.most_one_off_gbp"}


def most_one_off_id(slug: str) -> str:
    """The id of what a council can pay up front."""
    return f"{slug}.most-one-off"


def _funding(one: Funding, sums: Sums) -> Record:
    """One member of one consortium; without a service, a council over all it is in."""
    years = one.saving.years_to_peak
    return {
        "council_code": one.council,
        "council": sums.names.short[one.council],
        "service": one.service or None,
        "consortium": one.consortium.id if one.consortium else None,
        "net_by_period_gbp": pence(sums.net(one).gbp),
        "funding_gap_gbp": pence(sums.gap(one).gbp) if one.consortium else None,
        "peak_cash_gbp": pence(sums.peak(one).gbp),
        "peak_at_end_of": one.saving.usual.years[years[-1]] if years else None,
        "one_off_gbp": pence(sums.one_off(one).gbp),
        "one_off_alone_gbp": pence(sums.usual_one_off(one).gbp),
        "most_one_off_gbp": pence(one.most_one_off_gbp),
        "up_front_shortfall_gbp": None if one.most_one_off_gbp is None else pence(sums.shortfall(one).gbp),
    }


def _refusal(one: Refusal, test: PenaltyTest, sums: Sums) -> Record:
    refusing, paying, joining = sums.totals(one)
    answered = test.answered
    return {
        "council_code": one.council,
        "council": sums.names.short[one.council],
        "service": one.joined.service,
        "consortium": one.consortium.id,
        "joins": iso_month(sums.found.whole.horizon.start + one.joins),
        "red_line": one.line.reason if one.line else None,
        "joining_gbp": pence(sums.joining(one).gbp),
        "penalty_a_year_gbp": pence(sums.penalty(one).gbp) if one.is_needed else None,
        "total_if_it_refuses_gbp": pence(refusing.gbp),
        "total_if_it_pays_gbp": pence(paying.gbp),
        "total_if_it_joins_gbp": pence(joining.gbp),
        "gain_of_all_gbp": pence(sums.of_all(one).gbp),
        "gives_in": None if answered is None else one.council in answered.joining,
    }


def _line(price: LinePrice, sums: Sums) -> Record:
    return {
        "council_code": price.council,
        "council": sums.names.short[price.council],
        "service": price.service,
        "line": price.number,
        "forbids": list(price.line.forbids),
        "reason": price.line.reason,
        "bearing": price.bearing.value,
        "forgone_gbp": pence(sums.forgone([price]).gbp),
        "forgone_by_itself_gbp": pence(sums.forgone([price], own=True).gbp),
        "would_be_with": [code for code in price.joined.codes if code != price.council] if price.joined else [],
        "is_proven": price.is_proven,
    }

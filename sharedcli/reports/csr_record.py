"""Spending reviews for machines: `sharedcli/csr/1`.

Pounds are numbers to two places; what is not known is null, never zero. Baselines, back offices and targets in pounds
are inputs, not sums, and stand under `inputs` as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.releasing import Within
from sharedcli.appraisal.spending_review import InReview, SpendingReviews
from sharedcli.appraisal.target_reach import Reach
from sharedcli.costing.amounts import Amount
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import Path, Span
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.assumed import source_row
from sharedcli.reports.csr_figures import yearly
from sharedcli.reports.csr_inputs import inputs_of
from sharedcli.reports.record import Record, Value, iso_month, pence

SCHEMA = "sharedcli/csr/1"
EMPTY: Record = {"option": None, "figures": {}, "inputs": {}, "periods": [], "earlier": []}


def record(found: SpendingReviews) -> Record:
    """What one set of facts comes to."""
    names = Names.of(found.whole.cohort)
    inputs = dict(
        item for one in found.periods for item in inputs_of(one.reach, f"{found.scope.group.name}.{one.span.key}")
    )
    return {
        "option": found.scope.option,
        "figures": figures_of(amounts(found)),
        "inputs": {
            name: {"value": pence(gbp), "unit": "gbp", "from": source} for name, (gbp, source) in inputs.items()
        },
        "periods": [_period(one, names) for one in found.periods],
    }


def amounts(found: SpendingReviews) -> Iterator[Amount]:
    """Every figure the report shows, each once."""
    shown = {amount.id: amount for one in found.periods for amount in one.amounts}
    shown.update((amount.id, amount) for amount in yearly(found.scope.group))
    for _, council in found.scope.councils:
        net = council.in_all().net
        shown[net.id] = net
    yield from shown.values()


def _period(one: InReview, names: Names) -> Record:
    within, start = one.group, one.whole.horizon.start
    live = within.releasing.live
    return {
        **_span(one.span),
        "years_inside": [within.releasing.cash.usual.years[place] for place in within.inside],
        "first_live": None if live is None else iso_month(start + live),
        "live_by_its_end": within.is_live,
        **_money(within),
        "members_lacking_gbp": _counted(one.lacking, within),
        "members_deepest_gbp": _counted(one.deepest, within),
        "members_deepest_unless_budgeted_gbp": _counted(one.unbudgeted, within),
        "reach": _reach(one.reach),
        "options": [
            {
                "option": other.option,
                "live_by_its_end": other.group.is_live,
                "reached_gbp_a_year": _counted(other.group.reached, other.group),
                "net_inside_gbp": _counted(other.group.split.net, other.group),
            }
            for other in one.compared
        ],
        "councils": [
            {"council_code": code, "council": names.short[code], **_money(council)} for code, council in one.councils
        ],
        "consortia": [{"consortium": formed.id, **_money(part)} for formed, part in one.consortia],
    }


def _counted(amount: Amount, within: Within) -> float | None:
    """Pounds inside a period; null where the appraisal counts none of its years."""
    return pence(amount.gbp) if within.inside else None


def _money(within: Within) -> Record:
    split = within.split
    return {
        "ongoing_gbp": _counted(split.ongoing, within),
        "one_off_gbp": _counted(split.one_off, within),
        "one_off_avoided_gbp": _counted(split.avoided, within),
        "net_inside_gbp": _counted(split.net, within),
        "net_inside_without_bias_gbp": _counted(within.plain, within),
        "net_inside_unless_budgeted_gbp": _counted(within.unbudgeted, within),
        "net_before_gbp": _counted(within.before, within),
        "net_after_gbp": _counted(within.after, within),
        "reached_gbp_a_year": _counted(within.reached, within),
        "lacking_gbp": _counted(within.lacking, within),
        "deepest_gbp": _counted(within.deepest, within),
    }


def _reach(reach: Reach) -> Record:
    baseline = reach.baseline_gbp
    return {
        "baseline_gbp": pence(baseline),
        "baseline_year": str(reach.within.span.baseline_year),
        "back_office_gbp": pence(reach.back_office_gbp),
        "back_office_share": reach.back_office_share,
        "spent_as_usual_gbp": None if reach.spent is None else pence(reach.spent.gbp),
        "without_budget": list(reach.silent),
        "without_back_office": list(reach.no_back_office),
        "target": [
            {
                "year": step.year,
                "share": step.share,
                "revised_share": step.revised_share,
                "cash_share": step.cash_share,
                "target_gbp": None if baseline is None else pence(step.share * baseline),
                "ongoing_gbp": None if step.saved is None else pence(step.saved.ongoing.gbp),
                "met_share": None if baseline is None else step.met_share(baseline),
                "met_cash_share": None if baseline is None else step.met_cash_share(baseline),
            }
            for step in reach.steps
        ],
    }


def _span(span: Span) -> dict[str, Value]:
    review = span.review
    own: dict[str, Value] = {"name": span.name, "first_year": str(span.first_year), "last_year": str(span.last_year)}
    if review is None:
        return {**own, "review": None}
    return {
        **own,
        "review": {
            "name": review.name,
            "announced": review.announced.isoformat(),
            "provisional": review.provisional,
            "last_year_capital": str(review.last_year_capital) if review.last_year_capital else None,
            "target_kind": review.target.kind.key,
            "target_path": _path(review.announced_path),
            "revised_by": review.revised.by if review.revised else None,
            "revised_on": review.revised.on.isoformat() if review.revised else None,
            "revised_path": _path(review.revised.path) if review.revised else {},
            "mandatory_per_council": review.mandatory_per_council,
            "note": review.note or None,
            "source": source_row(review.source) if review.source else None,
            "where": review.where or None,
        },
    }


def _path(path: Path) -> Record:
    return {str(year): share for year, share in path}

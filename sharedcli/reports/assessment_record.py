"""The assessment for machines: `sharedcli/assessment/1`, one row for each council and service.

Pounds are numbers to two places, dates ISO, and what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli import __version__
from sharedcli.api import Appraised, Loaded
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import OptionResult, net_by_end_of
from sharedcli.appraisal.verdicts import Verdict
from sharedcli.costing.ledger import View
from sharedcli.costing.operation import Posts
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.naming import Names
from sharedcli.reports.operation import one_team_gbp
from sharedcli.reports.record import Record, Value, iso_month, pence
from sharedcli.reports.sentences import sentence

SCHEMA = "sharedcli/assessment/1"


EMPTY: Record = {"figures": {}, "consortia": [], "posts": [], "options": [], "rows": [], "earlier": []}


def record(whole: Assessment, asked: Appraised) -> Record:
    """What one assessment comes to, or the rows of the council asked for."""
    names, council = Names.of(whole.cohort), asked.council
    return {
        "figures": dict(_figures(whole, names, council)),
        "consortia": [
            _consortium(formed, whole)
            for assessed in whole.services
            for formed in assessed.formed
            if council is None or council in formed.codes
        ],
        "posts": [
            _posts(posts, formed, names)
            for assessed in whole.services
            for formed in assessed.formed
            for posts in formed.posts(whole.given)
            if council in {None, posts.council}
        ],
        "options": [_option(result, assessed, whole) for assessed in whole.services for result in assessed.results],
        "rows": [
            _row(verdict, assessed, whole, asked.loaded, names)
            for assessed in whole.services
            for verdict in assessed.verdicts
            if council in {None, verdict.council}
        ],
    }


def _figures(whole: Assessment, names: Names, council: str | None) -> Iterator[tuple[str, Value]]:
    """Every figure by its stable id, with unit and basis."""
    economic = f"present value, real, {whole.given.price_base} prices"
    real = f"real, undiscounted, {whole.given.price_base} prices, optimism bias included"
    review = whole.given.review_in_force()
    for assessed in whole.services:
        for formed in assessed.formed:
            saving = formed.saving(whole.ledger)
            yield _figure(f"{formed.id}.npv", saving.npv_gbp, economic)
            yield _figure(f"{formed.id}.npv-plain", saving.without_optimism_bias_gbp, f"{economic}, no optimism bias")
            yield _figure(f"{formed.id}.one-off", saving.one_off_gbp, real)
            yield _figure(f"{formed.id}.peak-cash", saving.peak_cash_gbp, "nominal cash, undiscounted, at a year's end")
            if formed.model is DeliveryModel.SHARED_OPERATION:
                yield _figure(
                    f"{formed.id}.one-team", one_team_gbp(formed, whole), f"{economic}, against a joint contract"
                )
            if review:
                value = net_by_end_of(review, saving, whole.horizon)
                yield _figure(f"{formed.id}.review", value, f"nominal cash to the end of {review.id}")
            yield (
                f"{formed.id}.first-net-benefit",
                {
                    "value": _month(whole, saving.first_month_of_net_benefit(formed.go_live)),
                    "unit": "month",
                    "basis": "nominal cash; running total above zero from",
                },
            )
        for result in assessed.results:
            yield _figure(f"{assessed.service}.{result.option}.npv", result.npv_gbp, economic)
        for verdict in assessed.verdicts:
            name = f"{assessed.service}.{names.slug[verdict.council]}"
            if council not in {None, verdict.council}:
                continue
            if verdict.npv_gbp is not None:
                yield _figure(f"{name}.npv", verdict.npv_gbp, economic)
            if verdict.gain_of_all_gbp is not None:
                yield _figure(f"{name}.gain-of-all", verdict.gain_of_all_gbp, f"{economic}, all together, if taken in")


def _figure(name: str, gbp: float, basis: str) -> tuple[str, Value]:
    return name, {"value": pence(gbp), "unit": "gbp", "basis": basis}


def _consortium(formed: Formed, whole: Assessment) -> Record:
    start = whole.horizon.start
    return {
        "id": formed.id,
        "service": formed.service,
        "members": list(formed.codes),
        "product": formed.product or None,
        "go_live": _month(whole, formed.go_live),
        "joins": [iso_month(start + month) for month in formed.joins],
        "cash_by_year_gbp": {
            str(year): pence(cash)
            for year, cash in zip(whole.horizon.years, formed.saving(whole.ledger).by_year_gbp(View.CASH), strict=True)
        },
    }


def _posts(posts: Posts, formed: Formed, names: Names) -> Record:
    return {
        "consortium": formed.id,
        "council_code": posts.council,
        "council": names.short[posts.council],
        "is_host": posts.is_host,
        "today_fte": pence(posts.today),
        "lost_fte": pence(posts.lost),
        "moving_fte": pence(posts.moving),
        "leaving_fte": pence(posts.leaving),
    }


def _option(result: OptionResult, assessed: ServiceAssessment, whole: Assessment) -> Record:
    known = result.is_possible
    return {
        "service": assessed.service,
        "option": result.option,
        "is_possible": known,
        "councils": result.councils,
        "npv_gbp": pence(result.npv_gbp) if known else None,
        "one_off_gbp": pence(result.one_off_gbp) if known else None,
        "peak_cash_gbp": pence(result.peak_cash_gbp) if known else None,
        "first_net_benefit": _month(whole, result.first_month_of_net_benefit),
        "net_in_period_gbp": pence(result.net_by_review_end_gbp) if known else None,
        "losers": list(result.losers),
    }


def _row(verdict: Verdict, assessed: ServiceAssessment, whole: Assessment, loaded: Loaded, names: Names) -> Record:
    """The batch columns of COMMANDS.md, and the sentence people read."""
    formed = verdict.consortium if verdict.one_off_gbp is not None else None
    saving = formed.saving(whole.ledger, [verdict.council]) if formed else None
    window = next(window for window in assessed.candidates.windows if window.council == verdict.council)
    file = loaded.file_of[verdict.council]
    review = whole.given.review_in_force()
    first = saving.first_month_of_net_benefit(formed.go_live) if saving and formed else None
    return {
        "council_code": verdict.council,
        "council": names.short[verdict.council],
        "service": verdict.service,
        "verdict": verdict.word.label,
        "reason_code": verdict.reason.value,
        "consortium": verdict.consortium.id if verdict.consortium else None,
        "window_opens": _opens(window, whole),
        "window_closes": _closes(window, whole),
        "notice_by": verdict.notice_by.isoformat() if verdict.notice_by else None,
        "npv_gbp": pence(verdict.npv_gbp),
        "one_off_gbp": pence(verdict.one_off_gbp),
        "peak_cash_gbp": pence(saving.peak_cash_gbp) if saving else None,
        "net_in_period_gbp": pence(net_by_end_of(review, saving, whole.horizon)) if saving and review else None,
        "first_net_benefit": _month(whole, first),
        "p10_gbp": None,
        "p90_gbp": None,
        "completeness_share": None if file.completeness_share is None else round(file.completeness_share, 4),
        "as_at": whole.given.as_at.isoformat(),
        "tool_version": __version__,
        "input_sha256": file.sha256,
        "window_spans": _spans(window, whole),
        "months_until_window": verdict.months_until_window,
        "funding_gap_gbp": pence(verdict.funding_gap_gbp),
        "write_off_gbp": pence(verdict.write_off_gbp),
        "gain_of_all_gbp": pence(verdict.gain_of_all_gbp),
        "sentence": sentence(verdict, names, whole.horizon.start),
    }


def _opens(window: ProcurementWindow, whole: Assessment) -> str | None:
    return _month(whole, window.window.opens if window.window else None)


def _closes(window: ProcurementWindow, whole: Assessment) -> str | None:
    return _month(whole, window.window.closes if window.window else None)


def _spans(window: ProcurementWindow, whole: Assessment) -> str | None:
    """The free months of a window, first and last of each span: `2029-04/2029-04;2031-04/2032-04`."""
    return ";".join(f"{_month(whole, s.opens)}/{_month(whole, s.closes)}" for s in window.spans) or None


def _month(whole: Assessment, month: int | None) -> str | None:
    return None if month is None else iso_month(whole.horizon.start + month)

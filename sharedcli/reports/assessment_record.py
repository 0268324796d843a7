"""The assessment for machines: `sharedcli/assessment/1`, one row for each council and service.

Pounds are numbers to two places, dates ISO, and what is not known is null, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sharedcli import __version__
from sharedcli.api import Appraised, Loaded
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import gain_name, of_the_rest
from sharedcli.appraisal.options import OptionResult
from sharedcli.appraisal.subjects import all_subject
from sharedcli.appraisal.verdicts import Verdict
from sharedcli.appraisal.worth import Worth, of_all, of_consortium, of_member, of_one_team, of_option
from sharedcli.costing.amounts import Amount, Known
from sharedcli.costing.ledger import View
from sharedcli.costing.operation import Posts
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.csr_inputs import inputs_of
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, Value, iso_month, pence
from sharedcli.reports.review_line import ReviewLine
from sharedcli.reports.risk_range import member_range, range_figures
from sharedcli.reports.risk_record import stated
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.sentences import sentence
from sharedcli.reports.service_page import hardest_loss
from sharedcli.risk.figures import npv_at
from sharedcli.risk.risk import Risk

SCHEMA = "sharedcli/assessment/1"


EMPTY: Record = {"figures": {}, "inputs": {}, "consortia": [], "posts": [], "options": [], "rows": [], "earlier": []}


def record(whole: Assessment, asked: Appraised, drawn: Risk, review: ReviewLine | None) -> Record:
    """What one assessment comes to, or the rows of the council asked for."""
    names, council = Names.of(whole.cohort), asked.council
    return {
        "figures": {**dict(_figures(whole, names, council)), **dict(_page_one(whole, drawn, names, council, review))},
        "inputs": inputs_of(review.inputs if review else ()),
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
            _row(verdict, assessed, whole, asked.loaded, names, drawn)
            for assessed in whole.services
            for verdict in assessed.verdicts
            if council in {None, verdict.council}
        ],
    }


def _figures(whole: Assessment, names: Names, council: str | None) -> Iterator[tuple[str, Value]]:
    """Every figure by its stable id, with unit and basis."""
    if any(assessed.formed for assessed in whole.services):
        yield from _stated((of_all(whole).npv(), of_all(whole).without_bias()), whole)
    for assessed in whole.services:
        for formed in assessed.formed:
            yield from _of_consortium(formed, assessed, whole, names)
        for result in assessed.results:
            worth = of_option(result.option, assessed, whole)
            yield from _stated((worth.npv(), worth.one_off(), worth.peak_cash(), *_review(worth)), whole)
        for verdict in assessed.verdicts:
            if council in {None, verdict.council}:
                yield from _of_council(verdict, whole, names)


def _of_consortium(
    formed: Formed, assessed: ServiceAssessment, whole: Assessment, names: Names
) -> Iterator[tuple[str, Value]]:
    worth = of_consortium(formed, whole)
    main = (worth.npv(), worth.without_bias(), worth.one_off(), worth.peak_cash(), *_review(worth))
    yield from _stated((*main, worth.usual(), worth.together()), whole)
    if formed.model is DeliveryModel.SHARED_OPERATION:
        yield from _stated(of_one_team(formed, whole), whole)
    if (left := hardest_loss(formed, assessed)) and left[1]:
        yield from _stated((of_the_rest(formed, left[0], assessed, whole, names),), whole)
    first = _month(whole, worth.saving.first_month_of_net_benefit(formed.live))
    basis = "nominal cash; running total above zero from"
    yield f"{formed.id}.first-net-benefit", {"value": first, "unit": "month", "basis": basis}


def _of_council(verdict: Verdict, whole: Assessment, names: Names) -> Iterator[tuple[str, Value]]:
    formed = verdict.consortium
    if formed and verdict.npv_gbp is not None:
        own = of_member(formed, verdict.council, whole, names)
        main = (own.npv(), own.usual(), own.together(), own.one_off(), own.peak_cash(), *_review(own))
        yield from _stated(main, whole)
    if verdict.gain_of_all_gbp is not None:  # the selection's; `explain` posts the rows that come to the same
        basis = f"{View.PRESENT.basis}, {whole.given.price_base} prices, all together, if taken in"
        value = {"value": pence(verdict.gain_of_all_gbp), "unit": "gbp", "basis": basis}
        yield gain_name(verdict, names), value


def _page_one(
    whole: Assessment, drawn: Risk, names: Names, council: str | None, review: ReviewLine | None
) -> Iterator[tuple[str, Value]]:
    """What page one says of risks and of the spending review, and every range."""
    yield from _ranges(drawn, names, council)
    risks = (one.change for one in RegisterReport.of_risk(drawn).most_telling)
    yield from _stated((change for change in risks if change), whole)
    yield from _stated(review.amounts if review else (), whole)


def _ranges(drawn: Risk, names: Names, council: str | None) -> Iterator[tuple[str, Value]]:
    """What the report shows of the futures drawn."""
    shown: list[Known | None] = []
    if drawn.npv and council is None:
        shown += (npv_at(all_subject(drawn.option), drawn.npv, level) for level in (0.1, 0.5, 0.9))
    for one in drawn.consortia:
        shown += range_figures(one.formed, drawn)
        for code in one.formed.codes:
            if council in {None, code}:
                shown += member_range(one.formed, code, drawn, names)
    basis = f"{View.PRESENT.basis}, {drawn.whole.given.price_base} prices"
    yield from (stated(quantile, basis) for quantile in shown if quantile)


def _review(worth: Worth) -> tuple[Amount, ...]:
    return () if worth.review is None else (worth.by_review_end(),)


def _stated(amounts: Iterable[Amount], whole: Assessment) -> Iterator[tuple[str, Value]]:
    """Amounts with the prices they are in; cash is in those of its own years."""
    yield from figures_of(amounts, whole.given.price_base).items()


def _consortium(formed: Formed, whole: Assessment) -> Record:
    start, worth = whole.horizon.start, of_consortium(formed, whole)
    return {
        "id": formed.id,
        "service": formed.service,
        "members": list(formed.codes),
        "product": formed.product or None,
        "go_live": _month(whole, formed.live),
        "joins": [iso_month(start + month) for month in formed.joins],
        "cash_by_year_gbp": {
            str(year): pence(worth.in_year(place).gbp) for place, year in enumerate(whole.horizon.years)
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


def _row(
    verdict: Verdict, assessed: ServiceAssessment, whole: Assessment, loaded: Loaded, names: Names, drawn: Risk
) -> Record:
    """The batch columns of COMMANDS.md, and the sentence people read."""
    formed = verdict.consortium if verdict.one_off_gbp is not None else None
    worth = of_member(formed, verdict.council, whole, names) if formed else None
    window = next(window for window in assessed.candidates.windows if window.council == verdict.council)
    file = loaded.file_of[verdict.council]
    first = worth.saving.first_month_of_net_benefit(formed.live) if worth and formed else None
    low, high = member_range(verdict.consortium, verdict.council, drawn, names)
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
        "peak_cash_gbp": pence(worth.peak_cash().gbp) if worth else None,
        "net_in_period_gbp": pence(worth.by_review_end().gbp) if worth and worth.review else None,
        "first_net_benefit": _month(whole, first),
        "p10_gbp": pence(low.gbp) if low else None,
        "p90_gbp": pence(high.gbp) if high else None,
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

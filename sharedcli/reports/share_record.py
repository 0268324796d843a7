"""`share` for machines: `sharedcli/share/1`, one entry for each consortium, all pounds under `figures`."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcli.appraisal.carry import Departure
from sharedcli.appraisal.keys import CannotDivide
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.sharing import Sharing, Tested
from sharedcli.appraisal.splitting import Split
from sharedcli.reports.appraised import figures_of
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record, Value, iso_month, pence
from sharedcli.reports.share_figures import ShareFigures

SCHEMA = "sharedcli/share/1"

EMPTY: Record = {"figures": {}, "consortia": [], "earlier": []}


def record(sharings: Sequence[Sharing], names: Names) -> Record:
    """What the consortia of one assessment come to."""
    figures = [ShareFigures(sharing, names) for sharing in sharings]
    return {
        "figures": figures_of(amount for one in figures for amount in one.every()),
        "consortia": [_consortium(one) for one in figures],
    }


def _consortium(figures: ShareFigures) -> Record:
    sharing = figures.sharing
    asked, paid = sharing.asked, sharing.side_payments
    return {
        "id": sharing.formed.id,
        "option": asked.option,
        "service": sharing.formed.service,
        "members": list(sharing.formed.codes),
        "splits": [_split(tested, figures) for tested in sharing.tested],
        "not_shown": [{"id": none.id, "reason": none.reason} for none in sharing.left_out],
        "detail": sharing.detail.split.id,
        "not_divided": [_problem(problem) for problem in sharing.problems],
        "side_payments": None if not isinstance(paid, Split) else pence(figures.paid_in_all().gbp),
        "without": [_without(departure, figures) for departure in sharing.departures],
        "true_up_share": asked.true_up_share,
        "leaves_in": _leaves_in(sharing),
        "seed": asked.seed,
    }


def _leaves_in(sharing: Sharing) -> Value:
    start = sharing.around.whole.horizon.start
    return iso_month(start + sharing.leavings[0].leaves_in) if sharing.leavings else None


def _split(tested: Tested, figures: ShareFigures) -> Record:
    split, names = tested.split, figures.names
    nets = {code: figures.net(split, code) for code in split.around.codes}
    errors = split.error_gbp
    return {
        "id": split.id,
        "label": split.label,
        "keys": None if split.mix is None else {pool.key: key.words for pool, key in split.mix.keys.items()},
        "net_gbp": {names.slug[code]: pence(net.gbp) for code, net in nets.items()},
        "standard_error_gbp": None if errors is None else {names.slug[c]: pence(e) for c, e in errors.items()},
        "losers": [code for code, net in nets.items() if loses(net.gbp)],
        "holds": tested.apart is None,
        "apart": list(tested.apart.codes) if tested.apart else [],
        "apart_gbp": pence(figures.objection(tested)[0].gbp) if tested.apart else None,
    }


def _problem(problem: CannotDivide) -> Record:
    missing = [{"council_code": one.council, "problem": one.problem} for one in problem.missing]
    return {"key": problem.key.words, "reason": problem.reason, "missing": missing}


def _without(departure: Departure, figures: ShareFigures) -> Record:
    rest = departure.rest
    first = rest.saving.first_month_of_net_benefit(rest.formed.live) if rest.formed else None
    start = figures.sharing.around.whole.horizon.start
    return {
        "council_code": departure.gone,
        "gets_gbp": pence(figures.gets(departure).gbp),
        "brings_gbp": pence(figures.brings(departure).gbp),
        "carried_gbp": pence(figures.carried(departure).gbp),
        "can_form": rest.formed is not None,
        "goes_on": departure.goes_on,
        "npv_gbp": pence(figures.without(departure)[0].gbp) if rest.formed else None,
        "first_net_benefit": None if first is None else iso_month(start + first),
        "losers": list(departure.losers),
    }

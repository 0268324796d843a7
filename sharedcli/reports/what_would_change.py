"""What would have to change for a council to be in a consortium."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.why_not import Against, WhyNot
from sharedcli.costing.charges import Line
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.printable import printable
from sharedcli.reports.sentences import gain_or_cost, months, pounds


def changes(answer: WhyNot) -> Iterator[str]:
    """What would have to be otherwise, the general first, then for each consortium it is not in."""
    general = {
        Obstacle.NOT_LISTED: "If it listed its system for this, or status: none and a plan to buy.",
        Obstacle.NOT_APPRAISED: "If it stated what it pays, it could be appraised.",
        Obstacle.NO_NEED: "If it stated a plan to buy, it could be appraised.",
        Obstacle.RETIRING: "If it meant to replace the system instead of retiring it.",
    }
    if answer.obstacle in general:
        yield general[answer.obstacle]
    for one in answer.against:
        if one.obstacle is not None:
            yield from _change(one, lifted=answer.obstacle is Obstacle.RED_LINE)


def _change(one: Against, *, lifted: bool) -> Iterator[str]:
    name, gain = one.consortium.id, one.gain_of_all_gbp
    if lifted and gain is not None:
        yield f"{name}: without its red line, all together would {gain_or_cost(gain, many=True)} by taking it in."
    if one.miss and one.miss.months > 0:
        yield f"{name}: if it could leave {months(one.miss.months)} sooner, its free months would meet the group's."
    if one.miss and one.miss.months < 0:
        yield f"{name}: if it could stay {months(-one.miss.months)} longer, its free months would meet the group's."
    if gain is None or gain >= 0 or lifted:
        return
    yield f"{name}: if taking it in cost all together {pounds(gain)} less.{_where(one)}"
    free = gain + (one.leaving_gbp or 0.0)
    if one.leaving_gbp and one.leaving_gbp >= 0.5:
        rest = f"would still {gain_or_cost(free, many=True)}" if free < 0 else "would lose nothing by taking it in"
        yield f"{name}: if leaving cost it nothing instead of {pounds(one.leaving_gbp)}, all together {rest}."


def _where(one: Against) -> str:
    """On what they would be with it in, and on whom most of the loss falls."""
    on = (
        f" With it they would be on {printable(one.product)}" if one.product else " With it all would buy a new product"
    )
    own = -(one.own_npv_gbp or 0.0)
    if one.dearest is None or one.gain_of_all_gbp is None or own < -one.gain_of_all_gbp / 2:
        return f"{on}: most of the loss would be the others', who would have to change."
    line, gbp = one.dearest
    most = f"the largest cost beyond its own course {pounds(gbp)} ({_line(line)})"
    return f"{on}: most of the loss would be its own, {most}."


def _line(line: Line) -> str:
    return line.label[0].lower() + line.label[1:]

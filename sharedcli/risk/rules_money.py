"""Risks of what it costs once: overruns, and who can pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcli.costing.member import Member, most_up_front_gbp
from sharedcli.model.ranges import Range
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import (
    LIKELY,
    between_levels,
    beyond_range,
    drawn_share,
    judged,
    middle_overrun_beyond,
    overruns_beyond,
)
from sharedcli.risk.quantiles import LEVELS, standing_at
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

HALF = 0.50
"""Of what the consortium is worth: beyond it the case would have to be made again."""
SURE_SHARE = 0.80
"""Of the futures drawn: fewer than these with a net saving, and the case is no better than four in five."""
FILLED_SHARE = 0.50
"""Of what tender and implementation cost: beyond it the case rests on parameters, not on the councils' figures."""


@risk_rule(
    "RK501",
    Category.MONEY,
    Owner.BOARD,
    f"a joint project that overruns as the middle one of those beyond plan takes more than {HALF:.0%} of what the "
    "consortium is worth",
)
def overrun_beyond_plan(about: About) -> Iterator[Hit]:
    """The joint project overruns far beyond what is planned for.

    Most IT projects end near their estimate; the few that do not overrun by several times it, as Birmingham's did.

    Fix the price of stages, not of the whole; stop after a stage that overruns; keep customising to nothing.

    IT projects published: the part that overruns by more than the optimism bias planned for. Reference class.
    """
    planned = about.given.optimism_bias_share
    middle = middle_overrun_beyond(planned, about.given)
    beyond = about.planned.overrunning(middle)
    if about.loss_share(beyond) > HALF:
        says = (
            f"Planned with {planned:.0%} on top of the estimate; priced as {middle:.0%}, which half of those that "
            "overrun by more exceed."
        )
        price = about.change_in(beyond)
        yield Hit(says, overruns_beyond(planned, about.given), price, about.day(about.formed.live))


def _one_off_gbp(about: About, member: Member) -> float:
    return about.formed.saving(about.whole.ledger, [member.council]).one_off_gbp


@risk_rule(
    "RK502",
    Category.MONEY,
    Owner.FINANCE,
    "a member is to pay more once than it says it can pay up front",
)
def cannot_pay_up_front(about: About) -> Iterator[Hit]:
    """A member cannot pay its part of what is paid once.

    It drops out when the money is due, which is after the others have committed theirs.

    Fund it, lend it, or let it pay over the term: `sharedcli incentives` says how much.

    Judgement: without funding it is more likely than not.
    """
    for place, member in about.members:
        most = most_up_front_gbp(about.profile(member), about.given)
        if most is not None and _one_off_gbp(about, member) > most:
            says = f"{about.name(member)} is to pay more once than it says it can."
            price = about.change_in(about.without(place))
            yield Hit(says, judged(LIKELY), price, about.award_on, (member.council,))


@risk_rule(
    "RK503",
    Category.MONEY,
    Owner.FINANCE,
    "a member can pay what is planned once, but not what it pays in 5 of 100 futures",
)
def could_not_bear(about: About) -> Iterator[Hit]:
    """A member could pay what is planned, and could not bear an overrun.

    It is committed by then, and looks to the others or to its reserves.

    Set aside a contingency between members, and say in the agreement who bears an overrun and up to what.

    The futures drawn in which it pays more once than it can.
    """
    for at, bearing in enumerate(about.drawn.members if about.drawn else ()):
        most, member = bearing.most_one_off_gbp, about.formed.members[at]
        if most is None or not bearing.could_not_bear or _one_off_gbp(about, member) > most:
            continue
        first = next(level for level in LEVELS if bearing.one_off.at(level) > most)
        says = (
            f"{about.name(member)} could not bear what it pays once in {100 * (1 - first):.0f} of 100 futures or more."
        )
        likely = between_levels(first, "the futures in which it pays more once than it can")
        yield Hit(says, likely, about.change_in(about.without(at)), about.award_on, (member.council,))


@risk_rule(
    "RK504",
    Category.MONEY,
    Owner.FINANCE,
    f"fewer than {SURE_SHARE:.0%} of the futures drawn bring a net saving",
)
def may_not_save(about: About) -> Iterator[Hit]:
    """With everything that may turn out otherwise together, a net saving is far from sure.

    No single risk does it: late, dearer and one member fewer add up.

    Look at which inputs move it most, and ask for quotes and facts for those first.

    The futures drawn that bring no net saving.
    """
    if about.drawn is None or about.drawn.chance_of_saving >= SURE_SHARE:
        return
    without = 1 - about.drawn.chance_of_saving
    number = standing_at(without / 2, about.drawn.npv_gbp)
    future = about.drawn.draws.futures([number])[number]
    sure = about.drawn.chance_of_saving
    told = f"{sure:.0%}" if round(sure, 2) < SURE_SHARE else f"{sure:.2%}"
    says = f"{told} of the futures drawn bring a net saving; priced as the middle one of the others."
    likely = drawn_share(without, "the futures that bring no net saving")
    yield Hit(says, likely, about.change_in(future), about.award_on)


@risk_rule(
    "RK505",
    Category.DATA,
    Owner.FINANCE,
    f"more than {FILLED_SHARE:.0%} of what tender and implementation cost alone is filled in from "
    "tender_gbp and switching_ratio",
)
def costs_filled_in(about: About) -> Iterator[Hit]:
    """Much of what is paid once is a parameter, because profiles do not state it.

    The parameters rest on two councils' figures, and a service may cost half as much or three times it.

    Put estimates of tender and implementation in the profiles, with their source.

    The ranges of the parameters tender_gbp and switching_ratio: whichever end of both costs more.
    """
    filled = {
        member.council: {one.parameter: one.gbp for one in member.filled if one.parameter in _FILLED}
        for _, member in about.members
    }
    whole = sum(member.tender_gbp + member.implementation_gbp for _, member in about.members)
    if not whole or sum(sum(each.values()) for each in filled.values()) <= FILLED_SHARE * whole:
        return
    found = {name: about.given.range_of(name) for name in _FILLED}
    ends = [
        about.change_of(replace(about.formed, members=members), about.planned)
        for end in ("low", "high")
        if (members := tuple(_at_end(member, found, end) for _, member in about.members)) != about.formed.members
    ]
    if ends:
        codes = tuple(code for code in about.formed.codes if filled[code])
        price = min(ends, key=lambda price: price("tried", "").amount.gbp)
        says = f"{about.names.few(codes)}: tender or implementation is not stated; priced at the end that costs more."
        yield Hit(says, beyond_range("switching_ratio"), price, about.award_on, codes)


_FILLED = ("tender_gbp", "switching_ratio")


def _at_end(member: Member, found: dict[str, Range | None], end: str) -> Member:
    """The member with what was filled in at one end of its range; itself where nothing was, or it is held."""
    names = {one.parameter for one in member.filled} & {name for name, known in found.items() if known}
    tender, ratio = (getattr(found[name], end) if name in names else None for name in _FILLED)
    if tender is None and ratio is None:
        return member
    return replace(
        member,
        tender_gbp=member.tender_gbp if tender is None else tender,
        implementation_gbp=member.implementation_gbp if ratio is None else ratio * member.new_supplier_gbp,
    )

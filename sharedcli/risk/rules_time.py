"""Risks of when: late, past vesting, past support, paid back late."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sharedcli.costing.member import Member
from sharedcli.matching.terms import day_words, month_words
from sharedcli.matching.windows import Vesting
from sharedcli.model.naming import slug
from sharedcli.model.printable import printable
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import LIKELY, POSSIBLE, UNLIKELY, judged, later_than, middle_later_than, range_or_held
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

A_YEAR = 12
HALF = 0.50
"""Of what the consortium is worth: beyond it the case would have to be made again."""
LAST_YEARS = 2
"""Years at the end of the appraisal: a benefit that comes only then is not there if the contract ends early."""


@risk_rule(
    "RK201",
    Category.TIME,
    Owner.BOARD,
    "a member's last free month is fewer months after it joins than a project is late in 1 case in 10 "
    "(the high end of delay_months)",
)
def slack_too_short(about: About) -> Iterator[Hit]:
    """A delay that is not unusual takes a member past the last month in which it may leave free of charge.

    From then on it waits on extension options, out of contract or past its supplier's support, at a premium, or drops
    out to buy alone.

    Tender earlier, or agree an extension now, while the supplier still competes for the renewal.

    The range of the parameter delay_months, beyond the slack.
    """
    late = round(range_or_held("delay_months", about.given).high)
    slack = {member.council: _slack(member, about.formed.joins[place]) for place, member in about.members}
    least = min(slack.values())
    if least < late:
        short = tuple(code for code, months in slack.items() if months == least)
        middle = middle_later_than(least, about.given)
        wait = f"can wait {month_words(least)}" if least else "cannot wait"
        says = (
            f"{about.names.few(short)} {wait} beyond the month planned; priced as {month_words(middle)} late for all, "
            "the middle of longer delays."
        )
        by = about.day(about.formed.live + least)
        yield Hit(says, later_than(least, about.given), about.change_in(about.planned.late(middle)), by, short)


def _slack(member: Member, joins: int) -> int:
    """Months from joining to the last month in which it may leave free of charge, none where that is past."""
    openings = member.window.openings
    return max(openings[-1].window.closes - joins, 0) if openings else 0


@risk_rule(
    "RK202",
    Category.TIME,
    Owner.BOARD,
    f"{A_YEAR} months late costs more than {HALF:.0%} of what the consortium is worth",
)
def year_late_costs_half(about: About) -> Iterator[Hit]:
    """A year's delay takes more than half of the benefit.

    What members save they save a month at a time, while their own systems run on at today's cost.

    Settle scope and governance before the tender; let members join as their contracts allow rather than all at once.

    The range of the parameter delay_months, a year or more.
    """
    late = about.planned.late(A_YEAR)
    share = about.loss_share(late)
    if share > HALF:
        lost = about.lost_words(share) if share < 1 else "the net benefit turns into a loss"
        says = f"Live {A_YEAR} months late, {lost}."
        yield Hit(says, later_than(A_YEAR, about.given), about.change_in(late), about.day(about.formed.live))


@risk_rule(
    "RK203",
    Category.TIME,
    Owner.HEAD,
    "a member vests into another council by the month in which it joins",
)
def vests_before_it_joins(about: About) -> Iterator[Hit]:
    """A member is to be dissolved before it joins.

    Its successor is not bound by what it intends, and will have systems of its other predecessors for the service.

    Have the shadow authority decide, with the other councils that vest into the successor, and tender in its name.

    Judgement: Cumbria's councils ran seven estates into two, and finance and payroll were still shared a year later.
    """
    joins = about.formed.joins
    for part, places, vesting in _by_successor(about, lambda place, vests: vests <= joins[place]):
        start, codes = about.whole.horizon.start, tuple(about.formed.codes[place] for place in places)
        says = (
            f"{about.names.few(codes)} {'vest' if len(codes) > 1 else 'vests'} into {printable(vesting.successor)} on "
            f"{day_words(vesting.on)} and would join from {start + min(joins[place] for place in places)} on."
        )
        yield Hit(says, judged(POSSIBLE), about.change_in(about.without(*places)), vesting.on, codes, part)


def _by_successor(about: About, vests_so: Callable[[int, int], bool]) -> Iterator[tuple[str, list[int], Vesting]]:
    """Members by the council they vest into, since it decides for them together: what it is called, and their places.

    `vests_so` says of a member's place and the month in which it vests whether it is meant.
    """
    found: dict[str, tuple[list[int], Vesting]] = {}
    for place, member in about.members:
        vesting = member.window.vesting
        if vesting and vests_so(place, vesting.month):
            places, _ = found.setdefault(slug(vesting.successor) or "successor", ([], vesting))
            places.append(place)
    yield from ((part, places, vesting) for part, (places, vesting) in found.items())


@risk_rule(
    "RK204",
    Category.TIME,
    Owner.HEAD,
    "a member vests into another council after it joins and before the new term (contract_term_months) ends",
)
def vests_mid_term(about: About) -> Iterator[Hit]:
    """A member is dissolved in the middle of the new term.

    The contract passes to a successor that has to bring several systems together and may choose another.

    Let the contract be transferred or ended at vesting without a charge, and keep its term short for this member.

    Judgement: the successor has to choose one system for the service, and there is no saying which.
    """
    term, horizon = round(about.given.contract_term_months), about.whole.horizon
    for place, member in about.members:
        vesting, joins = member.window.vesting, about.formed.joins[place]
        if not vesting or not joins < vesting.month < min(joins + term, horizon.months):
            continue
        first = next(n for n, year in enumerate(horizon.years) if year.end > vesting.on)
        says = (
            f"{about.name(member)} vests into {printable(vesting.successor)} on {day_words(vesting.on)}, "
            f"{month_words(vesting.month - joins)} after it joins; priced as its benefit from "
            f"{horizon.years[first]} on."
        )
        price = about.forgone(since=first, councils=[member.council])
        yield Hit(says, judged(POSSIBLE), price, vesting.on, (member.council,))


@risk_rule(
    "RK205",
    Category.LAW,
    Owner.LAW,
    "a member in England that is to vest pays more than section_24_consent_gbp over a new term that is "
    "awarded before vesting and ends after it",
)
def consent_before_vesting(about: About) -> Iterator[Hit]:
    """The new contract needs consent under section 24 of the 2007 Act once a direction is in force.

    Without it the contract binds nobody, and the others have tendered for a volume that does not come.

    Ask the shadow authority, or whoever the direction names, before the tender; section 27 adds up what one supplier
    holds.

    Judgement: consent is usual where neighbours that vest together buy together, and slow where they do not.
    """
    term, limit = round(about.given.contract_term_months), about.given.section_24_consent_gbp

    def needs_consent(place: int, vests: int) -> bool:
        member, joins = about.formed.members[place], about.formed.joins[place]
        is_large = member.new_supplier_gbp * term / 12 > limit
        return member.council.startswith("E") and about.award < vests < joins + term and is_large

    for part, places, vesting in _by_successor(about, needs_consent):
        codes = tuple(about.formed.codes[place] for place in places)
        says = (
            f"{about.names.few(codes)} would sign for {month_words(term)} before vesting into "
            f"{printable(vesting.successor)} on {day_words(vesting.on)}, {'each ' if len(codes) > 1 else ''}for more "
            "than the limit of section 24."
        )
        yield Hit(says, judged(UNLIKELY), about.change_in(about.without(*places)), about.award_on, codes, part)


@risk_rule(
    "RK206",
    Category.TIME,
    Owner.IT,
    "a member's system runs past its supplier's support before it joins",
)
def support_ends_first(about: About) -> Iterator[Hit]:
    """A member's platform is in use after its supplier's support ended.

    No security updates, and a failure may force it to buy alone, and at once.

    Buy extended support for the months between, or join sooner; ask the supplier for the day in writing.

    Judgement: some suppliers sell support beyond such days (SAP for ECC6 to the end of 2030), others end a product.
    """
    for place, member in about.members:
        ends, joins = member.system.support_ends, about.formed.joins[place]
        if ends and about.whole.horizon.month_of(ends) + 1 < joins:
            plan, source = member.system.plan, member.system.source
            own = f"its own plan is for {day_words(plan.by)}" if plan and plan.by else "its own plan states no day"
            says = (
                f"{about.name(member)}: support ends {day_words(ends)}, {own}, it would join in "
                f"{about.whole.horizon.start + joins}: in use after support ended "
                f"({printable(source.title, most=100) if source else 'no source stated'}, facts of "
                f"{day_words(about.profile(member).as_at)})."
            )
            yield Hit(says, judged(UNLIKELY), about.change_in(about.without(place)), ends, (member.council,))


@risk_rule(
    "RK207",
    Category.TIME,
    Owner.IT,
    "a member's system is younger than settling_years, or still being implemented",
)
def bought_recently(about: About) -> Iterator[Hit]:
    """A member's system is too new for it to want to move.

    Its staff have just learnt it, and somebody has just defended its cost.

    Let it join later, once the others are live, or on the product it has.

    Judgement: a council rarely replaces what it has just bought, whatever the case says.
    """
    for place, member in about.members:
        if member.window.settling and not member.stays_on(about.formed.product):
            says = f"The system of {about.name(member)} is {member.window.settling}."
            price = about.change_in(about.without(place))
            yield Hit(says, judged(POSSIBLE), price, about.award_on, (member.council,))


@risk_rule(
    "RK208",
    Category.TIME,
    Owner.FINANCE,
    f"the running total stays above zero only from the last {LAST_YEARS * 12} months of the appraisal on, or never",
)
def pays_back_late(about: About) -> Iterator[Hit]:
    """What is spent comes back only near the end of the appraisal.

    If the contract ends early, or something better comes, the saving is never reached.

    Spread what is paid once, or leave out the members that make it late; ask for a term as long as the payback.

    Judgement: a system is seldom kept unchanged for ten years. The last years' benefit is what is at risk.
    """
    horizon = about.whole.horizon
    month = about.saving.first_month_of_net_benefit(about.formed.live)
    if month is None or month >= horizon.months - LAST_YEARS * 12:
        when = f"only from {horizon.start + month} on" if month is not None else "never within the appraisal"
        says = f"The running total of all members stays above zero {when}."
        since = len(horizon.years) - LAST_YEARS
        yield Hit(says, judged(LIKELY), about.forgone(since=since), horizon.years[since].end)

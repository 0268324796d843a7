"""Risks of the contracts that members have: notice, options, and what leaving costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcli.costing.charges import Line
from sharedcli.costing.member import Member
from sharedcli.matching.terms import Opening, Terms, day_words, month_words, terms_of
from sharedcli.model.calendar import months_after
from sharedcli.model.system import Contract
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import POSSIBLE, RARE, UNLIKELY, beyond_range, judged, later_than, range_or_held
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

NEARLY_DUE_MONTHS = 9
"""Notice sooner than this comes before a decision has gone through cabinet, scrutiny and call-in."""


@risk_rule(
    "RK301",
    Category.TIME,
    Owner.IT,
    f"a member has to serve notice within {NEARLY_DUE_MONTHS} months of the day of the appraisal to join on time",
)
def notice_nearly_due(about: About) -> Iterator[Hit]:
    """A member has to serve notice soon, or its contract holds it beyond the month planned.

    A contract that renews by itself renews for a whole term, and leaving then costs the fees that remain.

    Put the day in the diary of somebody who may sign, and serve notice conditionally if the decision is not there yet.

    Judgement: the day stands in the contract, and is missed where nobody has it in a diary.
    """
    for place, member in about.members:
        by = about.formed.notice_by(member.council, about.whole.horizon.start)
        if not by or not about.formed.needs_notice(member.council):
            continue
        if about.given.as_at <= by < months_after(about.given.as_at, NEARLY_DUE_MONTHS):
            held = _missed(member, about.formed.joins[place])
            priced = f"priced as leaving in {about.whole.horizon.start + about.formed.joins[place]} all the same"
            says = f"{about.name(member)} has to serve notice by {day_words(by)}; {priced}."
            price = about.together_changes(about.with_member(place, held))
            yield Hit(says, judged(RARE), price, by, (member.council,))


def _missed(member: Member, joins: int) -> Member:
    """The member with notice missed: the way out by which it would have left is shut until the next one."""
    terms = member.window.terms
    if terms is None:
        return member
    after = tuple(way for way in terms.exits if joins not in way.window)
    later = after if any(way.window.opens > joins for way in after) else (*after, *_a_month_later(terms, joins))
    return replace(member, window=replace(member.window, terms=replace(terms, exits=later)))


def _a_month_later(terms: Terms, joins: int) -> Iterator[Opening]:
    """Of a contract that rolls, what is left of its way out: it is left a month later."""
    for way in terms.exits:
        if joins in way.window and joins < way.window.closes:
            yield way.from_month(joins + 1, "notice missed by a month")


@risk_rule(
    "RK302",
    Category.TIME,
    Owner.IT,
    "a member has to serve notice before the month in which the joint contract is to be awarded",
)
def notice_before_award(about: About) -> Iterator[Hit]:
    """A member has to give up its contract before it knows whether there is another.

    If the award is late, it is without a contract, or stays with its supplier on the supplier's terms.

    Ask the supplier for a month-to-month clause, or let the notice be withdrawn until the award.

    The range of the parameter delay_months: late at all.
    """
    late = round(range_or_held("delay_months", about.given).value)
    early = tuple(
        member.council
        for _, member in about.members
        if about.formed.needs_notice(member.council)
        and (by := about.formed.notice_by(member.council, about.whole.horizon.start))
        and by < about.award_on
    )
    if early and late:
        says = (
            f"Notice is due before the joint contract is to be awarded ({day_words(about.award_on)}): "
            f"{about.names.few(early)}; priced as {month_words(late)} late."
        )
        yield Hit(says, later_than(0, about.given), about.change_in(about.planned.late(late)), about.award_on, early)


@risk_rule(
    "RK303",
    Category.TIME,
    Owner.IT,
    "a member's term ends before it joins, and options that are not yet exercised have to carry it there",
)
def relies_on_options(about: About) -> Iterator[Hit]:
    """A member is carried to the joint contract by extension options that somebody has to exercise.

    An option lapses on its day. Without it the council is out of contract, at the supplier's price.

    Exercise the option early, for the months needed and no more.

    Judgement: it is in the council's own hands, and now and then forgotten.
    """
    for place, member in about.members:
        terms, joins = member.window.terms, about.formed.joins[place]
        if terms is None or terms.term_ends is None or terms.held_until is None:
            continue
        if terms.term_ends < joins <= terms.held_until:
            says = (
                f"The term of {about.name(member)} ends {month_words(joins - terms.term_ends)} before it joins, so "
                "options have to be exercised."
            )
            price = about.together_changes(about.with_member(place, _without_options(member, about)))
            yield Hit(says, judged(RARE), price, about.day(terms.term_ends), (member.council,))


def _without_options(member: Member, about: About) -> Member:
    contract = (member.system.contract or Contract()).model_copy(update={"extensions_months": ()})
    system = member.system.model_copy(update={"contract": contract})
    terms = terms_of(system, about.whole.horizon, about.given.as_at)
    return replace(member, system=system, window=replace(member.window, terms=terms))


@risk_rule(
    "RK304",
    Category.TIME,
    Owner.IT,
    "a member joins after its last extension option has run out",
)
def past_last_option(about: About) -> Iterator[Hit]:
    """A member waits for the joint contract without any contract that holds its supplier.

    The supplier may ask what it likes, or switch it off.

    Agree a bridging contract now; below the threshold it needs no competition, above it a reason that stands.

    Judgement: most suppliers go on for a price, and the price is already counted; some do not.
    """
    for place, member in about.members:
        terms, joins = member.window.terms, about.formed.joins[place]
        if terms and terms.held_until is not None and joins > terms.held_until:
            months = month_words(joins - terms.held_until)
            says = f"{about.name(member)} is out of options {months} before it joins."
            by = about.day(max(terms.held_until, 0))
            yield Hit(says, judged(UNLIKELY), about.change_in(about.without(place)), by, (member.council,))


@risk_rule(
    "RK305",
    Category.MONEY,
    Owner.FINANCE,
    "a member leaves its contract early, and its profile does not say what that costs (exit_fee_share stands in)",
)
def exit_charge_assumed(about: About) -> Iterator[Hit]:
    """What leaving early costs is assumed, because the profile does not state it.

    Contracts range from nothing to every fee that remains.

    Read the termination clause, and put the charge or the share in the profile.

    The range of the parameter exit_fee_share: its high end, for all such members.
    """
    paid = about.saving.option.only(line=Line.EXIT).entries
    assumed = {entry.council for entry in paid if "exit_fee_share" in entry.inputs}
    found = about.given.range_of("exit_fee_share")
    if not assumed or found is None or found.high <= about.given.exit_fee_share:
        return
    own = tuple(
        replace(own, exit_fee_share=found.high) if member.council in assumed else own
        for (_, member), own in zip(about.members, about.planned.members, strict=True)
    )
    codes = tuple(code for code in about.formed.codes if code in assumed)
    says = f"Leaving early: {about.names.few(codes)}; priced as {found.high:.0%} of the fees that remain."
    price = about.change_in(replace(about.planned, members=own))
    yield Hit(says, beyond_range("exit_fee_share"), price, about.award_on, codes)


@risk_rule(
    "RK306",
    Category.PEOPLE,
    Owner.FINANCE,
    "leaving its system would write more off a member's books than it gains by joining",
)
def write_off_beyond_gain(about: About) -> Iterator[Hit]:
    """What a member writes off its books is more than it gains.

    It is no cash, and stands outside the net present value; but it is in the accounts, and members read those.

    Explain it early, with the section 151 officer, or let the member join when less is left to write off.

    Judgement: a write-off can be explained to members, and not every time.
    """
    for place, member in about.members:
        worth = about.formed.write_off_gbp(member.council)
        gains = about.formed.saving(about.whole.ledger, [member.council]).npv_gbp
        if worth and worth > max(gains, 0.0):
            says = f"What {about.name(member)} still has on its books for its system is more than it gains by joining."
            price = about.change_in(about.without(place))
            yield Hit(says, judged(POSSIBLE), price, about.award_on, (member.council,))

"""Risks of who takes part: members that leave, that lose, that have drawn a line close by."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.model.printable import printable
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import POSSIBLE, UNLIKELY, any_leaves, falls_apart, judged, one_leaves, range_or_held
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

LARGE_SHARE = 0.40
"""Of what all members pay suppliers: beyond it the price the others get is largely one council's volume."""
SMALL = 3
"""Members: of so few, one or two that leave are the end of it."""
HARD_SHARE = 0.25
"""Of what the consortium is worth. Strata lost 62% of its benefits with one of four councils."""
MANY = 8
"""Members: LGSS, oneSource and the Five Councils had fewer; Staffordshire Connects had ten, and was late."""


@risk_rule(
    "RK101",
    Category.PEOPLE,
    Owner.BOARD,
    f"three or more, and one member has more than {LARGE_SHARE:.0%} of what all would pay suppliers alone",
)
def large_member_leaves(about: About) -> Iterator[Hit]:
    """One member brings so much of the volume that the others' price falls with it.

    The joint price is one for all of it together. What the tender promised the smaller members goes when the largest
    does, and they are bound by then.

    Bind it before the tender: an inter-authority agreement with notice and an exit payment, and a price in the tender
    for the volume without it.

    The parameter withdrawal_share: 4 of 26 customers left the two shared service centres that the National Audit
    Office looked at in 2016.
    """
    whole = sum(member.new_supplier_gbp for _, member in about.members)
    if len(about.members) <= 2 or not whole:
        return
    for place, member in about.members:
        share = member.new_supplier_gbp / whole
        if share > LARGE_SHARE:
            says = f"{about.name(member)} has {share:.0%} of what all {len(about.members)} would pay suppliers"
            yield Hit(
                f"{says}.", one_leaves(about.given), about.change_in(about.without(place)), about.award_on,
                (member.council,),
            )  # fmt: skip


@risk_rule(
    "RK102",
    Category.PEOPLE,
    Owner.BOARD,
    f"at most {SMALL} members",
)
def small_group_falls_apart(about: About) -> Iterator[Hit]:
    """So few share that one or two that leave are the end of it.

    Those left have spent time on a joint tender and go their own way late.

    Agree the terms of leaving before the tender, and have a council outside ready to take a place.

    The parameter withdrawal_share for each member, and the chance that fewer than two stay.
    """
    size = len(about.members)
    if size > SMALL:
        return
    gone = about.without(*range(size))
    says = f"{size} members; with fewer than two each goes its own way."
    yield Hit(says, falls_apart(size, about.given), about.change_in(gone), about.award_on)


@risk_rule(
    "RK103",
    Category.PEOPLE,
    Owner.BOARD,
    f"three or more, and without one member that is not large (RK101) more than {HARD_SHARE:.0%} of what "
    "the consortium is worth is lost",
)
def hardest_member_leaves(about: About) -> Iterator[Hit]:
    """One member's leaving costs the others a large part of what they gain, though it is not the largest.

    It may be the one that would replace its system soonest, or whose product the others keep.

    Find out early what it wants, and let the agreement say what leaving late costs.

    The parameter withdrawal_share, for one member.
    """
    whole = sum(member.new_supplier_gbp for _, member in about.members)
    if len(about.members) <= 2 or about.npv_gbp <= 0:
        return
    lost = [
        (about.lost_without_gbp[place], -place)
        for place, member in about.members
        if member.new_supplier_gbp <= LARGE_SHARE * whole
    ]
    if not lost or max(lost)[0] <= HARD_SHARE * about.npv_gbp:
        return
    share, place = max(lost)[0] / about.npv_gbp, -max(lost)[1]
    member = about.formed.members[place]
    says = f"Without {about.name(member)} {about.lost_words(share)}."
    yield Hit(
        says, one_leaves(about.given), about.change_in(about.without(place)), about.award_on, (member.council,)
    )  # fmt: skip


@risk_rule(
    "RK104",
    Category.PEOPLE,
    Owner.HEAD,
    "a member is worse off in the consortium than alone, before anything is settled between members",
)
def loser_leaves(about: About) -> Iterator[Hit]:
    """A member would be better off alone.

    Its councillors will ask why it should pay for what others save, and it needs no more than one vote to leave.

    Settle with it before the tender: `sharedcli share` says how much, and `sharedcli incentives` what a grant could do.

    Judgement: more likely than the 15% of members that leave without a reason in figures; where the loss is made good,
    no more likely than those.
    """
    for place, member in about.members:
        if about.formed.saving(about.whole.ledger, [member.council]).npv_gbp < -0.5:
            says = f"{about.name(member)} is worse off than alone unless the others settle with it."
            price = about.change_in(about.without(place))
            yield Hit(says, judged(POSSIBLE), price, about.award_on, (member.council,))


@risk_rule(
    "RK105",
    Category.PEOPLE,
    Owner.HEAD,
    "a member's red line covers this service but not this way of sharing",
)
def red_line_close(about: About) -> Iterator[Hit]:
    """A member has drawn a red line close by: for the same service, another way of sharing or its posts.

    Lines are drawn about what sharing may lead to. Newham's concern was job losses, whatever the contract was called.

    Put in the agreement what the line forbids, and have the member's cabinet note that this is not it.

    Judgement: a council that has decided once about sharing this service may decide again.
    """
    for place, member in about.members:
        lines = [
            line
            for line in about.profile(member).conditions.red_lines
            if line.service in {about.formed.service, "all"} and about.formed.model.key not in line.forbids
        ]
        if lines:
            words = printable(lines[0].reason, most=80)
            says = f"{about.name(member)} forbids {', '.join(lines[0].forbids)} here ({words})."
            price = about.change_in(about.without(place))
            yield Hit(says, judged(UNLIKELY), price, about.award_on, (member.council,))


@risk_rule(
    "RK106",
    Category.PEOPLE,
    Owner.HEAD,
    "one team, and posts leave a member's area",
)
def posts_leave(about: About) -> Iterator[Hit]:
    """Posts are cut or move to the host, so staff and unions have to be consulted, and members asked once more.

    Consultation and transfer (TUPE) take longer than the project plan has for them.

    Begin consultation before the tender, name the host early, and let posts go as people do where there is time.

    Judgement: payroll of the Five Councils was 14 months late; a team that moves is on the path of every date.
    """
    leaving = tuple(posts.council for posts in about.formed.posts(about.given) if posts.leaving)
    late = round(range_or_held("delay_months", about.given).high)
    if leaving:
        says = f"Posts leave {about.names.few(leaving)}; priced as {late} months late."
        yield Hit(says, judged(POSSIBLE), about.change_in(about.planned.late(late)), about.award_on, leaving)


@risk_rule(
    "RK107",
    Category.PEOPLE,
    Owner.BOARD,
    f"{MANY} members or more",
)
def one_of_many_leaves(about: About) -> Iterator[Hit]:
    """With so many members one or another leaves before anything is live.

    Each has elections, a budget and a chief executive of its own. Partnerships with vetoes and compromises were those
    that dissolved (Elston, Rackwitz and Bel 2023).

    Plan for one fewer: a tender whose price holds without any one member, a lead authority that decides within limits
    set once, and a board of a few that acts for the rest.

    The parameter withdrawal_share for each member, and the chance that at least one leaves: 1 - (1 - p)^n.
    """
    size = len(about.members)
    if size < MANY:
        return
    by_loss = sorted((loss, -place) for place, loss in enumerate(about.lost_without_gbp))
    place = -by_loss[size // 2][1]
    says = (
        f"{size} members, and one or another leaves; priced as {about.name(about.formed.members[place])}, whose "
        "leaving costs as much as the middle one's."
    )
    yield Hit(says, any_leaves(size, about.given), about.change_in(about.without(place)), about.award_on)

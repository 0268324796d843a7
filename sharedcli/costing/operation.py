"""What one team for all members saves, and what getting there costs.

METHOD 6: everything of a joint procurement, and these charges on top. A dip in service comes with joining; the
saving and the exit payments come when everybody is in. Under joint procurement there are none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Charge, Line
from sharedcli.costing.member import Filled, Member
from sharedcli.costing.prices import FloatArray
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.delivery import DeliveryModel

SAVING = "METHOD 6: operating saving of one team"
EXITS = "METHOD 6: exit payments for posts lost"
DIP = "METHOD 6: dip in service after joining"
RULES = (SAVING, EXITS, DIP)
"""The rules of the rows in which shared operation differs from a joint procurement."""

PARAMETERS = frozenset(
    {"operating_saving_share", "exit_payment_gbp", "staff_post_gbp", "quality_dip_share", "quality_dip_months"}
)
"""The parameters that count under shared operation only."""

_PAY = "annual_cost_gbp.staff"


def joining_charges(member: Member, costing: Costing, model: DeliveryModel) -> tuple[Charge, ...]:
    """What joining one team costs, by the member's joining month."""
    if model is not DeliveryModel.SHARED_OPERATION:
        return ()
    given = costing.given
    dip = member.new_staff_gbp * given.quality_dip_share * round(given.quality_dip_months) / 12
    inputs = ("quality_dip_share", "quality_dip_months", _PAY)
    return (Charge(Line.QUALITY_DIP, dip, costing.schedules.dip, DIP, inputs),)


def team_charges(member: Member, costing: Costing, model: DeliveryModel) -> tuple[Charge, ...]:
    """What one team saves and pays its leavers, by the month in which everybody is in."""
    if model is not DeliveryModel.SHARED_OPERATION:
        return ()
    given, plan = costing.given, costing.schedules
    saved, leavers = _saved_gbp(member, given), _posts_lost(member, given) * given.exit_payment_gbp
    inputs = ("operating_saving_share", _PAY)
    return (
        Charge(Line.STAFF, -saved, plan.since, SAVING, inputs, is_time=False),  # posts go, and their pay with them
        Charge(Line.EXIT_PAYMENTS, leavers, plan.at_once, EXITS, ("exit_payment_gbp", "staff_fte", *inputs)),
    )


@dataclass(frozen=True, slots=True)
class Staffing:
    """What one team could save of a member's staff, and how many posts go with it.

    `pay_gbp` is its staff cost a year on its next system, `post_gbp` what a post costs. It loses `most_posts` at most.
    A red line about posts (`is_held`) forbids a saving, but spares nobody where one team is dearer.
    """

    pay_gbp: float
    post_gbp: float
    most_posts: float
    is_held: bool

    @classmethod
    def of(cls, member: Member, given: Assumptions) -> Self:
        """That of a member; one that has no system has nobody to lose."""
        posts = member.system.staff_fte if member.in_use else 0.0
        return cls(
            member.new_staff_gbp,
            _post_gbp(member, given),
            np.inf if posts is None else posts,
            member.posts_stay or member.jobs_kept,
        )

    def saved_gbp(self, share: FloatArray) -> FloatArray:
        """Pounds a year at each operating saving, in any shape; below zero where one team is dearer."""
        return self.pay_gbp * (np.minimum(share, 0.0) if self.is_held else share)

    def posts_lost(self, share: FloatArray) -> FloatArray:
        """Posts whose pay makes up the saving, never below zero."""
        return np.minimum(np.maximum(self.saved_gbp(share), 0.0) / self.post_gbp, self.most_posts)


def _saved_gbp(member: Member, given: Assumptions) -> float:
    return float(Staffing.of(member, given).saved_gbp(np.array(given.operating_saving_share)))


def _posts_lost(member: Member, given: Assumptions) -> float:
    return float(Staffing.of(member, given).posts_lost(np.array(given.operating_saving_share)))


def _post_gbp(member: Member, given: Assumptions) -> float:
    """What one post costs a year: its own staff cost over its posts, where it states both."""
    posts = member.system.staff_fte
    return member.old_staff_gbp / posts if posts and member.old_staff_gbp else given.staff_post_gbp


def staffed(member: Member, given: Assumptions) -> Member:
    """The member with its staff told by their posts or by their pay, where it states only one, and the other listed."""
    costs, posts, pay = member.system.annual_cost_gbp, member.system.staff_fte, given.staff_post_gbp
    if not member.in_use:
        return member
    if posts is None:
        told = (Filled("staff_fte", "staff_post_gbp", pay),) if member.old_staff_gbp else ()
        return replace(member, filled=(*member.filled, *told))
    if member.old_staff_gbp or (costs and costs.staff is not None):
        return member
    known = tuple(filled for filled in member.filled if filled.field != _PAY)
    staff = posts * pay
    return replace(
        member, old_staff_gbp=staff, new_staff_gbp=staff, filled=(*known, Filled(_PAY, "staff_post_gbp", staff))
    )


@dataclass(frozen=True, slots=True)
class Posts:
    """What one team does to the posts in one member's area, full-time equivalent; `None` where it does not state them.

    `lost` are cut once everybody is in, `moving` go to the host. What a red line holds is in neither.
    """

    council: str
    is_host: bool
    today: float | None
    lost: float | None
    moving: float | None

    @property
    def leaving(self) -> float | None:
        """Posts its area no longer has; what a host gains from others is not taken off."""
        return None if self.lost is None or self.moving is None else self.lost + self.moving


def host_of(members: Sequence[Member], given: Assumptions) -> str:
    """The code of the member the team moves to: most posts today, then most staff on its next system, then ONS code."""
    return min(members, key=lambda one: (-_posts_told(one, given), -one.new_staff_gbp, one.council)).council


def _posts_told(member: Member, given: Assumptions) -> float:
    """Its posts today; by its pay where it states no posts, none where it has no system."""
    posts = _posts_today(member)
    return member.old_staff_gbp / given.staff_post_gbp if posts is None else posts


def _posts_today(member: Member) -> float | None:
    return member.system.staff_fte if member.in_use else 0.0


def posts_of(members: Sequence[Member], given: Assumptions) -> tuple[Posts, ...]:
    """What one team does to each member's posts, in the order of `members`."""
    host = host_of(members, given)
    return tuple(_posts(member, given, is_host=member.council == host) for member in members)


def _posts(member: Member, given: Assumptions, *, is_host: bool) -> Posts:
    today = _posts_today(member)
    stays = is_host or member.posts_stay
    if today is None:
        lost = None if given.operating_saving_share > 0 and not Staffing.of(member, given).is_held else 0.0
        return Posts(member.council, is_host, None, lost, 0.0 if stays else None)
    lost = _posts_lost(member, given)
    return Posts(member.council, is_host, today, lost, 0.0 if stays else today - lost)

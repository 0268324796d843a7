"""One team for all, in words and tables: what it costs against a joint contract, and whose posts move."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.member import Member
from sharedcli.costing.operation import DIP, EXITS, RULES, SAVING, Posts
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.assumed import sourced
from sharedcli.reports.blocks import Block, Column, Paragraph, Points, Row, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import pounds

_NO_GAIN = "with no operating saving, one team costs more than a joint contract"


def under(model: DeliveryModel) -> str:
    """What a heading says of the delivery model; nothing for joint procurement, which is meant where none is named."""
    return "" if model is DeliveryModel.JOINT_PROCUREMENT else f", under {model.label.lower()}"


def why_no_gain(whole: Assessment) -> str:
    """Why one team gains nothing, to follow what it explains; empty where it may gain, or nobody could share."""
    partners = any(len(assessed.candidates.willing) > 1 for assessed in whole.services)
    is_team = whole.model is DeliveryModel.SHARED_OPERATION
    return f": {_NO_GAIN}" if is_team and partners and whole.given.operating_saving_share <= 0 else ""


def saving_counted(given: Assumptions, model: DeliveryModel) -> Iterator[str]:
    """What the operating saving rests on, for page one."""
    if model is not DeliveryModel.SHARED_OPERATION:
        return
    share = f"{100 * given.operating_saving_share:g}%"
    if given.operating_saving_share <= 0:
        yield (
            f"The operating saving counted is {share}. {_NO_GAIN[0].upper()}{_NO_GAIN[1:]} for the same councils: "
            "compare with --model joint-procurement."
        )
    else:
        own = next((one.source for one in given.overrides if one.name == "operating_saving_share"), None)
        rests_on = f"It rests on: {sourced(own)}" if own else "It is unsourced, and needs a source of its own"
        yield (
            f"An operating saving of {share} is counted; the studies of English councils find none on average. "
            f"{rests_on}."
        )


def posts_leaving(whole: Assessment, names: Names) -> Iterator[str]:
    """Whose area would lose how many posts, over all services, for page one."""
    leaving: dict[str, float] = {}
    unknown: set[str] = set()
    for formed in (formed for assessed in whole.services for formed in assessed.formed):
        for one in formed.posts(whole.given):
            if one.leaving is None:
                unknown.add(one.council)
            elif one.leaving:
                leaving[one.council] = leaving.get(one.council, 0.0) + one.leaving
    if leaving:
        told = sorted((names.short[code], count) for code, count in leaving.items())
        yield f"Posts that would leave their area: {', '.join(f'{name} {count:,.1f}' for name, count in told)}."
    if unknown:
        who = names.listed(tuple(unknown))
        yield f"How many posts would leave is not known in full for {who}: staff_fte is not stated."


def one_team(formed: Formed, whole: Assessment, names: Names) -> Iterator[Block]:
    """What one team changes for a consortium; nothing under joint procurement."""
    posts = formed.posts(whole.given)
    if not posts:
        return
    yield Paragraph(_against(formed, whole), lead="Against a joint contract")
    if any(member.in_use for member in formed.members):
        yield _table(formed, posts, names)
    else:
        yield Paragraph("none of the members runs a system today, so no posts move and none are lost.", lead="Posts")


def one_team_gbp(formed: Formed, whole: Assessment) -> float:
    """Present value of what one team adds to a joint contract of the same councils and months; below zero it costs."""
    return _present_gbp(formed, whole, *RULES)


def _present_gbp(formed: Formed, whole: Assessment, *rules: str) -> float:
    return formed.saving(whole.ledger).option.only(rule=rules).present_gbp


def _against(formed: Formed, whole: Assessment) -> str:
    net, saved = one_team_gbp(formed, whole), _present_gbp(formed, whole, SAVING)
    leavers, dip = _present_gbp(formed, whole, EXITS), _present_gbp(formed, whole, DIP)
    is_dearer = round(saved) < 0
    parts = [
        f"staff {'dearer by' if is_dearer else 'saved'} {pounds(saved)}",
        f"exit payments {pounds(leavers)}",
        f"making good the dip in service {pounds(dip)}",
    ]
    worth = "comes to the same"
    if round(net):
        worth = f"{'is worth' if net > 0 else 'costs'} {pounds(net)} more"
    return f"one team {worth}, for the same councils and months: {', '.join(parts)} (present values)."


def host(formed: Formed, whole: Assessment, names: Names) -> str:
    """Where the one team is, in a sentence; empty where each council runs its own service."""
    return "".join(f", run by one team at {names.short[p.council]}" for p in formed.posts(whole.given) if p.is_host)


def _table(formed: Formed, posts: tuple[Posts, ...], names: Names) -> Table:
    notes = {one.council: _note(one, member) for one, member in zip(posts, formed.members, strict=True)}
    in_order = sorted(posts, key=lambda one: names.short[one.council])
    counts = [(one.today, one.lost, one.moving, one.leaving) for one in in_order]
    rows = [
        Row((names.short[one.council], *count, notes[one.council])) for one, count in zip(in_order, counts, strict=True)
    ]
    rows.append(Row(("All", *(_sum(column) for column in zip(*counts, strict=True)), ""), is_total=True))
    columns = (
        Column("Member"), Column("Posts today", "posts"), Column("Lost", "posts"), Column("Moving to host", "posts"),
        Column("Leaving the area", "posts"), Column("Note"),
    )  # fmt: skip
    note = "Full-time equivalent, as the profiles state them. What the host's area gains is not taken off its own."
    return Table(f"{formed.id}: posts in each area", columns, tuple(rows), note)


def own_posts(council: str, whole: Assessment, names: Names) -> Iterator[Block]:
    """What happens to the posts of one council, a sentence for each consortium it joins."""
    told = [
        f"{formed.id}: {_leaving(posts, formed, whole, names)}."
        for assessed in whole.services
        for formed in assessed.formed
        for posts in formed.posts(whole.given)
        if posts.council == council
    ]
    if told:
        yield Points("Posts in its area", tuple(told))


def _leaving(one: Posts, formed: Formed, whole: Assessment, names: Names) -> str:
    others = [posts for posts in formed.posts(whole.given) if not posts.is_host]
    if one.is_host:
        coming = _sum(tuple(posts.moving for posts in others))
        gained = "how many posts come is not known" if coming is None else f"{coming:,.1f} posts come"
        return f"it hosts the team; {gained}, and {_count(one.lost)} of its own are lost"
    if one.leaving is None:
        return "it does not state its posts, so how many leave is not known"
    if not one.leaving:
        return "none of its posts leave"
    (where,) = (names.short[posts.council] for posts in formed.posts(whole.given) if posts.is_host)
    today, moving = _count(one.today), _count(one.moving)
    return f"{one.leaving:,.1f} of {today} posts leave: {_count(one.lost)} lost, {moving} to {where}"


def _count(posts: float | None) -> str:
    if posts is None:
        return "an unknown number"
    return f"{posts:,.1f}" if posts else "none"


def _sum(column: tuple[float | None, ...]) -> float | None:
    """What a column comes to, where all of it is known."""
    known = [count for count in column if count is not None]
    return sum(known) if len(known) == len(column) else None


def _note(posts: Posts, member: Member) -> str:
    words = ["hosts the team"] if posts.is_host else []
    if member.posts_stay:
        words.append("red line: no posts leave")
    if member.jobs_kept:
        words.append("red line: no jobs lost")
    if not member.in_use:
        words.append("no system today, so no posts")
    elif posts.today is None:
        words.append("posts not stated" if member.new_staff_gbp else "staff not stated, so nothing of it is counted")
    return "; ".join(words)

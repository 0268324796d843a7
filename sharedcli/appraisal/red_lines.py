"""What each red line costs: the best consortia with that one line lifted, less those there are.

METHOD 10. A red line is a decision that members may take with the figure in front of them. Each is lifted alone, all
others kept; one that covers several services is priced in each, and in all together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.outcome import Outcome
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.search import SAME_SHARE
from sharedcli.consortia.selection import Selection, select
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.member import Member
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Profile, RedLine


class Bearing(Enum):
    """What a red line keeps from happening under the delivery model appraised."""

    KEEPS_OUT = "keeps the council out of every consortium"
    KEEPS_POSTS = "keeps posts that one team would save"
    OTHER_LINE = "another of its red lines forbids the same"
    NOTHING = "forbids nothing of what is appraised here"


@dataclass(frozen=True, slots=True, eq=False)
class LinePrice:
    """One red line in one service.

    `number` counts the council's lines from 1, as its profile has them. `before` are the consortia proposed, `after`
    those with the line lifted; the same where lifting it changes nothing. `is_proven` says whether both are proven
    best; where they are not, the price may be too low or too high by the gap.
    """

    council: str
    service: str
    number: int
    line: RedLine
    bearing: Bearing
    before: Outcome
    after: Outcome
    is_proven: bool

    @property
    def changes(self) -> bool:
        """Whether lifting it changes any consortium."""
        return self.after is not self.before

    @property
    def joined(self) -> Formed | None:
        """The consortium the council would be in; `None` where it would be in none."""
        return next((one for one, _ in self.after.formed if self.council in one.codes), None)

    def all_rows(self) -> tuple[Ledger, Ledger]:
        """What everybody concerned pays with the line lifted, and as things are."""
        saving = self.after.less(self.before)
        return saving.option, saving.usual

    def own_rows(self) -> tuple[Ledger, Ledger]:
        """The same for the council alone."""
        return self.after.rows([self.council]), self.before.rows([self.council])


def line_prices(whole: Assessment) -> tuple[LinePrice, ...]:
    """Every red line of every council in every service it covers and the council lists; by council, line, service."""
    costing = Costing.over(whole.horizon, whole.given)
    found = [price for assessed in whole.services for price in _of_service(assessed, whole, costing)]
    return tuple(sorted(found, key=lambda one: (one.council, one.number, one.service)))


def _of_service(assessed: ServiceAssessment, whole: Assessment, costing: Costing) -> Iterator[LinePrice]:
    field = assessed.candidates
    members = {member.council: member for member in (*field.willing, *(red.member for red in field.red_lined))}
    before = Outcome.standing(assessed.formed, assessed.service, whole.ledger)
    for code in sorted(members):
        profile = whole.profiles[code]
        for number, line in enumerate(profile.conditions.red_lines, start=1):
            if line.service in {assessed.service, "all"}:
                lifted, bearing = _lifted(members[code], profile, number, whole)
                after, proven = before, assessed.options.selection.gap_share == 0
                if lifted is not None:
                    after, found = _chosen_with(lifted, assessed, before, whole, costing)
                    proven = proven and found.gap_share == 0
                yield LinePrice(code, assessed.service, number, line, bearing, before, after, proven)


def _lifted(member: Member, profile: Profile, number: int, whole: Assessment) -> tuple[Member | None, Bearing]:
    """The council without one of its lines, `None` where that changes nothing, and what the line bears on."""
    line, service = profile.conditions.red_lines[number - 1], member.service
    others = tuple(one for n, one in enumerate(profile.conditions.red_lines, start=1) if n != number)
    rest = profile.model_copy(update={"conditions": profile.conditions.model_copy(update={"red_lines": others})})
    if whole.model.key in line.forbids:
        if rest.red_line(service, whole.model.key) is not None:
            return None, Bearing.OTHER_LINE
        return _freed(member, rest), Bearing.KEEPS_OUT
    saves = whole.model is DeliveryModel.SHARED_OPERATION and whole.given.operating_saving_share > 0
    if not saves or not {"posts-leaving", "job-losses"} & set(line.forbids):
        return None, Bearing.NOTHING
    if profile.red_line(service, whole.model.key) is not None:
        return None, Bearing.OTHER_LINE
    freed = _freed(member, rest)
    held = freed.posts_stay or freed.jobs_kept
    return (None, Bearing.OTHER_LINE) if held else (freed, Bearing.KEEPS_POSTS)


def _freed(member: Member, rest: Profile) -> Member:
    """The council held by the lines that are left."""
    return replace(
        member,
        posts_stay=rest.red_line(member.service, "posts-leaving") is not None,
        jobs_kept=rest.red_line(member.service, "job-losses") is not None,
    )


def _chosen_with(
    lifted: Member, assessed: ServiceAssessment, before: Outcome, whole: Assessment, costing: Costing
) -> tuple[Outcome, Selection]:
    """The best choice with one council's line lifted; that of before where it is worth no less."""
    members = {member.council: member for member in assessed.candidates.willing} | {lifted.council: lifted}
    market = market_of(tuple(members[code] for code in sorted(members)), costing, whole.money, model=whole.model)
    as_before = assessed.options.selection
    found = select(market, tolerance_share=max(as_before.gap_share, SAME_SHARE))
    if found.value_gbp - as_before.value_gbp <= SAME_SHARE * max(found.value_gbp, 1.0):
        return before, found
    after, option = before, f"{CHOSEN}-lifted-{lifted.council}"
    for one, _ in before.formed:
        after = after.instead(one, None, costing)
    for number, chosen in enumerate(found.consortia, start=1):
        formed = Formed.of(chosen, members, option=option, service=assessed.service, number=number, model=whole.model)
        after = after.instead(None, formed, costing)
    return after, found

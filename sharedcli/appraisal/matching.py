"""Who could share what: for each service the groups whose dates meet, the consortia chosen, and who is left and why.

METHOD 3 and 8. There is no ledger here, so that a whole country is quick; the worth of a consortium is what the ledger
would come to, and what aligning costs is made of the ledger's own charges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.appraisal.aligned import AlignedGroup, aligned
from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.appraisal.ground import Ground, grounds_of
from sharedcli.appraisal.near_misses import kept_out
from sharedcli.appraisal.outside import Outside, outside
from sharedcli.consortia.many import Task, Unmet, select_each
from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import Selection
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.vesting import VestingGroup
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.wishes import NO_LIMITS, NO_WISHES, Effort, OnService, Wishes, tell_nobody


@dataclass(frozen=True, slots=True, eq=False)
class ServiceMatching:
    """One service: whose dates meet, what is chosen, and everybody else with the reason.

    `selection` is `None` where no choice includes everybody who has to be in: `left_out` are those it cannot be made
    with. `not_included` had to be in as well and cannot take part at all. `unlisted` do not list the service.
    """

    service: str
    field: Candidates
    aligned: tuple[AlignedGroup, ...]
    selection: Selection | None
    left_out: tuple[str, ...]
    not_included: tuple[str, ...]
    formed: tuple[Formed, ...]
    outside: tuple[Outside, ...]
    unlisted: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """The answer for some councils together: all that were asked for, or those that vest into one successor."""

    cohort: Cohort
    given: Assumptions
    horizon: Horizon
    model: DeliveryModel
    wishes: Wishes
    vesting: VestingGroup | None
    services: tuple[ServiceMatching, ...]

    @property
    def profiles(self) -> dict[str, Profile]:
        """The profiles by ONS code."""
        return {profile.council.code: profile for profile in self.cohort.profiles}

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium chosen."""
        return tuple(formed for service in self.services for formed in service.formed)


def match(
    cohort: Cohort,
    given: Assumptions,
    services: tuple[str, ...] | None = None,
    *,
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
    wishes: Wishes = NO_WISHES,
    effort: Effort = NO_LIMITS,
    on_service: OnService = tell_nobody,
) -> tuple[Matching, ...]:
    """Match a cohort, for some services or for all that some council lists.

    There is one matching, or with `wishes.vesting` one for each group of councils that vest together.

    Args:
        cohort: The councils, before any filter.
        given: The parameters in force.
        services: Keys of services; `None` is all that are listed.
        model: How the service would be delivered together.
        wishes: Who may share, and in what number.
        effort: How hard to look.
        on_service: Told of progress.
    """
    grounds = grounds_of(wishes.narrow(cohort), given, model, wishes)
    asked = [(ground, service) for ground in grounds for service in _listed(ground.cohort, services)]
    done: dict[Ground, list[ServiceMatching]] = {ground: [] for ground in grounds}
    gap = 0.0
    for number, (ground, matching) in enumerate(_matched(asked, effort), start=1):
        done[ground].append(matching)
        gap = max(gap, matching.selection.gap_share if matching.selection else 0.0)
        on_service(number, len(asked), gap)
    return tuple(
        Matching(ground.cohort, given, ground.costing.horizon, model, wishes, ground.vesting, tuple(found))
        for ground, found in done.items()
    )


def _listed(cohort: Cohort, services: tuple[str, ...] | None) -> tuple[str, ...]:
    listed = cohort.services_of()
    return listed if services is None else tuple(service for service in listed if service in services)


def _matched(asked: list[tuple[Ground, str]], effort: Effort) -> Iterator[tuple[Ground, ServiceMatching]]:
    """Each service as soon as it and all before it are done; a market is dropped once its answer is in."""
    waiting: deque[tuple[Ground, Candidates, Market, Task]] = deque()

    def tasks() -> Iterator[Task]:
        for ground, service in asked:
            field = ground.field(service)
            market = ground.market(field.willing)
            task = Task(market, tuple(code for code in ground.wishes.must_include if code in market.codes))
            waiting.append((ground, field, market, task))
            yield task

    councils = sum(len(ground.cohort.profiles) for ground, _ in asked)
    for answer in select_each(tasks(), count=len(asked), councils=councils, effort=effort):
        ground, field, market, task = waiting.popleft()
        yield ground, _service(ground, field, market, answer, task.must_include)


def _service(
    ground: Ground, field: Candidates, market: Market, answer: Selection | Unmet, included: tuple[str, ...]
) -> ServiceMatching:
    selection = answer if isinstance(answer, Selection) else None
    formed = form(selection, field) if selection else ()
    listed = {window.council for window in field.windows}
    out = kept_out(ground.cohort, field)
    return ServiceMatching(
        service=field.service,
        field=field,
        aligned=aligned(field, ground.costing, ground.money),
        selection=selection,
        left_out=answer.codes if isinstance(answer, Unmet) else (),
        not_included=tuple(code for code in ground.wishes.must_include if code in listed and code not in included),
        formed=formed,
        outside=outside(field, market, formed, out, ground.wishes.most, ground.costing.given),
        unlisted=tuple(miss for miss in out if miss.council not in listed),
    )


def form(selection: Selection, field: Candidates) -> tuple[Formed, ...]:
    """The consortia of a selection with their members' costs."""
    by_code = {member.council: member for member in field.willing}
    return tuple(
        Formed.of(chosen, by_code, option=PROPOSED, service=field.service, number=number, model=field.model)
        for number, chosen in enumerate(selection.consortia, start=1)
    )

"""Who can take part in sharing one service, and who cannot and why."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Absence, Course, Member, NotAppraised, member_of
from sharedcli.costing.operation import staffed
from sharedcli.matching.windows import ProcurementWindow, procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort, Profile, RedLine
from sharedcli.model.system import System


@dataclass(frozen=True, slots=True, eq=False)
class RedLined:
    """A council that could take part but will not, and its words for why."""

    member: Member
    line: RedLine


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """One service's councils, each in exactly one of the three lists, in the order of their codes.

    `windows` holds the window of every council that lists the service.
    """

    service: str
    willing: tuple[Member, ...]
    red_lined: tuple[RedLined, ...]
    out: tuple[NotAppraised, ...]
    windows: tuple[ProcurementWindow, ...]
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT

    @property
    def everybody(self) -> tuple[Member, ...]:
        """The willing and the red-lined, as a mandate would have them, in the order of their codes."""
        both = (*self.willing, *(red.member for red in self.red_lined))
        return tuple(sorted((member.mandated() for member in both), key=lambda member: member.council))


def candidates(
    cohort: Cohort, service: str, costing: Costing, *, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT
) -> Candidates:
    """Sort the cohort's councils for one service; those that do not list it are in none of the lists.

    A red line keeps a council out of the delivery model that it names, and of no other.
    """
    willing: list[Member] = []
    red_lined: list[RedLined] = []
    out: list[NotAppraised] = []
    windows: list[ProcurementWindow] = []
    for profile in cohort.profiles:
        system = profile.system_for(service)
        if system is None:
            continue
        window = procurement_window(profile, system, costing.horizon, costing.given)
        windows.append(window)
        member = costed(profile, system, window, costing.given, model)
        if isinstance(member, NotAppraised):
            out.append(member)
        elif member.course is Course.RETIRES:
            out.append(NotAppraised(profile.council.code, service, Absence.RETIRING, "is retiring the system"))
        elif (line := profile.red_line(service, model.key)) is not None:
            red_lined.append(RedLined(member, line))
        else:
            willing.append(member)
    patience = _patience(len(willing) + len(red_lined), costing.given)
    return Candidates(
        service,
        tuple(member.put_off_to(patience) for member in willing),
        tuple(RedLined(red.member.put_off_to(patience), red.line) for red in red_lined),
        tuple(out),
        tuple(windows),
        model,
    )


def costed(
    profile: Profile, system: System, window: ProcurementWindow, given: Assumptions, model: DeliveryModel
) -> Member | NotAppraised:
    """A council's costs for one service, its staff told from posts or pay as well where one team is to run it."""
    member = member_of(profile, system, window, given)
    if isinstance(member, NotAppraised) or model is not DeliveryModel.SHARED_OPERATION:
        return member
    return staffed(member, given)


def _patience(councils: int, given: Assumptions) -> int:
    """The month to which a council puts off its own plan for the sake of a group.

    A group takes longer to go live than one council; nobody is shut out for that alone, but nobody waits
    longer than onboarding would take. Business as usual is put off as well, so that no saving comes of waiting.
    """
    return min(lead_months(councils, given), given.lead_months + round(given.onboarding_months))

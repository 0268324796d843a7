"""Who is not in a group and why: another tier, a red line, nothing stated, or the months by which dates miss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from sharedcli.appraisal.candidates import Candidates
from sharedcli.costing.member import Absence
from sharedcli.loading.services import services
from sharedcli.matching.alignment import Miss, NearMiss, near_miss
from sharedcli.model.calendar import Window
from sharedcli.model.profile import Cohort, Profile, Tier

_CALLED: Mapping[Tier, str] = MappingProxyType(
    {
        "county": "a county",
        "district": "a district",
        "unitary": "a unitary council",
        "metropolitan": "a metropolitan council",
        "london-borough": "a London borough",
        "scottish": "a Scottish council",
        "welsh": "a Welsh council",
        "northern-irish": "a Northern Irish council",
    }
)
_ABSENT = MappingProxyType(
    {
        Absence.UNKNOWN_COST: (Miss.NOT_APPRAISED, "not appraised: no cost stated"),
        Absence.NO_NEED: (Miss.NO_NEED, "no need stated"),
        Absence.RETIRING: (Miss.RETIRING, "the system is to be retired"),
    }
)


def near_misses(cohort: Cohort, field: Candidates, members: Collection[str], months: Window) -> tuple[NearMiss, ...]:
    """Why each council of the cohort is not among `members`, in the order of their codes.

    `months` are those in which a member may join. What a council cannot or will not do comes before its dates; one
    whose dates meet and that is left out for another reason, such as its worth to the group, is not named here.
    """
    outside = (profile for profile in cohort.profiles if profile.council.code not in members)
    return tuple(miss for profile in outside if (miss := _miss(profile, field, months)))


def _miss(profile: Profile, field: Candidates, months: Window) -> NearMiss | None:
    code = profile.council.code
    for kind, reason in _obstacles(profile, field):
        return NearMiss(code, 0, reason, kind)
    window = next(window for window in field.windows if window.council == code)
    return near_miss(window, months)


def _obstacles(profile: Profile, field: Candidates) -> Iterator[tuple[Miss, str]]:
    """What keeps a council out whatever its dates, the plainest first."""
    code, service = profile.council.code, services().get(field.service)
    if service and profile.council.tier not in service.tiers:
        function = service.label if service.label[:2].isupper() else service.label[0].lower() + service.label[1:]
        yield Miss.OTHER_TIER, f"different tier: {_CALLED[profile.council.tier]} holds no {function} function"
    if profile.system_for(field.service) is None:
        yield Miss.NOT_LISTED, "the service is not in its profile"
    for absent in field.out:
        if absent.council == code:
            yield _ABSENT[absent.absence]
    for red in field.red_lined:
        if red.member.council == code:
            yield Miss.RED_LINE, f"red line: {red.line.reason}" if red.line.reason else "red line"

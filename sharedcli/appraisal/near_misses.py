"""Who takes no part whatever its dates, and why: another tier, nothing listed or stated, a red line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sharedcli.appraisal.candidates import Candidates
from sharedcli.costing.member import Absence
from sharedcli.loading.services import services
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.obstacles import Obstacle
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
        Absence.UNKNOWN_COST: Obstacle.NOT_APPRAISED,
        Absence.NO_NEED: Obstacle.NO_NEED,
        Absence.RETIRING: Obstacle.RETIRING,
    }
)


def kept_out(cohort: Cohort, field: Candidates) -> tuple[NearMiss, ...]:
    """Every council of the cohort that is not willing, in the order of their codes.

    The reason is about a council that lists the service what its profile says, without a subject or, for a red line,
    in its own words; else why it does not list it.
    """
    said = {out.council: (_ABSENT[out.absence], out.reason) for out in field.out}
    said |= {red.member.council: (Obstacle.RED_LINE, red.line.reason) for red in field.red_lined}
    found = []
    for profile in cohort.profiles:
        code = profile.council.code
        if profile.system_for(field.service) is None:
            said[code] = _unlisted(profile, field.service)
        if code in said:
            kind, reason = said[code]
            found.append(NearMiss(code, 0, reason, kind))
    return tuple(found)


def _unlisted(profile: Profile, key: str) -> tuple[Obstacle, str]:
    service, tier = services().get(key), profile.council.tier
    if service and tier not in service.tiers:
        function = service.label if service.label[:2].isupper() else service.label[0].lower() + service.label[1:]
        return Obstacle.OTHER_TIER, f"different tier: {_CALLED[tier]} holds no {function} function"
    return Obstacle.NOT_LISTED, "the service is not in its profile"

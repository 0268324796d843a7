"""The front door for scripts, notebooks and the command line: each stage by one name.

Whatever is slow to import is imported by the function that needs it.
"""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sharedcli.checks.assumed import AssumptionsRefusedError, assumed
from sharedcli.checks.policy import Policy, UnknownRuleError
from sharedcli.checks.ready import (
    AssumptionsNotReadyError,
    FileNotReadyError,
    MatrixNotReadyError,
    PeriodsNotReadyError,
    ProposalsNotReadyError,
    load_assumptions,
    load_matrix,
    load_periods,
    load_proposals,
)
from sharedcli.checks.run import CheckRun, FileResult, run
from sharedcli.errors import KeysNotStatedError, SharedcliError
from sharedcli.loading.folder import find_inputs
from sharedcli.loading.records import load_record, saved
from sharedcli.loading.risk_matrices import risk_matrices as matrices
from sharedcli.loading.sides import kind_of
from sharedcli.model.calendar import months_after
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.drawing import PLAINLY_DRAWN, Drawing
from sharedcli.model.finding import Pointer
from sharedcli.model.overrides import Override
from sharedcli.model.printable import printable
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.proposals import Proposals
from sharedcli.model.spending_review import AIMLESS, Aims, SpendingReviewPeriod
from sharedcli.model.wishes import NO_LIMITS, NO_WISHES, Effort, OnService, Wishes, tell_nobody

if TYPE_CHECKING:
    from sharedcli.appraisal.assessment import Assessment
    from sharedcli.appraisal.matching import Matching
    from sharedcli.appraisal.proposals import ProposalsAppraisal
    from sharedcli.appraisal.sharing import Sharing
    from sharedcli.appraisal.spending_review import SpendingReviews
    from sharedcli.appraisal.why_not import WhyNot
    from sharedcli.loading.written import Written
    from sharedcli.matching.timeline import Timeline
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.division import ShareWishes
    from sharedcli.risk.risk import Risk

__all__ = [
    "Appraised", "AssumptionsNotReadyError", "AssumptionsRefusedError", "CheckRun", "FileNotReadyError", "FileResult",
    "KeysNotStatedError", "Loaded", "MatrixNotReadyError", "NothingToAppraiseError", "Override",
    "PeriodsNotReadyError", "Policy", "ProposalsNotReadyError", "UnknownRuleError", "appraise_proposals", "assess",
    "assumed", "assumptions", "cohort_of", "kind_of", "load", "load_assumptions", "load_matrix", "load_periods",
    "load_proposals", "load_record", "match", "matrices", "places_in", "risk", "saved", "share",
    "spending_reviews", "timeline", "validate", "why_not",
]  # fmt: skip

_EVERYTHING = Policy()


def validate(
    paths: Iterable[str],
    *,
    policy: Policy = _EVERYTHING,
    on_file: Callable[[int, int], None] = lambda _done, _all: None,
) -> CheckRun:
    """Check every profile in `paths`: files, folders (searched to the bottom) or `-` for standard input.

    Args:
        paths: What to read. A path that cannot be read is a finding like any other.
        policy: Which rules count, and how much.
        on_file: Called after each file with how many are done and how many there are.
    """
    inputs = find_inputs(paths)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        on_file(done, len(inputs))

    return run(inputs, policy, on_file=one_more)


VINTAGE_MONTHS = 24
"""Facts further apart than this are not appraised together: each set of facts has an assessment of its own."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Profiles ready to appraise, and the run of checks that says what was left out and why.

    `cohorts` are the newest facts first; there is one where no two neighbouring `as_at` days lie more than
    `VINTAGE_MONTHS` apart. `file_of` names the file of each council, by ONS code.
    """

    cohorts: tuple[Cohort, ...]
    run: CheckRun
    file_of: Mapping[str, FileResult]


def load(
    paths: Iterable[str],
    *,
    as_at: dt.date | None = None,
    on_file: Callable[[int, int], None] = lambda _done, _all: None,
) -> Loaded:
    """Read and check every profile; those without errors become cohorts.

    Args:
        paths: What to read, as for `validate`.
        as_at: The day to appraise at; `None` is the latest `as_at` among each cohort's profiles.
        on_file: Called after each file with how many are done and how many there are.

    Raises:
        NothingToAppraiseError: No profile is ready.
    """
    inputs = find_inputs(paths)
    profiles: dict[str, Profile] = {}
    counted = iter(range(1, len(inputs) + 1))
    checked = run(
        inputs, _EVERYTHING,
        on_file=lambda: on_file(next(counted), len(inputs)), on_profile=profiles.__setitem__,
    )  # fmt: skip
    file_of = {profiles[file.file].council.code: file for file in checked.files if file.is_ready}
    if not file_of:
        raise NothingToAppraiseError(checked)
    ready = [profiles[file.file] for file in file_of.values()]
    cohorts = tuple(_cohort(vintage, as_at) for vintage in _vintages(ready))
    return Loaded(cohorts, checked, MappingProxyType(file_of))


def _vintages(profiles: list[Profile]) -> list[list[Profile]]:
    """Profiles apart where their facts are too far apart in time, the newest first."""
    newest_first = sorted(profiles, key=lambda profile: profile.as_at, reverse=True)
    vintages = [[newest_first[0]]]
    for profile in newest_first[1:]:
        if months_after(profile.as_at, VINTAGE_MONTHS) < vintages[-1][-1].as_at:
            vintages.append([])
        vintages[-1].append(profile)
    return vintages


def _cohort(profiles: list[Profile], as_at: dt.date | None) -> Cohort:
    by_code = tuple(sorted(profiles, key=lambda profile: profile.council.code))
    return Cohort(by_code, as_at or max(profile.as_at for profile in by_code))


def places_in(file: FileResult, pointers: Iterable[Pointer]) -> Mapping[Pointer, Written]:
    """What a file that was read has written at some places, and its lines: see `loading.written`."""
    from sharedcli.loading.written import written

    return written(file.file, file.sha256, pointers)


class NothingToAppraiseError(SharedcliError):
    """No profile could be read without errors; `run` says why."""

    def __init__(self, run_: CheckRun) -> None:
        self.run = run_
        files = len(run_.files)
        if not files:
            super().__init__("No profile was found.")
            return
        named = run_.files[0].file
        only = f" {printable(shlex.quote(named), most=300)}" if files == 1 and named != "standard input" else ""
        super().__init__(f"No profile is ready ({files} read); `sharedcli validate{only}` says why.")


def assumptions(
    as_at: dt.date, overrides: Iterable[Override] = (), reviews: Iterable[SpendingReviewPeriod] = ()
) -> Assumptions:
    """The assumptions in force at a day, some of them the user's own, and spending reviews of the user's own.

    Raises:
        SharedcliError: The day lies before the first value of a parameter, or an override cannot be.
    """
    from sharedcli.loading import parameters

    return parameters.assumptions(as_at, overrides, reviews)


@dataclass(frozen=True, slots=True, eq=False)
class Appraised:
    """What was asked for, appraised: the newest facts first. `council` is an ONS code, `None` for everybody."""

    loaded: Loaded
    council: str | None
    wholes: tuple[Assessment, ...]


def assess(
    cohort: Cohort,
    given: Assumptions,
    *,
    services: tuple[str, ...] | None = None,
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
    effort: Effort = NO_LIMITS,
    on_service: OnService = tell_nobody,
) -> Assessment:
    """Appraise a cohort under one delivery model, for some services or for all that some council lists."""
    from sharedcli.appraisal import assessment

    return assessment.assess(cohort, given, services, model=model, effort=effort, on_service=on_service)


def risk(
    whole: Assessment, drawing: Drawing = PLAINLY_DRAWN, *, option: str | None = None, council: str | None = None
) -> Risk:
    """Draw futures of the consortia of an option, of those proposed where none is named; or of those a council is in.

    Raises:
        SharedcliError: The parameters of overruns contradict each other.
    """
    from sharedcli.appraisal.options import CHOSEN
    from sharedcli.risk import risk as drawn

    return drawn.risk(whole, drawing, option=option or CHOSEN, council=council)


def match(
    cohort: Cohort,
    given: Assumptions,
    *,
    services: tuple[str, ...] | None = None,
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
    wishes: Wishes = NO_WISHES,
    effort: Effort = NO_LIMITS,
    on_service: OnService = tell_nobody,
) -> tuple[Matching, ...]:
    """Match a cohort under some limits; one matching, or one for each group of councils that vest together."""
    from sharedcli.appraisal import matching

    return matching.match(cohort, given, services, model=model, wishes=wishes, effort=effort, on_service=on_service)


def why_not(council: str, matching: Matching) -> tuple[WhyNot, ...]:
    """Everything that stands between a council, by its ONS code, and each consortium of a matching."""
    from sharedcli.appraisal import why_not as reasons

    return reasons.why_not(council, matching)


def timeline(cohort: Cohort, given: Assumptions, *, services: tuple[str, ...] | None = None) -> Timeline:
    """When each council could move, month by month, for some services or for all that some council lists."""
    from sharedcli.matching import timeline as matching

    return matching.timeline(cohort, given, services)


def share(asked: Appraised, wishes: ShareWishes) -> tuple[tuple[Sharing, ...], ...]:
    """Divide every consortium of an option in every way there is, by the assessments they belong to.

    Raises:
        KeysNotStatedError: A key asked for needs what a member does not state, or is for none of the consortia.
    """
    from sharedcli.appraisal import sharing, undivided

    found = tuple(tuple(sharing.sharings(whole, wishes, asked.council)) for whole in asked.wholes)
    undivided.refuse([one for part in found for one in part], asked.loaded.file_of)
    return found


def spending_reviews(
    asked: Appraised, *, option: str | None = None, periods: Iterable[str] = (), aims: Aims = AIMLESS
) -> tuple[SpendingReviews, ...]:
    """What an option releases in cash inside periods by name; inside every review in the years where none is named.

    Raises:
        UnknownPeriodError: A name stands for no period.
    """
    from sharedcli.appraisal import spending_review

    return spending_review.of_each(asked.wholes, option, tuple(periods), aims=aims, council=asked.council)


def cohort_of(day: dt.date, loaded: Loaded) -> Cohort:
    """The cohort whose newest facts are nearest in time to a day; the newer of two equally near."""
    return min(loaded.cohorts, key=lambda cohort: abs(max(p.as_at for p in cohort.profiles) - day))


def appraise_proposals(
    proposals: Proposals, cohort: Cohort, given: Assumptions, *, services: Iterable[str] | None = None
) -> ProposalsAppraisal:
    """Appraise centres announced, for some services or for all they name, by the profiles of a cohort."""
    from sharedcli.appraisal import proposals as announced

    return announced.appraise(proposals, cohort, given, None if services is None else tuple(services))

"""The front door for scripts, notebooks and the command line: each stage by one name.

Whatever is slow to import is imported by the function that needs it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sharedcli.checks.policy import Policy, UnknownRuleError
from sharedcli.checks.run import CheckRun, FileResult, open_reading, run, run_proposals
from sharedcli.errors import SharedcliError
from sharedcli.loading.folder import STANDARD_INPUT, Input, find_inputs
from sharedcli.model.calendar import months_after
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.finding import Location, Pointer, Severity
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.proposals import Proposals
from sharedcli.model.wishes import NO_LIMITS, NO_WISHES, Effort, OnService, Wishes, tell_nobody

if TYPE_CHECKING:
    from sharedcli.appraisal.assessment import Assessment
    from sharedcli.appraisal.keys import Missing
    from sharedcli.appraisal.matching import Matching
    from sharedcli.appraisal.proposals import ProposalsAppraisal
    from sharedcli.appraisal.sharing import Sharing
    from sharedcli.appraisal.why_not import WhyNot
    from sharedcli.matching.timeline import Timeline
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.division import ShareWishes

__all__ = [
    "Appraised", "CheckRun", "FileResult", "KeysNotStatedError", "Loaded", "NothingToAppraiseError", "Policy",
    "ProposalsNotReadyError", "UnknownRuleError", "appraise_proposals", "assess", "assumptions", "cohort_of", "load",
    "load_proposals", "match", "place_of", "share", "timeline", "validate", "why_not",
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


class NothingToAppraiseError(SharedcliError):
    """No profile could be read without errors; `run` says why."""

    def __init__(self, run_: CheckRun) -> None:
        self.run = run_
        files = len(run_.files)
        super().__init__(
            "No profile was found."
            if not files
            else f"No profile is ready ({files} read); `sharedcli validate` says why."
        )


def assumptions(as_at: dt.date) -> Assumptions:
    """The assumptions in force at a day."""
    from sharedcli.loading import parameters

    return parameters.assumptions(as_at)


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
    from sharedcli.appraisal import sharing

    found = tuple(tuple(sharing.sharings(whole, wishes, asked.council)) for whole in asked.wholes)
    every = [one for part in found for one in part]
    fits_some = any(not one.problems for one in every)
    told = [
        _missing(asked.loaded, missing, problem.key.words, one.formed.id)
        for one in every
        for problem in one.problems
        for missing in problem.missing
        if missing.pointer or not fits_some
    ]
    told += [
        f"{one.formed.id}: nothing can be divided {problem.key.words}: {problem.reason}."
        for one in every
        for problem in one.problems
        if not (problem.missing or fits_some)
    ]
    if told:
        raise KeysNotStatedError(tuple(dict.fromkeys(told)))
    return found


def _missing(loaded: Loaded, missing: Missing, divided: str, consortium: str) -> str:
    """One fact that is missing, with its place where it is one of a profile's."""
    council = loaded.file_of[missing.council].council or missing.council
    if not missing.pointer:
        return f"{consortium}, divided {divided}: {council} {missing.problem}."
    place = place_of(loaded, missing.council, missing.pointer)
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return f"{where}: divided {divided}: {council} {missing.problem}."


def place_of(loaded: Loaded, council: str, pointer: Pointer) -> Location:
    """The place of a value in a council's file; of the nearest field above it where it is not stated.

    The file is read again. Standard input cannot be: then it is the file as a whole.
    """
    file = loaded.file_of[council].file
    if file == Input(STANDARD_INPUT).name:
        return Location(file)
    doc = open_reading(Input(file)).doc
    return Location(file) if doc is None else doc.locate(pointer)


class KeysNotStatedError(SharedcliError):
    """Something cannot be divided as asked for; `problems` says for each council what is missing, and where."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        told = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"it cannot be divided as asked for:\n{told}\nState these, or choose another key.")


def load_proposals(path: str) -> tuple[Proposals, CheckRun]:
    """Read and check one file of centres announced, or `-` for standard input; the run holds its warnings.

    Raises:
        ProposalsNotReadyError: It could not be read, or holds an error.
    """
    proposals, checked = run_proposals(Input(path))
    if proposals is None or any(finding.severity is Severity.ERROR for finding in checked.findings):
        raise ProposalsNotReadyError(checked)
    return proposals, checked


class ProposalsNotReadyError(SharedcliError):
    """A file of centres announced could not be read without errors; `run` says why."""

    def __init__(self, run_: CheckRun) -> None:
        self.run = run_
        errors = run_.count(Severity.ERROR)
        super().__init__(f"The proposals cannot be appraised: {errors} error{'' if errors == 1 else 's'} in the file.")


def cohort_of(day: dt.date, loaded: Loaded) -> Cohort:
    """The cohort whose newest facts are nearest in time to a day; the newer of two equally near."""
    return min(loaded.cohorts, key=lambda cohort: abs(max(p.as_at for p in cohort.profiles) - day))


def appraise_proposals(
    proposals: Proposals, cohort: Cohort, given: Assumptions, *, services: Iterable[str] | None = None
) -> ProposalsAppraisal:
    """Appraise centres announced, for some services or for all they name, by the profiles of a cohort."""
    from sharedcli.appraisal import proposals as announced

    return announced.appraise(proposals, cohort, given, None if services is None else tuple(services))

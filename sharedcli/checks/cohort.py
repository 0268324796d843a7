"""Checks across files: one council or contract told twice, figures that do not fit beside each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from sharedcli.checks.digest import Digest, SystemDigest
from sharedcli.checks.registry import CohortHit, cohort_check
from sharedcli.checks.services import called
from sharedcli.checks.wording import day, pounds, quoted
from sharedcli.model.calendar import months_before
from sharedcli.model.finding import Severity

_STALE_MONTHS = 24
Digests = tuple[Digest, ...]


def _file(digest: Digest) -> str:
    """The end of a file's path, enough to find it by."""
    return quoted("/".join(PurePath(digest.file).parts[-2:]))


@cohort_check("CF501", Severity.ERROR)
def council_in_two_files(digests: Digests) -> Iterator[CohortHit]:
    """Two files describe one council.

    It would be counted as two members, and could even form a group with itself.

    Keep the newer file and remove the other from the folder. If they are two councils, correct one of the codes.
    """
    kept: dict[str, Digest] = {}
    for digest in sorted(digests, key=lambda digest: digest.as_at, reverse=True):
        other = kept.setdefault(digest.code, digest)
        if other is not digest:
            whose = "" if other.name == digest.name else f", for {quoted(other.name)}"
            said = f"{quoted(digest.code)} is also the code in {_file(other)}{whose}."
            yield digest, ("council", "code"), said


@cohort_check("CF502", Severity.WARNING)
def name_with_two_codes(digests: Digests) -> Iterator[CohortHit]:
    """Two files give one council's name with different codes.

    If they are one council, it is counted twice; if they are two, nobody can tell them apart in a report.

    Correct the code, or write the names out: the same name in two counties needs the county in it.
    """
    first: dict[str, Digest] = {}
    for digest in digests:
        other = first.setdefault(digest.name.casefold(), digest)
        if other.code != digest.code:
            said = f"{quoted(digest.name)} has the code {quoted(digest.code)} here"
            yield digest, ("council", "name"), f"{said} and {quoted(other.code)} in {_file(other)}."


@cohort_check("CF503", Severity.WARNING)
def contract_told_differently(digests: Digests) -> Iterator[CohortHit]:
    """Two files of one council describe the system for one service differently.

    One of them is out of date, and whichever is read decides the window and the saving.

    Keep the description that is right, with its source, and delete the other.
    """
    first: dict[tuple[str, str], tuple[Digest, SystemDigest]] = {}
    for digest in digests:
        for index, system in enumerate(digest.systems):
            other, told = first.setdefault((digest.code, system.service), (digest, system))
            if other is digest:
                continue
            differ = _differences(told, system)
            if differ:
                said = f"{called(system.service)} differs from {_file(other)} in: {', '.join(differ)}."
                yield digest, ("systems", index, "service"), said


def _differences(one: SystemDigest, two: SystemDigest) -> list[str]:
    pairs = {
        "status": (one.status, two.status),
        "product": (one.product, two.product),
        "supplier": (one.supplier, two.supplier),
        "start": (one.start, two.start),
        "last day": (one.last_day, two.last_day),
        "value": (one.value_gbp, two.value_gbp),
    }
    return [name for name, (here, there) in pairs.items() if here != there]


@cohort_check("CF504", Severity.WARNING)
def joint_contract_counted_twice(digests: Digests) -> Iterator[CohortHit]:
    """Councils give contracts with the same supplier, dates and value: probably one joint contract.

    Each would be charged with the whole of it, so the cost of today, and every saving on it, is counted twice.

    Give each council its own part of the value. If the contracts are separate, the finding can be ignored.
    """
    first: dict[tuple[object, ...], Digest] = {}
    for digest in digests:
        for index, system in enumerate(digest.systems):
            if not system.supplier or not system.start or not system.last_day or not system.value_gbp:
                continue
            contract = (system.supplier.casefold(), system.start, system.last_day, system.value_gbp)
            other = first.setdefault(contract, digest)
            if other.code != digest.code:
                said = f"{called(system.service)} has the supplier, dates and value ({pounds(system.value_gbp)})"
                yield (
                    digest,
                    ("systems", index, "contract", "value_gbp"),
                    f"{said} of a contract of {quoted(other.name)}.",
                )


@cohort_check("CF505", Severity.WARNING)
def stale_profile(digests: Digests) -> Iterator[CohortHit]:
    """A profile is more than two years older than the newest beside it.

    Contracts have been let and ended since, so the groups found with this council may no longer be open to it.

    Ask the council to bring its file up to date.
    """
    newest = max((digest.as_at for digest in digests), default=dt.date.min)
    oldest = months_before(newest, _STALE_MONTHS) if digests else newest
    for digest in digests:
        if digest.as_at < oldest:
            said = f"The profile is of {day(digest.as_at)}; the newest beside it is of {day(newest)}."
            yield digest, ("as_at",), said


@cohort_check("CF506", Severity.NOTE)
def illustrative_beside_real(digests: Digests) -> Iterator[CohortHit]:
    """Illustrative figures stand beside published or internal ones.

    A group's total is only as good as its weakest member's figures.

    Read the totals as illustrative, or leave the illustrative files out.
    """
    made_up = [digest for digest in digests if digest.figures == "illustrative"]
    if made_up and len(made_up) < len(digests):
        said = f"The figures of {len(made_up)} of the {len(digests)} councils are illustrative, from here on."
        yield made_up[0], ("figures",), said


@cohort_check("CF507", Severity.NOTE)
def several_price_years(digests: Digests) -> Iterator[CohortHit]:
    """The files are in prices of different years.

    They are moved to one year by general inflation, which is not what any one supplier charged.

    Nothing needs doing if the years are close; otherwise ask for newer figures.
    """
    years = Counter(digest.price_year for digest in digests)
    if len(years) > 1:
        usual = years.most_common(1)[0][0]
        other = next(digest for digest in digests if digest.price_year != usual)
        said = f"Prices are of {min(years)} to {max(years)}: most files use {usual}, this one {other.price_year}."
        yield other, ("figures",), said


@cohort_check("CF508", Severity.WARNING)
def vesting_dates_differ(digests: Digests) -> Iterator[CohortHit]:
    """Councils that vest into one successor give different vesting days.

    They share one deadline, and with two of them the contracts to settle before it are missed.

    Correct the day in the file that has it wrong.
    """
    days: dict[str, Counter[dt.date]] = {}
    for digest in digests:
        if digest.successor and digest.vesting_on:
            days.setdefault(digest.successor.casefold(), Counter())[digest.vesting_on] += 1
    commonest = {successor: given.most_common(1)[0][0] for successor, given in days.items()}
    for digest in digests:
        if not digest.successor or not digest.vesting_on:
            continue
        usual = commonest[digest.successor.casefold()]
        if digest.vesting_on != usual:
            said = f"Vesting into {quoted(digest.successor)} is on {day(digest.vesting_on)} here"
            yield digest, ("reorganisation", "vesting_on"), f"{said} and on {day(usual)} in other files."


@cohort_check("CF509", Severity.WARNING)
def successor_also_listed(digests: Digests) -> Iterator[CohortHit]:
    """A council and the successor it vests into are both in the folder.

    The successor's systems are those of its councils, so the same cost and people are counted twice.

    Keep the councils for a date before vesting, and the successor for a date after it.
    """
    names = {digest.name.casefold(): digest for digest in digests}
    for digest in digests:
        other = names.get(digest.successor.casefold()) if digest.successor else None
        if digest.successor and other and other is not digest:
            said = f"{quoted(digest.successor)} is the successor here, and has a file of its own: {_file(other)}."
            yield digest, ("reorganisation", "successor"), said

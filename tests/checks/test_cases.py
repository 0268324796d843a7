"""Every check against its cases, which are data: see `cases.py` for how to write one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from sharedcli.checks.digest import Digest
from sharedcli.checks.registry import cohort_checks, profile_checks
from sharedcli.loading.rules import READING_RULES
from sharedcli.model.finding import Pointer
from sharedcli.model.profile import Profile
from tests.checks.cases import Case, all_cases, base, case_files, changed, file_name

CASES = all_cases()
PROFILE = {check.rule.code: check for check in profile_checks()}
COHORT = {check.rule.code: check for check in cohort_checks()}


def read(*profiles: dict[str, Any]) -> tuple[Profile, ...]:
    return tuple(Profile.model_validate(profile) for profile in profiles)


def hits_of(code: str, profiles: tuple[Profile, ...]) -> list[tuple[int, Pointer, str]]:
    """Whose profile by number, where in it, and the message."""
    if code in PROFILE:
        return [(0, pointer, message) for pointer, message in PROFILE[code].ask(profiles[0])]
    digests = tuple(Digest.of(profile, file_name(number)) for number, profile in enumerate(profiles))
    return [(digests.index(digest), pointer, message) for digest, pointer, message in COHORT[code].ask(digests)]


def at(profile: Any, pointer: Pointer) -> Any:
    for part in pointer:
        profile = profile[part]
    return profile


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    hits = hits_of(case.code, read(*case.profiles))
    messages = [message for _, _, message in hits]
    assert [case.code] * len(hits) == list(case.expect), messages
    assert case.is_cohort == (case.code in COHORT)
    if case.says:
        assert any(case.says in message for message in messages), messages
    for number, pointer, message in hits:
        at(case.profiles[number], pointer)  # the place is in the file, so the engine can show the line
        assert re.fullmatch(r"\S.*[.?]", message), message


def test_base_profile_fires_nothing() -> None:
    fired = [(code, hit) for code in PROFILE | COHORT for hit in hits_of(code, read(base()))]
    assert fired == []


@pytest.mark.parametrize("code", sorted(PROFILE | COHORT))
def test_check_has_a_firing_and_a_quiet_case(code: str) -> None:
    kinds = {bool(case.expect) for case in CASES if case.code == code}
    assert kinds == {True, False}


def test_every_case_file_has_a_check() -> None:
    assert {path.stem for path in case_files()} == set(PROFILE | COHORT)


def test_enough_is_asked() -> None:
    assert len(PROFILE) + len(COHORT) >= 45
    taken = {rule.code for rule in READING_RULES} & (PROFILE.keys() | COHORT.keys())
    assert not taken


@pytest.mark.parametrize("check", [*PROFILE.values(), *COHORT.values()], ids=lambda check: check.rule.name)
def test_manual_page(check: Any) -> None:
    rule = check.rule
    assert rule.code.startswith(("CF1", "CF2", "CF3", "CF4", "CF5"))
    for paragraph in (rule.summary, rule.why, rule.remedy):
        assert paragraph[0].isupper()
        assert paragraph.endswith("."), paragraph
    assert len(rule.summary) <= 110
    assert "".join(rule.name.split("-")).isalnum()


def _optional(value: Any, path: str = "") -> Iterator[str]:
    """Every path of a profile, outermost first."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{path}{key}"
        if not isinstance(inner, str):
            yield from _optional(inner, f"{path}{key}.")


@pytest.mark.parametrize("path", list(_optional(base())))
def test_any_gap_can_be_asked_about(path: str) -> None:
    profile = changed(base(), {path: "null"})
    try:
        profiles = read(profile)
    except ValidationError:
        return  # a required field, which reading has already named
    for code in PROFILE | COHORT:
        for _, pointer, _ in hits_of(code, profiles):
            at(profile, pointer)


FREE = {"name", "code", "region", "county", "product", "supplier", "service", "unit", "title", "url", "successor"}


def _free_texts(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Every text of a profile that a council is free to choose: what holds it, and its key there."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, str):
            if key in FREE:
                yield value, key
        elif key == "confidential":
            yield from ((inner, number) for number in range(len(inner)))
        elif key != "alone_gbp":
            yield from _free_texts(inner)


@pytest.mark.parametrize("case", [case for case in CASES if case.expect], ids=str)
def test_message_shows_at_most_40_characters_of_a_name(case: Case) -> None:
    text = "\x1b[31m\u202e" * 3 + "x" * 280
    for profile in case.profiles:
        for holder, key in list(_free_texts(profile)):
            before, holder[key] = holder[key], text
            hits = hits_of(case.code, read(*case.profiles))
            holder[key] = before
            for _, _, message in hits:
                assert "x" * 41 not in message
                assert message.isprintable()
                assert len(message) < 320

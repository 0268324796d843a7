"""Files kept beside profiles against their cases, which are data: a file of cases for each kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sharedcli.checks.files import _findings, run_assumptions, run_periods, run_proposals, run_wording
from sharedcli.checks.registry import Check, assumptions_checks, periods_checks, proposals_checks, wording_checks
from sharedcli.loading.assumptions import overrides_of
from sharedcli.loading.folder import Input
from sharedcli.loading.kinds import ASSUMPTIONS, MATRIX, PERIODS, PROPOSALS, WORDING, FileKind, FileReading, read_file
from sharedcli.loading.parameters import assumptions, parameters
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.finding import Finding, Severity

HERE = Path(__file__).parent
RUNS: dict[str, Callable[[Input], Any]] = {
    "proposals": run_proposals,
    "assumptions": run_assumptions,
    "periods": run_periods,
    "headings": run_wording,
}
CASES = [
    pytest.param(kind, case, id=f"{kind}: {case['name']}")
    for kind in RUNS
    for case in yaml.load((HERE / f"{kind}.yaml").read_text("utf-8"), yaml.CBaseLoader)
]
ASKED = (proposals_checks(), assumptions_checks(), periods_checks(), wording_checks())
CHECKS: dict[str, Check[Any]] = {c.rule.code: c for kind in ASKED for c in kind}


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_case(kind: str, case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "given.yaml"
    file.write_text(case["text"], "utf-8")
    reading, run = RUNS[kind](Input(str(file)))
    found = [[f"{f.location.line}:{f.location.column}", f.rule.code, f.message] for f in run.findings]
    assert [entry[:2] for entry in found] == [entry[:2] for entry in case["expect"]], found
    for (_, _, message), (_, _, says) in zip(found, case["expect"], strict=True):
        assert says in message
        assert re.fullmatch(r"\S.*[.?]", message), message
    errors = any(f.severity is Severity.ERROR for f in run.findings)
    assert (reading.content is None) <= errors
    assert run.files[0].is_ready is False, "such a file is no profile"


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_check_has_a_firing_and_a_quiet_case(code: str) -> None:
    fires = [any(entry[1] == code for entry in case.values[1]["expect"]) for case in CASES]  # type: ignore[index]
    assert set(fires) == {True, False}


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.rule.name)
def test_manual_page(check: Any) -> None:
    assert check.rule.code.startswith(("CF7", "CF8", "CF9", "IM1"))
    for paragraph in (check.rule.summary, check.rule.why, check.rule.remedy):
        assert paragraph[0].isupper()
        assert paragraph.endswith("."), paragraph
    assert len(check.rule.summary) <= 110


@pytest.mark.parametrize("kind", RUNS)
def test_a_file_that_is_not_there_is_a_finding(kind: str, tmp_path: Path) -> None:
    reading, run = RUNS[kind](Input(str(tmp_path / "none.yaml")))
    assert reading.content is None
    assert run.unreadable == 1
    assert run.files[0].sha256 is None


@pytest.mark.parametrize("kind", [PROPOSALS, ASSUMPTIONS, PERIODS, MATRIX, WORDING], ids=lambda kind: kind.first_field)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_whatever_the_bytes_are_nothing_is_raised(kind: FileKind[Any], some: bytes | str) -> None:
    content = some if isinstance(some, bytes) else f"{kind.first_field}: {some}".encode()
    reading = read_file(content, kind, file="a.yaml")
    assert reading.content is not None or any(f.rule.severity is Severity.ERROR for f in reading.findings)


numbers = st.decimals(-2, 30, places=2).map(lambda number: f"{number:f}")
written = st.none() | numbers | st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=8)
ascending = st.lists(st.decimals(0, 1, places=2), min_size=3, max_size=3).map(lambda three: [*map(str, sorted(three))])


@given(st.sampled_from(sorted(parameters())), ascending | st.lists(written, min_size=3, max_size=3))
@example("delay_months", ["0", "6", "14"])
@example("delay_months", [None, "6", None])
def test_any_range_is_found_wrong_or_ranges(name: str, three: list[str | None]) -> None:
    """Whatever stands there: an error with its place, or exactly that range; a value alone is held."""
    ends = dict(zip(("low", "value", "high"), three, strict=True))
    text = f"assumptions: 1\nvalues:\n  {name}:\n"
    text += "".join(f"    {end}: {one}\n" for end, one in ends.items() if one is not None)
    reading, findings = asked(text)
    assert all(found.location.line for found in findings), text
    if any(found.severity is Severity.ERROR for found in findings):
        return
    given_ = assumptions(dt.date(2026, 11, 1), overrides_of(reading))
    (told,) = given_.overrides
    found = given_.range_of(name)
    if told.own_range is None:
        assert found is None
        return
    assert found == told.own_range
    assert None not in three
    assert found.low <= found.value <= found.high


def asked(text: str) -> tuple[FileReading[AssumptionsFile], list[Finding]]:
    """What is found in a file of that text, without a file."""
    reading = read_file(text.encode(), ASSUMPTIONS, file="own.yaml")
    return reading, list(_findings(reading, assumptions_checks()))


@pytest.mark.parametrize("name", sorted(parameters()))
def test_the_shipped_range_may_be_ones_own(name: str) -> None:
    """A file that gives every value with the range it ships with changes no range, in the same pounds."""
    day, (newest,) = dt.date(2026, 11, 1), parameters()[name].values[-1:]
    if newest.low is None:
        return
    year = f", price_year: {newest.price_year}" if newest.price_year else ""
    text = f"values:\n  {name}: {{value: {newest.value}, low: {newest.low}, high: {newest.high}{year}}}\n"
    reading, findings = asked(f"assumptions: 1\n{text}")
    assert [found.rule.code for found in findings] == ["CF806"]
    assert assumptions(day, overrides_of(reading)).range_of(name) == assumptions(day).range_of(name)

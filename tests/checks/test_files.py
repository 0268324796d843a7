"""Files kept beside profiles against their cases, which are data: a file of cases for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.checks.files import run_assumptions, run_periods, run_proposals
from sharedcli.checks.registry import Check, assumptions_checks, periods_checks, proposals_checks
from sharedcli.loading.folder import Input
from sharedcli.loading.kinds import ASSUMPTIONS, PERIODS, PROPOSALS, FileKind, read_file
from sharedcli.model.finding import Severity

HERE = Path(__file__).parent
RUNS: dict[str, Callable[[Input], Any]] = {
    "proposals": run_proposals,
    "assumptions": run_assumptions,
    "periods": run_periods,
}
CASES = [
    pytest.param(kind, case, id=f"{kind}: {case['name']}")
    for kind in RUNS
    for case in yaml.load((HERE / f"{kind}.yaml").read_text("utf-8"), yaml.CBaseLoader)
]
CHECKS: dict[str, Check[Any]] = {
    c.rule.code: c for kind in (proposals_checks(), assumptions_checks(), periods_checks()) for c in kind
}


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
    assert check.rule.code.startswith(("CF7", "CF8", "CF9"))
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


@pytest.mark.parametrize("kind", [PROPOSALS, ASSUMPTIONS, PERIODS], ids=lambda kind: kind.first_field)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_whatever_the_bytes_are_nothing_is_raised(kind: FileKind[Any], some: bytes | str) -> None:
    content = some if isinstance(some, bytes) else f"{kind.first_field}: {some}".encode()
    reading = read_file(content, kind, file="a.yaml")
    assert reading.content is not None or any(f.rule.severity is Severity.ERROR for f in reading.findings)

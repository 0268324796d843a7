"""Files of centres announced against their cases, which are data: `proposals.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.checks.registry import proposals_checks
from sharedcli.checks.run import run_proposals
from sharedcli.loading.folder import Input
from sharedcli.loading.proposals import read_proposals
from sharedcli.model.finding import Severity

CASES = yaml.load((Path(__file__).parent / "proposals.yaml").read_text("utf-8"), yaml.CBaseLoader)
CHECKS = {check.rule.code: check for check in proposals_checks()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "announced.yaml"
    file.write_text(case["text"], "utf-8")
    proposals, run = run_proposals(Input(str(file)))
    found = [[f"{f.location.line}:{f.location.column}", f.rule.code, f.message] for f in run.findings]
    assert [entry[:2] for entry in found] == [entry[:2] for entry in case["expect"]], found
    for (_, _, message), (_, _, says) in zip(found, case["expect"], strict=True):
        assert says in message
        assert re.fullmatch(r"\S.*[.?]", message), message
    errors = any(f.severity is Severity.ERROR for f in run.findings)
    assert (proposals is None) <= errors
    assert run.files[0].is_ready is False, "a file of centres is no profile"


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_check_has_a_firing_and_a_quiet_case(code: str) -> None:
    fires = [any(entry[1] == code for entry in case["expect"]) for case in CASES]
    assert set(fires) == {True, False}


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.rule.name)
def test_manual_page(check: Any) -> None:
    assert check.rule.code.startswith("CF7")
    for paragraph in (check.rule.summary, check.rule.why, check.rule.remedy):
        assert paragraph[0].isupper()
        assert paragraph.endswith("."), paragraph
    assert len(check.rule.summary) <= 110


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    proposals, run = run_proposals(Input(str(tmp_path / "none.yaml")))
    assert proposals is None
    assert run.unreadable == 1
    assert run.files[0].sha256 is None


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"proposals: {text}".encode())))
def test_whatever_the_bytes_are_nothing_is_raised(content: bytes) -> None:
    reading = read_proposals(content, file="a.yaml")
    assert reading.proposals is not None or any(f.rule.severity is Severity.ERROR for f in reading.findings)

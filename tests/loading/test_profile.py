"""Text to profile: every value that cannot be read becomes a finding at its place, and nothing raises."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.loading.profile import Reading, read_profile
from sharedcli.loading.refusals import field_name
from tests.conftest import PROJECT

OTHERS = ("proposals", "assumptions")
SAMPLES = sorted(path for path in (PROJECT / "sample_councils").rglob("*.yaml") if not path.stem.startswith(OTHERS))
LICHFIELD = PROJECT / "sample_councils" / "article_2006" / "lichfield.yaml"
TREE = yaml.load(LICHFIELD.read_text("utf-8"), Loader=yaml.BaseLoader)

HEAD = """\
profile: 1
as_at: 2026-11-01
figures: internal
council: {name: Eastvale, code: E07999041, tier: district, region: East Midlands}
"""
CASES = [
    ("systems:\n  - {service: crm, status: lively}", 6, 28, "CF018", "status is lively, not one of: none"),
    ("systems:\n  - {service: crm}", 6, 5, "CF016", "status is missing."),
    ("systems: crm", 5, 10, "CF020", "systems is crm."),
    ("systems:\n  - crm", 6, 5, "CF021", "is crm."),
    ("conditions: {most_one_off_gbp: -5}", 5, 32, "CF022", "most_one_off_gbp is -5"),
    ("conditions: {red_lines: [{service: all, forbids: [], reason: no}]}", 5, 50, "CF028", "is an empty list."),
    ("price_year: 2026-28", 5, 13, "CF301", "price_year is 2026-28"),
    ("reorganisation: {vesting_on: 2028-02-30, successor: X}", 5, 30, "CF204", "is not a day of the calendar"),
    ("reorganisation: {vesting_on: 1028-04-01, successor: X}", 5, 30, "CF205", "lies outside 1950 to 2150"),
    ("reorganisation: {vesting: 2028-04-01, successor: X}", 5, 18, "CF017", 'Did you mean "vesting_on"?'),
    ("systems: [{service: crm, status: live, staff_fte: [4]}]", 5, 51, "CF022", "staff_fte is a list or a group"),
    ("systems: [{service: crm, status: live, product: {a: b}}]", 5, 49, "CF019", "product is a list or a group"),
    (
        "systems: [{service: crm, status: live, contract: {notice_months: 6.5}}]", 5, 66, "CF023",
        "contract.notice_months is 6.5: it takes a whole number such as 6.",
    ),
    (
        "systems: [{service: crm, status: live, contract: {notice_months: 900}}]", 5, 66, "CF027",
        "contract.notice_months is 900.",
    ),
    (
        "systems: [{service: crm, status: live, contract: {exit_fee_share: 50%}}]", 5, 67, "CF024",
        "takes a share from 0 to 1",
    ),
]  # fmt: skip


def read(text: str) -> Reading:
    return read_profile(text.encode(), file="a.yaml")


@pytest.mark.parametrize(
    ("line", "at", "column", "code", "said"), CASES, ids=[case[3] + case[0][:20] for case in CASES]
)
def test_what_cannot_be_read(line: str, at: int, column: int, code: str, said: str) -> None:
    reading = read(HEAD + line + "\n")
    found = [finding for finding in reading.findings if finding.rule.code == code]
    assert found, [finding.message for finding in reading.findings]
    assert said in found[0].message
    assert (found[0].location.line, found[0].location.column) == (at, column)
    assert reading.profile is None


def test_all_mistakes_are_shown_at_once() -> None:
    reading = read(HEAD.replace("2026-11-01", "1/11/26").replace("district", "town") + "systems: none\nextra: 1\n")
    assert sorted(finding.rule.code for finding in reading.findings) == ["CF017", "CF018", "CF020", "CF203"]


def test_text_stays_text() -> None:
    reading = read(HEAD.replace("Eastvale", "no").replace("East Midlands", "012") + "price_year: 2025-26\n")
    assert reading.profile is not None
    assert (reading.profile.council.name, reading.profile.council.region) == ("no", "012")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_read_whole(sample: Path) -> None:
    reading = read_profile(sample.read_bytes(), file=sample.name)
    assert reading.profile is not None
    assert reading.findings == ()
    listed = yaml.load(sample.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert [system.service for system in reading.profile.systems] == [s["service"] for s in listed["systems"]]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_in_any_place_is_a_finding_or_a_profile(data: st.DataObject) -> None:
    tree = deepcopy(TREE)
    node = tree
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            break
        node = node[key]
    odd = st.one_of(
        st.text(max_size=8), st.just("9" * 400), st.just([]), st.just({}), st.just(["x"]), st.just({"x": "y"})
    )
    node[key] = data.draw(odd)
    text = yaml.safe_dump(tree, allow_unicode=True)
    reading = read(text)
    assert (reading.profile is None) == any(finding.rule.severity.name == "ERROR" for finding in reading.findings)
    lines = text.count("\n") + 1
    assert all(1 <= finding.location.line <= lines for finding in reading.findings)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all(content: bytes) -> None:
    reading = read_profile(content, file="a.yaml")
    assert reading.profile is None
    assert reading.findings


def test_field_names_are_cleaned() -> None:
    assert field_name(("council", "na\x1bme")) == "council.na\\x1bme"


def test_a_list_whose_only_entry_is_refused_is_not_called_empty() -> None:
    text = 'profile: 1\nconditions: {red_lines: [{service: crm, forbids: [sharing], reason: "no"}]}\n'
    rules_broken = [found.rule.name for found in read_profile(text.encode(), file="a.yaml").findings]
    assert "not-one-of" in rules_broken
    assert "too-few" not in rules_broken

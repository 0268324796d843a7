"""JSONTestSuite through the reader of notices: every file comes back, and what differs from the suite is pinned."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked
from sharedcli.loading.importers.ocds import reading

SUITE = Path(__file__).parents[5] / "shared" / "data" / "robustness" / "JSONTestSuite" / "test_parsing"
PINNED = Path(__file__).parents[2] / "suites" / "json_suite.yaml"
NOT_JSON = {"json-broken", "json-not-text", "json-too-deep"}


@pytest.fixture(scope="module")
def outcomes():
    """The rules broken by every file, by its name without its ending; none of them holds a notice."""
    if not SUITE.is_dir():
        pytest.skip(f"the JSON test suite is not at {SUITE}")
    found = {}
    for path in sorted(SUITE.glob("*.json")):
        findings = reading.open_rows(Input(str(path)), Asked())
        assert isinstance(findings, tuple)
        assert findings
        found[path.stem] = {finding.rule.name for finding in findings}
    assert len(found) > 300
    return found


def pinned(*lists: str) -> set[str]:
    held = yaml.safe_load(PINNED.read_text(encoding="utf-8"))
    assert all(entry["why"] for one in lists for entry in held[one])
    return {case for one in lists for entry in held[one] for case in entry["cases"]}


def test_what_must_be_read_is_and_what_must_not_is_refused(outcomes):
    refused = {name for name, rules in outcomes.items() if rules & NOT_JSON}
    nothing = {name for name, rules in outcomes.items() if rules == {"notice-empty"} and name.startswith("n_")}
    must = {name for name in outcomes if name.startswith("n_")}
    assert nothing == {"n_single_space", "n_structure_UTF8_BOM_no_data", "n_structure_no_data"}
    assert must - refused - nothing == pinned("read_against_the_suite")
    assert {name for name in refused if name.startswith("y_")} == set()


def test_what_may_be_taken_either_way_is_taken_as_pinned(outcomes):
    either = {name for name in outcomes if name.startswith("i_")}
    refused = {name for name in either if outcomes[name] & NOT_JSON}
    assert refused == pinned("refused_either_way")
    assert either - refused == pinned("read_either_way")


def test_nesting_that_stops_pythons_parser_is_a_sentence(outcomes):
    for name in ("n_structure_100000_opening_arrays", "n_structure_open_array_object"):
        assert outcomes[name] == {"json-too-deep"}

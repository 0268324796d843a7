"""The reader against the public YAML and JSON test suites, which stand beside the project where it is developed.

No outcome is left unsaid: what our parsers accept against the suite, and where the two of them differ, is pinned in
`suites/yaml_suite.yaml` with the reason. How the importer reads JSON is in `importers/test_json_suite.py`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from sharedcli.loading.parsers import PurePythonParser, parser_class
from sharedcli.loading.yamldoc import read_with
from sharedcli.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sharedcli.loading.parsers import NodeParser
    from sharedcli.loading.yamldoc import Plain

SUITES = Path(__file__).parents[3] / "shared" / "data" / "robustness"
YAML_SUITE = SUITES / "yaml-test-suite" / "src"
JSON_SUITE = SUITES / "JSONTestSuite" / "test_parsing"
FASTER = parser_class()

PINNED = yaml.load((Path(__file__).parent / "suites" / "yaml_suite.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def pinned(list_name: str) -> set[str]:
    """The cases of one list of the file that pins them; each entry says why."""
    assert all(entry["why"] for entry in PINNED[list_name])
    return {case for entry in PINNED[list_name] for case in entry["cases"]}


def shown(text: str) -> str:
    """The suite writes what cannot be seen with signs: spaces, tabs, byte-order marks, ends of line and of file."""
    for sign, meant in (("␣", " "), ("↵", ""), ("⇔", "\ufeff"), ("←", "\r")):
        text = text.replace(sign, meant)
    return re.sub("∎\n$", "", re.sub("—*»", "\t", text))


def suite_cases() -> Iterator[tuple[str, str, bool, str | None]]:
    """Identifier, text, whether it must fail, and the JSON it stands for, of every case."""
    for path in sorted(YAML_SUITE.glob("*.yaml")):
        before: dict[str, str] = {}
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for index, entry in enumerate(entries):
            # What a further entry of a file does not say is as in the one before, but for whether it fails.
            before = {key: value for key, value in before.items() if key != "fail"} | entry
            name = path.stem if len(entries) == 1 else f"{path.stem}-{index}"
            yield name, shown(before["yaml"]), before.get("fail") == "true", before.get("json")


@pytest.fixture(scope="module")
def suite():
    if not YAML_SUITE.is_dir():
        pytest.skip(f"the YAML test suite is not at {YAML_SUITE}")
    found = {name: rest for name, *rest in suite_cases()}
    assert len(found) > 400
    return found


def outcome(parser: type[NodeParser], text: bytes | str) -> tuple[Plain, set[str]]:
    """Data and the names of the rules broken; that this returns at all is half of the test."""
    content = text if isinstance(text, bytes) else text.encode()
    doc, findings = read_with(parser, content, file="suite.yaml")
    names = {finding.rule.name for finding in findings if finding.severity is Severity.ERROR}
    return (doc.data if doc else None), names


@pytest.mark.parametrize("parser", [FASTER, PurePythonParser])
def test_every_case_returns_and_what_must_fail_does(suite, parser):
    accepted = {name for name, (text, fails, _) in suite.items() if fails and not outcome(parser, text)[1]}
    expected = pinned("accepted_against_the_suite")
    if parser is not PurePythonParser:
        expected |= pinned("accepted_by_libyaml_alone")
    assert accepted == expected


@pytest.mark.skipif(FASTER is PurePythonParser, reason="PyYAML has no libyaml here")
def test_the_parsers_agree_but_for_the_cases_listed(suite):
    differ = {name for name, (text, *_) in suite.items() if outcome(FASTER, text) != outcome(PurePythonParser, text)}
    assert differ == pinned("parsers_differ")


@pytest.mark.parametrize("parser", [FASTER, PurePythonParser])
def test_what_is_read_without_an_error_is_what_the_suite_means(suite, parser):
    compared, otherwise = set(), set()
    for name, (text, fails, meant) in suite.items():
        data, errors = outcome(parser, text)
        if fails or errors or not meant:
            continue
        compared.add(name)
        if not same(data, json.loads(meant)):
            otherwise.add(name)
    assert otherwise == pinned("read_otherwise")
    assert len(compared) > 150


def same(data: Plain, meant: object) -> bool:
    """Whether plain data are what JSON means; numbers and booleans are text to us, and "" is nothing."""
    if isinstance(meant, dict):
        return isinstance(data, dict) and data.keys() == meant.keys() and all(same(data[k], meant[k]) for k in meant)
    if isinstance(meant, list):
        return isinstance(data, list) and len(data) == len(meant) and all(map(same, data, meant))
    if meant is None or isinstance(meant, str):
        return data == (meant or None)
    return isinstance(data, str)


@pytest.mark.parametrize("parser", [FASTER, PurePythonParser])
def test_every_json_file_returns(parser):
    if not JSON_SUITE.is_dir():
        pytest.skip(f"the JSON test suite is not at {JSON_SUITE}")
    paths = sorted(JSON_SUITE.glob("*.json"))
    assert len(paths) > 300
    # YAML is looser than JSON, so that a file is accepted which JSON refuses says nothing.
    outcomes = {path.name: outcome(parser, path.read_bytes()) for path in paths}
    assert outcomes["n_structure_100000_opening_arrays.json"][1] == {"nested-too-deeply"}
    assert outcomes["n_structure_open_array_object.json"][1] == {"nested-too-deeply"}
    assert outcomes["y_object_duplicated_key.json"][1] == {"duplicate-key"}
    assert outcomes["y_array_heterogeneous.json"] == ([None, "1", "1", {}], set())

"""The reader against the public YAML and JSON test suites, which stand beside the project where it is developed.

No outcome is left unsaid: what our parsers accept against the suite, and where the two of them differ, is
listed with the reason. A suite that changes, or a new release of PyYAML, shows up here first.
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

_PLAIN_DASH = "both parsers take a dash before a flow indicator for text, as YAML 1.1 was read"
_LOOSE = "both parsers are looser than the suite; what is meant is not in doubt"
ACCEPTED_AGAINST_THE_SUITE = {
    "9C9N": _LOOSE,  # a flow list that goes on in the first column
    "9JBA": _LOOSE,  # a comment that touches a bracket
    "CVW2": _LOOSE,  # a comment that touches a comma
    "SU5Z": _LOOSE,  # a comment that touches a quote
    "QB6E": _LOOSE,  # a quoted text that goes on in the first column
    "DK95-1": _LOOSE,  # a tab inside a quoted text
    "S98Z": _LOOSE,  # blank lines longer than the first line of a block text
    "G5U8": _PLAIN_DASH,
    "YJV2": _PLAIN_DASH,
}

_TAB = "libyaml allows a tab between tokens or on a blank line, the parser in Python does not"
_TAB_IN_BLOCK = "libyaml takes a tab that begins a block text for indentation"
_DIRECTIVE = "the parser in Python ignores a directive it does not know, or a later YAML version"
_STRICT_DIRECTIVE = "the parser in Python wants a plain space or line break after the version"
PARSERS_DIFFER = {
    **dict.fromkeys(["6HB6", "DC7X", "DK95-5", "DK95-7", "HS5T", "J3BT", "K54U", "NB6Z", "UV7Q"], _TAB),
    **dict.fromkeys(["Y79Y-2", "Y79Y-3"], _TAB),
    **dict.fromkeys(["96NN-0", "96NN-1", "R4YG", "Y79Y-1"], _TAB_IN_BLOCK),
    **dict.fromkeys(["2LFX", "6LVF", "BEC7", "MUS6-5", "MUS6-6", "ZYU8-3"], _DIRECTIVE),
    **dict.fromkeys(["MUS6-0", "MUS6-3"], _STRICT_DIRECTIVE),
    "4ABK": "libyaml takes no empty value before a comma after a field name with a colon in it",
    "JR7V": "the parser in Python takes no question mark followed by a space inside brackets",
    "U99R": "the parser in Python ends a tag at a comma",
    "WZ62": "libyaml ends a tag at a comma inside braces, the parser in Python does not",
    "X4QW": "libyaml takes a comment that touches the sign of a block text",
}

_QUESTION_MARK = "both parsers lose a question mark that begins a text inside brackets"
_LAST_LINE_END = "both parsers give a block text that ends without a line end none, the suite adds one"
READ_OTHERWISE = {
    **dict.fromkeys(["652Z", "HM87-1"], _QUESTION_MARK),
    **dict.fromkeys(["JEF9-2", "L24T-1"], _LAST_LINE_END),
}


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
    expected = set(ACCEPTED_AGAINST_THE_SUITE)
    if parser is not PurePythonParser:
        expected |= {"X4QW", "Y79Y-3"}  # see PARSERS_DIFFER
    assert accepted == expected


@pytest.mark.skipif(FASTER is PurePythonParser, reason="PyYAML has no libyaml here")
def test_the_parsers_agree_but_for_the_cases_listed(suite):
    differ = {name for name, (text, *_) in suite.items() if outcome(FASTER, text) != outcome(PurePythonParser, text)}
    assert differ == set(PARSERS_DIFFER)


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
    assert otherwise == set(READ_OTHERWISE)
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

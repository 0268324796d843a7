"""SARIF against the standard's own schema, and what code hosts need beyond it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from sharedcli.render import sarif
from sharedcli.reports.validation import Validation
from tests.render.findings import NOTE, RULE, UNREAD, finding, result, validation

SCHEMA = Path(__file__).parent / "data/sarif-2.1.0.json"
MANY = validation(
    finding(),
    finding(line=9),
    finding(NOTE, file="folder/ä b%.yaml", message="100%\nreally"),
    finding(UNREAD, file="/abs/no.yaml", line=0, pointer=()),
    files=(result("a.yaml"), result("folder/ä b%.yaml"), result("/abs/no.yaml", sha256=None, stopped_by=UNREAD)),
)


def run_of(subject: Validation) -> dict[str, Any]:
    (run,) = json.loads(sarif.render(subject))["runs"]
    return dict(run)


def test_the_schema_is_the_one_named_in_the_notice() -> None:
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest().startswith("1c49a0f2b60444c7")


@pytest.mark.parametrize("subject", [MANY, validation(), validation(finding(column=1, width=0))])
def test_valid_by_the_standard(subject: Validation) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(sarif.render(subject)))


def test_the_schema_would_have_found_a_mistake() -> None:
    log = json.loads(sarif.render(MANY))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(log)


def test_every_result_names_its_rule() -> None:
    run = run_of(MANY)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["CF001", "CF203", "CF313"]
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
    assert all(rule["help"]["text"] for rule in rules)


def test_paths_are_uris() -> None:
    uris = {found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in run_of(MANY)["results"]}
    assert uris == {"a.yaml", "folder/%C3%A4%20b%25.yaml", "file:///abs/no.yaml"}
    assert sarif.uri("C:\\councils\\a.yaml") == "file:///C%3A/councils/a.yaml"
    assert unquote(sarif.uri("a:b/#?.yaml")) == "a:b/#?.yaml"
    assert not {":", "#", "?"} & set(sarif.uri("a:b/#?.yaml"))


def test_file_as_a_whole_has_no_region() -> None:
    places = [found["locations"][0]["physicalLocation"] for found in run_of(MANY)["results"]]
    assert ["region" in place for place in places] == [False, True, True, True]
    region = run_of(validation(finding(column=5, width=0)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endColumn": 5, "snippet": {"text": "key: value"}}


def test_fingerprint_survives_a_shift_of_lines() -> None:
    def prints(subject: Validation) -> list[str]:
        return [found["partialFingerprints"]["pointer/v1"] for found in run_of(subject)["results"]]

    assert prints(validation(finding(line=3))) == prints(validation(finding(line=30, excerpt="other")))
    same_place_twice = prints(validation(finding(line=3), finding(line=4)))
    assert len(set(same_place_twice)) == 2
    assert prints(validation(finding(pointer=("systems", 1)))) != prints(validation(finding(pointer=("systems", 2))))
    assert prints(validation(finding(RULE))) != prints(validation(finding(NOTE)))


def test_a_file_that_was_not_opened_is_an_unsuccessful_run() -> None:
    assert run_of(MANY)["invocations"] == [{"executionSuccessful": False}]
    assert run_of(validation(finding()))["invocations"] == [{"executionSuccessful": True}]

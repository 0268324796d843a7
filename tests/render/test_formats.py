"""GitHub's commands, JUnit and JSON: escaping, shape, and what each must not let through."""

from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.model.finding import Severity
from sharedcli.render import findings as text
from sharedcli.render import github, junit
from sharedcli.render.json import render_json
from sharedcli.render.screen import Screen
from sharedcli.reports.record import Value
from tests.render.findings import NOTE, RULE, UNREAD, finding, result, validation


def test_github_escapes() -> None:
    found = finding(NOTE, file="a,b:c%.yaml", message="50% of\r\n::error::this")
    assert github.render(validation(found)) == (
        "::notice file=a%2Cb%3Ac%25.yaml,line=3,col=5,endColumn=9,title=CF313 most-one-off-missing"
        "::50%25 of%0D%0A::error::this Fill it in.\n"
    )


def test_github_file_as_a_whole() -> None:
    shown = github.render(validation(finding(UNREAD, line=0)))
    assert shown.startswith("::error file=a.yaml,title=CF001 file-unreadable::")


@given(st.text(), st.text(min_size=1))
def test_github_is_one_command_a_line(message: str, file: str) -> None:
    shown = github.render(validation(finding(message=message, file=file)))
    assert shown.endswith("\n")
    assert "\n" not in shown[:-1]
    assert "\r" not in shown


@given(st.text(), st.text(min_size=1), st.text())
def test_junit_is_xml_whatever_the_text(message: str, file: str, excerpt: str) -> None:
    root = fromstring(
        junit.render(validation(finding(message=message, file=file, excerpt=excerpt))).encode("utf-8", "replace")
    )
    assert root.attrib == {"name": "sharedcli", "tests": "1", "failures": "1"}


def test_junit_counts() -> None:
    files = (result("a.yaml"), result("b.yaml"), result("in order.yaml"))
    subject = validation(finding(), finding(NOTE, line=5), finding(RULE, file="b.yaml"), files=files)
    root = fromstring(junit.render(subject))
    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [("2", "1"), ("1", "1"), ("1", "0")]
    assert [len(suite.findall("testcase")) for suite in root] == [2, 1, 1]


@pytest.mark.parametrize(("fail_on", "failures"), [(Severity.NOTE, "2"), (Severity.ERROR, "1"), (None, "0")])
def test_junit_fails_what_fails_the_run(fail_on: Severity | None, failures: str) -> None:
    subject = validation(finding(), finding(NOTE, line=5), fail_on=fail_on)
    assert fromstring(junit.render(subject)).get("failures") == failures
    assert subject.failed is (failures != "0")


def test_json_of_any_plain_value() -> None:
    record: dict[str, Value] = {
        "schema": "x/1",
        "a": [],
        "b": {},
        "c": [{}],
        "d": [{"n": None, "s": "£\u2028\n"}],
        "e": {"f": [1, 2.5]},
    }
    assert json.loads(render_json(record)) == record


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="JSON"):
        render_json({"value": float("nan")})


def test_text_marks_the_place() -> None:
    shown = text.render(validation(finding(excerpt="a: bcdef", column=4, width=3)))
    assert "        | a: bcdef\n        |    ^^^\n" in shown


def test_text_marks_the_place_behind_an_escape() -> None:
    shown = text.render(validation(finding(excerpt=r"a\tb\u202e: wrong", column=7, width=5)))
    assert "        | " + " " * 12 + "^^^^^\n" in shown


def test_text_marks_no_place_beyond_what_is_shown() -> None:
    assert "^" not in text.render(validation(finding(excerpt="short...", column=200, width=3)))


def test_text_explains_a_rule_once_a_file() -> None:
    shown = text.render(validation(finding(), finding(line=9), finding(file="b.yaml")))
    assert shown.count("Why it matters. What to do.") == 2


def test_text_is_the_same_without_colours() -> None:
    subject = validation(finding(), finding(NOTE))
    coloured = text.render(subject, Screen(colour=True))
    plain = coloured
    for code in ("\x1b[1m", "\x1b[31m", "\x1b[36m", "\x1b[0m"):
        assert code in coloured
        plain = plain.replace(code, "")
    assert plain == text.render(subject)

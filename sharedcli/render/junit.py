"""Findings as JUnit XML, which most build servers can show: one suite for a file, one case for a finding.

A finding at or above `--fail-on` is a failure, and any other finding a case that passes and says so.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sharedcli.model.finding import Finding
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.validation import Validation

# Characters that no XML 1.0 document may hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(validation: Validation, _screen: Screen = PIPE) -> str:
    """The document, with its declaration. It holds no time and no duration: the same input gives the same bytes."""
    root = Element("testsuites", name="sharedcli")
    for file, findings in validation.of_file().items():
        _suite(root, file, findings, validation)
    counts = {name: sum(int(suite.get(name, "0")) for suite in root) for name in ("tests", "failures")}
    root.attrib |= {name: str(count) for name, count in counts.items()}
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, file: str, findings: list[Finding], validation: Validation) -> None:
    failures = sum(validation.fails(finding) for finding in findings)
    suite = SubElement(
        root, "testsuite", name=_clean(file), tests=str(max(len(findings), 1)), failures=str(failures), errors="0"
    )
    for finding in findings:
        _case(suite, finding, fails=validation.fails(finding))
    if not findings:
        SubElement(suite, "testcase", classname=_clean(file), name="no findings")


def _case(suite: Element, finding: Finding, *, fails: bool) -> None:
    place, rule = finding.location, finding.rule
    name = f"{rule.code} {rule.name} {place.line}:{place.column}"
    case = SubElement(suite, "testcase", classname=_clean(place.file), name=_clean(name), file=_clean(place.file))
    if place.line:
        case.set("line", str(place.line))
    text = f"{place.file}:{place.line}:{place.column}: {finding.severity} {rule.code} {rule.name}\n"
    text += f"{finding.message}\n{rule.why} {rule.remedy}"
    if fails:
        SubElement(case, "failure", type=str(finding.severity), message=_clean(finding.message)).text = _clean(text)
    else:
        SubElement(case, "system-out").text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)

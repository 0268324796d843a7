"""Text put into files of other people: the public YAML suite, into every group and list of every case."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest

from sharedcli.loading.inserting import Insertion, insert
from sharedcli.loading.yamldoc import Plain, YamlDoc, read_yaml
from sharedcli.model.finding import Pointer, Severity
from tests.loading.test_yaml_suites import YAML_SUITE, suite_cases

FIELD = ("added: a, b", "more:", "  deeper: [1, 2]")
ENTRY = ("- added: a, b", "  more:", "    deeper: [1, 2]")
ADDED: dict[str, Plain] = {"added": "a, b", "more": {"deeper": ["1", "2"]}}


def read(content: bytes) -> YamlDoc | None:
    doc, findings = read_yaml(content, file="suite.yaml")
    return None if any(found.severity is Severity.ERROR for found in findings) else doc


def places(data: Plain, pointer: Pointer = ()) -> Iterator[Pointer]:
    if isinstance(data, dict | list):
        yield pointer
        for step, inside in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(inside, (*pointer, step))


def with_added(data: Plain, pointer: Pointer) -> Plain:
    whole = deepcopy(data)
    at = whole
    for step in pointer:
        at = at[step]  # type: ignore[index]
    if isinstance(at, dict):
        at.update(ADDED)
    elif isinstance(at, list):
        at.append(ADDED)
    return whole


def test_what_is_put_into_any_case_of_the_suite_is_read_where_it_was_meant() -> None:
    if not YAML_SUITE.is_dir():
        pytest.skip(f"the YAML test suite is not at {YAML_SUITE}")
    tried, left, wrong = 0, set(), set()
    for name, text, *_ in suite_cases():
        content = text.encode()
        doc = read(content)
        for pointer in places(doc.data) if doc else ():
            assert doc is not None
            lines = FIELD if type(doc.node(pointer)).__name__ == "MappingNode" else ENTRY
            written, homeless = insert(content, doc, [Insertion(pointer, lines, "said")])
            again = read(written)
            tried += 1
            if homeless:
                left.add(name)
            elif again is None or again.data != with_added(doc.data, pointer):
                wrong.add(name)
    assert tried > 200
    assert left == {"87E4", "8UDB", "CT4Q", "HM87-1", "L9U5", "LQZ7", "QF4Y"}  # a group without brackets in a list
    assert wrong == {"L24T-1"}  # a text that ends in a line of spaces, which has a line break only now


@pytest.mark.parametrize(
    ("own", "into", "line", "expected"),
    [
        ("a: 1", (), "b: 2", "a: 1\nb: 2"),
        ("a:", ("a",), "2", "a: 2"),
        ("a:  # why\nb: 1\n", ("a",), "no: 2", "a:  # why\n  no: 2\nb: 1\n"),
        ("{a: , b: {}}", ("a",), "a, b", '{a:  "a, b", b: {}}'),
        ("{a: , b: {}}", ("b",), "no: 2", '{a: , b: {"no": "2"}}'),
        ('{"a": []}', ("a",), "- x", '{"a": [\n  "x"]}'),
    ],
)
def test_one_line(own: str, into: Pointer, line: str, expected: str) -> None:
    doc = read(own.encode())
    assert doc is not None
    written, homeless = insert(own.encode(), doc, [Insertion(into, (line,))])
    assert (written.decode(), homeless) == (expected, ())


@pytest.mark.parametrize(("own", "into"), [("a: ~", ("a",)), ("a: ''", ("a",)), ("a: b", ("a",)), ("a: b", ("c",))])
def test_where_there_is_no_place(own: str, into: Pointer) -> None:
    doc = read(own.encode())
    assert doc is not None
    insertion = Insertion(into, ("b: 2",))
    assert insert(own.encode(), doc, [insertion]) == (own.encode(), (insertion,))

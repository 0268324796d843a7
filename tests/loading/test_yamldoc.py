"""Any bytes at all come back as data, findings, or both; the cases an analyst can add to are in `cases/`."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sharedcli.loading import decoding, guard
from sharedcli.loading.parsers import PurePythonParser, parser_class
from sharedcli.loading.places import MOST_OF_A_KIND
from sharedcli.loading.rules import READING_RULES
from sharedcli.loading.yamldoc import read_with, read_yaml
from sharedcli.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

    from sharedcli.loading.parsers import NodeParser
    from sharedcli.loading.yamldoc import Plain, YamlDoc
    from sharedcli.model.finding import Finding, Pointer

FASTER = parser_class()
PARSERS = [FASTER, PurePythonParser] if yaml.__with_libyaml__ else [FASTER]
with_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
both = pytest.mark.parametrize("parser", PARSERS)


def cases(name: str) -> list[ParameterSet]:
    text = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8")
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load(text)]


def read(parser: type[NodeParser], content: bytes | str) -> tuple[YamlDoc | None, tuple[Finding, ...]]:
    """The document and the findings of bytes or text; what must hold of every answer is asserted here."""
    content = content.encode() if isinstance(content, str) else content
    doc, findings = read_with(parser, content, file="ambleford.yaml")
    assert doc is not None or findings, "no document and no reason"
    assert list(findings) == sorted(findings, key=lambda finding: finding.sort_key)
    for finding in findings:
        assert finding.rule in READING_RULES
        assert finding.severity is finding.rule.severity
        assert finding.message.isprintable()
        assert "string>" not in finding.message
        assert finding.location.file == "ambleford.yaml"
        assert finding.location.excerpt.isprintable()
        assert len(finding.location.excerpt) <= 100
        assert finding.location.end_column >= finding.location.column
    return doc, findings


def brief(finding: Finding) -> str:
    place = f"{finding.rule.name} {finding.location.line}:{finding.location.column}"
    return f"{place} {'.'.join(map(str, finding.pointer))}".strip()


def names(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule.name for finding in findings]


@both
@pytest.mark.parametrize("case", cases("reading.yaml"))
def test_reading(parser, case):
    doc, findings = read(parser, case["text"])
    assert [brief(finding) for finding in findings] == case.get("finds", [])
    if "data" in case:
        assert doc is not None
        assert doc.data == case["data"]
    else:
        assert doc is None


@both
@pytest.mark.parametrize("case", cases("syntax.yaml"))
def test_syntax_error(parser, case):
    doc, (finding,) = read(parser, case["text"])
    assert doc is None
    assert finding.rule.name == "not-yaml"
    assert case["says"] in finding.message
    line, column = map(int, case["at"].split(":"))
    assert finding.location.line == line
    assert parser is PurePythonParser or finding.location.column == column


@both
@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"\xff\xfea\x00:\x00", "not-utf-8 1:1"),
        (b"\xfe\xff\x00a\x00:", "not-utf-8 1:1"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "not-utf-8 1:1"),
        (b"\x00\x00\xfe\xff\x00\x00\x00a", "not-utf-8 1:1"),
        (b"a: 1\r\nb: \xa342\n", "not-utf-8 2:4"),
        ("é: ".encode() + b"\xed\xa0\x80", "not-utf-8 1:4"),  # a surrogate
        (b"a: \xc0\xaf", "not-utf-8 1:4"),  # an overlong slash
        (b"a: b\xc3", "not-utf-8 1:5"),  # cut within a character
        (b"a: 1\nb: \x00\n", "control-character 2:4"),
        (b"\xef\xbb\xbfa: \x1b[2J", "control-character 1:4"),
        (b"a: \x7f", "control-character 1:4"),
        (b"# \x0c", "control-character 1:3"),
        ("a: \x9b31m", "control-character 1:4"),
        ("a: '£\u202e'", "control-character 1:6"),
        ("a: \u2066", "control-character 1:4"),
        ("a: \u200f", "control-character 1:4"),
        ("a: \u2028", "control-character 1:4"),
        ("a\ufeff: 1", "control-character 1:2"),
        ("\ufeff\ufeffa: 1", "control-character 1:1"),
        ("a: \ufffe", "control-character 1:4"),
        ("a: \U0010ffff", "control-character 1:4"),
        ("a: \ufdd0", "control-character 1:4"),
    ],
)
def test_bytes_that_are_not_plain_text(parser, content, finding):
    doc, findings = read(parser, content)
    assert doc is None
    assert [brief(found) for found in findings] == [finding]


def test_the_pound_sign_of_an_old_encoding_is_named():
    _, (finding,) = read_yaml("fees: £5".encode("cp1252"), file="a.yaml")
    assert finding.message == 'The byte 0xA3 is not UTF-8 here. In the older Windows encoding it is "£".'


def test_every_unseen_character_is_shown_in_the_excerpt_and_named():
    _, findings = read_yaml("a: x\u202ey\nb: \x1b\n".encode(), file="a.yaml")
    assert [finding.message for finding in findings] == [
        "Here stands U+202E (right-to-left override).",
        "Here stands U+001B.",
    ]
    assert findings[0].location.excerpt == "a: x\\u202ey"


@both
@pytest.mark.parametrize("text", ["a: \xa0b", "a: Ynys Môn, 日本, 👩‍💻", "a: x\x85b: y"])
def test_unusual_text_is_allowed(parser, text):
    doc, findings = read(parser, text)
    assert doc is not None
    assert not findings


@both
def test_size(parser):
    full = b"# " + b"x" * (decoding.MOST_BYTES - 2)
    assert names(read(parser, full)[1]) == ["empty-file"]
    doc, (finding,) = read(parser, full + b"x")
    assert doc is None
    assert finding.rule.name == "file-too-large"
    assert finding.location.line == 0


NESTED = {
    "brackets": ("[", 1),
    "braces": ("{a: ", 1),
    "dashes": ("- ", 1),
    "question marks": ("? ", 1),
    "pairs": ("[a: ", 2),
    "brackets on lines": ("[\n", 1),
    "dashes and question marks": ("- ? ", 2),
    "braces in brackets": ("[{a: ", 2),
}


@both
@pytest.mark.parametrize("unit", [unit for unit, _ in NESTED.values()], ids=list(NESTED))
@pytest.mark.parametrize("size", [1_000, 50_000, 1_000_000])
def test_deep_nesting_is_one_finding(parser, unit, size):
    doc, (finding,) = read(parser, unit * (size // len(unit)))
    assert doc is None
    assert finding.rule.name == "nested-too-deeply"


@both
@pytest.mark.parametrize(("unit", "levels"), NESTED.values(), ids=list(NESTED))
def test_64_levels_are_read_and_65_are_not(parser, unit, levels):
    close = {"{": "}", "[": "]"}
    end = "".join(close.get(char, "") for char in reversed(unit))

    def nested(count: int) -> tuple[YamlDoc | None, tuple[Finding, ...]]:
        return read(parser, unit * count + "x" + end * count)

    doc, findings = nested(64 // levels)
    assert doc is not None
    assert set(names(findings)) <= {"key-not-text"}
    doc, findings = nested(64 // levels + 1)
    if "?" not in unit or parser is PurePythonParser:  # what stands in a refused name is not looked into
        assert doc is None
        assert "nested-too-deeply" in names(findings)


@both
def test_deep_block_nesting(parser):
    def nested(count: int) -> str:
        return "".join(" " * level + "a:\n" for level in range(count)) + " " * count + "b"

    assert read(parser, nested(64))[0] is not None
    for count in (65, 290, 1_400):
        doc, (finding,) = read(parser, nested(count))
        assert doc is None
        assert brief(finding) == "nested-too-deeply 65:65"


@both
def test_lists_in_their_names_column_count_too(parser):
    text = "a:\n" + "".join(f"{' ' * (2 * level)}- a:\n" for level in range(40)) + " " * 80 + "- x"
    doc, findings = read(parser, text)
    assert doc is None
    assert names(findings) == ["nested-too-deeply"]


ALIAS_BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
MERGE_BOMB = "a0: &a0 {x: y}\n" + "".join(
    f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
HOSTILE = {
    "alias bomb": (ALIAS_BOMB, "anchor-or-alias"),
    "merge bomb": (MERGE_BOMB, "anchor-or-alias"),
    "self reference": ("a: &a {b: *a, *a : c}", "anchor-or-alias"),
    "100,000 anchors": ("- &a\n" * 100_000, "anchor-or-alias"),
    "anchor right after a colon": ('{"a":&b 1, "c":*b}', "anchor-or-alias"),
    "anchor right after brackets": ("[[],&a {}]", "anchor-or-alias"),
    "many directives": ("".join(f"%TAG !a{n}! b\n" for n in range(50_000)) + "--- a", "tag"),
    "many directives by carriage return": ("".join(f"%TAG !a{n}! b\r" for n in range(50_000)) + "--- a", "tag"),
    "many documents": ("---\n" * 100_000, "several-documents"),
    "many empty values": ("-\n" * 50_000, "empty-value"),
    "many duplicates": ("a: b\n" * 30_000, "duplicate-key"),
    "many merge keys": ("<<: {}\n" * 20_000, "merge-key"),
    "many NULs": ("\x00" * 1_000_000, "control-character"),
    "one long line": ("a: " + "'" * 1_000_001, "not-yaml"),
    "long name": ("a" * 2_000 + ": b", "not-yaml"),
    "huge version": ("%YAML 1." + "9" * 10_000 + "\n--- a", "not-yaml"),
    "code": ("!!python/object/apply:os.system ['true']", "tag"),
}


@both
@pytest.mark.parametrize(("text", "rule"), HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_file(parser, text, rule):
    _, findings = read(parser, text if parser is not PurePythonParser else shorter(text))
    assert rule in names(findings)
    assert names(findings).count(rule) <= MOST_OF_A_KIND
    assert len(findings) <= MOST_OF_A_KIND + 1


def shorter(text: str) -> str:
    """The parser in Python takes seconds for what libyaml does at once; a shorter text tells as much."""
    if len(text) <= 20_000 or "\x00" in text:
        return text
    return text[: text.find("\n", 20_000) + 1] or text[:20_000]


@both
def test_numbers_and_days_that_python_would_refuse_stay_text(parser):
    digits = "9" * 5_000
    doc, findings = read(parser, f"a: {digits}\nb: 2025-02-30\nc: 0b{digits}\nd: 9999999-99-99\ne: 190:20:30\n")
    assert not findings
    assert doc is not None
    assert doc.data == {"a": digits, "b": "2025-02-30", "c": f"0b{digits}", "d": "9999999-99-99", "e": "190:20:30"}


def test_the_last_of_many_findings_says_that_there_may_be_more():
    _, findings = read_yaml(b"- \n" * (MOST_OF_A_KIND + 1), file="a.yaml")
    assert len(findings) == MOST_OF_A_KIND
    assert findings[-1].message.endswith("Any more of these in the file are not listed.")


def test_a_duplicate_names_the_line_of_the_first():
    _, (finding,) = read_yaml(b"council:\n  name: A\n  code: B\n  name: C\n", file="a.yaml")
    assert finding.message == '"name" was already given on line 2.'
    assert (finding.location.line, finding.location.column, finding.location.end_column) == (4, 3, 7)
    assert finding.pointer == ("council", "name")


def test_an_empty_value_is_a_note():
    _, (finding,) = read_yaml(b"a:\n", file="a.yaml")
    assert finding.severity is Severity.NOTE


def test_a_hostile_name_is_cleaned_and_cut_in_a_message():
    name = "x\u00ad" * 100
    _, (finding,) = read_yaml(f"? '{name}'\n:\n".encode(), file="a.yaml")
    assert finding.message == '"' + "x\\xad" * 7 + 'x..." has no value.'


PROFILE = """\
profile: 1
council:
  name: Ynys Môn  # Anglesey
  code: "W06000001"
systems:
- service: payroll
  breaks: [2007-03-31, 2008-03-31]
  notes: |
    Two
    lines
-
  service: crm
"""


@both
@pytest.mark.parametrize(
    ("pointer", "key", "place"),
    [
        ((), False, (1, 1, 11)),
        ((), True, (1, 1, 11)),
        (("profile",), False, (1, 10, 11)),
        (("profile",), True, (1, 1, 8)),
        (("council",), True, (2, 1, 8)),
        (("council",), False, (3, 3, 29)),
        (("council", "name"), False, (3, 9, 17)),
        (("council", "code"), False, (4, 9, 20)),
        (("systems", 0, "breaks", 1), False, (7, 24, 34)),
        (("systems", 0, "breaks", 1), True, (7, 24, 34)),
        (("systems", 0, "breaks"), False, (7, 11, 35)),
        (("systems", 0, "notes"), False, (8, 10, 11)),
        (("systems", 1, "service"), False, (12, 12, 15)),
        # Nowhere: the name of the last field on the way, the entry, or the top.
        (("council", "tier"), False, (2, 1, 8)),
        (("council", "name", "first"), False, (3, 3, 7)),
        (("council", 0), False, (2, 1, 8)),
        (("systems", 1, "status"), False, (12, 3, 15)),
        (("systems", 7), False, (5, 1, 8)),
        (("systems", -1), False, (5, 1, 8)),
        (("systems", "0"), False, (5, 1, 8)),
        (("nothing",), True, (1, 1, 11)),
    ],
)
def test_locate(parser, pointer, key, place):
    doc, findings = read(parser, PROFILE)
    assert doc is not None
    assert not findings
    location = doc.locate(pointer, key=key)
    assert (location.line, location.column, location.end_column) == place
    assert location.excerpt == PROFILE.split("\n")[location.line - 1]


def test_a_document_can_be_sent_to_another_process():
    doc, _ = read_yaml(PROFILE.encode(), file="a.yaml")
    assert doc is not None
    again = pickle.loads(pickle.dumps(doc))
    assert again.data == doc.data
    assert again.locate(("council", "name")) == doc.locate(("council", "name"))


def test_the_faster_parser_is_chosen_where_there_is_one(monkeypatch):
    assert (FASTER is not PurePythonParser) == yaml.__with_libyaml__
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert parser_class() == PurePythonParser


@with_libyaml
@pytest.mark.parametrize("text", [PROFILE, "a: R&B\n", "a: 5 * 3 & more\n", "a: Done!\n", "a: 50%\n", "# [\n" * 200])
def test_an_ordinary_profile_is_not_looked_through_twice(text):
    assert not guard.needs_survey(text, FASTER)


# Pieces that make YAML more often than single characters would.
# fmt: off
PIECES = st.sampled_from([
    "a", "b", "ab", "0", "-", "- ", "? ", ": ", ":", "\n", "\n  ", "\n ", "  ", " ", "\t", "[", "]", "{", "}", ",",
    ", ", "&", "&a ", "*", "*a", "!", "!!", "!t ", "%", "\n%TAG ! x\n", "\n%YAML 1.1\n", "\n---\n", "--- ", "\n...\n",
    "'", '"', "|", ">", "|-\n ", ">+2\n", "#", " # ", "<<", "<<: ", "~", "null", "\\", "\\x1b", "\\u202e", "\\N", "\\U",
    "\r", "\r\n", "\x85", "é", "👩", "\xa0", "@", "`", "=", "a: ", "a: b\n", "- a\n", '"a": ', "key: {a: b}\n",
])
# fmt: on
YAMLISH = st.lists(PIECES, max_size=40).map("".join)


@st.composite
def mutated_profiles(draw):
    content = bytearray(PROFILE.encode())
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        piece = draw(st.one_of(PIECES.map(str.encode), st.binary(max_size=3)))
        content[start : start + draw(st.integers(0, 12))] = piece
    return bytes(content)


@both
@settings(max_examples=150, deadline=None)
@given(
    content=st.one_of(st.binary(max_size=200), YAMLISH.map(str.encode), mutated_profiles(), st.text().map(str.encode))
)
@example(content=b'"\\UFFFFFFFF"')
@example(content=b"%YAML 1." + b"9" * 5_000)
@example(content=b"]")
def test_any_bytes_return(parser, content):
    doc, _ = read(parser, content)
    if doc is not None:
        assert_plain(doc, doc.data, ())


def assert_plain(doc: YamlDoc, value: Plain, pointer: Pointer) -> None:
    """Only text, lists, groups and None; every place within the file."""
    location = doc.locate(pointer)
    assert location.line >= 1
    assert location.column >= 1
    if isinstance(value, dict):
        for key, inner in value.items():
            assert_plain(doc, inner, (*pointer, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            assert_plain(doc, inner, (*pointer, index))
    else:
        assert value is None or not decoding.UNSEEN.search(value)


@with_libyaml
@settings(max_examples=400, deadline=None)
@given(text=YAMLISH)
@example(text="&a b")
@example(text='{"a":*b}')
@example(text="'a'!t b")
def test_nothing_that_needs_a_look_gets_past_without_one(text):
    """The shortcut is sound: what it lets through has no anchor, alias, tag, directive or bad escape."""
    if guard.needs_survey(text, FASTER):
        return
    parser = FASTER(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            assert getattr(event, "anchor", None) is None
            assert getattr(event, "tag", None) is None
            assert not getattr(event, "tags", None)
            assert not decoding.UNSEEN.search(getattr(event, "value", ""))
    except yaml.YAMLError:
        return

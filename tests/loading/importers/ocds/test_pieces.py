"""Files that are no notices, or no JSON: each a sentence with its place, and the notices beside them still read."""

from __future__ import annotations

import codecs
import io
import json
from dataclasses import replace

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened
from sharedcli.loading.importers.ocds import files, pieces, reading
from sharedcli.model.entry import Entry

from .notices import AWARDED, TENDERED, changed, entry, opened, refused, rows

TEXT = json.dumps(AWARDED)


@pytest.mark.parametrize(
    ("content", "rule", "line", "message"),
    [
        (b"", "notice-empty", 0, "The file holds nothing."),
        (b"\xef\xbb\xbf \n", "notice-empty", 0, "The file holds nothing."),
        (b"3", "not-a-notice", 0, "Here stands a number, not a notice."),
        (b'"Ambleford"', "not-a-notice", 0, "Here stands a text, not a notice."),
        (b"null", "not-a-notice", 0, "Here stands nothing, not a notice."),
        (b"[]", "notice-empty", 0, "The list holds no notice."),
        (b'{"releases": []}', "notice-empty", 0, "The package holds no notice."),
        (b'{"releases": null}', "not-a-notice", 0, "Here stands nothing, not a notice."),
        (b'{"releases": ["x"]}', "not-a-notice", 0, "Here stands a text, not a notice."),
        (b'[[{"tender": {}}]]', "not-a-notice", 0, "Here stands a list, not a notice."),
        (b'{"rows": 3}', "not-a-notice", 0, "This group has none of the fields of a notice, but rows."),
        (
            b'{"records": [{"ocid": "x", "releases": [{"url": "https://example.org/1", "date": "2026-01-01"}]}]}',
            "notice-empty", 0, "The record x names its releases by their address and holds none.",
        ),
        (TEXT[:-2].encode(), "json-broken", 1, f"From column {len(TEXT) - 1} on this is not JSON: the text ends"),
        (TEXT[:-9].encode(), "json-broken", 1, "From column 921 on this is not JSON: a text begins"),
        (b'{"ocid": \x00"x"}', "json-broken", 1, "From column 10 on this is not JSON: a value is missing"),
        (b'{\n "ocid": "x",\n}', "json-broken", 3, "From column 1 on this is not JSON: the name of a field is missing"),
        (b'{"ocid": "\xa31"}', "json-not-text", 1, 'The byte 0xA3 is not UTF-8 here. In the older Windows'),
        (codecs.BOM_UTF16_LE + b"{", "json-not-text", 1, "The file begins with the mark of UTF-16"),
        (b"[" * 100_000, "json-too-deep", 1, "Lists or groups are nested too deeply here."),
        (b'{"releases": [], "releases": [1]}', "json-name-twice", 0, '"releases" is given twice in one'),
    ],
)  # fmt: skip
def test_a_file_without_notices_is_refused_with_a_sentence(tmp_path, content, rule, line, message):
    finding = refused(tmp_path, content)
    assert (finding.rule.name, finding.location.line) == (rule, line)
    assert finding.message.startswith(message)
    assert finding.location.file == str(tmp_path / "notices.json")


def test_encodings_with_a_mark_are_read(tmp_path):
    plain = entry(tmp_path, TEXT)
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert entry(tmp_path, TEXT.encode(encoding)) == plain


def test_a_file_is_recognised_by_how_it_begins():
    assert all(map(reading.recognises, (b' \n{"ocid"', b"[", b"\xef\xbb\xbf{", "{}".encode("utf-16"))))
    assert not any(map(reading.recognises, (b"", b"Title,Buyer", b"PK\x03\x04", b"<html>", b'"{')))


def test_bad_lines_are_refused_with_their_place_and_the_others_read(tmp_path):
    later = changed(AWARDED, ocid="ocds-b5fd17-0002")
    lines = [TEXT.encode(), b"", b'{"ocid": ', b"17", b'{"ocid": "\xff"}', b"[]", json.dumps(later).encode()]
    found = rows(tmp_path, b"\r\n".join(lines))
    kinds = ["entry" if isinstance(one, Entry) else one.rule.name for one in found]
    assert kinds == ["entry", "json-broken", "not-a-notice", "json-not-text", "notice-empty", "entry"]
    places = [(one.place.row, one.place.line) if isinstance(one, Entry) else one.location.line for one in found]
    assert places == [(1, 1), 3, 4, 5, 6, (6, 7)]
    assert found[2].message == "Row 3: Here stands a number, not a notice."
    assert found[3].location.column == 11


def test_a_first_line_that_is_cut_does_not_hide_the_others(tmp_path):
    found = rows(tmp_path, b'{"ocid": "x", "tend\n' + TEXT.encode())
    assert [isinstance(one, Entry) for one in found] == [False, True]


def test_json_over_several_lines_is_one_piece(tmp_path):
    for indent in (0, 1, 4):
        assert entry(tmp_path, json.dumps({"releases": [AWARDED]}, indent=indent)).title == "Payroll system"


def test_lines_are_held_one_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "MOST_LINE_BYTES", len(TEXT) + 40)
    long = json.dumps(changed(AWARDED, tender__description="x" * 3 * len(TEXT)))
    found = rows(tmp_path, f"{TEXT}\n{long}\n{json.dumps(changed(AWARDED, ocid='ocds-b5fd17-2'))}\n")
    assert [isinstance(one, Entry) for one in found] == [True, False, True]
    assert found[1].rule.name == "json-too-large"
    assert (found[1].location.line, found[2].place.line) == (2, 3)


def test_a_whole_file_has_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_WHOLE_BYTES", 1024**2)
    finding = refused(tmp_path, " " * 1024**2 + TEXT)
    assert finding.rule.name == "json-too-large"
    assert finding.message == "This file is larger than 1 MiB, and not one release a line."


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        found = reading.open_rows(Input(str(path)), Asked())
        assert isinstance(found, tuple)
        assert [finding.rule.name for finding in found] == ["file-unreadable"]


def test_a_name_given_twice_refuses_its_notice_alone(tmp_path):
    doubled = TEXT.replace('"title": "Payroll system"', '"title": "Payroll system", "title": "Payroll"')
    same = TEXT.replace('"title": "Payroll system"', '"title": "Payroll system", "title": "Payroll system"')
    found = rows(tmp_path, f'{{"releases": [{json.dumps(TENDERED)}, {doubled}, {same}]}}')
    assert [isinstance(one, Entry) for one in found] == [True, False, True]
    assert found[1].message == 'Row 2: "title" is given twice in one group, differently.'


def test_numbers_no_one_can_mean_are_doubts(tmp_path):
    for written, shown in (("NaN", '"NaN"'), ("9" * 5000, '"99999'), ("1e400", "inf"), ("-Infinity", '"-Infinity"')):
        found = entry(tmp_path, TEXT.replace("350000", written))
        assert found.value_gbp == 400_000
        assert any(doubt.startswith(f"Award.value.amount is {shown}") for doubt in found.doubts)


def test_half_characters_and_control_characters_do_not_come_through(tmp_path):
    found = entry(tmp_path, TEXT.replace("Payroll system", "Pay\\ud800roll\\u0000 sys\\u202etem"))
    assert found.title == "Pay roll sys tem"


def test_progress_counts_bytes(tmp_path):
    lines = "".join(json.dumps(changed(AWARDED, ocid=f"ocds-b5fd17-{n}")) + "\n" for n in range(3))
    found = opened(tmp_path, lines)
    assert isinstance(found, Opened)
    assert (found.of, found.done()) == (len(lines), 0)
    next(found.rows)
    next(found.rows)
    assert found.done() == len(lines) // 3
    assert len(list(found.rows)) == 1
    assert found.done() == found.of


@pytest.mark.parametrize("content", [TEXT, f"{TEXT}\n{json.dumps(TENDERED)}\n"])
def test_standard_input_is_read_like_a_file(tmp_path, monkeypatch, content):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found = reading.open_rows(Input("-"), Asked())
    assert isinstance(found, Opened)
    piped = [replace(row, place=replace(row.place, file="")) for row in found.rows if isinstance(row, Entry)]
    assert piped == [replace(row, place=replace(row.place, file="")) for row in rows(tmp_path, content)]


def test_what_is_piped_has_a_limit_too(monkeypatch):
    monkeypatch.setattr(files, "MOST_WHOLE_BYTES", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    found = reading.open_rows(Input("-"), Asked())
    assert isinstance(found, tuple)
    assert [finding.rule.name for finding in found] == ["json-too-large"]

"""Where a value stands in its file, for whoever wants to look it up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sharedcli.loading.written import written

TEXT = """\
profile: 1
systems:
  - service: planning
    annual_cost_gbp: {licence: 80_000, support: "30000"}
  - service: "[bold]a name that is far too long for one line of a table"
"""
LICENCE = ("systems", 0, "annual_cost_gbp", "licence")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.yaml"
    path.write_bytes(TEXT.encode())
    return path


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_value_has_its_text_and_its_place(file: Path) -> None:
    found = written(str(file), hash_of(file), [LICENCE, (*LICENCE[:-1], "support")])
    assert [(one.text, one.place.line, one.place.column) for one in found.values()] == [
        ("80_000", 4, 32), ("30000", 4, 49),
    ]  # fmt: skip


def test_what_the_file_does_not_have_is_left_out(file: Path) -> None:
    nowhere = [(*LICENCE, "deeper"), ("systems", 7), ("systems", "service"), (*LICENCE[:-1], "hosting")]
    assert written(str(file), hash_of(file), nowhere) == {}


def test_what_is_too_long_is_cut(file: Path) -> None:
    (found,) = written(str(file), hash_of(file), [("systems", 1, "service")]).values()
    assert found.text == "[bold]a name that is far too long for..."


def test_a_file_that_has_changed_has_no_lines(file: Path) -> None:
    before = hash_of(file)
    file.write_bytes(b"# a line more\n" + TEXT.encode())
    assert written(str(file), before, [LICENCE]) == {}


@pytest.mark.parametrize("name", ["standard input", "nowhere.yaml", "a\0b"])
def test_what_cannot_be_read_again_has_no_lines(name: str) -> None:
    assert written(name, None, [LICENCE]) == {}

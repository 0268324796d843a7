"""Picks written as a table and read back after a person has been at it with a spreadsheet."""

from __future__ import annotations

import pytest

from sharedcli.drafting.picks_file import COLUMNS, PicksRefusedError, keys_of, picks_text, read_picks
from sharedcli.model.entry import Place

SERVICES = ("payroll", "human-resources", "crm")


def line(**cells: str) -> dict[str, str]:
    return {
        **dict.fromkeys(COLUMNS, ""),
        "decision": "accept",
        "service": "payroll",
        "file": "r.csv",
        "row": "7",
        **cells,
    }


def read(text: str, encoding: str = "utf-8") -> dict[tuple[str, int, str], tuple[str, ...]]:
    rulings = read_picks(text.encode(encoding), file="picks.csv", services=SERVICES)
    return {key: ruling.services for key, ruling in rulings.items()}


def test_what_is_written_reads_back() -> None:
    both = line(service="human-resources;payroll", title="HR, “payroll”\nand £")
    text = picks_text([both, line(decision="drop", row="9", part="award 2")])
    assert read(text) == {("r.csv", 7, ""): ("human-resources", "payroll"), ("r.csv", 9, "award 2"): ()}
    bare, whole = keys_of(Place("registers/r.csv", 9, part="award 2"))
    assert (bare, whole) == (("r.csv", 9, "award 2"), ("registers/r.csv", 9, "award 2"))


def test_no_cell_is_a_formula() -> None:
    text = picks_text([line(title="=cmd|'/c calc'!A1", supplier="+44"), line(row="8", title="-1", supplier="@x")])
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in text.splitlines() for cell in row.split(","))
    ruling = read_picks(text.encode(), file="p", services=SERVICES)["r.csv", 7, ""]
    assert ruling.is_about("=cmd|'/c calc'!A1")


def test_saved_again_by_a_spreadsheet_of_another_country() -> None:
    text = picks_text([line(title="Café")]).replace(",", ";").removeprefix("\ufeff")
    assert read(text, "cp1252") == {("r.csv", 7, ""): ("payroll",)}


def test_a_row_that_is_another_by_now() -> None:
    ruling = read_picks(picks_text([line(title="Payroll system")]).encode(), file="p", services=SERVICES)[
        "r.csv", 7, ""
    ]
    assert ruling.is_about("PAYROLL – system")
    assert not ruling.is_about("Grass cutting")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"decision": "yes"}, "line 2: decision is yes; write accept or drop"),
        ({"decision": ""}, "decision is empty"),
        ({"service": ""}, "names no service"),
        ({"service": "payrol"}, "payrol is not a service"),
        ({"row": "seven"}, "row is seven"),
    ],
)
def test_a_line_that_cannot_be_done(cells: dict[str, str], says: str) -> None:
    with pytest.raises(PicksRefusedError, match=says):
        read(picks_text([line(**cells)]))


def test_two_decisions_about_one_row() -> None:
    with pytest.raises(PicksRefusedError, match=r"line 3: row 7 of r\.csv is decided on line 2 already"):
        read(picks_text([line(), line(decision="drop")]))


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\xff", b"decision,service,file\n"])
def test_another_file(content: bytes) -> None:
    with pytest.raises(PicksRefusedError, match="line 1: the heading lacks"):
        read_picks(content, file="picks.csv", services=SERVICES)

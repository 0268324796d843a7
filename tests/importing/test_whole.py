"""Whatever a file holds: `import` ends with one of its exit codes, counts every row, and no traceback."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.cli.app import main
from tests.conftest import seeds
from tests.importing.made_files import HEAD, ROWS, STANDARD, saved
from tests.importing.making import workbook, zipped

HEADINGS = (
    "Buyer", "Organisation Name", "Title", "Contract Description", "Supplier", "Start date", "End date",
    "Total contract value", "Annual value", "Contract ref", "CPV", "Extension", "Notes", "Status", "Published date",
)  # fmt: skip
SAID = (
    "Leeds City Council", "Corby Borough Council", "Leeds City Council and Wakefield Council", "Payroll system",
    "Planning software (Uniform)", "01/04/2024", "31/03/2029", "04/13/2024", "2029-03-31", "46843", "0", "1",
    "9,999,999,999", "£1.2m p.a.", "3+1+1", "48000000", "N/A", "=1+1", "\0", "\ufeff", "\u202e", "\u2028", '"', "'",
    "#REF!", "[A|B|NONE||No|No]", "Zellis; MHR", "nan", "1e999", "-5", "٣", "\r", "\n", "&amp;#0;", "Ã‚Â£5",
)  # fmt: skip
File = tuple[str, bytes, tuple[str, ...]]
CELLS = st.one_of(st.sampled_from(SAID), st.text(max_size=12))
BOOK = workbook({"Contracts": STANDARD, "More": STANDARD})
KINDS = {".xlsx": BOOK, ".xls": saved("xls"), ".ods": saved("ods")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(folder: Path, content: bytes, name: str, *words: str) -> None:
    """Import a file as a person would, and look whether it ended as it should."""
    (folder / name).write_bytes(content)
    line = ["import", name, "--yes", "--dry-run", "--as-at", "2026-11-01", "--format", "json", *words]
    code, out, err = run(line)
    assert code in {0, 1, 2, 3}, err
    assert "Traceback" not in err
    assert "a fault in sharedcli itself" not in err, (err, content)
    if not out:
        assert code in {2, 3}
        assert err.startswith("sharedcli: ") or code == 2, err
        return
    said = json.loads(out)
    counts = said["counts"]
    assert counts["read"] == counts["picked"] + counts["left_out"] + counts["refused"]
    assert counts["left_out"] == sum(said["left_out"].values())
    assert counts["refused"] == sum(said["refused"].values())
    assert counts["read"] == sum(file["read"] for file in said["files"])
    told = [found for file in said["files"] for found in (*file["findings"], *file["refusals"])]
    assert code != 3 or any(file["kind"] is None and file["findings"] for file in said["files"])
    assert all(found["message"].strip() and found["remedy"] for found in told)


def run(words: Sequence[str]) -> tuple[int, str, str]:
    """The command in this process; one pair of streams for each example, which a fixture could not give."""
    streams, arguments = (sys.stdin, sys.stdout, sys.stderr), sys.argv
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), out, err
    sys.argv = ["sharedcli", *words]
    try:
        main()
        code: object = 0
    except SystemExit as ending:
        code = ending.code or 0
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.argv = arguments
    said = []
    for stream in (out, err):
        stream.flush()
        said.append(stream.detach().getvalue().decode())
    assert isinstance(code, int)
    return code, said[0], said[1]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Cells under headings that are known, quoted or not, with any sign between them, in any encoding."""
    head = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=8))
    rows = draw(st.lists(st.lists(CELLS, max_size=9), max_size=5))
    between = draw(st.sampled_from(",;\t|"))
    if draw(st.booleans()):
        rows = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    text = draw(st.sampled_from(("\n", "\r\n", "\r"))).join(between.join(row) for row in ([head, *rows]))
    return text.encode(draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))), "replace")


def changed_part(cell: str, at: int, by: bytes) -> bytes:
    """A workbook packed as it should be, with something else in the text of its sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook({"Contracts": [STANDARD[0], STANDARD[1], [cell]]}))) as whole:
        parts: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    sheet = parts[_SHEET]
    assert isinstance(sheet, bytes)
    at %= len(sheet)
    return zipped(parts | {_SHEET: sheet[:at] + by + sheet[at + len(by) :]})


@st.composite
def changed_books(draw: st.DrawFn) -> File:
    """A workbook whose bytes were changed, cut off, put in twice or taken out somewhere."""
    suffix = draw(st.sampled_from(sorted(KINDS)))
    book = bytearray(KINDS[suffix])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(book) - 1))
        match draw(st.sampled_from(("byte", "cut", "twice", "out"))):
            case "byte":
                book[at] = draw(st.integers(0, 255))
            case "cut":
                del book[max(at, 1) :]
            case "twice":
                book[at:at] = book[at : at + 64]
            case _:
                del book[max(at, 1) : at + 16]
    return f"register{suffix}", bytes(book), ()


_SHEET = "xl/worksheets/sheet1.xml"
ODD = st.one_of(
    st.binary(max_size=4), st.sampled_from((b"<", b'"', b"&#0;", b' r="XFD9"', b' t="s"', b"<f>1</f>", b"1e9"))
)
ANY = st.one_of(st.text(max_size=200).map(str.encode), st.binary(max_size=200))
ORDERS = st.sampled_from(((), ("--date-order", "day-first"), ("--date-order", "month-first"), ("--council", "Leeds")))
IN_A_CELL = st.one_of(CELLS.filter(str.isprintable), st.integers(), st.floats(-1e6, 1e16))
BOOKS = st.lists(st.lists(IN_A_CELL, max_size=9), max_size=5)
FILES: dict[str, st.SearchStrategy[File]] = {
    "a table": st.tuples(st.just("register.csv"), tables(), ORDERS),
    "bytes under known headings": st.tuples(
        st.just("register.csv"), ANY.map(lambda content: f"{HEAD}\n{ROWS[0]}\n".encode() + content), ORDERS
    ),
    "bytes": st.tuples(st.just("register"), ANY, ORDERS),
    "a workbook": st.tuples(
        st.just("register.xlsx"), BOOKS.map(lambda rows: workbook({"Contracts": [STANDARD[0], *rows]})), ORDERS
    ),
    "a changed workbook": changed_books(),
    "a changed sheet": st.tuples(
        st.just("register.xlsx"),
        st.builds(changed_part, st.sampled_from(SAID).filter(str.isprintable), st.integers(0, 10_000), ODD),
        ORDERS,
    ),
}


@seeds(1, 100)
@pytest.mark.parametrize("kind", FILES)
def test_whatever_a_file_holds(kind: str, seed: int, folder: Path) -> None:
    @hypothesis.seed(seed)
    @settings(max_examples=12, deadline=None, database=None)
    @given(FILES[kind])
    def whole(file: File) -> None:
        name, content, words = file
        imported(folder, content, name, *words)

    whole()

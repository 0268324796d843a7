"""A register of two contracts under the headings of every real register, through the command: what reaches a draft.

What each heading means is in `tests/loading/importers/tables/test_headings.py`, and what is read under it in
`test_registers.py` there. The headings stand beside the project where it is developed; elsewhere this is skipped.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Invoke
from tests.loading.importers.tables.test_headings import REGISTERS, on_real_headings
from tests.loading.importers.tables.test_registers import row_of

OTHER = {
    "R-17": "R-18",
    "Payroll system": "Grass cutting",
    "Payroll and expenses of all staff.": "Verges and parks.",
    "Civica UK Limited": "Mower Ltd",
}
SUPPLIER, VALUE = "supplier: Civica UK Limited", "value_gbp: 250000"
SPAN = ("start: 2024-04-01", "last_day: 2028-03-31")
NO_END = "last_day: not known yet (last day of the contract)"
# Worked by hand from the headings: what the draft says of the payroll contract, and what is told of the headings.
DRAFTED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "contracts_finder_csv": ((SUPPLIER, *SPAN, VALUE, "Contracts Finder, R-17"), []),
    "birmingham_opendatasoft": ((SUPPLIER, *SPAN, VALUE, "R-17"), []),
    "leicester_2018": (("start: 2024-04-01", NO_END, VALUE, "licence: 50000", "R-17"), ["IM124"]),
    "lga_schema_norfolk": ((*SPAN, "R-17"), ["IM114"]),
    "lgtc_2015_wording": ((SUPPLIER, *SPAN, "R-17"), ["IM117"]),
    "lldc": ((SUPPLIER, *SPAN, VALUE, "R-17"), ["IM114"]),
    "nhsbsa": ((SUPPLIER, *SPAN, VALUE), []),
    "mysociety_flattened_ocds": ((SUPPLIER, *SPAN, VALUE), ["IM114"]),
    "lancashire_scrape": ((SUPPLIER, NO_END, VALUE, "Contracts Finder, R-17"), ["IM124"]),
    "foi_software_template": ((SUPPLIER, *SPAN, "licence: 50000"), ["IM114"]),
    "salford_decision": ((SUPPLIER, *SPAN, VALUE), []),
}
# What headings of no field that has a cell there are to hold, so that there is a contract to be drafted.
MORE = {
    "lga_schema_norfolk": {"Title": "Payroll system"},  # of its headings 20 were not seen
    "lgtc_2015_wording": {"Start, end and review dates": "1 April 2024 to 31 March 2028"},
    "foi_software_template": {"Software Brand": "iTrent payroll"},
    "salford_decision": {"Title": "Payroll system"},  # the title is the decision's own
}


@on_real_headings
@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_of_two_contracts(register: str, tmp_path: Path, invoke: Invoke) -> None:
    row = row_of(register)[0] | MORE.get(register, {})
    other = [OTHER.get(cell, "Mower" if "iTrent" in cell else cell) for cell in row.values()]
    with (tmp_path / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((row.keys(), row.values(), other))
    words = ("--yes", "--as-at", "2026-11-01", "--council", "Leeds", "--format", "json")
    done = invoke("import", "register.csv", *words, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    said = json.loads(done.out)
    assert said["counts"] == {"read": 2, "picked": 1, "left_out": 1, "refused": 0}
    assert [(row["row"], row["services"]) for row in said["rows"]] == [(2, ["payroll"])]
    (read,) = said["files"]
    assert read["kind"] == f"a register as text, {REGISTERS[register]}"
    expected, told = DRAFTED[register]
    assert [found["code"] for found in read["findings"]] == told
    text = (tmp_path / "drafts" / "leeds.yaml").read_text("utf-8")
    assert [each for each in expected if each not in text] == []
    if VALUE not in expected:
        assert "value_gbp: 2" not in text


@on_real_headings
def test_every_register_has_an_expectation() -> None:
    assert set(DRAFTED) == set(REGISTERS)

"""One file of rows gone through in one of several ways, in a process of its own, which prints how many rows it found.

Run as `python -m tests.benchmarks.import_ways WAY FILE`; `stages` prints seconds of processor time instead. Every way
loads what it needs and no more, since what a process holds is measured from outside.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sharedcli.loading.importers.importer import Opened

NOT_USED = "not in a draft"


def begin_ours(_path: Path) -> int:
    """Everything that ours loads before it has seen a file."""
    for name in ("api.importing", "reports.importing", "loading.importers.csv", "loading.importers.workbook"):
        import_module(f"sharedcli.{name}")
    return 0


def begin_pandas(_path: Path) -> int:
    import_module("pandas")
    return 0


def entries(path: Path) -> int:
    """Ours as far as entries, each forgotten at once."""
    return sum(1 for _ in _opened(path).rows)


def _opened(path: Path) -> Opened:
    from sharedcli.loading.folder import Input
    from sharedcli.loading.importers.importer import Asked, Opened, open_import

    opened = open_import(Input(str(path)), Asked())
    if not isinstance(opened, Opened):
        raise SystemExit("; ".join(found.message for found in opened))
    return opened


def read_csv(path: Path) -> int:
    import pandas as pd

    return len(pd.read_csv(path))


def read_excel_calamine(path: Path) -> int:
    import pandas as pd

    return len(pd.read_excel(path, engine="calamine"))


def read_excel_openpyxl(path: Path) -> int:
    import pandas as pd

    return len(pd.read_excel(path, engine="openpyxl"))


def csv_alone(path: Path) -> int:
    """The floor for text: Python's own reader over the decoded file."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def calamine_alone(path: Path) -> int:
    """The floor for a workbook: the reader that ours uses, row by row."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(path)) as book:
        return sum(1 for _ in book.get_sheet_by_index(0).iter_rows()) - 1


def stages(path: Path) -> Mapping[str, float]:
    """Seconds of processor time of each step, one after the other; all entries are held between them."""
    began = time.process_time()
    begin_ours(path)
    from sharedcli.api.importing import import_rows, prepare
    from sharedcli.drafting.buyers import whose
    from sharedcli.drafting.deciding import decide
    from sharedcli.drafting.lexicon import lexicon
    from sharedcli.drafting.picking import LeftOut, pick
    from sharedcli.drafting.sorting import NOT_ICT, Row, SortedFile
    from sharedcli.loading.authorities import authorities
    from sharedcli.model.entry import Entry
    from sharedcli.reports.importing import ImportReport

    lexicon(), authorities()
    clock = {"": began, "loading the program and its lists": time.process_time()}
    opened = _opened(path)
    clock["opening: encoding, headings, order of dates"] = time.process_time()
    found = [row for row in opened.rows if isinstance(row, Entry)]
    clock["rows to entries"] = time.process_time()
    picked = [(row, pick(row)) for row in found]
    clock["picking"] = time.process_time()
    kept = [(row, one) for row, one in picked if not (isinstance(one, LeftOut) and one.kind == NOT_ICT)]
    rows = tuple(Row(row, one, whose(row.buyers, row.published_on)) for row, one in kept)
    clock["buyers of those kept"] = time.process_time()
    file = SortedFile(str(path), opened.kind, opened.publisher, opened.headings, opened.findings, len(found), rows)
    imported = import_rows((file,), decide(rows, least="medium", rulings={}), as_at=None)
    clock["deciding and drafting"] = time.process_time()
    prepared = tuple(prepare(imported.drafts, {}))
    clock["writing the profiles as text"] = time.process_time()
    json.dumps(ImportReport(imported, prepared, None).record())
    clock["the record of the report"] = time.process_time()
    return {step: clock[step] - clock[before] for before, step in pairwise(clock)}


def counted(record: Path) -> Mapping[str, object]:
    """What an import of invented rows says of them, with what it lost or did not recognise, which should be nothing."""
    from tests.benchmarks.registers import contracts

    told = json.loads(record.read_text("utf-8"))
    number = told["counts"]
    by_reference = {row["reference"]: row for row in told["rows"]}
    missed = [
        f"{one.reference} {one.title}"
        for one in contracts(number["read"])
        if one.service and not _is_recognised(by_reference.get(one.reference), one.service)
    ]
    lost = number["read"] - number["picked"] - number["left_out"] - number["refused"]
    return {**number, "kept": len(told["rows"]), "lost": lost, "not_recognised": missed[:5]}


def _is_recognised(row: Mapping[str, object] | None, service: str) -> bool:
    """Whether a row was read as a council's and as its system, whichever contract of the service is in its draft."""
    if row is None or not row["councils"] or not row["confidence"]:
        return False
    return row["services"] == [service] if row["picked"] else row["left_out"] == NOT_USED


WAYS: Mapping[str, Callable[[Path], object]] = {
    function.__name__: function
    for function in (
        begin_ours, begin_pandas, entries, read_csv, read_excel_calamine, read_excel_openpyxl, csv_alone,
        calamine_alone, stages, counted,
    )
}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](Path(sys.argv[2]))))

"""What becomes of every row of the real files, as a table that this test writes: `real_files.md` beside it.

The files stand beside the project where it is developed; elsewhere this is skipped. Which service is right for a
curated contract was judged by hand from what their compiler wrote in `function`, in
`tests/drafting/test_picking_on_real_rows.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from sharedcli.api import importing
from tests.drafting.made_entries import DATA, rows
from tests.drafting.test_picking_on_real_rows import FUNCTIONS, LEAST_PRECISION

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the real data stand beside the project only where it is developed"
)

PAGE = Path(__file__).parent / "real_files.md"
CURATED = DATA / "curated_ict_contracts" / "curated_dev.csv"
FILES = (
    DATA / "contracts_finder_csv" / "cf_awarded_2020-09.csv",
    DATA / "ocds" / "contracts_finder_2020_release_packages.jsonl",
    *sorted((DATA / "ocds" / "single").glob("*.json")),
    CURATED,
)
AS_AT = dt.date(2026, 11, 1)


@cache
def imported(file: Path) -> importing.Imported:
    found = importing.sort_files([str(file)], importing.Asked())
    decided = importing.decide_all(found, least="medium", rulings={})
    return importing.import_rows(found, decided, as_at=AS_AT)


def page() -> Iterator[str]:
    yield "# What becomes of the rows of real files"
    yield ""
    yield "Written by `tests/importing/test_real_files.py` (`pytest --update-goldens`)."
    yield "Read = picked + left out + refused. Councils are those of the rows picked. Drafts are as at 1 November 2026."
    yield ""
    yield "| file | rows read | picked | councils | left out | refused |"
    yield "|---|---:|---:|---:|---|---|"
    for file in FILES:
        whole = imported(file)
        left, refused = told(whole.left_out), told(whole.refused)
        yield f"| {file.name} | {whole.read} | {len(whole.picked)} | {len(whole.drafts)} | {left} | {refused} |"
    yield ""
    right, wrong, missed = curated()
    yield f"Of the {right + wrong} curated contracts picked {right} have the right service: precision"
    yield f"{right / (right + wrong):.1%}. Recall is {right / (right + missed):.1%}: {missed} that run a service of"
    yield "the list were not picked, most of them without a title."
    yield ""
    yield "| curated row | title | services | confidence | reason |"
    yield "|---:|---|---|---|---|"
    for one in imported(CURATED).decided:
        picked = one.row.picked
        sure = picked.confidence if isinstance(picked, importing.Pick) else "-"
        services = ", ".join(one.services) or f"({one.kind})"
        row, title = one.row.entry.place.row, one.row.entry.title
        yield f"| {row} | {title} | {services} | {sure} | {one.why or picked.reason} |"


def told(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{count} {kind}" for kind, count in Counter(counts).most_common()) or "-"


def curated() -> tuple[int, int, int]:
    """Rows picked with the right service, with a wrong one, and not picked though they run one."""
    functions = {number: row["function"] for number, row in enumerate(rows(CURATED), 2)}
    right = wrong = missed = 0
    for one in imported(CURATED).decided:
        allowed = FUNCTIONS[functions[one.row.entry.place.row]]
        # One that no draft could use, because another contract runs the service, was picked all the same.
        picked = one.row.picked if one.kind == importing.SUPERSEDED else None
        chosen = one.services or (picked.services if isinstance(picked, importing.Pick) else ())
        if chosen:
            right, wrong = (right + 1, wrong) if set(chosen) <= allowed else (right, wrong + 1)
        elif allowed:
            missed += 1
    return right, wrong, missed


def test_the_page_is_current(updating: bool) -> None:
    text = "\n".join(page()) + "\n"
    if updating:
        PAGE.write_bytes(text.encode())
    assert PAGE.read_text("utf-8") == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_row_is_lost(file: Path) -> None:
    whole = imported(file)
    assert whole.read > 0
    assert whole.read == len(whole.picked) + sum(whole.left_out.values()) + sum(whole.refused.values())


def test_curated_contracts_get_the_right_service() -> None:
    right, wrong, _missed = curated()
    assert right / (right + wrong) >= LEAST_PRECISION
    assert right >= 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_draft_loads(file: Path, tmp_path: Path) -> None:
    from sharedcli import api

    for one in importing.prepare(imported(file).drafts, {}):
        (tmp_path / one.file).write_bytes(one.content or b"")
    run = api.validate([str(tmp_path)])
    assert [found for found in run.findings if found.severity.name == "ERROR" and found.location.line] == []

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

from sharedcli import api
from sharedcli.api import importing
from sharedcli.drafting.picks_file import keys_of
from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Opened, open_import
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding, Severity
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


@cache
def kept(file: Path) -> importing.SortedFile:
    """The file with every row kept, also what is not ICT."""
    opened = open_import(Input(str(file)), importing.Asked())
    assert isinstance(opened, Opened)
    keys = frozenset(key for row in opened.rows if isinstance(row, Entry) for key in keys_of(row.place))
    (found,) = importing.sort_files([str(file)], importing.Asked(), wanted=keys)
    assert len(found.rows) + sum(found.refused.values()) == found.read
    return found


@cache
def by_hand(file: Path) -> importing.Imported:
    """Every row put in as finance, as a person might."""
    found = kept(file)
    return importing.import_rows((found,), [importing.by_ruling(row, ("finance",)) for row in found.rows], as_at=AS_AT)


def unmatched() -> list[str]:
    """Names with "council" in them of rows that no council was found for."""
    rows = [row for file in FILES for row in kept(file).rows if not row.buyer.councils]
    return sorted({name for row in rows for name in row.entry.buyers if "council" in name.casefold()})


def page() -> Iterator[str]:
    yield "# What becomes of the rows of real files"
    yield ""
    yield "Written by `tests/importing/test_real_files.py` (`pytest --update-goldens`)."
    yield "Read = picked + left out + refused. Drafts are as at 1 November 2026."
    yield ""
    yield "| file | rows read | picked | drafts | left out | refused |"
    yield "|---|---:|---:|---:|---|---|"
    for file in FILES:
        whole = imported(file)
        left, refused = told(whole.left_out), told(whole.refused)
        yield f"| {file.name} | {whole.read} | {len(whole.picked)} | {len(whole.drafts)} | {left} | {refused} |"
    yield ""
    yield "Councils matched are those of all rows, whatever they buy; other buyers are ministries, universities, trusts"
    yield "and companies. The last column is for how many of them there is a draft once a person says that every row is"
    yield "about finance, which councils of every tier run; what ended years ago is in none."
    yield ""
    yield "| file | rows with a buyer | matched to a council | councils | drafts by hand |"
    yield "|---|---:|---:|---:|---:|"
    for file in FILES:
        rows = kept(file).rows
        named, matched = sum(bool(row.entry.buyers) for row in rows), sum(bool(row.buyer.councils) for row in rows)
        councils = len({code for row in rows for code in row.buyer.codes})
        yield f"| {file.name} | {named} | {matched} | {councils} | {len(by_hand(file).drafts)} |"
    yield ""
    yield "Buyers called a council that are none of the register, or whose work more than one took over:"
    yield ", ".join(f'"{name}"' for name in unmatched()) + "."
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
    whole = imported(file)
    assert bool(whole.drafts) == bool(whole.picked)
    assert len(whole.drafts) > 10 or file != CURATED
    assert errors_of(whole, tmp_path) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_draft_loads_whatever_a_person_picks(file: Path, tmp_path: Path) -> None:
    whole = by_hand(file)
    assert whole.read == len(whole.picked) + sum(whole.left_out.values()) + sum(whole.refused.values())
    matched = {code for row in kept(file).rows for code in row.buyer.codes}
    drafts = {draft.profile.council.code for draft in whole.drafts}
    assert drafts <= matched
    assert drafts or len(matched) == 1
    assert errors_of(whole, tmp_path) == []


def errors_of(whole: importing.Imported, folder: Path) -> list[Finding]:
    """What stands against the drafts once they are written."""
    prepared = tuple(importing.prepare(whole.drafts, {}))
    if not prepared:
        return []
    for one in prepared:
        (folder / one.file).write_bytes(one.content or b"")
    run = api.validate([str(folder)])
    assert len(run.files) == len(prepared)
    return [found for found in run.findings if found.severity is Severity.ERROR]

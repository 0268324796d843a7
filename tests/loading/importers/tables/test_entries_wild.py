"""Rows with anything anywhere: nothing is raised, and each gives an entry or a finding with a sentence."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.loading.importers.tables.entries import entry_of
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import columns_of
from sharedcli.loading.importers.wording import EntryField, Wording
from sharedcli.model.entry import Entry, Place

FIELDS = get_args(EntryField)
WORDING = Wording.model_validate({"headings": {f"The {name}": name for name in FIELDS}})
COLUMNS = columns_of(tuple(WORDING.headings), WORDING)
PIECES = ["2028", "31/03/2028", "-", "–", "£", "1,234", "k", " to ", "+", "3 years", "(", ")", "[", "|", "]", ";", "\n",
          "\r", "\x00", "&#0;", "&amp;", "â€", "rnrn", "48000000-8", "https://a", "ſt", "٣", "١", "İ", "\ud800",
          "Total", "extension", " x ", "12 months", "review", "%", "e9", "."]  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.text(max_size=12))


@settings(max_examples=150, deadline=None)
@given(cells=st.lists(texts, max_size=len(FIELDS) + 1), order=st.sampled_from(["day-first", "month-first", None]))
def test_anything_anywhere(cells: list[str], order: str | None) -> None:
    found = entry_of(Raw(Place("a.csv", 2), tuple(cells)), COLUMNS, order=order, publisher="P")  # type: ignore[arg-type]
    if isinstance(found, Entry):
        assert found.title.strip()
        assert all(doubt.isprintable() and doubt.endswith(".") for doubt in found.doubts), found.doubts
        assert found.value_gbp is None or found.value_gbp >= 0
    else:
        assert found.message.startswith("Row 2: ")
        assert found.message.isprintable()


@pytest.mark.parametrize(
    "cell", ["9" * 200_000, "(" * 200_000, "[a|" * 70_000, "1 + " * 50_000, "31/03/2028 " * 20_000, "rn" * 100_000]
)
def test_megabytes_in_every_cell_are_passed_over_quickly(cell: str) -> None:
    found = entry_of(Raw(Place("a.csv", 2), (cell,) * len(FIELDS)), COLUMNS, order=None, publisher="P")
    assert isinstance(found, Entry)
    assert (found.start, found.value_gbp, found.extensions_months) == (None, None, ())
    assert all(len(doubt) < 400 for doubt in found.doubts)

"""Rows decided about to drafts: of which day, and what becomes of the rows that no draft can use."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sharedcli.drafting.buyers import whose
from sharedcli.drafting.deciding import Decided
from sharedcli.drafting.importing import SUPERSEDED, Imported, NoDayError, import_rows
from sharedcli.drafting.picking import pick
from sharedcli.drafting.sorting import Row
from tests.drafting.published import entry


def taken(row: int, buyer: str, **said: Any) -> Decided:
    """A contract for finance, taken."""
    published = entry(row, **{"title": "Finance system", "start": "2016-04-01", "last_day": "2029-03-31", **said})
    return Decided(Row(published, pick(published), whose((buyer,))), ("finance",))


def imported(*rows: Decided, as_at: dt.date | None = None) -> Imported:
    return import_rows((), rows, as_at=as_at)


def test_a_draft_is_of_the_day_its_newest_contract_was_published() -> None:
    newest = dt.date(2026, 9, 1)
    made = imported(*(taken(day, "Leeds City Council", published_on=newest.replace(day=day)) for day in (1, 5, 3)))
    assert [each.profile.as_at for each in made.drafts] == [dt.date(2026, 9, 5)]


def test_no_draft_is_of_a_day_before_its_council() -> None:
    """Taunton Deane's work is Somerset Council's since 1 April 2023."""
    early = taken(2, "Taunton Deane Borough Council", published_on=dt.date(2017, 1, 15))
    with pytest.raises(NoDayError) as caught:
        imported(early)
    assert str(caught.value) == (
        "The newest contract of Somerset Council was published on 15 January 2017, and the council exists since 1 "
        "April 2023; say of which day the draft is with --as-at 2026-11-01."
    )
    (made,) = imported(early, as_at=dt.date(2023, 4, 1)).drafts
    assert made.profile.as_at == dt.date(2023, 4, 1)


def test_one_council_without_a_day_does_not_stop_the_others() -> None:
    early = taken(2, "Taunton Deane Borough Council", published_on=dt.date(2017, 1, 15))
    dated = taken(4, "Leeds City Council", published_on=dt.date(2026, 9, 1))
    made = imported(early, taken(3, "Kent County Council"), dated)
    assert [each.profile.council.name for each in made.drafts] == ["Leeds City Council"]
    left = {row.row.entry.place.row: row.why for row in made.decided if not row.is_taken}
    assert left[2].startswith("The newest contract of Somerset Council was published on 15 January 2017")
    assert left[3].startswith("Nothing says on which day the contracts of Kent County Council stood so")


def test_rows_of_a_council_that_is_not_there_yet_are_left_out() -> None:
    rows = (taken(2, "Taunton Deane Borough Council"), taken(3, "Leeds City Council"))
    made = imported(*rows, as_at=dt.date(2020, 10, 1))
    assert [each.profile.council.name for each in made.drafts] == ["Leeds City Council"]
    assert [(row.kind, row.why) for row in made.decided if not row.is_taken] == [
        (SUPERSEDED, "Somerset Council exists since 1 April 2023 only, not on 1 October 2020.")
    ]

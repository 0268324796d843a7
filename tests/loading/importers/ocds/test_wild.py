"""Notices with anything anywhere: nothing is raised, and what went in comes out, counted by somebody else."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.loading.importers.ocds.found import Problem, Release
from sharedcli.loading.importers.ocds.packages import releases_of
from sharedcli.loading.importers.ocds.pieces import read_piece
from sharedcli.loading.importers.ocds.release import told_by
from sharedcli.model.entry import Entry, Place

from .notices import AWARDED, CONTRACTED, TENDERED, rows

TWO_AWARDS = {**AWARDED, "awards": [*AWARDED["awards"], {"id": 7, "relatedLots": [1], "title": "Lot 1"}]}
odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["", "GBP", "2026-01-01", "2026-01-01T23:00:00Z", "0000-00-00", "NaN", "9" * 400, "&#0;", "â€", "rnrn"]
    ),
    st.sampled_from(
        [[], {}, [[]], [{}], {"id": []}, {"amount": {}}, [1, None, {"id": 1}], {"description": "2 x 9 years"}]
    ),
)


def ways(held: Any, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value in a piece of data."""
    inside = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    return [way, *(found for key, value in inside for found in ways(value, (*way, key)))]


@st.composite
def releases(draw: st.DrawFn) -> dict[str, Any]:
    """A release of a real shape in which up to five values have become something else, or gone."""
    made: dict[str, Any] = deepcopy(draw(st.sampled_from([AWARDED, TENDERED, CONTRACTED, TWO_AWARDS])))
    for _ in range(draw(st.integers(1, 5))):
        *way, last = draw(st.sampled_from([way for way in ways(made) if way] or [("ocid",)]))
        group: Any = made
        for key in way:
            group = group[key]
        if draw(st.booleans()):
            group[last] = deepcopy(draw(odd))  # what is drawn is shared
        else:
            del group[last]
    return made


def most_rows(release: dict[str, Any]) -> int:
    """How many contracts and awards are listed, and how many of the awards are surely of no contract."""
    listed = {name: release.get(name) for name in ("contracts", "awards")}
    counts = {name: len(held) if isinstance(held, list) else int(held is not None) for name, held in listed.items()}
    return max(counts["contracts"], counts["awards"] if not counts["contracts"] else 0, 1)


@settings(max_examples=150, deadline=None)
@given(releases())
def test_nothing_is_raised_and_no_contract_is_lost(release):
    piece = read_piece(json.dumps([release]).encode("utf-8", "surrogatepass"), file="wild.json")
    assert piece.finding is None
    (found,) = releases_of(piece.data)
    if not isinstance(found, Release):
        assert not release.keys() & {"tender", "awards", "contracts", "planning", "buyer", "parties"}
        return
    told = list(told_by(found.fields, found.package, Place("wild.json", 1)))
    assert len(told) >= most_rows(release)
    for one in told:
        if isinstance(one.entry, Entry):
            assert one.entry.title
            assert all(doubt.endswith(".") and doubt.isprintable() for doubt in one.entry.doubts)
            assert one.entry.value_gbp is None or one.entry.value_gbp >= 0
            json.dumps(one.entry.title).encode()
            (one.entry.title + one.entry.description + "".join(one.entry.buyers)).encode()
        else:
            assert isinstance(one.entry, Problem)
            assert one.entry.message.endswith(".")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\ \n0123456789eE+-.truefalsn', max_size=80).map(str.encode))
def test_any_bytes_come_back(content):
    piece = read_piece(content, file="wild.json")
    assert piece.finding is not None or list(releases_of(piece.data, twice=piece.twice))


@pytest.mark.parametrize("opening", ["[", '{"description":', '{"classification":'])
def test_nesting_just_within_what_can_be_read_is_harmless_anywhere(tmp_path, opening):
    closing = "]" if opening == "[" else "}"
    deep = opening * 850 + "1" + closing * 850
    for release in (TWO_AWARDS, TENDERED, CONTRACTED):
        for way in filter(None, ways(release)):
            made: Any = deepcopy(release)
            group = made
            for key in way[:-1]:
                group = group[key]
            group[way[-1]] = "DEEP"
            text = json.dumps(made).replace('"DEEP"', deep)
            assert len(rows(tmp_path, f"[{text}, {text}, {json.dumps(AWARDED)}]")) >= 3

"""Profiles of every field there is, made up from the declaration: what a new field may hold is drawn too."""

from __future__ import annotations

import datetime as dt
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from sharedcli.loading.decoding import UNSEEN
from sharedcli.loading.services import services
from sharedcli.model import fields
from sharedcli.model.fields import ProfileModel
from sharedcli.model.profile import Profile

days = st.dates(fields.EARLIEST, fields.LATEST).map(dt.date.isoformat)
years = st.integers(fields.EARLIEST.year, fields.LATEST.year)
texts = st.one_of(
    st.sampled_from(
        ["=1+1", "012", "2028-03", "1e5", "TRUE", "a; b", 'say "x"', "one\ntwo", "_x0041_", "'quoted", "#N/A"]
    ),
    st.text(max_size=30).filter(lambda text: text.strip() and not UNSEEN.search(text)),
)
parts_of_dates = st.one_of(
    days, years.map(str), st.dates(fields.EARLIEST, fields.LATEST).map(lambda day: day.isoformat()[:7])
)
KINDS: tuple[tuple[object, st.SearchStrategy[Any]], ...] = (
    (fields.Text, texts),
    (fields.Pounds, st.one_of(st.integers(0, 10**15).map(str), st.integers(0, 10**9).map(lambda n: f"{n / 100:.2f}"))),
    (fields.Count, st.integers(0, 10**9 - 1).map(str)),
    (fields.Months, st.integers(0, 600).map(str)),
    (fields.Share, st.integers(0, 1000).map(lambda n: str(n / 1000))),
    (fields.Day, days),
    (fields.ContractDate, parts_of_dates),
    (fields.PriceYear, years.map(lambda year: f"{year}-{(year + 1) % 100:02d}")),
)


def of(annotation: Any, name: str) -> st.SearchStrategy[Any]:
    if NoneType in get_args(annotation):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    known = next((strategy for kind, strategy in KINDS if annotation == kind), None)
    if name == "service":
        return st.sampled_from([*services()])
    if known is not None:
        return known
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if get_origin(annotation) is tuple:
        return st.lists(of(get_args(annotation)[0], ""), min_size=1, max_size=3)
    return group(annotation)


def group(model: type[ProfileModel]) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    drawn = {name: of(hints[name], name) for name in model.model_fields}
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    return st.fixed_dictionaries(
        {name: drawn[name] for name in drawn if name in needed},
        optional={name: drawn[name] for name in drawn if name not in needed},
    )


profiles = group(Profile).map(Profile.model_validate)


def stated(value: object) -> object:
    """What a profile says: a group without a value says as much as one left out."""
    if isinstance(value, ProfileModel):
        said = {name: stated(getattr(value, name)) for name in value.model_fields_set}
        return {name: inner for name, inner in said.items() if inner not in (None, {}, ())} or None
    return tuple(stated(part) for part in value) if isinstance(value, tuple) else value

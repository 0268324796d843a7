"""What the pages of a matching say of how sure it is, and whom they name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sharedcli import api
from sharedcli.appraisal.matching import Matching
from sharedcli.consortia import many
from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import NotIncludedError, Selection
from sharedcli.model.wishes import Wishes
from sharedcli.render.text import render
from sharedcli.reports.matching import MatchingReport
from tests import samples


@pytest.fixture(scope="module")
def loaded() -> api.Loaded:
    return samples.loaded("county_2026")


def matched(loaded: api.Loaded, **wishes: object) -> Matching:
    (cohort,) = loaded.cohorts
    limits = Wishes(**wishes)  # type: ignore[arg-type]
    (found,) = api.match(cohort, api.assumptions(cohort.as_at), services=("crm", "payroll"), wishes=limits)
    return found


def with_selections(part: Matching, **changed: Any) -> Matching:
    """The same with something else true of how it was chosen."""
    services = tuple(
        replace(service, selection=replace(service.selection, **changed))
        for service in part.services
        if service.selection
    )
    return replace(part, services=services)


def page(part: Matching, loaded: api.Loaded) -> str:
    return " ".join(render(MatchingReport((part,), loaded)).split())


def test_a_quick_search_is_called_one(loaded: api.Loaded) -> None:
    part = matched(loaded)
    value = sum(service.selection.value_gbp for service in part.services if service.selection)
    assert "Quick search" not in page(part, loaded)
    quick = with_selections(part, quick=True, bound_gbp=value)  # each service's bound is the value of both together
    words = page(quick, loaded)
    assert "Quick search: at least within 50.0% of the best possible." in words
    record = MatchingReport((quick,), loaded).record()
    assert [row["quick"] for row in record["services"]] == [True, True]  # type: ignore[index,union-attr,call-overload]


def test_a_search_that_was_stopped_says_so(loaded: api.Loaded) -> None:
    words = page(with_selections(matched(loaded), stopped=True), loaded)
    assert "The time limit stopped the search in 2 services." in words
    assert "full, stopped at the time limit" in words


def test_what_must_be_in_may_cost_more_than_it_brings(loaded: api.Loaded) -> None:
    part = with_selections(matched(loaded), value_gbp=-100_000.0, bound_gbp=-99_000.0)
    services = tuple(
        replace(service, formed=tuple(replace(formed, worth_gbp=-100_000.0) for formed in service.formed[:1]))
        for service in part.services
    )
    words = page(replace(part, services=services), loaded)
    assert "at a loss of £200,000 together" in words
    assert "Within 1.0% of the best possible" in words


def test_who_must_be_in_and_cannot_is_said_at_the_top(loaded: api.Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_market: Market, **_: object) -> Selection:
        raise NotIncludedError((code,))

    code = next(p.council.code for p in loaded.cohorts[0].profiles if p.council.name.startswith("Aldermoor"))
    monkeypatch.setattr(many, "select", refuse)
    part = matched(loaded, must_include=(code,))
    words = page(part, loaded)
    assert words.count("NO CHOICE") == 2
    assert "Payroll: no consortium can be formed that includes Aldermoor." in words
    rows = MatchingReport((part,), loaded).record()["services"]
    assert [row["value_gbp"] for row in rows] == [None, None]  # type: ignore[index,union-attr,call-overload]


def test_every_council_is_named_with_a_reason_or_a_group(loaded: api.Loaded) -> None:
    """The page may shorten lists only where it says how many it leaves out; nine councils fit whole."""
    part = matched(loaded)
    words = page(part, loaded)
    for profile in part.cohort.profiles:
        assert profile.council.name.split()[0] in words
    assert "--format json has all" not in words.split("What this rests on")[0].split("CUSTOMER")[1]

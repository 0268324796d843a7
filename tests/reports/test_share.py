"""Every pound of `share` is a sum of rows under an id that the record holds too."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sharedcli import api
from sharedcli.appraisal.options import CHOSEN, MANDATED
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.division import Basis, Key, Mix, Rule, ShareWishes
from sharedcli.render.json import render
from sharedcli.reports.blocks import Bars, Figures, Heading, Paragraph, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.share import ShareReport
from sharedcli.reports.share_figures import ShareFigures
from tests import samples

EQUALLY = Key(Basis.EQUAL)
MIX = Mix(set_up=EQUALLY, running=Key(Basis.SPEND), savings=Key(Basis.POPULATION))


@pytest.fixture(scope="module")
def appraised() -> api.Appraised:
    services = ("crm", "payroll", "revenues-and-benefits")
    return samples.appraised("county_2026", *services, model=DeliveryModel.SHARED_OPERATION)


WISHES = [ShareWishes(), ShareWishes(mix=MIX), ShareWishes(rule=Rule.SHAPLEY), ShareWishes(option=MANDATED, mix=MIX)]


@cache
def reported(appraised: api.Appraised, wishes: ShareWishes) -> ShareReport:
    report = ShareReport(appraised, wishes, api.share(appraised, wishes))
    assert report.formed
    return report


@pytest.mark.parametrize("wishes", WISHES, ids=["plain", "keys", "rule", "mandated"])
def test_every_pound_shown_is_a_figure_of_the_record(wishes: ShareWishes, appraised: api.Appraised) -> None:
    report = reported(appraised, wishes)
    figures: dict[str, Any] = json.loads(render(report))["figures"]
    known = {round(figure["value"], 2) for figure in figures.values()}
    checked = 0
    for block in report.layout().blocks:
        if block == Heading("What this rests on", level=1):
            break  # parameters, and the bound of the selection: inputs, not sums of rows
        if isinstance(block, Table):
            places = [place for place, column in enumerate(block.columns) if column.kind == "pounds"]
            for row in block.rows:
                assert row.figure in figures, (block.caption, row.cells[0])
                for place in places:
                    cell = row.cells[place]
                    if isinstance(cell, float):
                        assert round(cell, 2) + 0.0 in known, (
                            block.caption,
                            row.cells[0],
                            block.columns[place].heading,
                        )
                        checked += 1
        elif isinstance(block, Bars):
            assert all(bar.gbp == pytest.approx(figures[bar.figure]["value"], abs=0.01) for bar in block.bars)
        elif isinstance(block, Figures):
            assert all(one.id in figures for one in block.figures)
    assert checked > 50


def test_a_lead_is_named(appraised: api.Appraised) -> None:
    crm = replace(appraised, wholes=tuple(replace(whole, services=whole.services[:1]) for whole in appraised.wholes))
    lead = crm.wholes[0].services[0].formed[0].codes[0]
    key = Key(Basis.LEAD, shares=((lead, 0.73),), rest=Key(Basis.POPULATION))
    told = [
        block.text for block in reported(crm, ShareWishes(mix=Mix(running=key))).layout().blocks
        if isinstance(block, Paragraph) and block.lead == "As asked for"
    ]  # fmt: skip
    name = Names.of(crm.wholes[0].cohort).short[lead]
    assert f"running cost 73% to {name}, the rest by population, savings left as it falls" in told[0]


def test_no_two_figures_share_an_id(appraised: api.Appraised) -> None:
    report = reported(appraised, ShareWishes(mix=MIX))
    names = Names.of(appraised.wholes[0].cohort)
    for sharing in report.formed:
        values: dict[str, float] = {}
        for amount in ShareFigures(sharing, names).every():
            assert values.setdefault(amount.id, amount.gbp) == pytest.approx(amount.gbp, abs=1e-6), amount.id


def test_getting_less_bringing_is_carrying(appraised: api.Appraised) -> None:
    for option in (CHOSEN, MANDATED):
        for consortium in json.loads(render(reported(appraised, ShareWishes(option=option, mix=MIX))))["consortia"]:
            for gone in consortium["without"]:
                assert gone["gets_gbp"] - gone["brings_gbp"] == pytest.approx(gone["carried_gbp"], abs=0.02)


def test_posts_stand_beside_the_carry_where_one_team_runs_it(appraised: api.Appraised) -> None:
    report = reported(appraised, ShareWishes())
    captions = {
        block.caption: [column.kind for column in block.columns]
        for block in report.layout().blocks
        if isinstance(block, Table) and "who carries whom" in block.caption
    }
    assert captions
    assert all(kinds[-1] == "posts" for kinds in captions.values())


def test_losers_of_many_consortia_are_counted_not_listed(appraised: api.Appraised) -> None:
    """Six or fewer are named one by one; of more it says how many in which consortium, and who loses most."""
    whole = reported(appraised, ShareWishes(option=MANDATED))
    answer = next(block.text for block in whole.layout().blocks if isinstance(block, Paragraph))
    lost = {
        sharing.formed.id: sum(gbp < -0.5 for gbp in sharing.around.npv_gbp)
        for sharing in api.share(appraised, ShareWishes(option=MANDATED))[0]
        if min(sharing.around.npv_gbp) < -0.5
    }
    assert sum(lost.values()) > 6
    for consortium, losers in lost.items():
        assert f"{losers} of " in answer.split(f" in {consortium}, most ")[0][-10:]


def test_nothing_pays_before_it_is_live(appraised: api.Appraised) -> None:
    (whole,) = appraised.wholes
    for formed in (one for assessed in whole.services for one in assessed.options.under(CHOSEN)):
        assert formed.live == min(formed.joins) >= formed.go_live
        first = formed.saving(whole.ledger).first_month_of_net_benefit(formed.live)
        assert first is None or first >= min(formed.joins)

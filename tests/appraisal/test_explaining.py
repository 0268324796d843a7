"""A figure taken apart: its rows and what moves it against the worked example, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.explaining import explained
from sharedcli.appraisal.figures import costing_of, figure, figures
from sharedcli.appraisal.inputs import Fact
from sharedcli.appraisal.reposting import Reposting
from sharedcli.appraisal.sensitivity import movers, with_fact
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from tests.samples import assessed

HERE = Path(__file__).parent / "worked"
EXAMPLE = yaml.safe_load((HERE / "worked.yaml").read_text("utf-8"))
INPUTS, EXPECTED = EXAMPLE["inputs"], EXAMPLE["expected"]
COUNCILS = {"E07998001": "ambleford", "E07998002": "brackwater", "E07998003": "corsley"}
CORSLEY = "E07998003"
A_PENNY = 0.011


def load() -> tuple[api.Loaded, Cohort]:
    loaded = api.load([str(HERE / file) for file in INPUTS["profiles"]])
    return loaded, loaded.cohorts[0]


@pytest.fixture(scope="module")
def worked() -> Assessment:
    """The worked example as an assessment: its consortium, months and product, not those a selection would choose."""
    _, cohort = load()
    as_at = dt.date.fromisoformat(INPUTS["as_at"])
    whole = api.assess(cohort, replace(api.assumptions(as_at), **INPUTS["overrides"]))
    (service,) = whole.services
    formed = replace(
        service.formed[0], joins=tuple(INPUTS["joins"].values()), go_live=INPUTS["go_live_month"], product=""
    )
    costing = costing_of(whole)
    usual = [row for member in service.candidates.everybody for row in usual_entries(member, costing)]
    ledger = Ledger.of([*usual, *formed.entries(costing)], whole.money, whole.ledger.years)
    options = replace(service.options, formed=(formed,))
    return replace(whole, ledger=ledger, services=(replace(service, options=options),))


@pytest.fixture(scope="module")
def shipped() -> Assessment:
    """The same three councils under the parameters as shipped, sharing one team that saves a tenth."""
    _, cohort = load()
    given = replace(api.assumptions(cohort.as_at), operating_saving_share=0.1)
    return api.assess(cohort, given, model=DeliveryModel.SHARED_OPERATION)


@pytest.mark.parametrize("code", COUNCILS)
def test_the_rows_are_those_worked_by_hand(code: str, worked: Assessment) -> None:
    """worked.yaml: each line's real pounds by year, times that year's factor; business as usual is taken off."""
    amount = figure(worked, f"planning.{COUNCILS[code]}.npv")
    assert amount is not None
    told = explained(amount, worked)
    factors = np.array(EXPECTED["discount_factors"])
    for option, side in (("business_as_usual", -1), ("joint", 1)):
        lines = EXPECTED["councils"][code][option]["lines"]
        for line, by_year in lines.items():
            found = sum(item.gbp for item in told.items if item.entry.line.key == line and item.sign == side)
            assert found == pytest.approx(side * (np.array(by_year) @ factors), abs=0.11), (option, line)
    net = EXPECTED["councils"][code]["net_present_value"]
    assert amount.gbp == pytest.approx(net, abs=A_PENNY)
    assert sum(item.gbp for item in told.items) == pytest.approx(amount.gbp, abs=1e-6)


def test_what_moves_it_is_what_is_worked_by_hand(worked: Assessment) -> None:
    """Worked by hand from worked.yaml: a tenth of what the lines behind each input come to, factors as printed there.

    Governance 700 x 0.933511 + 1,200 x (0.901943 + 0.871442 + 0.841973) = 3,791.89. Exit 15,000 x 0.933511 =
    14,002.67. Its own tender is not stated, so `tender_gbp` stands in: 10,800 x (0.966184 + 0.841973) + 3,600 x
    (0.933511 + 0.871442) = 26,025.93, and 0.4 of it again for bias: 36,436.30. Nor is its implementation, so
    `switching_ratio` stands in: 48,000 x 1.4 x 0.933511 = 62,731.94. Its staff cost the same either way.
    """
    amount = figure(worked, "planning.corsley.npv")
    assert amount is not None
    found = {mover.rests: mover.change_gbp for mover in movers(Reposting.of(amount, worked))}
    by_hand = {"governance_gbp": -379.19, "tender_gbp": -3643.63, "switching_ratio": -6273.19}
    assert {name: found[name] for name in by_hand} == pytest.approx(by_hand, abs=A_PENNY)
    assert found[Fact(CORSLEY, "planning", "contract.exit_fee_share")] == pytest.approx(-1400.27, abs=A_PENNY)
    assert Fact(CORSLEY, "planning", "annual_cost_gbp.staff") not in found
    assert list(found.values()) == sorted(found.values(), key=abs, reverse=True)


def test_months_move_by_whole_months(worked: Assessment) -> None:
    amount = figure(worked, "planning.1.npv")
    assert amount is not None
    tried = {mover.rests: f"{mover.now:g} to {mover.tried:g}" for mover in movers(Reposting.of(amount, worked))}
    assert tried["contract_term_months"] == "36 to 40"
    assert tried["dual_running_months"] == "3 to 4"
    assert "implementation_lead_months" not in tried


@pytest.mark.parametrize("which", ["worked", "shipped"])
def test_the_same_inputs_give_the_same_figure(which: str, request: pytest.FixtureRequest) -> None:
    """Every figure, every row of it posted anew from profiles and parameters that are copies of its own."""
    whole: Assessment = request.getfixturevalue(which)
    given, costing = replace(whole.given), costing_of(whole)
    for name, make in figures(whole):
        base = Reposting.of(make(), whole)
        assert abs(base.change_gbp(given, dict(whole.profiles), costing)) < 1e-6, name
        assert sum(len(part.rows.entries) for part in base.parts) == sum(
            len(side.entries) for side in (base.amount.plus, base.amount.less)
        )


@pytest.mark.parametrize("name", ["tender_gbp", "scale_exponent", "operating_saving_share", "exit_payment_gbp"])
def test_a_parameter_moves_it_as_a_whole_new_assessment_would(name: str, shipped: Assessment) -> None:
    amount = figure(shipped, "planning.1.npv")
    assert amount is not None
    (mover,) = (mover for mover in movers(Reposting.of(amount, shipped)) if mover.rests == name)
    given = replace(shipped.given, **{name: mover.tried})  # type: ignore[arg-type] # a number, by its name
    assert_moved(mover.change_gbp, api.assess(shipped.cohort, given, model=shipped.model), shipped)


@pytest.mark.parametrize("field", ["annual_cost_gbp.licence", "annual_cost_gbp.staff"])
def test_a_value_moves_it_as_a_whole_new_assessment_would(field: str, shipped: Assessment) -> None:
    amount = figure(shipped, "planning.1.npv")
    assert amount is not None
    fact = Fact(CORSLEY, "planning", field)
    (mover,) = (mover for mover in movers(Reposting.of(amount, shipped)) if mover.rests == fact)
    profiles = {**shipped.profiles, CORSLEY: with_fact(shipped.profiles[CORSLEY], fact, mover.tried)}
    cohort = replace(shipped.cohort, profiles=tuple(profiles.values()))
    assert_moved(mover.change_gbp, api.assess(cohort, shipped.given, model=shipped.model), shipped)


def assert_moved(change_gbp: float, after: Assessment, before: Assessment) -> None:
    (was,), (now,) = before.services[0].formed, after.services[0].formed
    assert (now.codes, now.joins, now.product, now.go_live) == (was.codes, was.joins, was.product, was.go_live)
    assert change_gbp == pytest.approx(now.worth_gbp - was.worth_gbp, abs=A_PENNY)
    assert abs(change_gbp) > 1


def test_values_of_others_in_the_joint_price_count_too(worked: Assessment) -> None:
    """A dearer Ambleford makes the group larger, and so Corsley's price lower."""
    amount = figure(worked, "planning.corsley.npv")
    assert amount is not None
    fact = Fact("E07998001", "planning", "alone_gbp.annual.supplier")
    assert next(mover.change_gbp for mover in movers(Reposting.of(amount, worked)) if mover.rests == fact) > 100


def test_what_all_gain_by_taking_one_in_is_what_the_selection_says() -> None:
    """The selection gets it from its market; the figure adds up rows posted for it."""
    whole = assessed("county_2026", "crm", "finance", "payroll")
    names = {code: profile.council.name.lower().split()[0] for code, profile in whole.profiles.items()}
    gains = [v for service in whole.services for v in service.verdicts if v.gain_of_all_gbp is not None]
    assert gains
    for verdict in gains:
        amount = figure(whole, f"{verdict.service}.{names[verdict.council]}.gain-of-all")
        assert amount is not None
        assert amount.gbp == pytest.approx(verdict.gain_of_all_gbp, abs=A_PENNY)

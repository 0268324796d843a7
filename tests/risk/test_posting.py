"""One future done by hand before the code was compared with it (future.yaml), and what its rows are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import USUAL_IN_A_FUTURE, View
from sharedcli.risk.exposure import ONE_OFF, PRESENT
from sharedcli.risk.future import Future
from sharedcli.risk.posting import LATE, OVERRUN, TOGETHER, Posted, posted
from sharedcli.risk.simulation import saved_gbp
from sharedcli.risk.trying import side_by_side
from tests.risk.futures import rows_say, worked

BY_HAND = yaml.safe_load(Path(__file__).with_name("future.yaml").read_text("utf-8"))
CODES = worked().formed.codes
A_PENNY = 0.0051


def by_hand() -> Future:
    happens = BY_HAND["happens"]
    future = worked().planned.late(happens["delay_months"]).without(CODES.index(happens["gone"]))
    overruns = happens["overrun_share"]
    members = (
        replace(own, overrun_share=overruns.get(code, own.overrun_share))
        for code, own in zip(CODES, future.members, strict=True)
    )
    return replace(future, members=tuple(members))


def rows_of(future: Future) -> Posted:
    case = worked()
    return posted(case.formed, future, name="planning.1.p10", ledger=case.ledger, costing=case.costing)


@pytest.mark.parametrize("code", [code for code in CODES if "together" in BY_HAND[code]])
@pytest.mark.parametrize(("side", "key"), [("option", "together"), ("usual", "alone")])
def test_every_line_of_every_year_worked_by_hand(code: str, side: str, key: str) -> None:
    rows = getattr(rows_of(by_hand()).of([code]), side)
    found = {line.key: -rows.only(line=line).by_year_gbp(View.REAL) for line in Line}
    lines = {key: by_year for key, by_year in found.items() if by_year.any()}
    assert set(lines) == set(BY_HAND[code][key])
    for line, by_year in BY_HAND[code][key].items():
        assert lines[line] == pytest.approx(by_year, abs=A_PENNY), line


def test_its_worth_worked_by_hand_by_the_rows_and_by_the_arrays() -> None:
    made, case = rows_of(by_hand()), worked()
    assert made.saving.npv_gbp == pytest.approx(BY_HAND["net_present_value"], abs=A_PENNY)
    (saved,), _ = saved_gbp(case.exposure(3), side_by_side([by_hand()]))
    npv, once, _ = rows_say(case, by_hand())
    for place, code in enumerate(CODES):
        wanted = BY_HAND[code]
        for found in (npv[place], saved[place, PRESENT]):
            assert found == pytest.approx(wanted["net_present_value"], abs=A_PENNY), code
        for found in (once[place], -saved[place, ONE_OFF]):
            assert found == pytest.approx(wanted["one_off"], abs=A_PENNY), code


def test_the_case_adds_up_by_its_own_figures() -> None:
    factors = [1.035**-year for year in range(6)]
    for code in CODES:
        case = BY_HAND[code]
        sides = [
            map(sum, zip(*case.get(side, {"none": [0.0] * 6}).values(), strict=True)) for side in ("alone", "together")
        ]
        net = [alone - together for alone, together in zip(*sides, strict=True)]
        worth = sum(pounds * factor for pounds, factor in zip(net, factors, strict=True))
        assert worth == pytest.approx(case["net_present_value"], abs=0.06), code


def test_as_planned_its_rows_come_to_the_central_ledger_and_nothing_changes() -> None:
    case, made = worked(), rows_of(worked().planned)
    assert made.saving.npv_gbp == pytest.approx(case.formed.saving(case.ledger).npv_gbp, abs=1e-6)
    assert made.change("planning.1.change", "nothing", case.ledger).gbp == pytest.approx(0, abs=1e-6)
    assert made.npv("planning.1.npv", "all of it").gbp == pytest.approx(made.saving.npv_gbp, abs=1e-9)


def test_what_changes_is_the_difference_from_the_central_ledger() -> None:
    case, made = worked(), rows_of(by_hand())
    change = made.saving.npv_gbp - case.formed.saving(case.ledger).npv_gbp
    assert made.change("planning.1.change", "late", case.ledger).gbp == pytest.approx(change, abs=1e-6)


def test_its_rows_stand_under_options_of_their_own_and_say_what_befell() -> None:
    made = rows_of(by_hand())
    entries = [*made.saving.option.entries, *made.saving.usual.entries]
    assert {entry.option for entry in made.saving.option.entries} == {TOGETHER}
    assert {entry.option for entry in made.saving.usual.entries} == {USUAL_IN_A_FUTURE}
    assert {entry.consortium for entry in entries} == {"planning.1.p10"}
    assert {entry.rule for entry in entries if entry.line is Line.OVERRUN} == {OVERRUN}
    waiting = [entry for entry in entries if entry.rule == LATE]
    assert {(entry.council, entry.line) for entry in waiting} == {(CODES[0], Line.SUPPLIER), (CODES[0], Line.STAFF)}
    assert not {entry.option for entry in worked().ledger.entries} & {TOGETHER, USUAL_IN_A_FUTURE}

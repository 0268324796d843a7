"""Every rule of the register against its cases, which are data: see `rules.py` for how to write one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from sharedcli.loading.parameters import parameters
from sharedcli.risk.register import Entered, entered, register
from sharedcli.risk.registry import RiskRule, risk_called, risk_rules
from tests.risk.rules import LETTERS, Case, all_cases, case_files

CASES = all_cases()
RULES = {rule.code: rule for rule in risk_rules()}


def codes(letters: tuple[str, ...]) -> list[str]:
    return [f"E070009{LETTERS.index(letter) + 1:02d}" for letter in letters]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    found = list(entered(RULES[case.code], case.about_it()))
    said = [one.hit.says for one in found]
    assert [case.code] * len(found) == list(case.expect), said
    assert not case.says or any(case.says in text for text in said), said
    assert not case.about or sorted(code for one in found for code in one.hit.councils) == codes(case.about), said
    assert not case.by or [one.by for one in found] == [dt.date.fromisoformat(case.by)]
    assert not case.likelihood or [one.hit.likelihood.words for one in found] == [case.likelihood]
    for one in found:
        assert re.fullmatch(r"\S.*[.]", one.hit.says), one.hit.says
        assert (one.change is None) == bool(case.unknown)
        assert one.hit.likelihood.low <= one.hit.likelihood.at <= one.hit.likelihood.high <= 1


@pytest.mark.parametrize("code", RULES)
def test_rule_has_a_firing_and_a_quiet_case(code: str) -> None:
    assert {bool(case.expect) for case in CASES if case.code == code} == {True, False}


def test_every_case_file_has_a_rule() -> None:
    assert {path.stem for path in case_files()} == set(RULES)
    assert len(RULES) >= 22


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_manual_page(rule: RiskRule) -> None:
    assert re.fullmatch(r"RK[1-9]\d\d", rule.code)
    assert risk_called(rule.code.lower()) is risk_called(rule.name) is rule
    for paragraph in (rule.summary, rule.why, rule.mitigation, rule.likelihood):
        assert paragraph[0].isupper() or paragraph[0] == "`"
        assert paragraph.endswith("."), paragraph
    assert len(rule.summary) <= 110
    assert not rule.when.endswith(".")
    for name in re.findall(r"\b[a-z0-9]+(?:_[a-z0-9]+)*_(?:months|share|gbp|years|exponent|ratio)\b", rule.when):
        assert name in parameters(), name


def test_no_rule_fires_on_a_councils_name() -> None:
    """The same councils under other names: the same risks, dates and pounds, in the same order of codes."""
    case = Case("", "names", (), councils=4, joins=35, change={"b": {"conditions.most_one_off_gbp": "1000"}})
    plain, renamed = (_found(replace(case, called=called)) for called in ((), ("Newham", "Cardiff", "Zeal", "Aa")))
    assert plain
    assert plain == renamed


def _found(case: Case) -> list[tuple[object, ...]]:
    about = case.about_it()
    return sorted((_facts(one) for rule in RULES.values() for one in entered(rule, about)), key=str)


def _facts(one: Entered) -> tuple[object, ...]:
    return one.rule.code, one.hit.councils, one.by, one.hit.likelihood, one.change and round(one.change.gbp, 2)


def test_each_risk_has_an_id_of_its_own_and_the_dearest_comes_first() -> None:
    about = Case("", "ids", (), councils=3, joins=35).about_it()
    found = register(about.formed, about.whole).entered
    assert len({one.name for one in found}) == len(found) > 3
    losses = [one.loss_gbp for one in found if one.loss_gbp is not None]
    assert losses == sorted(losses, reverse=True)
    assert min(losses) > 0
    assert all(one.name.startswith(f"{about.formed.id}.rk") for one in found)

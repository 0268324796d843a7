"""An interview: which answers are taken, what is asked next, and the profile they make. Councils here are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.drafting.answers import Place, place_of
from sharedcli.drafting.interview import Interview
from sharedcli.drafting.questions import SERVICES
from sharedcli.loading.profile import read_profile
from sharedcli.model.authority import Authority
from sharedcli.model.profile import Profile
from sharedcli.reports.interview import asked, explained
from sharedcli.reports.schema import fields_of, models

AMBLE = Authority("E07999001", "Amble District Council", "district", "East Midlands", "Midshire", population=94000)
AMBLEFORD = Authority("E07999002", "Ambleford Borough Council", "district", "East Midlands", "Midshire")


def register(name: str, _on: dt.date) -> Authority | str:
    found = (one for one in (AMBLE, AMBLEFORD) if name.casefold() in one.name.casefold())
    return next(found, f"{name} is nobody. Was Amble meant?")


START = Interview(today="2026-11-25", lookup=register)


def taken(interview: Interview | str) -> Interview:
    assert not isinstance(interview, str), interview
    return interview


def told(*answers: tuple[str, str]) -> Interview:
    interview = taken(START.of_council("Amble D"))
    for place, text in (("as_at", "2026-11-01"), ("figures", "internal"), *answers):
        interview = taken(interview.given(place, text))
    return interview


def test_the_register_fills_in_who_it_is_and_says_so() -> None:
    text = told().text()
    assert "  code: E07999001  # from the register of UK councils\n" in text
    assert "  population: 94000  # ONS, mid-2020\n" in text
    profile = read_profile(text.encode(), file="a.yaml").profile
    assert profile is not None
    assert (profile.council.name, profile.council.county) == ("Amble District Council", "Midshire")
    assert profile.as_at == dt.date(2026, 11, 1)


def test_a_name_of_nobody_is_refused() -> None:
    assert START.of_council("Amblf") == "Amblf is nobody. Was Amble meant?"


@pytest.mark.parametrize("typed", ["Lichfield", "lichfield district council", "E07000194", "LIF"])
def test_a_council_of_the_register_that_ships(typed: str) -> None:
    """Its codes and county as the Office for National Statistics has them."""
    answers = taken(Interview(today="2026-11-25").of_council(typed)).answers
    assert answers["council.name"] == "Lichfield District Council"
    assert (answers["council.code"], answers["council.tier"]) == ("E07000194", "district")
    assert (answers["council.region"], answers["council.county"]) == ("West Midlands", "Staffordshire")
    assert answers["council.other_codes.snac"] == "41UD"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Craven", "was succeeded by North Yorkshire Council on 1 April 2023."),
        ("Taunton Deane", "ended on 31 March 2019, and its work is Somerset Council's now."),
        ("E10000006", "two councils took over: Cumberland, Westmorland and Furness."),
        ("Lichfeild", "Did you mean Lichfield District Council?"),
        ("Adur and Worthing Councils", "more than one council: Adur District Council, Worthing Borough Council."),
        (" ", "No council is named."),
    ],
)
def test_whoever_names_no_one_council_of_today_is_told(typed: str, said: str) -> None:
    refused = Interview(today="2026-11-25").of_council(typed)
    assert isinstance(refused, str)
    assert refused.endswith(said)


@pytest.mark.parametrize(
    ("typed", "on", "means"),
    [
        ("Taunton Deane", "2015-03-01", "Taunton Deane Borough Council"),
        ("Taunton Deane", "2019-03-31", "Taunton Deane Borough Council"),
        ("Somerset", "2010-04-01", "Somerset County Council"),
        ("Somerset", "2023-04-01", "Somerset Council"),
        ("Northamptonshire", "2018-04-01", "Northamptonshire County Council"),
        ("E10000027", "2023-03-31", "Somerset County Council"),
    ],
)
def test_a_profile_of_another_day_is_of_a_council_of_that_day(typed: str, on: str, means: str) -> None:
    """First and last days as the structural changes orders of 2018, 2020 and 2022 set them."""
    interview = taken(taken(Interview(today="2026-11-25").given("as_at", on)).of_council(typed))
    assert interview.answers["council.name"] == means


def test_a_council_that_there_was_not_yet_is_refused() -> None:
    refused = taken(Interview(today="2026-11-25").given("as_at", "2010-01-01")).of_council("Cumberland")
    assert refused == "Cumberland Council exists since 1 April 2023 only, not on 1 January 2010."


def test_what_was_given_wins_over_the_register() -> None:
    interview = taken(taken(START.given("council.population", "95000")).of_council("Amble D"))
    assert interview.answers["council.population"] == "95000"
    assert "council.population" not in interview.notes


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("payroll.contract.last_day", "31/03/2028", "is 31/03/2028: it takes a date written 2028-03-31."),
        ("payroll.contract.last_day", "2028-02-30", "it is not a day of the calendar."),
        ("payroll.annual_cost_gbp.licence", "£42,000", "it takes plain digits such as 42000 or 42_000."),
        ("payroll.contract.notice_months", "601", "contract.notice_months is 601."),
        ("payroll.status", "alive", "not one of: none, implementing, live or retiring."),
        ("payroll.contract.extensions_months", "12, soon", "is soon: it takes a whole number such as 6."),
        ("payroll.product", " ", "product is missing."),
        ("payroll.produkt", "x", 'Did you mean "product"?'),
        ("payrol.status", "live", 'is not a field here nor a service. Did you mean "payroll"?'),
        ("payroll", "x", "payroll is a group of fields; name one of them: service, status,"),
        ("council", "x", "council is a group of fields; name one of them: name, code,"),
        ("as_at.day", "x", "as_at holds a value, not fields of its own."),
        ("conditions.red_lines.reason", "x", "red_lines is a list of groups; write it in the file."),
        ("adult-social-care.status", "live", "The tier is district, and adult-social-care is held by: county,"),
        ("council.code", "E0799900", '"E0799900" is not an ONS code.'),
        ("profile", "2", "profile is 2, not one of: 1."),
    ],
)
def test_a_bad_answer_is_refused_in_the_words_of_its_rule(place: str, text: str, said: str) -> None:
    refused = told().given(place, text)
    assert isinstance(refused, str)
    assert said in refused


def test_what_checks_would_refuse_is_refused_when_it_is_answered() -> None:
    interview = told(("payroll.status", "live"), ("payroll.contract.last_day", "2028-03-31"))
    assert interview.given("payroll.contract.start", "2029-01-01") == (
        "payroll starts on 1 January 2029 and ends on 31 March 2028."
    )


def test_lists_and_systems_in_the_order_given() -> None:
    interview = told(
        ("payroll.status", "live"), ("crm.status", "none"), ("payroll.contract.extensions_months", "12, 24"),
        ("payroll.contract.breaks", "[2027-03-31]"), ("conditions.most_one_off_gbp", "150_000"),
    )  # fmt: skip
    profile = interview.profile
    assert isinstance(profile, Profile)
    assert [system.service for system in profile.systems] == ["payroll", "crm"]
    contract = profile.systems[0].contract
    assert contract is not None
    assert (contract.extensions_months, str(contract.breaks[0])) == ((12, 24), "2027-03-31")
    assert profile.conditions.most_one_off_gbp == 150000


def test_questions_follow_the_answers() -> None:
    interview, asked_about = START, []
    answers = {
        "council.name": "Town", "council.tier": "dis", "council.region": "East Midlands", "council.code": "E07999009",
        "figures": "2", SERVICES: "1, payroll", "crm.status": "none", "crm.plan.action": "1", "payroll.status": "live",
        "payroll.contract.notice_months": "6", "payroll.plan.action": "replace", "payroll.plan.by": "2029-03-31",
    }  # fmt: skip
    while question := next(interview.open_questions(), None):
        asked_about.append(question.place)
        interview = taken(interview.answered(question, answers.get(question.place, "")))
    assert asked_about == [
        "as_at", "council.name", "figures", "council.tier", "council.region", "council.code", SERVICES,
        "crm.status", "crm.plan.action", "crm.plan.by",
        "payroll.status", "payroll.product", "payroll.supplier", "payroll.contract.last_day",
        "payroll.contract.notice_months", "payroll.annual_cost_gbp.licence", "payroll.plan.action", "payroll.plan.by",
    ]  # fmt: skip
    profile = interview.profile
    assert isinstance(profile, Profile)
    assert (profile.council.tier, profile.figures, str(profile.as_at)) == ("district", "internal", "2026-11-25")
    assert profile.systems[1].model_fields_set == {"service", "status", "contract", "plan"}
    assert "what the supplier is paid a year" in interview.text()


def test_every_question_is_about_a_field_and_can_be_explained() -> None:
    interview = taken(told().listing(["payroll", "crm"]))
    interview = taken(taken(interview.given("payroll.status", "live")).given("payroll.plan.action", "replace"))
    for question in interview.open_questions():
        assert question.flag in asked(question)
        assert len(explained(question)) > 20
    assert "payroll: Pays staff" in explained(next(told().open_questions()))


def test_a_needed_answer_cannot_be_left_open() -> None:
    question = next(question for question in START.open_questions() if question.place == "council.name")
    assert START.answered(question, " ") == "This one is needed; ? explains it."


def test_no_text_before_everything_needed_is_there() -> None:
    with pytest.raises(ValueError, match="council is missing"):
        START.text()


GROUPS = (
    "", "council.", "council.other_codes.", "reorganisation.", "conditions.", "payroll.", "payroll.contract.",
    "payroll.annual_cost_gbp.", "payroll.alone_gbp.", "payroll.alone_gbp.annual.", "payroll.plan.", "payroll.volume.",
    "payroll.source.",
)  # fmt: skip


def test_every_single_value_of_a_profile_has_a_place() -> None:
    """`--set` reaches whatever the declaration has, but for lists of groups."""
    every = {(model, field.name) for model in models() for field in fields_of(model) if "$ref" not in str(field.schema)}
    places = (place_of(f"{group}{name}") for group in GROUPS for _, name in every)
    reached = {(place.within, place.name) for place in places if isinstance(place, Place)}
    assert {(model.__name__, name) for model, name in every - reached} == {
        ("RedLine", name) for name in ("service", "forbids", "reason")
    }


@given(place=st.text(max_size=30) | st.sampled_from(["payroll.product", "council.name"]), text=st.text(max_size=40))
def test_whatever_is_given_is_taken_or_refused_and_what_is_taken_reads_back(place: str, text: str) -> None:
    interview = told(("payroll.status", "live")).given(place, text)
    if isinstance(interview, Interview):
        assert read_profile(interview.text().encode("utf-8", "replace"), file="a.yaml").profile is not None

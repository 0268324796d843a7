"""Drafts from published contracts: which contract is taken, what is said of it, and that every draft is a profile."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.checks.completeness import completeness
from sharedcli.checks.run import profile_findings
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.drafts import Draft, draft
from sharedcli.drafting.merging import merge
from sharedcli.drafting.plausible import told_elsewhere
from sharedcli.loading.profile import read_profile
from sharedcli.loading.services import services
from sharedcli.model.authority import Authority
from sharedcli.model.entry import Entry, Place
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Finding, Severity
from sharedcli.model.system import System
from tests.drafting.published import AMBLEFORD, AS_AT, CURATED, WRENSHIRE, chosen, curated

NOW = {"start": "2024-04-01", "last_day": "2028-03-31"}
PAST = {"start": "2021-04-01", "last_day": "2025-03-31"}
NEXT = {"start": "2028-04-01", "last_day": "2032-03-31"}


def drawn(*contracts: Chosen, council: Authority = AMBLEFORD) -> Draft:
    """A draft that reads back as the same profile without an error."""
    made = draft(council, contracts, as_at=AS_AT)
    assert errors(made) == []
    return made


def errors(made: Draft) -> list[Finding]:
    """The errors of a draft as a file; merged into that file again it adds nothing and differs in nothing."""
    text = made.text(head=("A draft.",))
    reading = read_profile(text.encode(), file="draft.yaml")
    assert reading.profile == made.profile, (reading.findings, text)
    assert all(f"not known yet ({gap.label})" in text for gap in completeness(made.profile).gaps)
    found = [one for one in profile_findings(reading) if one.severity is Severity.ERROR]
    again = merge(text.encode(), made, file="draft.yaml")
    assert found or (again.content, again.added, again.not_added, again.conflicts) == (text.encode(), (), (), ())
    return found


def only(made: Draft) -> System:
    (system,) = made.profile.systems
    return system


def test_a_contract_in_force() -> None:
    made = drawn(
        chosen(
            7, by="MHR", product="iTrent", value_gbp=350_000.0, latest_last_day="2030-03-31", reference="PAY-7", **NOW,
            published_on=dt.date(2024, 3, 1), url="https://example.gov.uk/7", reason="Title says payroll.",
        )
    )  # fmt: skip
    system = only(made)
    assert (system.service, system.status, system.product, system.supplier) == ("payroll", "live", "iTrent", "MHR")
    contract = system.contract
    assert contract is not None
    assert (str(contract.start), str(contract.last_day)) == ("2024-04-01", "2028-03-31")
    assert (contract.extensions_months, contract.value_gbp) == ((24,), 350_000)
    assert system.source is not None
    assert system.source.title == "Ambleford register, PAY-7, register.csv row 7"
    text = made.text()
    for line in (
        "figures: published",
        "population: 90000  # ONS, mid-2020",
        "# Payroll system. Title says payroll.",
        "status: live  # in force on 1 November 2026 by its dates",
        "product: iTrent  # recognised in what was published; check it",
        "extensions_months: [24]  # read from the last day with every extension",
        "value_gbp: 350000  # options may be in it",
        "# notice_months: not known yet (months of notice)",
    ):
        assert line in text
    assert made.left == ()


@pytest.mark.parametrize(
    ("several", "taken", "status", "reasons"),
    [
        ([NOW, PAST], 2, "live", ["It ended on 31 March 2025; the contract of register.csv row 2 is later."]),
        ([PAST, NOW, NEXT], 3, "live", [
            "It begins on 1 April 2028; until then the contract of register.csv row 3 is in force.",
            "It ended on 31 March 2025; the contract of register.csv row 3 is later.",
        ]),
        ([NEXT], 2, "implementing", []),
        ([PAST], 2, "live", []),
        ([PAST, NEXT], 3, "implementing", ["It ended on 31 March 2025"]),
        ([{**PAST, "latest_last_day": "2027-03-31"}, NEXT], 2, "live", ["It begins on 1 April 2028"]),
        ([NOW, {**NOW, "last_day": "2029-03-31"}], 3, "live", [
            "It overlaps the contract of register.csv row 3, which runs 1 April 2024 to 31 March 2029."
        ]),
        ([NOW, {**NOW, "published_on": dt.date(2025, 1, 1)}], 3, "live", [
            "It tells again of the contract of register.csv row 3."
        ]),
        ([{"reference": "A"}, {"reference": "A", "value_gbp": 20_000.0, "published_on": AS_AT}], 3, "live", [
            "It tells again of the contract of register.csv row 3."
        ]),
        # One title and one term, but another reference, another firm or another value: two contracts, the dearer first.
        ([{**NOW, "reference": "F2", "value_gbp": 300_000.0}, {**NOW, "reference": "F1", "value_gbp": 100_000.0}],
         2, "live", ["It overlaps the contract of register.csv row 2"]),
        ([{**NOW, "by": "Capita"}, {**NOW, "by": "Unit4 Ltd"}], 3, "live", ["It overlaps"]),
        ([{**NOW, "value_gbp": 90_000.0}, {**NOW, "value_gbp": 80_000.0}], 2, "live", ["It overlaps"]),
        ([{**NOW, "reference": "A"}, {**NOW, "reference": "ocds-1", "publisher": "A portal", "by": "MHR"}],
         3, "live", ["It tells again of the contract of register.csv row 3."]),
        ([{**NOW, "by": "MHR Ltd"}, {**NOW, "by": "MHR International UK Limited"}],
         3, "live", ["It tells again of the contract of register.csv row 3."]),
        ([NOW, {**NOW, "title": "Payroll framework", "last_day": "2030-03-31"}], 2, "live", ["It overlaps"]),
        ([{}, PAST], 2, "live", ["It ended on 31 March 2025"]),
        ([{**PAST, "last_day": "2024-10-31"}, NOW], 3, "live", [
            "It ended on 31 October 2024, 2 years before 1 November 2026."
        ]),
        ([{**PAST, "last_day": "2024-11-01"}], 2, "live", []),
        ([{**PAST, "last_day": "2023-10-31", "extensions_months": (24,)}], 2, "live", []),
        ([{**NOW, "stage": "tender"}, PAST], 3, "live", ["Only an invitation to tender was published"]),
        ([{**NOW, "stage": "ended"}, PAST], 3, "live", ["It has ended, or was withdrawn or cancelled"]),
    ],
)  # fmt: skip
def test_one_of_several(several: list[dict[str, Any]], taken: int, status: str, reasons: list[str]) -> None:
    made = drawn(*(chosen(row, **said) for row, said in enumerate(several, start=2)))
    assert made.taken[0].place.row == taken
    assert only(made).status == status
    assert len(made.left) == len(several) - 1
    said = sorted(left.reason for left in made.left)
    assert all(one.startswith(reason) for one, reason in zip(said, sorted(reasons), strict=True))


def test_what_a_reader_must_know_of_the_others_is_beside_the_contract() -> None:
    later = chosen(3, title="Payroll from 2028", **NEXT)
    overlapping = chosen(4, title="Payroll hosting", start="2023-04-01", last_day="2027-03-31")
    note = drawn(chosen(2, **NOW), later, overlapping, chosen(5, **PAST)).notes["systems", 0, "contract"]
    assert note == (
        "Another contract overlaps: Payroll hosting, 1 April 2023 to 31 March 2027 (register.csv row 4). "
        "A later contract is signed: Payroll from 2028, 1 April 2028 to 31 March 2032 (register.csv row 3). "
        "If it is for this service, its last day counts."
    )


def test_a_contract_that_is_over_is_live_and_said_to_be() -> None:
    text = drawn(chosen(2, **PAST)).text()
    assert "live  # the contract ended on 31 March 2025; it has rolled on, or been replaced: check" in text


def test_a_contract_that_is_long_over_says_nothing_of_today() -> None:
    made = drawn(chosen(2, start="2010-04-01", last_day="2013-03-31"))
    assert made.profile.systems == ()
    assert [left.reason for left in made.left] == [
        "It ended on 31 March 2013, 13 years before 1 November 2026. What came after it was not published."
    ]


def test_a_term_that_cannot_be_meant_is_said_of_both_its_days() -> None:
    notes = drawn(chosen(2, start="2029-02-24", last_day="2029-02-25")).notes
    for name in ("start", "last_day"):
        assert notes["systems", 0, "contract", name].startswith("The term published is 24 February 2029 to 25 February")


def test_one_contract_for_two_services() -> None:
    made = drawn(chosen(2, "payroll", "human-resources", by="MHR", value_gbp=400_000.0, **NOW))
    assert [system.service for system in made.profile.systems] == ["payroll", "human-resources"]
    for system in made.profile.systems:
        assert system.supplier == "MHR"
        assert system.contract is not None
        assert system.contract.value_gbp is None
        assert str(system.contract.last_day) == "2028-03-31"
    assert "# value_gbp: The value covers payroll and human-resources" in made.text()
    assert "contract:  # The same contract runs human-resources." in made.text()


def test_a_value_a_year_is_what_the_supplier_is_paid() -> None:
    made = drawn(chosen(2, annual_gbp=48_000.0))
    cost = only(made).annual_cost_gbp
    assert cost is not None
    assert cost.supplier == 48_000
    assert "licence: 48000  # all that the supplier is paid a year; support and hosting may be in it" in made.text()
    assert "status: live  # no last day is known; taken as live: check" in made.text()


def test_several_suppliers() -> None:
    two = drawn(chosen(2, suppliers=("MHR", "Zellis")))
    assert only(two).supplier == "MHR; Zellis"
    assert "# several are named; which of them runs this is not said" in two.text()
    many = drawn(chosen(2, suppliers=tuple(f"Firm {number}" for number in range(12))))
    assert only(many).supplier is None
    assert "dates of a framework" not in two.text()
    assert "These are the dates of a framework; a contract under it may have others." in many.text()
    assert "# supplier: 12 suppliers are named; which of them runs this is not said." in many.text()


def test_two_firms_with_one_title_and_term_are_two_contracts() -> None:
    made = drawn(
        chosen(2, "finance", title="Finance system", by="Unit4", reference="F1", value_gbp=100_000.0, **NOW),
        chosen(3, "finance", title="Finance system", by="Capita", reference="F2", value_gbp=300_000.0, **NOW),
        chosen(1, "finance", title="Finance system", by="Unit4", reference="F1", **NOW),
    )
    assert made.left[1].reason == "It tells again of the contract of register.csv row 2."
    assert only(made).supplier == "Capita"
    assert made.notes["systems", 0, "contract"] == (
        "Another contract overlaps: Finance system (Unit4), 1 April 2024 to 31 March 2028 (register.csv row 2)."
    )


@pytest.mark.parametrize("told", [{"process": "ocds-x-1"}, {"reference": "FW-1"}])
def test_awards_of_one_notice_to_many_suppliers_are_a_framework(told: dict[str, str]) -> None:
    shared = {"value_gbp": 1_000_000.0, "value_stated_for": 8, **NOW}
    awards = [chosen(row, by=f"Firm {row}", **{"reference": f"award {row}", **told}, **shared) for row in range(2, 10)]
    made = drawn(*awards)
    system = only(made)
    assert (system.supplier, system.contract and system.contract.value_gbp) == (None, None)
    text = made.text()
    assert "# supplier: 8 suppliers are named; which of them runs this is not said." in text
    assert "These are the dates of a framework; a contract under it may have others." in text
    assert {left.reason for left in made.left} == {
        "It is one of 8 awards to 8 suppliers, a framework told at register.csv row 9."
    }
    # Three suppliers may well run it together, or one after another; which is not for a draft to say.
    assert only(drawn(*awards[:3])).supplier == "Firm 4"


def test_a_service_that_the_tier_does_not_hold_is_left() -> None:
    made = drawn(chosen(2, "revenues-and-benefits", "finance", **NOW), council=WRENSHIRE)
    assert only(made).service == "finance"
    assert [left.services for left in made.left] == [("revenues-and-benefits",)]
    assert made.left[0].reason.startswith("A council of tier county does not hold revenues-and-benefits")
    assert drawn(chosen(2, "adult-social-care")).profile.systems == ()


def test_a_joint_value_is_in_no_draft() -> None:
    told = dict(title="Joint payroll", value_gbp=900_000.0, **NOW)
    contracts = {AMBLEFORD: [chosen(2, **told)], WRENSHIRE: [chosen(3, **told)]}
    elsewhere = told_elsewhere({council.code: several for council, several in contracts.items()})
    for council, several in contracts.items():
        made = draft(council, several, as_at=AS_AT, elsewhere=elsewhere)
        contract = only(made).contract
        assert contract is not None
        assert contract.value_gbp is None
        assert "told more than once" in made.notes["systems", 0, "contract", "value_gbp"]


def test_a_decided_reorganisation_is_stated() -> None:
    ending = Authority(
        "E07009993", "Hollin District Council", "district", "East Midlands", ended_on=dt.date(2028, 3, 31)
    )
    successor = Authority("E06009994", "North Wrenshire Council", "unitary", "East Midlands")
    made = draft(ending, [chosen(2)], as_at=AS_AT, successor=successor)
    moving = made.profile.reorganisation
    assert moving is not None
    assert (moving.vesting_on, moving.successor) == (dt.date(2028, 4, 1), "North Wrenshire Council")
    assert errors(made) == []


def test_a_file_that_names_no_publisher_is_not_given_one() -> None:
    titles = []
    for reference in ("A2", ""):
        source = only(drawn(chosen(4, publisher="", reference=reference, buyers=("Ambleford",)))).source
        titles.append(source and source.title)
    assert titles == [
        "reference A2, register.csv row 4", "register.csv row 4",
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["FOI 123 (hastings.gov.uk)", "https://a b", f"https://{'x' * 300}", "ftp://x"])
def test_what_is_no_web_address_is_not_a_url(url: str) -> None:
    source = only(drawn(chosen(2, url=url))).source
    assert source is not None
    assert source.url is None


words = st.text(max_size=40) | st.sampled_from(
    ["x" * 700, "null", "=1+1", "a: b # c", "“HR” & payroll", "\x85\u202e\ud800"]
)
any_dates = st.one_of(
    st.none(),
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(ContractDate.on),
    st.dates(dt.date(2018, 1, 1), dt.date(2034, 12, 31)).map(ContractDate.on),
    st.sampled_from(["2024", "2026-11", "2029-03"]).map(ContractDate.parse),
)
amounts = st.none() | st.floats() | st.integers(-10, 10**10).map(float) | st.sampled_from([0.0, 1.0, 98.0, 350_000.0])


@st.composite
def contracts(draw: st.DrawFn) -> Chosen:
    published = Entry(
        place=Place(draw(words), draw(st.integers(1, 6)), part=draw(words)),
        publisher=draw(words), title=draw(words), reference=draw(words),
        stage=draw(st.sampled_from(["awarded", "awarded", "awarded", "planned", "tender", "ended"])),
        suppliers=tuple(draw(st.lists(words, max_size=5))), product=draw(words),
        start=draw(any_dates), last_day=draw(any_dates), latest_last_day=draw(any_dates),
        extensions_months=tuple(draw(st.lists(st.integers(-5, 700), max_size=22))),
        value_gbp=draw(amounts), annual_gbp=draw(amounts), value_note=draw(words), url=draw(words),
        published_on=draw(st.none() | st.dates()), doubts=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip
    keys = st.lists(st.sampled_from([*services()][:8]), min_size=1, max_size=3, unique=True)
    joint = draw(st.lists(words, max_size=1))
    return Chosen(published, tuple(draw(keys)), draw(words), draw(words), tuple(joint))


@settings(max_examples=60, deadline=None)
@given(several=st.lists(contracts(), max_size=6), as_at=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_whatever_was_published_the_draft_is_a_profile_and_nothing_is_lost(
    several: Sequence[Chosen], as_at: dt.date
) -> None:
    made = draft(AMBLEFORD, several, as_at=as_at)
    assert errors(made) == []
    asked = Counter(key for contract in several for key in contract.services)
    taken = Counter(system.service for system in made.profile.systems)
    left = Counter(key for one in made.left for key in one.services)
    assert taken + left == asked
    assert all(one.reason.endswith(".") for one in made.left)


def test_every_curated_council_gets_a_profile_without_an_error() -> None:
    """Findings of the 13 councils whose curated contracts tell of a service of ours, as this test read them."""
    if not CURATED.exists():
        pytest.skip(f"no public contracts at {CURATED}")
    codes: Counter[str] = Counter()
    contracts = curated()
    elsewhere = told_elsewhere({council.code: several for council, several in contracts.items()})
    for council, several in contracts.items():
        made = draft(council, several, as_at=AS_AT, elsewhere=elsewhere)
        assert errors(made) == []
        if not made.taken:
            continue
        reading = read_profile(made.text().encode(), file="draft.yaml")
        codes.update(found.rule.name for found in profile_findings(reading))
    assert codes == {
        "contract-already-ended": 3,
        "contract-missing": 7,
        "most-one-off-missing": 13,
        "source-undated": 22,
        "supplier-cost-missing": 16,
        "term-off-by-a-day": 2,
    }

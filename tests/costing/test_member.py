"""One council's costs in the price base, what is filled in, and what cannot be appraised."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.costing.member import Absence, Course, Filled, Member, NotAppraised
from tests.costing.made import costing_with, member, told

MOVED = 105.3095 / 103.2388  # a pound of 2025-26 in 2026-27
LIVE = "{annual_cost_gbp: {licence: '30000', support: '12000', hosting: '6000', staff: '50000', other: '600'}}"
BUYS = """{status: none, plan: {action: buy, by: 2029-09-30},
  alone_gbp: {implementation: '90000', tender: '24000', annual: {supplier: '30000', staff: '20000'}}}"""


def pounds_of(found: Member) -> dict[str, float]:
    """Every figure of a member, by its name."""
    return {
        name: getattr(found, name) for name in (f.name for f in dataclasses.fields(Member)) if name.endswith("_gbp")
    }


class TestPriceBase:
    def test_figures_of_the_price_base_stay_as_they_are(self) -> None:
        found = member(LIVE)
        assert (found.to_base, found.old_supplier_gbp, found.old_staff_gbp, found.other_gbp) == (1, 48_000, 50_000, 600)

    @pytest.mark.parametrize("system", [LIVE, BUYS], ids=["live", "buys"])
    def test_stated_figures_are_moved_once(self, system: str) -> None:
        now, before = pounds_of(member(system)), pounds_of(member(system, price_year="2025-26"))
        filled_in = {"tender_gbp"} if system == LIVE else set()
        for name, gbp in now.items():
            assert before[name] == pytest.approx(gbp if name in filled_in else gbp * MOVED), name

    def test_a_parameter_in_pounds_is_in_the_price_base_already(self) -> None:
        assert member(LIVE, price_year="2025-26").tender_gbp == 40_000

    def test_whole_life_value_is_moved_too(self) -> None:
        text = "{contract: {start: 2024-04-01, last_day: 2029-03-31, value_gbp: '300000'}}"
        found = member(text, price_year="2025-26")
        assert found.old_supplier_gbp == pytest.approx(60_000 * MOVED)
        assert found.filled[0].gbp == pytest.approx(found.old_supplier_gbp)


class TestSupplierCost:
    def test_one_part_is_enough(self) -> None:
        assert member("{annual_cost_gbp: {support: '12000'}}").old_supplier_gbp == 12_000

    def test_nothing_paid_is_a_figure(self) -> None:
        found = member("{annual_cost_gbp: {licence: '0'}}")
        assert (found.old_supplier_gbp, found.implementation_gbp) == (0, 0)

    @pytest.mark.parametrize(
        ("start", "last_day", "yearly"),
        [
            ("2024-04-01", "2029-03-31", 60_000),  # 60 months
            ("2024-04-15", "2025-09-30", 200_000),  # 18 months, the first and the last in part
            ("2024-04", "2025-03", 300_000),  # 12
            ("2024", "2028", 60_000),  # 60, at the longest
        ],
    )
    def test_whole_life_value_over_the_term(self, start: str, last_day: str, yearly: float) -> None:
        text = f"{{contract: {{start: '{start}', last_day: '{last_day}', value_gbp: '300000'}}}}"
        found = member(text)
        assert found.old_supplier_gbp == pytest.approx(yearly)
        assert found.filled[0] == Filled("annual_cost_gbp", "contract.value_gbp over its term", found.old_supplier_gbp)

    def test_what_is_stated_comes_before_the_whole_life_value(self) -> None:
        contract = "{start: 2024-04-01, last_day: 2029-03-31, value_gbp: '300000'}"
        found = member(f"{{annual_cost_gbp: {{licence: '7000'}}, contract: {contract}}}")
        assert found.old_supplier_gbp == 7_000
        assert "annual_cost_gbp" not in {filled.field for filled in found.filled}

    def test_a_council_that_stays_is_priced_at_what_it_pays_now(self) -> None:
        found = member("{annual_cost_gbp: {licence: '48000'}, alone_gbp: {annual: {supplier: '40000', staff: '1'}}}")
        assert (found.course, found.new_supplier_gbp) == (Course.STAYS, 48_000)

    def test_a_council_that_replaces_is_priced_at_its_next_system(self) -> None:
        text = (
            "{plan: {action: replace}, annual_cost_gbp: {licence: '48000'}, alone_gbp: {annual: {supplier: '40000'}}}"
        )
        found = member(text)
        assert (found.old_supplier_gbp, found.new_supplier_gbp, found.implementation_gbp) == (48_000, 40_000, 360_000)

    def test_a_next_system_without_a_price_costs_what_the_present_one_does(self) -> None:
        found = member("{plan: {action: replace}, annual_cost_gbp: {licence: '48000'}}")
        assert found.new_supplier_gbp == 48_000

    def test_no_system_costs_nothing_now(self) -> None:
        found = member(BUYS)
        assert (found.old_supplier_gbp, found.old_staff_gbp, found.other_gbp, found.in_use) == (0, 0, 0, False)
        assert (found.new_supplier_gbp, found.new_staff_gbp) == (30_000, 20_000)

    def test_other_running_cost_needs_a_system(self) -> None:
        found = member("{status: none, annual_cost_gbp: {other: '900'}, alone_gbp: {annual: {supplier: '30000'}}}")
        assert found.other_gbp == 0


class TestStaff:
    @pytest.mark.parametrize(
        ("plan", "now", "later", "expected"),
        [
            ("replace", "9", None, (9, 9)),
            ("replace", None, "4", (4, 4)),
            ("replace", "9", "4", (9, 4)),
            ("replace", "9", "0", (9, 0)),
            ("replace", None, None, (0, 0)),
            ("renew", "9", "4", (9, 9)),
        ],
        ids=["now alone", "later alone", "both", "none later", "neither", "stays"],
    )
    def test_one_stands_for_the_other(
        self, plan: str, now: str | None, later: str | None, expected: tuple[float, float]
    ) -> None:
        cost = {"licence": "1", **({"staff": now} if now else {})}
        annual = {"staff": later} if later else {}
        found = member(str({"plan": {"action": plan}, "annual_cost_gbp": cost, "alone_gbp": {"annual": annual}}))
        assert (found.old_staff_gbp, found.new_staff_gbp) == expected


class TestFilled:
    def test_what_is_left_out_is_listed_with_what_stood_in(self) -> None:
        assert member(LIVE).filled == (
            Filled("alone_gbp.tender", "tender_gbp", 40_000),
            Filled("alone_gbp.implementation", "switching_ratio", 9 * 48_000),
        )

    def test_nothing_is_listed_where_all_is_stated(self) -> None:
        found = member(BUYS)
        assert found.filled == ()
        assert (found.tender_gbp, found.implementation_gbp) == (24_000, 90_000)

    def test_nought_is_stated(self) -> None:
        text = "{annual_cost_gbp: {licence: '48000', staff: '0'}, alone_gbp: {tender: '0', implementation: '0'}}"
        found = member(text)
        assert (found.tender_gbp, found.implementation_gbp, found.filled) == (0, 0, ())

    def test_implementation_is_a_ratio_of_the_next_system_s_price_in_the_price_base(self) -> None:
        text = "{plan: {action: replace}, annual_cost_gbp: {licence: '1'}, alone_gbp: {annual: {supplier: '40000'}}}"
        found = member(text, costing_with(switching_ratio=2), price_year="2025-26")
        assert found.implementation_gbp == pytest.approx(80_000 * MOVED)
        assert found.filled[-1].gbp == pytest.approx(80_000 * MOVED)


class TestNotAppraised:
    UNKNOWN = "does not state what it pays a supplier (annual_cost_gbp)"

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("{}", UNKNOWN),
            ("{annual_cost_gbp: {staff: '50000'}}", UNKNOWN),
            ("{contract: {value_gbp: '300000'}}", UNKNOWN),
            ("{contract: {start: 2024-04-01, value_gbp: '300000'}}", UNKNOWN),
            ("{contract: {start: 2029-04-01, last_day: 2024-03-31, value_gbp: '300000'}}", UNKNOWN),
            ("{status: implementing}", UNKNOWN),
            ("{plan: {action: replace}, alone_gbp: {annual: {supplier: '40000'}}}", UNKNOWN),
            ("{status: none}", "has no system and plans none"),
            ("{status: none, plan: {action: buy}}", "does not state what it pays a supplier (alone_gbp.annual)"),
            (
                "{status: none, plan: {action: buy}, alone_gbp: {annual: {staff: '4'}}}",
                "does not state what it pays a supplier (alone_gbp.annual)",
            ),
            (
                "{status: none, plan: {action: buy}, annual_cost_gbp: {licence: '9'}}",
                "does not state what it pays a supplier (alone_gbp.annual)",
            ),
        ],
    )
    def test_what_is_not_known_is_a_reason_and_never_nought(self, text: str, reason: str) -> None:
        found = told(text)
        assert isinstance(found, NotAppraised)
        absence = Absence.NO_NEED if reason.startswith("has no system") else Absence.UNKNOWN_COST
        assert (found.council, found.absence, found.reason) == ("E07998001", absence, reason)

    amounts = st.integers(1, 10**6).map(str)

    @settings(deadline=None)
    @given(
        st.sampled_from(["live", "implementing", "retiring", "none"]),
        st.none() | st.sampled_from(["buy", "renew", "replace", "retire"]),
        st.fixed_dictionaries({}, optional={"support": amounts, "staff": amounts, "other": amounts}),
        st.fixed_dictionaries({}, optional={"supplier": amounts, "staff": amounts}),
        st.fixed_dictionaries({}, optional={"value_gbp": amounts, "last_day": st.just("2029-03-31")}),
    )
    def test_no_supplier_cost_is_nought_unless_there_is_no_system(
        self, status: str, action: str | None, cost: dict[str, str], annual: dict[str, str], contract: dict[str, str]
    ) -> None:
        """Every amount here is above nought, so a nought would be one that nobody wrote."""
        system = {"status": status, "annual_cost_gbp": cost, "alone_gbp": {"annual": annual}}
        system |= {"contract": {"start": "2020-01-01", **contract}} if contract else {}
        system |= {"plan": {"action": action}} if action else {}
        found = told(str(system))
        if isinstance(found, NotAppraised):
            assert found.reason
            return
        assert found.new_supplier_gbp > 0
        assert (found.old_supplier_gbp > 0) == (status != "none")
        assert found.tender_gbp > 0
        assert found.implementation_gbp > 0


class TestCourse:
    @pytest.mark.parametrize(
        ("text", "course", "month"),
        [
            ("{}", Course.STAYS, None),
            ("{plan: {action: renew, by: 2029-09-30}}", Course.STAYS, None),
            ("{plan: {action: replace, by: 2029-09-30}}", Course.REPLACES, 34),
            ("{plan: {action: buy, by: 2029-09-30}}", Course.REPLACES, 34),
            ("{plan: {action: replace, by: 2028-09-30}}", Course.REPLACES, 23),
            ("{plan: {action: replace, by: 2020-01-01}}", Course.REPLACES, 23),
            ("{plan: {action: replace}}", Course.REPLACES, 23),
            ("{plan: {action: replace}, support_ends: 2029-12-31}", Course.REPLACES, 37),
            ("{plan: {action: replace}, support_ends: 2027-12-31}", Course.REPLACES, 23),
            ("{plan: {action: replace, by: 2029-09-30}, support_ends: 2029-12-31}", Course.REPLACES, 34),
            ("{plan: {action: retire, by: 2027-06-30}}", Course.RETIRES, 7),
            ("{status: retiring}", Course.RETIRES, 0),
            ("{status: none, plan: {action: buy, by: 2029-09-30}}", Course.BUYS, 34),
            ("{status: none, plan: {action: buy}}", Course.BUYS, 23),
            ("{status: none}", Course.NOTHING, None),
        ],
    )
    def test_what_it_does_alone_and_when(self, text: str, course: Course, month: int | None) -> None:
        """Month 34 is September 2029, 37 December 2029; the lead is 23 months."""
        alone = "alone_gbp: {annual: {supplier: '9'}}, annual_cost_gbp: {licence: '9'}"
        found = member(f"{{{alone}, {text[1:]}")
        assert (found.course, found.alone_month) == (course, month)

    @pytest.mark.parametrize(
        ("plan", "product"), [("renew", "Plankeeper"), ("replace", ""), ("buy", ""), ("retire", "")]
    )
    def test_only_a_council_that_renews_can_stay_on_its_product(self, plan: str, product: str) -> None:
        found = member(f"{{product: Plankeeper, plan: {{action: {plan}}}, annual_cost_gbp: {{licence: '9'}}}}")
        assert found.product == product
        assert found.stays_on("Plankeeper") == bool(product)
        assert not found.stays_on("")
        assert not found.stays_on("Another")

    def test_prices_move_unless_they_are_national(self) -> None:
        assert member(LIVE).price_moves
        assert not member("{price_leverage: none, annual_cost_gbp: {licence: '9'}}").price_moves

    @pytest.mark.parametrize(("until", "deadline"), [(30, 34), (34, 34), (40, 40)])
    def test_a_plan_is_put_off_and_never_brought_forward(self, until: int, deadline: int) -> None:
        found = member("{plan: {action: replace, by: 2029-09-30}, annual_cost_gbp: {licence: '9'}}").waiting_until(
            until
        )
        assert found.window.deadline == deadline
        assert found.alone_month == 34, "what it does alone stays where it was"

    def test_without_a_plan_there_is_nothing_to_put_off(self) -> None:
        assert member(LIVE).waiting_until(40).window.deadline is None

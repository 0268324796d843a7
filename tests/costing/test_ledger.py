"""The ledger and its savings on tables small enough to add up by eye.

Five months: two of 2026-27, which is the price base, and three of 2027-28. A pound of the second year is worth half
in the economic case, and a tenth more in cash.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import JOINT_PRICE, USUAL, Entry, Ledger, View
from sharedcli.costing.prices import Prices
from sharedcli.costing.saving import Saving

YEARS = ("2026-27", "2027-28")
MONEY = Prices(
    discount=np.array([1, 1, 0.5, 0.5, 0.5]),
    inflation=np.array([1, 1, 1.1, 1.1, 1.1]),
    years=np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], dtype=float),
)
ONE, OTHER = "E07990001", "E07990002"
Row = tuple[str, str, Line, list[float]]


def entry(option: str, council: str, line: Line, rule: str = "made up", service: str = "planning") -> Entry:
    return Entry(option, "" if option == USUAL else f"{service}.1", council, service, line, rule, ("a", "b"))


def ledger_of(*rows: tuple[Entry, list[float]]) -> Ledger:
    return Ledger.of([(about, np.array(flow, dtype=float)) for about, flow in rows], MONEY, YEARS)


def net(joint: list[float], usual: list[float] | None = None) -> Saving:
    """The saving of one council: what it pays together against what it pays as usual."""
    ledger = ledger_of(
        (entry(USUAL, ONE, Line.SUPPLIER), usual or [0] * 5), (entry("joint", ONE, Line.SUPPLIER), joint)
    )
    return Saving.of(ledger, option="joint", councils=[ONE], service="planning")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(
        (entry(USUAL, ONE, Line.SUPPLIER), [-100, -100, -100, -100, -100]),
        (entry(USUAL, ONE, Line.TENDER), [0, 0, -40, 0, 0]),
        (entry(USUAL, ONE, Line.OPTIMISM_BIAS), [0, 0, -80, 0, 0]),
        (entry(USUAL, OTHER, Line.SUPPLIER), [-50, -50, -50, -50, -50]),
        (entry("joint", ONE, Line.SUPPLIER), [-100, -100, 0, 0, 0]),
        (entry("joint", ONE, Line.SUPPLIER, JOINT_PRICE), [0, 0, -60, -60, -60]),
        (entry("joint", ONE, Line.TENDER), [-10, 0, 0, 0, 0]),
        (entry("joint", ONE, Line.OPTIMISM_BIAS), [-20, 0, 0, 0, 0]),
        (entry("joint", ONE, Line.GOVERNANCE), [0, 0, -5, -5, -5]),
        (entry("joint", OTHER, Line.SUPPLIER), [-50, -50, -50, -50, -50]),
        (entry("joint", OTHER, Line.EXIT), [0, 0, -30, 0, 0]),
        (entry("joint", ONE, Line.SUPPLIER, service="payroll"), [-9, -9, -9, -9, -9]),
    )


class TestLedger:
    def test_three_views_of_all_rows(self, ledger: Ledger) -> None:
        assert ledger.real_gbp == -500 - 40 - 80 - 250 - 200 - 180 - 10 - 20 - 15 - 250 - 30 - 45
        usual = ledger.only(option=USUAL)
        assert usual.real_gbp == -870
        assert usual.present_gbp == -200 - 150 - 20 - 40 - 100 - 75
        assert usual.by_month_gbp(View.CASH) == pytest.approx([-150, -150, -270 * 1.1, -150 * 1.1, -150 * 1.1])
        assert usual.by_year_gbp(View.CASH) == pytest.approx([-300, -570 * 1.1])

    def test_only_takes_a_value_several_or_a_flag(self, ledger: Ledger) -> None:
        assert len(ledger.only(council=OTHER).entries) == 3
        assert len(ledger.only(council=[ONE, OTHER]).entries) == 12
        assert len(ledger.only(line=[Line.TENDER, Line.EXIT]).entries) == 3
        assert len(ledger.only(is_time=False, option="joint").entries) == 8

    def test_only_narrows_again_and_may_leave_nothing(self, ledger: Ledger) -> None:
        narrow = ledger.only(option="joint").only(council=ONE, service="payroll")
        assert (len(narrow.entries), narrow.real_gbp) == (1, -45)
        nothing = narrow.only(option=USUAL)
        assert (len(nothing.entries), nothing.real_gbp, nothing.present_gbp) == (0, 0, 0)
        assert nothing.by_year_gbp(View.CASH).tolist() == [0, 0]
        assert nothing.frame().empty
        assert len(ledger.only(council=[]).entries) == 0

    def test_frame_has_a_row_for_each_year_with_money_in_it(self, ledger: Ledger) -> None:
        frame = ledger.only(council=ONE, option=USUAL).frame()
        told = frame[["line", "year", "real_gbp", "present_gbp", "cash_gbp"]].astype({"year": str})
        assert [tuple(row) for row in told.itertuples(index=False)] == [
            ("supplier", "2026-27", -200, -200, -200),
            ("supplier", "2027-28", -300, -150, pytest.approx(-330)),
            ("tender", "2027-28", -40, -20, pytest.approx(-44)),
            ("optimism-bias", "2027-28", -80, -40, pytest.approx(-88)),
        ]

    def test_frame_keeps_what_a_row_is_about(self, ledger: Ledger) -> None:
        (row,) = ledger.only(option="joint", line=Line.EXIT).frame().to_dict("records")
        assert (row["consortium"], row["council"], row["service"], row["rule"]) == (
            "planning.1", OTHER, "planning", "made up",
        )  # fmt: skip
        assert (row["inputs"], row["one_off"]) == ("a, b", True)

    flows = st.lists(st.lists(st.integers(-1000, 0), min_size=5, max_size=5), max_size=6)

    @settings(deadline=None)
    @given(flows)
    def test_frame_adds_up_to_the_ledger(self, drawn: list[list[float]]) -> None:
        made = ledger_of(*((entry(USUAL, ONE, Line.OTHER), flow) for flow in drawn))
        frame = made.frame()
        assert frame["real_gbp"].sum() == pytest.approx(made.real_gbp)
        assert frame["present_gbp"].sum() == pytest.approx(made.present_gbp)
        assert frame["cash_gbp"].sum() == pytest.approx(made.by_month_gbp(View.CASH).sum())
        by_year = frame.groupby("year", observed=False)["cash_gbp"].sum()
        assert by_year.to_numpy() == pytest.approx(made.by_year_gbp(View.CASH))

    def test_an_empty_ledger_is_nothing_and_not_an_error(self) -> None:
        empty = ledger_of()
        assert (empty.real_gbp, empty.present_gbp, empty.by_month_gbp(View.CASH).tolist()) == (0, 0, [0] * 5)
        assert empty.frame().empty


class TestSaving:
    @pytest.fixture
    def saving(self, ledger: Ledger) -> Saving:
        return Saving.of(ledger, option="joint", councils=[ONE], service="planning")

    def test_net_present_value(self, saving: Saving) -> None:
        usual = -200 - 150 - 20 - 40
        joint = -200 - 90 - 10 - 20 - 7.5
        assert saving.npv_gbp == joint - usual == 82.5

    def test_without_optimism_bias_on_either_side(self, saving: Saving) -> None:
        """The bias is 40 as usual and 20 together: without it both are cheaper, and the saving is 20 less."""
        assert saving.without_optimism_bias_gbp == 82.5 - (40 - 20)

    def test_one_off_cost_is_that_of_the_option_alone(self, saving: Saving) -> None:
        assert saving.one_off_gbp == 10 + 20

    def test_net_cash(self, saving: Saving) -> None:
        """Month 0: 30 dearer. Month 2: 65 instead of 220. Months 3 and 4: 65 instead of 100."""
        assert saving.option.by_month_gbp(View.CASH) - saving.usual.by_month_gbp(View.CASH) == pytest.approx(
            [-30, 0, 155 * 1.1, 35 * 1.1, 35 * 1.1]
        )
        assert saving.by_year_gbp(View.CASH) == pytest.approx([-30, 225 * 1.1])

    def test_how_much_dearer_the_joint_supplier_may_be(self, saving: Saving) -> None:
        """The joint price is 180 real, 90 in present value; at 82.5 / 90 more nothing is gained."""
        assert saving.price_rise_to_break_even_share == pytest.approx(82.5 / 90)

    def test_a_price_that_much_dearer_gains_nothing(self, saving: Saving) -> None:
        rise = saving.price_rise_to_break_even_share
        assert rise is not None
        dearer = ledger_of(
            (entry(USUAL, ONE, Line.SUPPLIER), [-100, -100, -220, -100, -100]),
            (entry("joint", ONE, Line.SUPPLIER), [-130, -100, -5, -5, -5]),
            (entry("joint", ONE, Line.SUPPLIER, JOINT_PRICE), [0, 0, *[-60 * (1 + rise)] * 3]),
        )
        again = Saving.of(dearer, option="joint", councils=[ONE], service="planning")
        assert again.npv_gbp == pytest.approx(0)

    def test_members_add_up_to_the_group(self, ledger: Ledger) -> None:
        both = Saving.of(ledger, option="joint", councils=[ONE, OTHER], service="planning")
        alone = [Saving.of(ledger, option="joint", councils=[code], service="planning") for code in (ONE, OTHER)]
        assert both.npv_gbp == sum(saving.npv_gbp for saving in alone) == 82.5 - 15
        assert both.one_off_gbp == 60, "not discounted"

    @pytest.mark.parametrize("usual", [-9, -10], ids=["loses", "neither"])
    def test_nothing_gained_leaves_no_room_for_a_dearer_price(self, usual: float) -> None:
        ledger = ledger_of(
            (entry(USUAL, ONE, Line.SUPPLIER), [usual, 0, 0, 0, 0]),
            (entry("joint", ONE, Line.SUPPLIER, JOINT_PRICE), [-10, 0, 0, 0, 0]),
        )
        saving = Saving.of(ledger, option="joint", councils=[ONE], service="planning")
        assert saving.price_rise_to_break_even_share is None

    def test_a_gain_without_a_joint_price_has_no_such_share(self) -> None:
        assert net([0] * 5, [-1] * 5).price_rise_to_break_even_share is None

    @pytest.mark.parametrize(
        ("flow", "peak"),
        [
            ([-30, 0, 100, 0, 0], 30),
            ([-30, 50, 0, 0, 0], 0),
            ([-100, 0, 0, 0, 50], 100),
            ([-100, 0, -100, 0, 50], 100 + 55),
            ([10, 0, -100, 0, 0], 100),
            ([0, 0, 0, 0, 0], 0),
        ],
        ids=["first year", "made good in the year", "never made good", "second year", "after a gain", "nothing"],
    )
    def test_peak_cash_is_the_lowest_year_s_end(self, flow: list[float], peak: float) -> None:
        assert net(flow).peak_cash_gbp == pytest.approx(peak)

    @pytest.mark.parametrize(
        ("flow", "month"),
        [
            ([-30, 10, 10, 10, 10], 3),  # in cash -30, -20, -9, 2, 13
            ([-30, 10, 30, 0, 0], 2),  # -30, -20, 13, 13, 13
            ([10, -30, 100, 0, 0], 2),  # 10, -20, 90, 90, 90: the first gain does not last
            ([10, 10, 10, 10, 10], 0),
            ([-10, 10, 0, 0, 1], 4),  # nought is not a benefit
            ([-10, 0, 0, 0, 0], None),
            ([10, 0, 0, 0, -100], None),
            ([0, 0, 0, 0, 0], None),
        ],
    )
    def test_net_benefit_counts_from_where_the_running_total_stays_above_nought(
        self, flow: list[float], month: int | None
    ) -> None:
        assert net(flow).first_month_of_net_benefit(0) == month

    def test_net_benefit_is_no_sooner_than_live(self) -> None:
        assert net([10, 10, 10, 10, 10]).first_month_of_net_benefit(3) == 3

"""Two runs compared: worked by hand where it counts, and true whichever run comes first and in whatever order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.loading.records import saved
from sharedcli.model.saved import SavedRecord
from sharedcli.render import json, markdown, text
from sharedcli.reports.blocks import Paragraph, Table
from sharedcli.reports.changes import Changes, NotComparableError, changes
from sharedcli.reports.comparison import ComparisonReport
from sharedcli.reports.moving import Allowance, Pair

SCHEMA = "sharedcli/assessment/1"
A_POUND = Allowance()


def run(name: str = "a.json", **parts: Any) -> SavedRecord:
    return saved({"schema": SCHEMA, "figures": {}, **parts}, name=name)


def gbp(**figures: float | None) -> dict[str, Any]:
    """Figures in pounds; two underscores stand for a dot, one for a hyphen."""
    return {
        name.replace("__", ".").replace("_", "-"): {"value": value, "unit": "gbp"} for name, value in figures.items()
    }


def row(code: str, verdict: str = "Go", reason: str = "better-off", **more: object) -> dict[str, object]:
    names = {"council_code": code, "council": f"Town {code}", "service": "crm"}
    return {**names, "verdict": verdict, "reason_code": reason, **more}


def group(number: int, *members: str, **more: object) -> dict[str, object]:
    return {"id": f"crm.{number}", "service": "crm", "members": list(members), **more}


def compared(before: SavedRecord, after: SavedRecord, allowed: Allowance = A_POUND) -> Changes:
    return changes(before, after, allowed)


def told(found: Changes, lead: str) -> str:
    blocks = ComparisonReport(found).layout().blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph) and block.lead == lead)


def tables(found: Changes) -> Mapping[str, Table]:
    return {block.caption: block for block in ComparisonReport(found).layout().blocks if isinstance(block, Table)}


@pytest.mark.parametrize(
    ("before", "after", "allowed", "is_change"),
    [
        (451_690.29, 451_691.29, Allowance(), False),  # a pound to the penny is within a pound
        (451_690.29, 451_691.30, Allowance(), True),
        (0.0, -1.0, Allowance(), False),
        (0.1, 0.3, Allowance(gbp=Decimal("0.2")), False),  # 0.3 - 0.1 is more than 0.2 in binary
        (1000.0, 1010.0, Allowance(None, Decimal("0.01")), False),  # 1% of the smaller, which is 1,000, is 10
        (1010.0, 1000.0, Allowance(None, Decimal("0.01")), False),
        (1000.0, 1010.01, Allowance(None, Decimal("0.01")), True),
        (-1000.0, 1000.0, Allowance(None, Decimal(1)), True),
        (0.0, 0.01, Allowance(None, Decimal("0.5")), True),  # any share of nothing is nothing
        (5.0, 5.0, Allowance(gbp=Decimal(0)), False),
        (None, 0.5, Allowance(), True),  # what was not known is now
    ],
)
def test_at_the_limit(before: float | None, after: float | None, allowed: Allowance, is_change: bool) -> None:
    """Worked by hand: a move by exactly what is allowed is none."""
    pair = Pair(("crm.1.npv",), ("crm.1.npv",), "gbp", before, after)
    assert pair.has_changed(allowed) is is_change
    found = compared(run(figures=gbp(crm__x__npv=before)), run(figures=gbp(crm__x__npv=after)), allowed)
    (part,) = found.parts
    assert (len(part.figures), part.figures.compared) == (int(is_change), 1)
    assert part.figures.too_little == int(not is_change and before != after)
    assert found.is_changed is is_change


def test_a_month_has_no_allowance() -> None:
    months = [{"crm.1.first-net-benefit": {"value": month, "unit": "month"}} for month in ("2028-11", "2028-12")]
    found = compared(run(figures=months[0]), run(figures=months[1]), Allowance(None, Decimal(1)))
    (pair,) = found.parts[0].figures
    assert (pair.before, pair.after, pair.difference_gbp) == ("2028-11", "2028-12", None)


def test_consortia_are_told_by_their_members() -> None:
    """By hand: one loses E3 and gains E8, one only has another number, one is dissolved and one is formed."""
    before = [group(1, "E1", "E2", "E3"), group(2, "E4", "E5"), group(3, "E6", "E7")]
    after = [group(1, "E4", "E5"), group(2, "E1", "E2", "E8"), group(3, "E9", "F1")]
    figures = [
        gbp(crm__1__npv=300, crm__2__npv=200, crm__3__npv=100), gbp(crm__1__npv=200, crm__2__npv=350, crm__3__npv=100),
    ]  # fmt: skip
    found = compared(run(consortia=before, figures=figures[0]), run(consortia=after, figures=figures[1]))
    (part,) = found.parts
    assert [
        (one.before.id if one.before else "", one.after.id if one.after else "", one.joined, one.left)
        for one in part.consortia
    ] == [("crm.1", "crm.2", ("E8",), ("E3",)), ("crm.3", "", (), ()), ("", "crm.3", (), ())]
    assert [(pair.was[0], pair.about[0], pair.before, pair.after) for pair in part.figures] == [
        ("crm.3.npv", "crm.3.npv", 100, None), ("crm.3.npv", "crm.3.npv", None, 100),
        ("crm.1.npv", "crm.2.npv", 300, 350),
    ]  # fmt: skip
    assert [*found.worth_gbp] == [600, 650]
    assert "all consortia together are worth £600 before and £650 after (+£50)" in told(found, "ANSWER")
    cells = [one.cells[:3] for one in tables(found)["Consortia changed"].rows]
    assert ("crm.2 (was crm.1)", "joined and left", "+ E8; less E3") in cells


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
def test_where_members_are_shared_out_anew_no_number_decides(numbers: tuple[int, int]) -> None:
    """All four pairs share one of two members; the first members by code find each other."""
    before = run(consortia=[group(1, "E1", "E2"), group(2, "E3", "E4")])
    after = run(consortia=[group(numbers[0], "E1", "E3"), group(numbers[1], "E2", "E4")])
    found = compared(before, after).parts[0].consortia
    pairs = sorted((one.before.members, one.after.members) for one in found if one.before and one.after)
    assert pairs == [(("E1", "E2"), ("E1", "E3")), (("E3", "E4"), ("E2", "E4"))]


def test_a_move_of_go_live_is_a_change_of_the_consortium() -> None:
    one, other = (run(consortia=[group(1, "E1", "E2", go_live=month, product="P")]) for month in ("2028-10", "2029-01"))
    (cells,) = (row_.cells for row_ in tables(compared(one, other))["Consortia changed"].rows)
    assert cells == ("crm.1", "the same councils", "", "2029-01 (was 2028-10)", "P")


def test_a_verdict_with_another_word_or_reason() -> None:
    before = run(rows=[row("E1"), row("E2"), row("E3"), row("E4")])
    after = run(rows=[row("E1"), row("E2", reason="needs-funding"), row("E3", "Wait", "no-partner"), row("E5")])
    found = compared(before, after)
    assert [(one.council, one.before, one.after) for one in found.parts[0].verdicts] == [
        ("E2", ("Go", "better-off"), ("Go", "needs-funding")), ("E3", ("Go", "better-off"), ("Wait", "no-partner")),
        ("E4", ("Go", "better-off"), None), ("E5", None, ("Go", "better-off")),
    ]  # fmt: skip
    assert told(found, "ANSWER").startswith("4 of 5 verdicts changed; ")
    (second, *_) = tables(found)["Verdicts changed"].rows
    assert second.cells[1:] == ("Customer relationship management", "Go (better off)", "Go (needs funding)")


def test_other_facts_of_a_row() -> None:
    one, other = (
        row("E1", one_off_gbp=gbp_, notice_by=day, sentence=day) for gbp_, day in ((5, "2027-01-01"), (9.5, None))
    )
    found = compared(run(rows=[one]), run(rows=[other]))
    assert [(pair.about[-1], pair.before, pair.after) for pair in found.parts[0].facts] == [
        ("one_off_gbp", 5, 9.5), ("notice_by", "2027-01-01", None),
    ]  # fmt: skip
    assert told(found, "WHY").startswith("files, assumptions and settings are the same")


def rests_on(files: dict[str, str], **more: object) -> dict[str, Any]:
    return {"inputs": [{"file": name, "sha256": sha} for name, sha in files.items()], **more}


def test_files_by_what_they_hold_and_then_by_name() -> None:
    before = run(provenance=rests_on({"old/a.yaml": "1", "old/b.yaml": "2", "old/c.yaml": "3", "old/d.yaml": "4"}))
    after = run(provenance=rests_on({"new/a.yaml": "1", "new/b.yaml": "9", "new/x.yaml": "3", "new/e.yaml": "5"}))
    found = compared(before, after).inputs
    assert (found.changed, found.added, found.removed, found.same) == (
        ("new/b.yaml",),
        ("new/e.yaml",),
        ("old/d.yaml",),
        2,
    )


def moved(gbp_: float, **provenance: object) -> SavedRecord:
    return run(figures=gbp(crm__1__npv=gbp_), consortia=[group(1, "E1", "E2")], provenance=provenance)


def test_why_where_one_thing_alone_differs() -> None:
    source = {"title": "Quotation of May", "url": None}
    lead = {"name": "procurement_lead_months", "value": 20, "before": 14, "source": source}
    found = compared(moved(100), moved(200, assumptions_changed=[lead]))
    assert told(found, "WHY").startswith("only the assumption procurement_lead_months differs; ")
    (cells,) = (one.cells for one in tables(found)["Assumptions changed"].rows)
    assert cells == ("procurement_lead_months", "14", "20", "Quotation of May")
    (back,) = (
        one.cells
        for one in tables(compared(moved(1, assumptions_changed=[lead]), moved(9)))["Assumptions changed"].rows
    )
    assert back == ("procurement_lead_months", "20", "14", "as shipped")
    found = compared(moved(100, **rests_on({"a": "1"})), moved(200, **rests_on({"a": "2"})))
    assert told(found, "WHY").startswith("only a differs; ")
    found = compared(moved(100, price_base="2026-27", **rests_on({"a": "1"})), moved(200, price_base="2027-28"))
    assert told(found, "WHY").startswith("a differs and the price base differs; which of these")
    assert told(found, "BEWARE").startswith("the price base is not the same before and after; figures differ")


def test_a_range_of_ones_own_is_an_assumption_of_its_own() -> None:
    """The range alone may be another; where neither run gave one, that which ships is told of nowhere."""
    ships = {"name": "delay_months", "value": 6, "before": 6, "low_before": 0, "high_before": 14}
    held, narrow, wide = ({**ships, "low": low, "high": high} for low, high in ((None, None), (5, 7), (5, 24)))

    def ends(*runs: list[dict[str, object]]) -> list[tuple[object, ...]]:
        before, after = (moved(100 * number, assumptions_changed=one) for number, one in enumerate(runs))
        found = compared(before, after)
        assert not found.assumptions or told(found, "WHY").startswith("only the assumption delay_months differs; ")
        return [(one.name, one.before, one.after) for one in found.assumptions]

    assert ends([narrow], [wide]) == [("delay_months.high", 7, 24)]
    assert ends([narrow], [held]) == [("delay_months.low", 5, None), ("delay_months.high", 7, None)]
    same = ("delay_months", 6, 6)
    assert ends([], [wide]) == [same, ("delay_months.low", 0, 5), ("delay_months.high", 14, 24)]
    assert ends([wide], []) == [same, ("delay_months.low", 5, 0), ("delay_months.high", 24, 14)]
    assert ends([], [held]) == [same]
    assert ends([held], [held]) == ends([wide], [wide]) == []


def test_what_either_run_left_out_stands_first() -> None:
    skipped = {"skipped": [{"file": "x.yaml", "reason": "date-not-iso"}]}
    first = ComparisonReport(compared(run(), run(coverage=skipped))).layout().blocks[1]
    assert first == Paragraph("x.yaml (date-not-iso).", lead="NOT USED after")


def test_nothing_changed() -> None:
    full = moved(100, **rests_on({"a": "1"}))
    found = compared(full, full)
    assert found.is_all_the_same
    assert told(found, "ANSWER").startswith("nothing changed. 1 figure and fact compared; none moved by £1 or less")
    assert tables(found) == {}
    found = compared(moved(100, **rests_on({"a": "1"})), moved(100.4, **rests_on({"a": "2"})))
    assert not found.is_changed
    assert told(found, "ANSWER").startswith("no result changed, though a differs. 1 figure and fact compared; 1 moved")


def test_earlier_facts_beside_those_of_the_same_year() -> None:
    parts = {
        year: {"schema": SCHEMA, "as_at": f"{year}-11-01", "figures": gbp(crm__x__npv=year)}
        for year in (2026, 2020, 2006)
    }
    before = run(as_at="2026-11-01", figures=gbp(crm__x__npv=1), earlier=[parts[2006]])
    after = run(as_at="2026-12-01", figures=gbp(crm__x__npv=1), earlier=[parts[2020], parts[2006]])
    found = compared(before, after)
    assert [(p.before and p.before.as_at, p.after and p.after.as_at) for p in found.parts] == [
        ("2026-11-01", "2026-12-01"), (None, "2020-11-01"), ("2006-11-01", "2006-11-01"),
    ]  # fmt: skip
    assert [part.is_changed for part in found.parts] == [False, True, False]
    shown = text.render(ComparisonReport(found))
    assert "Facts of this time are in the run after only" in shown
    in_order = compared(run(earlier=[parts[2006]]), run(earlier=[parts[2020]]))
    first = in_order.parts[0]
    assert [first.before and first.before.as_at, first.after and first.after.as_at] == ["2006-11-01", "2020-11-01"]


def test_records_of_two_kinds() -> None:
    with pytest.raises(NotComparableError, match=r"a\.json is a record of sharedcli/assessment/1 and b\.json one of"):
        compared(run(), saved({"schema": "sharedcli/timeline/1", "rows": []}, name="b.json"))


codes = st.sampled_from(["E1", "E2", "E3", "E4", "E5", "E6"])
amounts = st.none() | st.integers(-300, 300).map(lambda pence: pence / 100)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Any run over six councils: who shares is a partition, and whatever else it says is any of a few things."""
    seat = {code: draw(st.integers(0, 3)) for code in ("E1", "E2", "E3", "E4", "E5", "E6")}
    groups = [[code for code, at in seat.items() if at == number] for number in (1, 2, 3)]
    words = st.sampled_from([("Go", "better-off"), ("Wait", "no-partner"), ("Do not join", "costs-more")])
    rows = draw(st.lists(codes, unique=True))
    return {
        "schema": SCHEMA,
        "as_at": draw(st.sampled_from(["2026-11-01", "2027-11-01"])),
        "provenance": rests_on(
            draw(st.dictionaries(st.sampled_from(["x/a.yaml", "x/b.yaml", "c.yaml"]), st.sampled_from("123"))),
            assumptions_changed=draw(
                st.lists(
                    st.fixed_dictionaries(
                        {"name": st.sampled_from(["n", "m"]), "value": st.integers(1, 3), "before": st.just(1)}
                    ),
                    unique_by=lambda one: one["name"],
                )
            ),
        ),
        "figures": {
            f"crm.{what}": {"value": draw(amounts), "unit": "gbp"}
            for what in draw(st.lists(st.sampled_from(["1.npv", "2.npv", "3.npv", "town.npv"]), unique=True))
        },
        "consortia": [group(number, *members) for number, members in enumerate(groups, start=1) if len(members) > 1],
        "rows": [row(code, *draw(words), one_off_gbp=draw(amounts)) for code in rows],
    }  # fmt: skip


def facts_of(found: Changes, *, back: bool = False) -> Iterator[object]:
    """All that changed, with before and after in each other's place where it is read backwards."""
    turn = -1 if back else 1
    (part,) = found.parts
    yield sorted((one.council, *(str(each) for each in (one.before, one.after)[::turn])) for one in part.verdicts)
    yield sorted(
        tuple(str(each and each.members) for each in (one.before, one.after)[::turn]) for one in part.consortia
    )
    for moves in part.moves:
        yield moves.compared, moves.too_little
        yield sorted(
            str(((p.was, p.about)[::turn], (p.before, p.after)[::turn], turn * (p.difference_gbp or 0) + 0.0))
            for p in moves
        )
    yield sorted(str((one.name, (one.before, one.after)[::turn])) for one in (*part.settings, *found.assumptions))
    yield sorted(name.rpartition("/")[2] for name in found.inputs.changed), found.inputs.same
    yield (found.inputs.added, found.inputs.removed)[::turn]
    yield found.worth_gbp[::turn], found.is_changed, found.is_all_the_same


allowances = st.sampled_from([Allowance(), Allowance(Decimal(0)), Allowance(None, Decimal("0.5"))])


@settings(max_examples=60, deadline=None)
@given(records(), records(), allowances)
def test_the_other_way_round_is_the_mirror_image(
    one: dict[str, Any], other: dict[str, Any], allowed: Allowance
) -> None:
    a, b = saved(one, name="a"), saved(other, name="b")
    there, back = changes(a, b, allowed), changes(b, a, allowed)
    assert list(facts_of(there)) == list(facts_of(back, back=True))
    assert changes(a, a, allowed).is_all_the_same
    report = ComparisonReport(there)
    assert markdown.render(report).startswith("# What changed\n")
    assert json.render(report) == json.render(ComparisonReport(changes(a, b, allowed)))


@settings(max_examples=30, deadline=None)
@given(records(), records(), st.integers(0, 99))
def test_the_order_of_anything_changes_no_byte(one: dict[str, Any], other: dict[str, Any], seed: int) -> None:
    draw = random.Random(seed)

    def shuffled(record: dict[str, Any]) -> dict[str, Any]:
        mixed = {**record, "figures": dict(draw.sample(list(record["figures"].items()), len(record["figures"])))}
        for name in ("rows", "consortia"):
            mixed[name] = draw.sample(record[name], len(record[name]))
        inputs = record["provenance"]["inputs"]
        return {**mixed, "provenance": {**record["provenance"], "inputs": draw.sample(inputs, len(inputs))}}

    first, second = (
        json.render(ComparisonReport(compared(saved(a, name="a"), saved(b, name="b"))))
        for a, b in ((one, other), (shuffled(one), shuffled(other)))
    )
    assert first == second

"""`sharedcli assess` as people type it: what it prints, what it leaves out, how it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sharedcli.consortia import many
from tests.conftest import Invoke
from tests.samples import SAMPLES

BATCH_COLUMNS = [
    "council_code", "council", "service", "verdict", "reason_code", "consortium", "window_opens", "window_closes",
    "notice_by", "npv_gbp", "one_off_gbp", "peak_cash_gbp", "net_in_period_gbp", "first_net_benefit", "p10_gbp",
    "p90_gbp", "completeness_share", "as_at", "tool_version", "input_sha256",
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "worked.txt"),
        (("--format", "json"), "worked.json"),
        (("--council", "Corsley"), "worked-corsley.txt"),
        (("--model", "shared-operation"), "worked-shared.txt"),
        (("--model", "shared-operation", "--council", "Corsley"), "worked-corsley-shared.txt"),
    ],
    ids=["text", "json", "one council", "shared", "one council, shared"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("assess", ".", *words)
    assert done.code == 0
    golden(name, done.out)


def test_a_profile_with_errors_is_left_out_and_named_at_the_top(folder: Path, invoke: Invoke) -> None:
    broken = folder / "corsley.yaml"
    broken.write_text(broken.read_text("utf-8").replace("as_at: 2026-11-01", "as_at: 01/11/2026"), "utf-8")
    done = invoke("assess", ".")
    assert done.code == 1
    first, *rest = done.out.splitlines()
    assert first.startswith("NOT USED: corsley.yaml (date-not-iso).")
    assert not any("Corsley" in line for line in rest)
    assert any("Ambleford" in line for line in rest)
    assert invoke("assess", ".", "--fail-on", "never").code == 0


def test_a_file_that_cannot_be_read_is_said_and_the_rest_is_done(folder: Path, invoke: Invoke) -> None:
    done = invoke("assess", ".", "nowhere.yaml")
    assert done.code == 3
    assert "nowhere.yaml" in done.err
    assert "Ambleford" in done.out


@pytest.mark.parametrize("path", ["empty", "nowhere"])
def test_nothing_to_appraise_is_not_success(path: str, tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "empty").mkdir()
    done = invoke("assess", tmp_path / path)
    assert (done.code, done.out) == (3, "")
    assert "sharedcli: No" in done.err


def test_standard_input(folder: Path, invoke: Invoke) -> None:
    done = invoke("assess", "-", "ambleford.yaml", "corsley.yaml", stdin=(folder / "brackwater.yaml").read_bytes())
    assert done.code == 0
    assert "Brackwater" in done.out
    assert "standard input" in done.out


def test_one_council_has_nobody_to_share_with(folder: Path, invoke: Invoke) -> None:
    assert invoke("assess", "ambleford.yaml").code == 0
    done = invoke("assess", "ambleford.yaml", "--fail-if-none")
    assert done.code == 1
    assert "Ambleford" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--service", "planing"), "Did you mean planning?"),
        (("--council", "Corsly"), "Did you mean Corsley"),
        (("--council", "District"), "could be any of: Ambleford"),
        (("--as-at", "1/11/2026"), "write it as 2026-11-01"),
        (("--format", "pdf"), "'pdf'"),
        (("--model", "shared"), "'joint-procurement', 'shared-operation'"),
        (("--output", "pack.pdf"), "The suffix of pack.pdf stands for no format here"),
        (("--counsil", "Corsley"), "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_line_says_what_is_wrong(
    words: tuple[str, ...], said: str, folder: Path, invoke: Invoke
) -> None:
    done = invoke("assess", ".", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_council_is_found_by_code_by_part_and_in_any_case(folder: Path, invoke: Invoke) -> None:
    outputs = {
        invoke("assess", ".", "--council", word).out for word in ("E07998003", "corsley", "Corsley District Council")
    }
    assert len(outputs) == 1


def test_facts_too_far_apart_are_appraised_apart(invoke: Invoke) -> None:
    done = invoke("assess", SAMPLES, "--service", "crm", "--format", "json")
    record = json.loads(done.out)
    (earlier,) = record["earlier"]
    assert (record["as_at"], earlier["as_at"]) == ("2026-11-01", "2006-03-01")
    assert {row["council_code"] for row in record["rows"]} & {row["council_code"] for row in earlier["rows"]} == set()
    assert invoke("assess", SAMPLES, "--service", "crm").out.startswith("TWO TIMES: ")


def test_the_batch_columns_come_first_and_in_order(folder: Path, invoke: Invoke) -> None:
    record = json.loads(invoke("assess", ".", "--format", "json").out)
    assert record["schema"] == "sharedcli/assessment/1"
    for row in record["rows"]:
        assert list(row)[: len(BATCH_COLUMNS)] == BATCH_COLUMNS


def test_the_as_at_day_may_be_given(folder: Path, invoke: Invoke) -> None:
    record = json.loads(invoke("assess", ".", "--as-at", "2027-01-15", "--format", "json").out)
    assert record["as_at"] == "2027-01-15"


def test_a_day_before_any_parameter_is_refused_in_words(folder: Path, invoke: Invoke) -> None:
    done = invoke("assess", ".", "--as-at", "1970-01-01")
    assert done.code == 3
    assert "as early as 1970-01-01" in done.err


def test_every_figure_shown_has_its_id_in_the_record(folder: Path, invoke: Invoke) -> None:
    text, record = invoke("assess", ".").out, json.loads(invoke("assess", ".", "--format", "json").out)
    shown = set(re.findall(r"\[([a-z0-9.-]+\.[a-z-]+)\]", text))
    assert shown
    assert shown <= set(record["figures"])


def test_the_record_names_the_delivery_model(folder: Path, invoke: Invoke) -> None:
    joint = json.loads(invoke("assess", ".", "--format", "json").out)
    shared = json.loads(invoke("assess", ".", "--model", "shared-operation", "--format", "json").out)
    assert (joint["delivery_model"], shared["delivery_model"]) == ("joint-procurement", "shared-operation")
    assert joint["posts"] == []
    assert {posts["council_code"] for posts in shared["posts"]} == set(shared["consortia"][0]["members"])
    assert sum(posts["is_host"] for posts in shared["posts"]) == 1
    assert shared["figures"]["planning.1.one-team"]["value"] < 0
    assert "planning.1.one-team" not in joint["figures"]


def test_naming_the_default_model_changes_nothing(folder: Path, invoke: Invoke) -> None:
    assert invoke("assess", ".", "--model", "joint-procurement").out == invoke("assess", ".").out


def test_an_existing_file_is_kept(folder: Path, invoke: Invoke) -> None:
    (folder / "out.json").write_text("precious", "utf-8")
    done = invoke("assess", ".", "--output", "out.json")
    assert done.code == 3
    assert (folder / "out.json").read_text("utf-8") == "precious"
    assert invoke("assess", ".", "--output", "out.json", "--force").code == 0
    assert json.loads((folder / "out.json").read_text("utf-8"))["schema"] == "sharedcli/assessment/1"


def test_names_out_of_a_profile_are_shown_as_written_and_cut(folder: Path, invoke: Invoke) -> None:
    file = folder / "corsley.yaml"
    name = "[bold red]Corsley[/] =cmd|' /C calc'!A1 :smile: " + "x" * 200
    file.write_text(re.sub(r"name: Corsley.*", f'name: "{name}"', file.read_text("utf-8")), "utf-8")
    done = invoke("assess", ".")
    assert done.code == 0
    assert "[bold red]Corsley[/] =cmd" in done.out
    assert "x" * 41 not in done.out
    assert "\x1b" not in done.out


def test_councils_none_of_which_can_move_freely(tmp_path: Path, invoke: Invoke) -> None:
    """The terms end before anything could be bought: joined all the same, and no window to speak of."""
    text = """\
profile: 1
as_at: 2026-11-01
figures: illustrative
council: {{name: Town{0} Council, code: E0799920{0}, tier: district, region: East Midlands, county: Midshire}}
systems:
  - service: payroll
    status: live
    product: iTrent
    contract: {{start: 2018-04-01, last_day: 2028-03-31, notice_months: 6}}
    annual_cost_gbp: {{licence: 50000, support: 10000, staff: 100000}}
    plan: {{action: renew}}
"""
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(text.format(number), "utf-8")
    done = invoke("assess", tmp_path)
    assert done.code == 0
    assert "outside free months of their own" in done.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_council_without_systems_has_nothing_to_share(form: str, tmp_path: Path, invoke: Invoke) -> None:
    head = "profile: 1\nas_at: 2026-11-01\nfigures: internal\n"
    council = "council: {name: Town, code: E07999201, tier: district, region: East Midlands, county: Midshire}\n"
    (tmp_path / "a.yaml").write_text(head + council + "systems:\n", "utf-8")
    done = invoke("assess", tmp_path, "--format", form)
    assert done.code == 0
    assert "Traceback" not in done.err
    assert done.out


def test_the_day_of_appraisal_and_the_day_of_the_facts_are_kept_apart(folder: Path, invoke: Invoke) -> None:
    done = invoke("assess", ".", "--as-at", "2027-11-01")
    assert "The facts are those of 1 November 2026, and are appraised as if true on 1 November 2027." in " ".join(
        done.out.split()
    )


def test_how_hard_to_look_can_be_said_and_other_processes_change_no_byte(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("assess", SAMPLES / "county_2026", "--service", "crm,payroll", "--format", "json", "--quiet")
    plain = invoke(*words)
    monkeypatch.setattr(many, "FEW", 0)
    for more in (("--jobs", "1"), ("--jobs", "2"), ("--jobs", "2", "--time-limit", "60")):
        again = invoke(*words, *more)
        assert (again.out, again.code) == (plain.out, plain.code)
    assert invoke(*words, "--tolerance", "1%").code == plain.code
    assert invoke(*words, "--tolerance", "many").code == 2

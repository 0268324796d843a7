"""`sharedcli explain` of a figure, as people type it: the tree, where inputs stand, what is said of a wrong id."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT, TESTS, Invoke

WORKED = TESTS / "appraisal" / "worked"
COUNTY = PROJECT / "sample_councils" / "county_2026"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three councils of the worked example, in a folder of their own and the working directory."""
    for name in ("ambleford", "brackwater", "corsley"):
        shutil.copy(WORKED / f"{name}.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("planning.corsley.npv", "."), "explain-corsley.txt"),
        (("planning.corsley.npv", ".", "--format", "json"), "explain-corsley.json"),
        (("planning.1.npv", "."), "explain-group.txt"),
        (("planning.1.npv", ".", "--council", "Ambleford", "--full"), "explain-ambleford.txt"),
    ],
    ids=["one council", "json", "group", "one council's part"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("explain", *words, "--quiet")
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)


@pytest.mark.parametrize("figure", ["crm.1.npv", "finance.1.one-off"])
def test_every_value_stands_where_it_is_said_to(figure: str, invoke: Invoke) -> None:
    """Each file is read as lines of text: on the line named, the field's name and then the value as written."""
    found = json.loads(invoke("explain", figure, COUNTY, "--format", "json", "--quiet").out)
    assert len(found["inputs"]) >= 5
    for fact in found["inputs"]:
        line = Path(fact["file"]).read_text("utf-8").splitlines()[fact["line"] - 1]
        assert line[fact["column"] - 1 :].startswith(fact["as_written"])
        assert re.search(rf"\b{fact['field'].rpartition('.')[2]}: *$", line[: fact["column"] - 1])
        assert float(fact["as_written"].replace("_", "")) == fact["value"]


def test_rows_of_the_record_add_up_to_the_figure_of_the_report(folder: Path, invoke: Invoke) -> None:
    report = json.loads(invoke("assess", ".", "--format", "json").out)["figures"]
    for name in ("planning.1.npv", "planning.1.review", "planning.ambleford.peak-cash", "planning.mandated.one-off"):
        told = json.loads(invoke("explain", name, ".", "--format", "json").out)
        assert told["value"] == report[name]["value"]
        assert sum(row["gbp"] for row in told["rows"]) == pytest.approx(told["value"], abs=0.01 * len(told["rows"]))
        rests = {rest for row in told["rows"] for rest in row["rests_on"]}
        assert rests <= {fact["name"] for fact in told["inputs"]} | {one["name"] for one in told["parameters"]}


def test_every_parameter_has_its_source_and_date(folder: Path, invoke: Invoke) -> None:
    told = json.loads(invoke("explain", "planning.1.npv", ".", "--format", "json").out)
    assert len(told["parameters"]) > 10
    for one in told["parameters"]:
        assert one["source"]
        assert one["source_on"]
        assert one["in_force_from"]
        assert one["is_changed"] is False


def test_a_figure_that_is_not_in_pounds_is_told_in_words(folder: Path, invoke: Invoke) -> None:
    done = invoke("explain", "planning.1.first-net-benefit", ".")
    assert done.code == 0
    assert "running total" in done.out
    assert "planning.1.npv" in done.out
    told = json.loads(invoke("explain", "planning.1.first-net-benefit", ".", "--format", "json").out)
    assert told["follows_from"] == ["planning.1.npv", "planning.1.peak-cash"]


@pytest.mark.parametrize(
    ("report", "words", "figures"),
    [
        ("incentives", ("--by", "2029-30", "--penalty", "40,000"),
         ("planning.corsley.net-by-period", "all.penalty.paid", "all.penalty.total-with", "penalty")),
        ("incentives", ("--option", "mandated", "--by", "2030-31"), ("planning.mandated.corsley.net-by-period",)),
        ("share", ("--option", "mandated", "--set-up", "equal", "--running", "baseline-spend"),
         ("planning.mandated.1.settled.corsley", "planning.mandated.1.gets.corsley")),
        ("share", ("--rule", "shapley", "--true-up", "10", "--leaves-after", "40"),
         ("planning.1.leaving.corsley", "planning.1.true-up.corsley", "planning.1.settled.corsley")),
        ("savings", ("--option", "small"), ("planning.small.1.npv", "planning.small.1.first-net-benefit")),
    ],
    ids=["a penalty, by a year", "mandated", "keys", "a rule", "small"],
)  # fmt: skip
def test_options_of_a_report_are_those_of_its_figures(
    report: str, words: tuple[str, ...], figures: tuple[str, ...], folder: Path, invoke: Invoke
) -> None:
    """As it is typed: the same options, the same number."""
    record = json.loads(invoke(report, ".", *words, "--format", "json", "--quiet").out)
    shown = {**record["figures"], **record.get("inputs", {})}
    for name in figures:
        told = json.loads(invoke("explain", name, ".", *words, "--format", "json", "--quiet").out)
        assert told["value"] == shown[name]["value"], name


def test_an_option_that_says_nothing_of_a_figure_is_named(folder: Path, invoke: Invoke) -> None:
    done = invoke("explain", "planning.1.npv", ".", "--penalty", "5000", "--set-up", "equal", "--option", "mandated")
    assert done.code == 0
    assert "It is the same without --penalty and --set-up and --option." in done.out
    assert "It is the same" not in invoke("explain", "planning.corsley.one-off", ".").out


def test_an_option_is_refused_as_its_report_refuses_it(folder: Path, invoke: Invoke) -> None:
    for words in (("--by", "CSR07"), ("--penalty", "-1"), ("--rule", "shapley", "--set-up", "equal")):
        done = invoke("explain", "planning.1.npv", ".", *words, "--quiet")
        assert (done.code, done.out) == (2, "")
        assert words[0] in done.err
    keys = (".", "--set-up", "population", "--quiet")
    report, told = invoke("share", *keys), invoke("explain", "planning.1.share.chosen.corsley", *keys)
    assert (told.code, told.err) == (report.code, report.err) == (3, report.err)


def test_an_input_of_a_report_is_told_with_its_line(folder: Path, invoke: Invoke) -> None:
    file = folder / "corsley.yaml"
    file.write_text(f"{file.read_text('utf-8')}    book_value_gbp: 310000\n", "utf-8")
    last = len(file.read_text("utf-8").splitlines())
    done = invoke("explain", "planning.corsley.write-off", ".", "--quiet")
    assert f"Corsley: book_value_gbp 310000 (corsley.yaml:{last})" in done.out


def test_figures_of_centres_announced(folder: Path, invoke: Invoke) -> None:
    shutil.copy(TESTS / "cli" / "data" / "announced" / "proposals.yaml", folder)
    shown = json.loads(invoke("proposals", "proposals.yaml", "--format", "json").out)["figures"]
    for paths in ((), (".",)):
        for name in ("proposals.overstated", "proposals.standing.npv"):
            done = invoke("explain", name, "proposals.yaml", *paths, "--format", "json", "--quiet")
            assert json.loads(done.out)["value"] == shown[name]["value"]
    done = invoke("explain", "proposals.claimed", "proposals.yaml")
    assert "Three districts planning: claimed_gbp_a_year 60000 (proposals.yaml:8)" in done.out
    assert "No row of it" not in invoke("explain", "planning.announced.1.npv", "proposals.yaml", "--council", "Amb").out
    wrong = invoke("explain", "proposals.overstate", "proposals.yaml")
    assert wrong.code == 2
    assert "Did you mean proposals.overstated" in " ".join(wrong.err.split())


def test_all_figures_are_listed_and_those_of_the_report_are_among_them(folder: Path, invoke: Invoke) -> None:
    listed = {line.split()[0] for line in invoke("explain", "figures", ".", "--quiet").out.splitlines()}
    report = json.loads(invoke("assess", ".", "--format", "json").out)["figures"]
    assert {name for name, figure in report.items() if figure["unit"] == "gbp"} <= listed
    rows = json.loads(invoke("explain", "figures", ".", "--format", "json", "--quiet").out)["rows"]
    assert {row["id"] for row in rows} == listed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("planning.1.npv",), "name them too"),
        (("figures",), "name them too"),
        (("planning.1.nvp", "."), "Did you mean planning.1.npv"),
        (("nothing.at.all", "."), "sharedcli explain figures PATH..."),
        (("\x1b[31mred\n.npv", "."), "\\x1b[31mred\\n.npv"),
        (("planning.1.npv", ".", "--council", "Nowhere"), "No profile here is of Nowhere"),
    ],
    ids=["no profiles", "no profiles to list", "misspelt", "no such", "control characters", "no such council"],
)
def test_what_is_said_of_a_wrong_word(words: tuple[str, ...], says: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("explain", *words, "--quiet")
    assert (done.code, done.out) == (2, "")
    assert says in " ".join(done.err.split())
    assert "\x1b" not in done.err


def test_a_council_without_a_row_in_it_is_said(invoke: Invoke) -> None:
    done = invoke("explain", "crm.1.npv", COUNTY, "--council", "Wrenshire", "--quiet")
    assert (done.code, done.out.count("No row of it is of Wrenshire.")) == (0, 1)


def test_markup_in_a_profile_does_nothing(folder: Path, invoke: Invoke) -> None:
    hostile = folder / "corsley.yaml"
    text = hostile.read_text("utf-8").replace("Corsley District Council", '"[bold]Corsley[/] {{ 1 }}"')
    hostile.write_text(text.replace("Sitebook", '"[red]Sitebook"'), "utf-8")
    name = next(line.split()[0] for line in invoke("explain", "figures", ".", "--quiet").out.splitlines()
                if "corsley" in line.lower())  # fmt: skip
    done = invoke("explain", name, ".", "--quiet")
    assert done.code == 0
    assert "[bold]Corsley[/] {{ 1 }} in planning.1" in done.out


def test_a_profile_from_standard_input_has_no_lines(folder: Path, invoke: Invoke) -> None:
    own = (folder / "corsley.yaml").read_bytes()
    (folder / "corsley.yaml").unlink()
    done = invoke("explain", "planning.corsley.npv", ".", "-", "--quiet", stdin=own)
    assert done.code == 0
    assert "annual_cost_gbp.staff 60000 (standard input)" in done.out


def test_facts_of_two_times_are_both_explained(folder: Path, invoke: Invoke) -> None:
    for name in ("ambleford", "brackwater", "corsley"):
        text = (folder / f"{name}.yaml").read_text("utf-8")
        older = re.sub(r"\b(20\d\d)(-\d\d)", lambda date: f"{int(date[1]) - 5}{date[2]}", text).replace(
            "E0799800", "E0799810"
        )
        older = older.replace("2020-27", "2021-22").replace("2021-27", "2021-22").replace("2020-26", "2020-21")
        (folder / f"{name}-then.yaml").write_text(older, "utf-8")
    told = json.loads(invoke("explain", "planning.1.npv", ".", "--format", "json", "--quiet").out)
    assert [told["as_at"], *(one["as_at"] for one in told["earlier"])] == ["2026-11-01", "2021-11-01"]

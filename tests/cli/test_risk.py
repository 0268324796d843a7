"""`sharedcli risk` as people type it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Invoke

FEW = ("--draws", "400")
OWN_MATRIX = """\
matrix: 1
name: ours
likelihood:
  - {label: unlikely, below_per_cent: 50}
  - {label: likely, from_per_cent: 50}
impact:
  - {label: small, below_gbp: 100000}
  - {label: large, from_gbp: 100000}
squares:
  unlikely: [GREEN, AMBER]
  likely: [AMBER, RED]
rule: "RED: large and likely. AMBER: either. GREEN: neither."
"""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "risk.txt"),
        (("--format", "json"), "risk.json"),
        (("--council", "Corsley", "--option", "mandated", "--matrix", "4x4"), "risk-corsley-mandated.txt"),
        (("--model", "shared-operation"), "risk-shared.txt"),
    ],
    ids=["text", "json", "one council, mandated", "shared"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("risk", ".", *FEW, *words)
    assert done.code == 0
    golden(name, done.out)


def test_every_pound_in_a_bracket_or_a_table_is_in_the_record(folder: Path, invoke: Invoke) -> None:
    text = invoke("risk", ".", *FEW).out
    record = json.loads(invoke("risk", ".", *FEW, "--format", "json").out)
    chances = {f"{one['id']}.{word}" for one in record["consortia"] for word in ("chance", "payback-chance")}
    shown = set(re.findall(r"\[([a-z0-9.-]+\.[a-z0-9-]+)\]", text))
    assert shown
    assert shown <= set(record["figures"]) | chances


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(folder: Path, invoke: Invoke) -> None:
    words = ("risk", ".", *FEW, "--format", "json")
    once = invoke(*words, "--jobs", "1").out
    assert once == invoke(*words, "--jobs", "2").out
    assert once != invoke(*words, "--seed", "7").out


def test_without_futures_it_says_so_and_prints_no_range(folder: Path, invoke: Invoke) -> None:
    done = invoke("risk", ".", "--draws", "0")
    assert done.code == 0
    assert "no futures were drawn (--draws 0)" in done.out
    assert "P10 £" not in done.out.split("WHAT THIS RESTS ON")[0]
    assert "what moves it, one input at a time" in done.out


def test_there_is_never_a_mean_of_what_was_drawn(folder: Path, invoke: Invoke) -> None:
    """The published tail is told by its mean, since its source does; nothing of ours is."""
    text = " ".join(invoke("risk", ".", *FEW).out.split("WHAT THIS RESTS ON")[0].split())
    for told in ("on average", "overrun_tail_mean_share"):
        text = text.replace(told, "")
    assert not re.findall(r"(?i)\b(?:mean|average|expected)\b", text)
    assert not re.findall(r'"[^"]*(?:mean|average|expected)[^"]*":', invoke("risk", ".", *FEW, "--format", "json").out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--seed", "abc"), "abc is not a whole number from 0 to 999,999,999"),
        (("--draws", "1e9"), "1e9 is not a whole number from 0 to 1,000,000"),
        (("--option", "small", "--service", "none-such"), "none-such"),
    ],
)
def test_a_wrong_word_is_refused_in_a_line(words: tuple[str, ...], told: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("risk", ".", *words)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_matrix_of_ones_own(folder: Path, invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(OWN_MATRIX, "utf-8")
    done = invoke("risk", ".", *FEW, "--matrix", str(tmp_path / "ours.yaml"))
    assert done.code == 0
    assert "matrix ours" in done.out
    assert "RED: large and likely." in done.out


def test_a_matrix_with_a_gap_is_refused_with_its_place(folder: Path, invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "gap.yaml").write_text(OWN_MATRIX.replace("from_per_cent: 50", "from_per_cent: 60"), "utf-8")
    done = invoke("risk", ".", *FEW, "--matrix", str(tmp_path / "gap.yaml"))
    assert done.code == 3
    assert re.search(r"5:\d+\s+error\s+RM103", done.err)


def test_overruns_that_contradict_each_other_are_refused(folder: Path, invoke: Invoke) -> None:
    done = invoke("risk", ".", *FEW, "--assume", "overrun_median_share=0.9")
    assert done.code == 3
    assert "have to ascend" in done.err


def test_assess_carries_the_same_range(folder: Path, invoke: Invoke) -> None:
    ranged = json.loads(invoke("risk", ".", *FEW, "--format", "json").out)
    assessed = json.loads(invoke("assess", ".", *FEW, "--format", "json").out)
    for row in assessed["rows"]:
        members = {
            (one["id"], member["council_code"]): member for one in ranged["consortia"] for member in one["members"]
        }
        found = members.get((row["consortium"], row["council_code"]))
        assert row["p10_gbp"] == (found["npv_gbp"]["p10"] if found else None)
        assert row["p90_gbp"] == (found["npv_gbp"]["p90"] if found else None)
    none = json.loads(invoke("assess", ".", "--draws", "0", "--format", "json").out)
    assert {row["p10_gbp"] for row in none["rows"]} == {None}
    assert none["provenance"]["seed"] is None

"""`sharedcli savings` as people type it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Invoke


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "savings.txt"),
        (("--format", "json"), "savings.json"),
        (("--council", "Corsley", "--option", "mandated"), "savings-corsley-mandated.txt"),
        (("--model", "shared-operation"), "savings-shared.txt"),
    ],
    ids=["text", "json", "one council, mandated", "shared"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("savings", ".", *words)
    assert done.code == 0
    golden(name, done.out)


@pytest.mark.parametrize("option", ["proposed", "small", "one-large", "mandated"])
@pytest.mark.parametrize("model", ["joint-procurement", "shared-operation"])
@pytest.mark.parametrize("council", [(), ("--council", "Corsley")], ids=["all", "one council"])
def test_every_pound_of_a_table_is_in_the_record(
    option: str, model: str, council: tuple[str, ...], folder: Path, invoke: Invoke
) -> None:
    words, half_a_pound = (".", "--option", option, "--model", model, *council), 0.501
    text = invoke("savings", *words).out.split("WHAT THIS RESTS ON")[0]
    record = json.loads(invoke("savings", *words, "--format", "json").out)
    known = [abs(figure["value"]) for figure in record["figures"].values() if figure["unit"] == "gbp"]
    shown = {int(number.replace(",", "")) for number in re.findall(r"\d{1,3}(?:,\d{3})+", text)}
    assert record["schema"] == "sharedcli/savings/1"
    assert not {pounds for pounds in shown if min(abs(pounds - one) for one in known) > half_a_pound}
    assert set(re.findall(r"\[([a-z0-9.-]+\.[a-z0-9-]+)\]", text)) <= set(record["figures"])


def test_the_net_is_that_of_assess(folder: Path, invoke: Invoke) -> None:
    ours = json.loads(invoke("savings", ".", "--format", "json").out)["figures"]
    theirs = json.loads(invoke("assess", ".", "--format", "json").out)["figures"]
    both = [name for name in theirs if name in ours and theirs[name]["unit"] == "gbp"]
    assert {"planning.1.npv", "planning.1.one-off", "planning.1.peak-cash", "planning.corsley.npv"} <= set(both)
    assert {name: ours[name]["value"] for name in both} == {name: theirs[name]["value"] for name in both}


def test_who_has_a_national_price_is_named(folder: Path, invoke: Invoke) -> None:
    file = folder / "brackwater.yaml"
    text = file.read_text("utf-8").replace("    status: live", "    status: live\n    price_leverage: none")
    file.write_text(text, "utf-8")
    said = " ".join(invoke("savings", ".").out.split())
    assert "the price is national, so no volume discount is counted: Brackwater." in said


@pytest.mark.parametrize(
    ("option", "said"), [("proposed", "no group of councils gains"), ("mandated", "fewer than two councils")]
)
def test_one_council_alone_has_no_consortium(option: str, said: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("savings", "ambleford.yaml", "--option", option, "--fail-if-none")
    assert done.code == 1
    assert said in done.out
    record = json.loads(invoke("savings", "ambleford.yaml", "--option", option, "--format", "json").out)
    assert (record["figures"], record["consortia"]) == ({}, [])


def test_a_council_in_no_consortium_saves_nothing(folder: Path, invoke: Invoke) -> None:
    done = invoke("savings", "ambleford.yaml", "--council", "Ambleford")
    assert "ANSWER: Ambleford is in no consortium" in done.out


def test_a_wrong_option_says_what_there_is(folder: Path, invoke: Invoke) -> None:
    done = invoke("savings", ".", "--option", "best")
    assert (done.code, done.out) == (2, "")
    assert "'proposed', 'small', 'one-large', 'mandated'" in done.err

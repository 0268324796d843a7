"""`sharedcli share` as people type it: what it prints, and what it says of keys that nobody can divide by."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Invoke
from tests.samples import SAMPLES


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--option", "mandated", "--set-up", "equal", "--running", "baseline-spend"), "worked-share.txt"),
        (("--option", "mandated", "--set-up", "equal", "--running", "baseline-spend", "--format", "json"),
         "worked-share.json"),
    ],
    ids=["text", "json"],
)  # fmt: skip
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("share", ".", *words)
    assert done.code == 0
    golden(name, done.out)


def test_a_fact_that_a_key_needs_is_asked_of_every_council_at_once(folder: Path, invoke: Invoke) -> None:
    done = invoke(
        "share", ".", "--quiet", "--option", "mandated", "--running", "population", "--set-up", "volume:applications"
    )
    assert done.code == 3
    assert not done.out
    told = done.err.splitlines()
    assert told[0] == "sharedcli: it cannot be divided as asked for:"
    assert told[-1] == "State these, or choose another key."
    assert len(told) == 2 + 2 * 3
    for name in ("Ambleford", "Brackwater", "Corsley"):
        about = [line for line in told if f"{name} District Council" in line or f"{name} Borough Council" in line]
        assert len(about) == 2, name
        for line in about:
            file, line_number, column, _ = line.strip().split(":", 3)
            assert file == f"{name.lower()}.yaml"
            text = (folder / file).read_text("utf-8").splitlines()[int(line_number) - 1]
            assert text[int(column) - 1 :].startswith(("council", "service")), (line, text)
    assert any("does not state council.population." in line for line in told)
    assert any("does not state systems.planning.volume." in line for line in told)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--savings", "populaton"), "There is no key called populaton. Did you mean population?"),
        (("--savings", "custom:Ambleford=60%,Corsley=30%"), "The shares add up to 90%, not to 100%."),
        (("--savings", "custom:Ambleford=60%,Ambleford=40%"), "A council is named twice."),
        (("--savings", "custom:Ambleford"), "'Ambleford' is not a council and its percentage"),
        (("--running", "lead:Ambleford=730%"), "'Ambleford=730%' is not a council and its percentage"),
        (("--running", "lead:Amblefrod=73%"), "No profile here is of Amblefrod. Did you mean Ambleford"),
        (("--running", "lead:Ambleford=73%,own"), "What a lead leaves cannot be divided by own."),
        (("--running", "volume"), "This key needs more: write it like volume:payslips."),
        (("--set-up", "equal:2"), "Equal takes nothing after it"),
        (("--rule", "shapley", "--savings", "equal"), "A rule divides all that is gained"),
        (("--true-up", "300"), "300 is not a percentage from 0 to 100."),
    ],
)
def test_a_key_that_cannot_be_read(words: tuple[str, ...], message: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("share", ".", "--quiet", *words)
    assert done.code == 2
    assert message in " ".join(done.err.replace("│", " ").split())


def test_a_key_that_cannot_be_read_is_refused_before_anything_is_read(invoke: Invoke) -> None:
    done = invoke("share", "no-such-folder", "--savings", "populaton")
    assert done.code == 2


def test_a_lead_that_is_no_member_is_named(folder: Path, invoke: Invoke) -> None:
    for profile in ("article_2006/lichfield", "article_2006/tamworth", "article_2006/newham"):
        shutil.copy(SAMPLES / f"{profile}.yaml", folder)
    done = invoke("share", "lichfield.yaml", "tamworth.yaml", "newham.yaml", "--service", "crm", "--quiet",
                  "--running", "lead:Newham=73%")  # fmt: skip
    assert done.code == 3
    assert "crm.1, divided 73% to the lead, the rest equally: London Borough of Newham is no member." in done.err


def test_one_council_sees_the_consortia_it_is_in(invoke: Invoke) -> None:
    done = invoke("share", SAMPLES / "county_2026", "--quiet", "--council", "Brackenholt", "--service", "payroll",
                  "--rule", "nucleolus", "--format", "json")  # fmt: skip
    assert done.code == 0
    (only,) = json.loads(done.out)["consortia"]
    assert only["detail"] == "nucleolus"
    assert "E" in only["members"][0]


def test_nothing_to_divide(folder: Path, invoke: Invoke) -> None:
    done = invoke("share", "ambleford.yaml", "--quiet", "--fail-if-none")
    assert done.code == 1
    assert "nothing to divide" in done.out


def test_a_mandate_in_words(invoke: Invoke) -> None:
    """The most advanced can end up carrying the least advanced (Computer Weekly, March 2006): said from data alone."""
    files = [SAMPLES / "article_2006" / f"{name}.yaml" for name in ("newham", "lichfield", "tamworth", "staffordshire")]
    done = invoke("share", *files, "--service", "crm", "--option", "mandated", "--quiet")
    assert done.code == 0
    text = " ".join(done.out.split())
    assert "As costs fall, Newham loses by it. Side payments of £" in text
    assert re.search(r"Newham loses £[\d,]+, and the others have £[\d,]+ more with it: it carries them\.", text)
    assert "Tamworth loses" not in text
    assert text.index("Newham -") < text.index("Tamworth "), "losers first"

"""`sharedcli timeline` as people type it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import vobject

from sharedcli.render import text
from sharedcli.render.screen import Screen
from tests.conftest import PROJECT, Invoke, program
from tests.render.timelines import report
from tests.samples import ARTICLE, COUNTY

Golden = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "timeline.txt"),
        (("--format", "json"), "timeline.json"),
        (("--council", "Brackwater"), "timeline-brackwater.txt"),
    ],
    ids=["text", "json", "one council"],
)
def test_golden(words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Golden) -> None:
    done = invoke("timeline", ".", *words)
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)


@pytest.mark.parametrize(("width", "name"), [(None, "pipe"), (80, "80"), (120, "120")])
def test_golden_at_every_width(width: int | None, name: str, golden: Golden) -> None:
    shown = text.render(report(ARTICLE, "payroll", "revenues-and-benefits"), Screen(width=width))
    assert width is None or max(map(len, shown.splitlines())) <= width
    golden(f"timeline-{name}.txt", shown)


def test_colours_change_no_word() -> None:
    subject = report(COUNTY, "crm")
    coloured = text.render(subject, Screen(colour=True, width=120))
    assert "32m" in coloured
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured.splitlines()]
    assert plain == text.render(subject, Screen(width=120)).splitlines()


@pytest.mark.parametrize("suffix", ["txt", "json", "html", "svg"])
def test_the_suffix_decides(suffix: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("timeline", ".", "--output", f"out.{suffix}")
    assert (done.code, done.out, done.err) == (0, "", "")
    begins = {"txt": "WHEN EACH", "json": "{\n", "html": "<!DOCTYPE html>", "svg": "<?xml"}[suffix]
    assert (folder / f"out.{suffix}").read_text("utf-8").startswith(begins)


def test_assess_is_a_page_too_but_no_drawing(folder: Path, invoke: Invoke) -> None:
    assert invoke("assess", ".", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert invoke("assess", ".", "--format", "svg").code == 2
    assert "stands for no format here" in invoke("assess", ".", "--output", "out.svg").err


def test_a_calendar_beside_the_result(folder: Path, invoke: Invoke) -> None:
    done = invoke("timeline", COUNTY, "--ics", "notices.ics", "--format", "json")
    assert done.code == 0
    events = vobject.readOne((folder / "notices.ics").read_bytes().decode()).vevent_list
    due = json.loads(done.out)["notices"]
    assert [event.dtstart.value.isoformat() for event in events] == [notice["notice_by"] for notice in due]
    assert due


def test_a_calendar_is_not_written_over(folder: Path, invoke: Invoke) -> None:
    (folder / "notices.ics").write_text("precious")
    done = invoke("timeline", COUNTY, "--ics", "notices.ics")
    assert (done.code, done.out) == (3, "")
    assert "notices.ics exists already" in done.err
    assert (folder / "notices.ics").read_text() == "precious"
    assert invoke("timeline", COUNTY, "--ics", "notices.ics", "--force").code == 0
    assert (folder / "notices.ics").read_text().startswith("BEGIN:VCALENDAR")


def test_a_calendar_that_cannot_be_written_is_said_after_the_result(folder: Path, invoke: Invoke) -> None:
    done = invoke("timeline", COUNTY, "--ics", "no/such/folder.ics")
    assert done.code == 3
    assert done.out.startswith("WHEN EACH COULD MOVE")
    assert "BEGIN:VCALENDAR" not in done.out
    assert "no/such/folder.ics could not be written" in done.err


def test_no_notice_day_no_calendar(folder: Path, invoke: Invoke) -> None:
    done = invoke("timeline", "brackwater.yaml", "--ics", "notices.ics")
    assert done.code == 0
    assert "no notice day is known, so notices.ics was not written" in done.err
    assert not (folder / "notices.ics").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--service", "planing"), 2, "Did you mean planning?"),
        (("--council", "Corsly"), 2, "Did you mean Corsley"),
        (("--format", "pdf"), 2, "'pdf'"),
        (("--output", "a.pdf"), 2, "The suffix of a.pdf stands for no format here"),
        (("--ics", "-"), 2, "--ics needs a file"),
        (("--ics", ""), 2, "--ics needs a file"),
        (("--ics", "./a.json", "--output", "a.json"), 2, "name the same file"),
        (("--as-at", "soon"), 2, "write it as 2026-11-01"),
        (("nowhere.yaml",), 3, "nowhere.yaml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said(words: tuple[str, ...], code: int, said: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("timeline", ".", *words)
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert "Traceback" not in done.err


@pytest.mark.parametrize("form", ["text", "json", "html", "svg"])
def test_exit_codes_do_not_depend_on_the_format(form: str, folder: Path, invoke: Invoke) -> None:
    assert invoke("timeline", ".", "--format", form).code == 0
    broken = folder / "corsley.yaml"
    broken.write_text(broken.read_text("utf-8").replace("as_at: 2026-11-01", "as_at: 01/11/2026"), "utf-8")
    done = invoke("timeline", ".", "--format", form)
    assert done.code == 1
    assert form == "svg" or "corsley.yaml" in done.out
    assert invoke("timeline", ".", "--format", form, "--fail-on", "never").code == 0
    assert invoke("timeline", "empty", "--format", form).code == 3


def test_a_council_without_systems_has_nothing_to_time(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "a.yaml").write_text(
        "profile: 1\nas_at: 2026-11-01\nfigures: internal\n"
        "council: {name: Town, code: E07999201, tier: district, region: East Midlands, county: Midshire}\n", "utf-8"
    )  # fmt: skip
    for form in ("text", "json", "html", "svg"):
        done = invoke("timeline", tmp_path, "--format", form)
        assert (done.code, done.err) == (0, "")
        assert done.out


def test_facts_too_far_apart_have_timelines_of_their_own(invoke: Invoke) -> None:
    record = json.loads(invoke("timeline", PROJECT / "sample_councils", "--service", "crm", "--format", "json").out)
    (earlier,) = record["earlier"]
    assert (record["as_at"], earlier["as_at"]) == ("2026-11-01", "2006-03-01")
    assert len(record["rows"]) == 9
    assert len(earlier["rows"]) == 15


def test_one_council_has_its_own_rows_alone(invoke: Invoke) -> None:
    record = json.loads(invoke("timeline", COUNTY, "--council", "Fenwold", "--format", "json").out)
    assert {row["council"] for row in record["rows"] + record["notices"]} == {"Fenwold"}


@pytest.mark.slow  # in the ordinary run tests/test_determinism.py has one of each
def test_neither_hashes_nor_settings_nearby_change_a_byte(tmp_path: Path) -> None:
    """Sets come in another order in each process; matplotlib reads a settings file of the working directory."""
    (tmp_path / "matplotlibrc").write_text("font.size: 20\nlines.linewidth: 9\nnonsense: 1\n", "utf-8")
    (tmp_path / "other").mkdir()
    outputs = []
    for seed, folder in (("0", tmp_path), ("1", tmp_path / "other")):
        environment = {
            **os.environ, "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1",
            "MPLCONFIGDIR": "/nowhere/at/all",
        }  # fmt: skip
        words = ("timeline", COUNTY, "--service", "crm,finance", "--format")
        line = program((*words, "html", "--ics", f"{seed}.ics"), (*words, "svg"))
        done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.append((done.stdout, (folder / f"{seed}.ics").read_bytes()))
    assert outputs[0] == outputs[1]
    assert outputs[0][0].count(b"<svg ") == 3, "one for each service on the page, and the drawing"

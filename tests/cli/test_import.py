"""`sharedcli import` as a person types it. The contracts are invented; the councils are those of the register."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT, Invoke, Outcome

HEAD = (
    "Notice Identifier,Organisation Name,Published Date,Title,Cpv Codes,Supplier,Start Date,End Date,Awarded Value\r\n"
)
ROWS = (
    "A-1,Lichfield District Council,2026-09-01,Payroll system (iTrent),48450000,MHR,2024-04-01,2029-03-31,250000",
    "A-2,Lichfield District Council,2026-09-01,Grass cutting,77314000,Mower Ltd,2024-04-01,2029-03-31,90000",
    "A-3,Suffolk Coastal District Council,2026-08-01,Housing management system,48000000,Civica,2023-01-01,2027-12-31,1",
    "A-4,LASER,2026-08-01,Housing management system,48000000,Civica UK Ltd,2023-01-01,2027-12-31,400000",
    "A-5,Leeds City Council,2026-09-02,HR and payroll system,48450000,Zellis,2025-04-01,2030-03-31,900000",
    "A-6,Leeds City Council,2026-09-02,Microsoft licences,48000000,Bytes,2025-04-01,2028-03-31,3000000",
    "A-7,Leeds City Council,2026-09-02,Library management system,48160000,Civica,2030-04-01,2028-03-31,300000",
)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of seven contracts in a folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "register.csv"
    file.write_bytes((HEAD + "\r\n".join(ROWS) + "\r\n").encode())
    return file


def run(invoke: Invoke, *words: str) -> Outcome:
    return invoke("import", "register.csv", *words)


def record(invoke: Invoke, *words: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run(invoke, *words, "--format", "json").out)
    return said


def test_golden(register: Path, invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    done = run(invoke)
    assert done.err == ""
    golden("import.txt", done.out)
    golden("import-leeds.yaml", (register.parent / "drafts" / "leeds.yaml").read_text("utf-8"))


def test_every_row_is_accounted_for(register: Path, invoke: Invoke) -> None:
    said = record(invoke, "--dry-run")
    counts = said["counts"]
    assert counts["read"] == 7 == counts["picked"] + counts["left_out"] + counts["refused"]
    assert sum(said["left_out"].values()) == counts["left_out"]
    assert sum(said["refused"].values()) == counts["refused"]
    assert {row["reference"] for row in said["rows"] if row["picked"]} == {"A-1", "A-3", "A-5", "A-7"}


def test_the_next_command_works(register: Path, invoke: Invoke) -> None:
    done = run(invoke)
    assert "NEXT: `sharedcli validate drafts` checks them; `sharedcli assess drafts` says" in done.out
    checked = invoke("validate", "drafts")
    assert checked.code == 0, checked.out
    assert "3 files: 3 ready" in checked.err


def test_a_dry_run_writes_nothing(register: Path, invoke: Invoke) -> None:
    done = run(invoke, "--dry-run")
    assert "this was a dry run" in done.out
    assert [path.name for path in register.parent.iterdir()] == ["register.csv"]


def test_nothing_is_overwritten(register: Path, invoke: Invoke) -> None:
    run(invoke)
    kept = register.parent / "drafts" / "leeds.yaml"
    kept.write_text("my own")
    (register.parent / "drafts" / "lichfield.yaml").unlink()
    again = run(invoke)
    assert again.code == 3
    assert "leeds.yaml exists already; nothing was written." in again.err or "and 1 more exists" in again.err
    assert kept.read_text() == "my own"
    assert not (register.parent / "drafts" / "lichfield.yaml").exists()
    assert run(invoke, "--force").code == 0
    assert kept.read_text("utf-8").startswith("# yaml-language-server")


def test_picks_are_changed_by_file(register: Path, invoke: Invoke) -> None:
    run(invoke, "--dry-run", "--save-picks", "picks.csv")
    picks = register.parent / "picks.csv"
    with picks.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["row"]: line["decision"] for line in lines}["7"] == "drop"  # Microsoft licences run no service here
    for line in lines:
        if line["row"] == "2":
            line["decision"] = "drop"
        if line["row"] == "7":
            line |= {"decision": "accept", "service": "service-desk"}
    with picks.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
    said = record(invoke, "--dry-run", "--picks", "picks.csv")
    by_row = {row["row"]: row["services"] for row in said["rows"]}
    assert (by_row[2], by_row[7]) == ([], ["service-desk"])
    assert said["left_out"]["dropped"] == 1
    assert [row["why"] for row in said["rows"] if row["left_out"] == "dropped"] == ["The file of picks drops it."]


def test_a_row_that_was_not_ict_can_be_put_in_by_file(register: Path, invoke: Invoke) -> None:
    (register.parent / "picks.csv").write_text("decision,service,file,row\naccept,parking,register.csv,3\n")
    said = record(invoke, "--dry-run", "--picks", "picks.csv")
    assert {row["reference"]: row["services"] for row in said["rows"]}["A-2"] == ["parking"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("accept,parking,register.csv,99", "line 2: register.csv has no row 99"),
        ("accept,parking,other.csv,2", "line 2: other.csv has no row 2"),
        ("maybe,parking,register.csv,2", "decision is maybe; write accept or drop"),
    ],
)
def test_picks_that_cannot_be_done(register: Path, invoke: Invoke, line: str, says: str) -> None:
    (register.parent / "picks.csv").write_text(f"decision,service,file,row\n{line}\n")
    done = run(invoke, "--picks", "picks.csv")
    assert (done.code, done.out) == (3, "")
    assert says in done.err


def test_merging_keeps_what_the_council_says(register: Path, invoke: Invoke) -> None:
    run(invoke)
    own = register.parent / "profiles" / "our-lichfield.yaml"
    own.parent.mkdir()
    text = (register.parent / "drafts" / "lichfield.yaml").read_text("utf-8")
    assert text.count("supplier: MHR") == 1
    text = text.replace("value_gbp: 250000", "value_gbp: 310000  # with the modules").replace("    supplier: MHR\n", "")
    own.write_text(text, "utf-8")
    done = run(invoke, "--merge", "profiles", "--into", "merged")
    assert "Values that differ from the council's own" in done.out
    merged = (register.parent / "merged" / "our-lichfield.yaml").read_text("utf-8")
    assert "value_gbp: 310000  # with the modules" in merged
    assert "supplier: MHR" in merged
    assert own.read_text("utf-8") == text


def test_a_filled_in_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke) -> None:
    monkeypatch.chdir(tmp_path)
    sample = PROJECT / "sample_councils/county_2026/carrowby.yaml"
    assert invoke("template", "--from", str(sample), "--output", "carrowby.xlsx").code == 0
    done = invoke("import", "carrowby.xlsx")
    assert done.code == 0, (done.out, done.err)
    assert invoke("compare", str(sample), "drafts/carrowby.yaml", "--fail-if-changed").code == 0


def test_standard_input(register: Path, invoke: Invoke) -> None:
    done = invoke("import", "-", "--dry-run", "--format", "json", stdin=register.read_bytes())
    assert json.loads(done.out)["counts"]["picked"] == 4
    assert json.loads(done.out)["files"][0]["file"] == "standard input"


def two_of_one_name(register: Path) -> tuple[str, str]:
    """Two registers of one name in two folders, each with one contract in its second row."""
    for name, row in (("a", ROWS[0]), ("b", ROWS[4])):
        (register.parent / name).mkdir()
        (register.parent / name / "register.csv").write_text(f"{HEAD}{row}\r\n", encoding="utf-8")
    return "a/register.csv", "b/register.csv"


def test_two_files_of_one_name_are_told_apart_in_picks(register: Path, invoke: Invoke) -> None:
    both = two_of_one_name(register)
    invoke("import", *both, "--dry-run", "--save-picks", "picks.csv")
    picks = register.parent / "picks.csv"
    picks.write_text(picks.read_text("utf-8-sig").replace("accept,payroll,high", "drop,payroll,high"), encoding="utf-8")
    said = json.loads(invoke("import", *both, "--dry-run", "--picks", "picks.csv", "--format", "json").out)
    assert [(row["file"], row["services"]) for row in said["rows"]] == [
        ("a/register.csv", []), ("b/register.csv", ["payroll", "human-resources"]),
    ]  # fmt: skip
    picks.write_text("decision,service,file,row\naccept,crm,register.csv,2\n", encoding="utf-8")
    unclear = invoke("import", *both, "--dry-run", "--picks", "picks.csv")
    assert "line 2: two files are called register.csv; give this one with its folder" in unclear.err


def test_two_files_of_one_name_are_told_apart_by_a_person(
    register: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sharedcli.cli.commands import import_

    monkeypatch.setattr(import_, "is_somebody_there", lambda: True)
    done = invoke("import", *two_of_one_name(register), "--dry-run", "--format", "json", stdin=b"d\n\n")
    said = json.loads(done.out)
    assert [row["services"] for row in said["rows"]] == [[], ["payroll", "human-resources"]]
    assert said["counts"] == {"read": 2, "picked": 1, "left_out": 1, "refused": 0}


def test_picks_saved_and_read_back_change_nothing(register: Path, invoke: Invoke) -> None:
    """Of two contracts of one service one is in the draft; the other was accepted all the same, and says so again."""
    later = ROWS[0].replace("A-1", "A-9").replace("2029-03-31", "2031-03-31")
    register.write_text(f"{HEAD}{ROWS[0]}\r\n{later}\r\n", encoding="utf-8")
    once = record(invoke, "--dry-run", "--save-picks", "picks.csv")
    assert once["left_out"] == {"not in a draft": 1}
    assert record(invoke, "--dry-run", "--picks", "picks.csv") == once


def test_whose_a_row_is_can_be_said_by_file(register: Path, invoke: Invoke) -> None:
    register.write_text(f"{HEAD}{ROWS[3]}\r\n", encoding="utf-8")
    picks = register.parent / "picks.csv"
    picks.write_text(
        "decision,service,council,file,row\naccept,housing-management,Lichfield,register.csv,2\n", encoding="utf-8"
    )
    said = record(invoke, "--dry-run", "--picks", "picks.csv")
    assert [(draft["council"], draft["systems"]) for draft in said["drafts"]] == [
        ("Lichfield District Council", ["housing-management"])
    ]


def test_nobody_is_asked_in_vain(register: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    from sharedcli.cli.commands import import_

    monkeypatch.setattr(import_, "is_somebody_there", lambda: True)
    (register.parent / "drafts").mkdir()
    (register.parent / "drafts" / "leeds.yaml").write_text("my own", encoding="utf-8")
    done = invoke("import", "register.csv", stdin=b"a\n")
    assert done.code == 3
    assert "leeds.yaml exists already; nothing was written." in done.err
    assert "recognised" not in done.err


def test_one_councils_contracts_alone(register: Path, invoke: Invoke) -> None:
    said = record(invoke, "--dry-run", "--council", "leeds")
    assert [draft["council"] for draft in said["drafts"]] == ["Leeds City Council"]
    assert said["left_out"]["another council's"] == 2
    counts = said["counts"]
    assert counts["read"] == counts["picked"] + counts["left_out"] + counts["refused"]
    nobody = run(invoke, "--council", "Lichfeild")
    assert (nobody.code, nobody.out) == (2, "")
    assert "Did you mean Lichfield District Council?" in nobody.err


def test_a_profile_is_no_register(register: Path, invoke: Invoke) -> None:
    (register.parent / "own.yaml").write_text("# ours\n\nprofile: 1\n", encoding="utf-8")
    done = invoke("import", "own.yaml", "--output", "told.json")
    assert (done.code, done.err) == (
        3,
        "sharedcli: own.yaml: It is a profile already; `sharedcli validate` checks it.\n",
    )


def test_a_file_that_is_not_there(register: Path, invoke: Invoke) -> None:
    done = invoke("import", "register.csv", "nowhere.csv")
    assert done.code == 3
    assert "nowhere.csv" in done.out


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_person_decides_on_a_terminal(register: Path) -> None:
    import pty

    mine, its = pty.openpty()
    line = [sys.executable, "-m", "sharedcli", "import", "register.csv", "--dry-run", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(line, stdin=its, stdout=subprocess.PIPE, stderr=its, env=environment) as process:
        os.close(its)
        os.write(mine, b"d\nlibrary\ncrm\na\n")  # drop, a wrong key, another service, and the rest as proposed
        assert process.stdout is not None
        said = json.loads(process.stdout.read())
        process.wait(30)
    os.close(mine)
    decided = {row["reference"]: row["services"] for row in said["rows"]}
    assert decided["A-1"] == []
    assert decided["A-3"] == ["crm"]
    assert decided["A-5"] == ["payroll", "human-resources"]


def test_rows_of_several_files_are_told_apart(register: Path, invoke: Invoke) -> None:
    (register.parent / "more.csv").write_text(f"{HEAD}{ROWS[0].replace('Lichfield', 'Stafford')}", encoding="utf-8")
    done = invoke("import", "register.csv", "more.csv", "--dry-run", "--format", "md")
    assert "| register.csv 2 |" in done.out
    assert "| more.csv 2 |" in done.out


def test_a_file_that_was_not_read_is_not_called_empty(register: Path, invoke: Invoke) -> None:
    assert "ANSWER: 1 file could not be read, and there is nothing to draft." in invoke("import", "nowhere.csv").out


def test_a_folder_that_is_a_file(register: Path, invoke: Invoke) -> None:
    done = run(invoke, "--into", "register.csv/drafts")
    assert done.code == 3
    assert (
        "register.csv/drafts cannot be the folder for the profiles: Not a directory. Nothing was written;" in done.err
    )


def test_one_row(register: Path, invoke: Invoke) -> None:
    register.write_text(f"{HEAD}{ROWS[0]}", encoding="utf-8")
    assert "1 contract of 1 council picked from 1 row. " in run(invoke, "--dry-run").out


def test_whoever_stops_deciding_writes_nothing(register: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    from sharedcli.cli.commands import import_

    monkeypatch.setattr(import_, "is_somebody_there", lambda: True)
    done = invoke("import", "register.csv", stdin=b"\n")
    assert done.code == 130
    assert "2 of " in done.err
    assert "nothing was written" in done.err
    assert [path.name for path in register.parent.iterdir()] == ["register.csv"]


def test_what_is_not_put_into_a_council_s_own_is_told(register: Path, invoke: Invoke) -> None:
    """The council's contract ends on another day, so the published product and value may be another contract's."""
    run(invoke)
    own = register.parent / "own.yaml"
    text = (register.parent / "drafts" / "lichfield.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if "supplier: MHR" not in line and "value_gbp: 250000" not in line]
    own.write_text("\n".join(kept).replace("last_day: 2029-03-31", "last_day: 2030-03-31"), "utf-8")
    told = " ".join(
        run(invoke, "--merge", "own.yaml", "--into", "merged").out.split("Not put into the council's own")[1].split()
    )
    assert "payroll supplier: MHR last_day differs, so what was published may be about another contract." in told
    assert "payroll contract value_gbp: 250000 last_day differs" in told


def test_a_template_with_errors_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoke("template", "--council", "Lichfield", "--output", "empty.xlsx").code == 0
    done = invoke("import", "empty.xlsx")
    assert done.code == 1
    assert "no profile was made: 2 errors in what was filled in. Correct the cells below" in done.out
    assert "Rows read" not in done.out


def test_a_second_merge_has_nothing_to_add_and_tells_of_the_councils_own(register: Path, invoke: Invoke) -> None:
    run(invoke, "--into", "kept")
    own = register.parent / "kept" / "leeds.yaml"
    own.write_text(own.read_text("utf-8") + "  - service: parking\n    status: live\n", encoding="utf-8")
    register.write_text(f"{HEAD}{ROWS[4].replace('2030-03-31', '2031-03-31')}", encoding="utf-8")
    done = run(invoke, "--merge", "kept", "--into", "merged", "--format", "md")
    assert "No profile was written; the drafts below say why." in done.out
    assert "| Leeds | 4 |" in done.out
    assert not (register.parent / "merged").exists()


def test_what_stands_in_the_way_is_named(register: Path, invoke: Invoke) -> None:
    done = run(invoke, "--into", "register.csv")
    assert (done.code, done.out) == (3, "")
    assert "register.csv cannot be the folder for the profiles: it is a file." in done.err
    picks = run(invoke, "--picks", "nowhere.csv")
    assert "nowhere.csv: This file could not be opened" in picks.err


def test_those_who_buy_with_the_council_wanted_get_no_draft(register: Path, invoke: Invoke) -> None:
    register.write_text(f"{HEAD}{ROWS[4].replace('Leeds City', 'Leeds City Council and Bradford')}", encoding="utf-8")
    assert {draft["council"] for draft in record(invoke, "--dry-run")["drafts"]} == {
        "Leeds City Council", "City of Bradford Metropolitan District Council",
    }  # fmt: skip
    run(invoke, "--council", "leeds")
    assert [path.name for path in (register.parent / "drafts").glob("*.yaml")] == ["leeds.yaml"]
    assert "a contract with" in (register.parent / "drafts" / "leeds.yaml").read_text("utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_merged_file_has_the_line_for_editors_above_its_own(register: Path, invoke: Invoke, mark: bytes) -> None:
    run(invoke)
    text = (register.parent / "drafts" / "lichfield.yaml").read_bytes()
    own = b"\r\n".join(
        line for line in text.splitlines() if b"language-server" not in line and b"supplier: MHR" not in line
    )
    (register.parent / "own.yaml").write_bytes(mark + own)
    assert run(invoke, "--merge", "own.yaml", "--into", "merged").code == 0
    merged = (register.parent / "merged" / "own.yaml").read_bytes()
    first, _, rest = merged.partition(b"\r\n")
    assert first == mark + b"# yaml-language-server: $schema=profile.schema.json"
    assert rest.startswith(own[:200])
    assert invoke("validate", "merged/own.yaml", "--quiet").code == 0

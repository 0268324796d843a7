"""Inputs that could hang, crash or mislead the command, through the command itself, against the clock."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT

GOOD = (Path(__file__).parent / "data/good.yaml").read_bytes()
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")


def findings(command: Command, *words: object, code: int, **options: object) -> list[tuple[str, str, str]]:
    """File, code and message of every finding; the exit code must be `code`, and nothing may be a traceback."""
    done = command("validate", "--format", "json", *words, **options)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == code, done.stderr.decode()
    return [(row["file"], row["code"], row["message"]) for row in json.loads(done.stdout)["rows"]]


def test_pipe_without_a_writer(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "good.yaml").write_bytes(GOOD)
    expected = [("pipe.yaml", "CF002", "This is not an ordinary file.")]
    assert findings(command, ".", code=3, cwd=tmp_path) == expected
    assert findings(command, "pipe.yaml", code=3, cwd=tmp_path) == expected


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_device_behind_a_link(command: Command, tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert findings(command, "zero.yaml", code=3, cwd=tmp_path)[0][1] == "CF002"
    assert findings(command, ".", code=3, cwd=tmp_path)[0][1] == "CF002"
    assert findings(command, "/dev/zero", code=3)[0][1] == "CF002"


def test_link_out_of_the_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_bytes(GOOD)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    ((_, code, message),) = findings(command, folder, code=3)
    assert (code, message) == ("CF002", "This link leads out of the folder given.")
    assert findings(command, folder / "link.yaml", code=0) == []  # whoever names the link means it


def test_link_inside_the_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(GOOD)
    (tmp_path / "two.yaml").symlink_to("one.yaml")
    assert [code for _, code, _ in findings(command, tmp_path, code=1)] == ["CF501"]


def test_links_in_a_circle(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "up").symlink_to(tmp_path)
    assert [code for _, code, _ in findings(command, tmp_path, code=3)] == ["CF001", "CF001"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_no_permission(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_bytes(GOOD)
    (tmp_path / "file.yaml").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    found = findings(command, ".", code=3, cwd=tmp_path)
    assert [(file, code) for file, code, _ in found] == [("file.yaml", "CF001"), ("folder", "CF001")]
    assert findings(command, tmp_path / "folder/inside.yaml", code=3)[0][1] == "CF001"


def test_folder_named_like_a_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    expected = [("folder.yaml", "CF001", "This folder holds no .yaml or .yml file.")]
    assert findings(command, "folder.yaml", code=3, cwd=tmp_path) == expected
    (tmp_path / "folder.yaml/good.YAML").write_bytes(GOOD)
    assert findings(command, tmp_path, code=0) == []


def test_empty_folder_beside_a_good_one(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full/good.yaml").write_bytes(GOOD)
    (tmp_path / "full/notes.txt").write_bytes(b"not read")
    (tmp_path / "full/.hidden.yaml").write_bytes(b"not read")
    done = command("validate", "empty", "full", cwd=tmp_path)
    assert done.returncode == 3
    assert b"sharedcli: empty: This folder holds no .yaml or .yml file.\n" in done.stderr
    assert b"2 files: 1 ready, 1 could not be read (1 error)" in done.stderr


def test_missing_path(command: Command, tmp_path: Path) -> None:
    message = "This file could not be opened: No such file or directory."
    assert findings(command, "none.yaml", code=3, cwd=tmp_path) == [("none.yaml", "CF001", message)]
    assert findings(command, "", code=3, cwd=tmp_path)[0][1] in {"CF001", "CF002"}
    assert findings(command, "x" * 5000, code=3)[0][1] == "CF001"


def test_names_that_would_forge_output(command: Command, tmp_path: Path) -> None:
    name = "a\n::error::b\x1b[31m\u202e.yaml"
    (tmp_path / name).write_bytes(b"profile: 1\n")
    (tmp_path / os.fsdecode(b"latin-\xe9.yaml")).write_bytes(b"profile: 1\n")
    for format_ in ("text", "json", "github", "sarif", "junit"):
        done = command("validate", ".", "--format", format_, cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        text = done.stdout.decode() + done.stderr.decode()
        assert not {"\x1b", "\u202e"} & set(text)
        assert not any(line.startswith("::error::") for line in text.splitlines())


def test_not_utf_8(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"profile: 1\ncouncil: \xff\xfe\n")
    (tmp_path / "wide.yaml").write_bytes("profile: 1\n".encode("utf-16"))
    assert [code for _, code, _ in findings(command, tmp_path, code=1)] == ["CF004", "CF004"]


def test_standard_input(command: Command, tmp_path: Path) -> None:
    assert findings(command, "-", code=0, input=GOOD, stdin=None) == []
    assert [code for _, code, _ in findings(command, "-", code=1, input=b"\xff", stdin=None)] == ["CF004"]
    with tmp_path.joinpath("big").open("wb") as big:
        big.truncate(50 << 20)
    with tmp_path.joinpath("big").open("rb") as big:
        assert [code for _, code, _ in findings(command, "-", code=1, stdin=big)] == ["CF003"]


def test_huge_and_deep_files(command: Command, tmp_path: Path) -> None:
    with (tmp_path / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(8 << 30)
    (tmp_path / "deep.yaml").write_bytes(b"[" * 200_000)
    (tmp_path / "bomb.yaml").write_bytes(b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % n for n in range(20)))
    found = {file: code for file, code, _ in findings(command, ".", code=1, cwd=tmp_path)}
    assert found == {"sparse.yaml": "CF003", "deep.yaml": "CF013", "bomb.yaml": "CF010"}


def test_one_broken_file_hides_no_other(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"{")
    (tmp_path / "b.yaml").write_bytes(GOOD.replace(b"2028-03-31", b"31/03/2028"))
    (tmp_path / "c.yaml").write_bytes(b"\xff")
    assert [code for _, code, _ in findings(command, tmp_path, code=1)] == ["CF006", "CF203", "CF004"]


def test_same_bytes_every_time(command: Command, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_bytes(GOOD.replace(b"planning", b"plannning"))
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for format_ in ("text", "json", "github", "sarif", "junit"):
        one, two = (
            command("validate", ".", "--format", format_, cwd=tmp_path, env=environment | {"PYTHONHASHSEED": seed})
            for seed in ("1", "2")
        )
        assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_interrupt(tmp_path: Path, format_: str) -> None:
    for number in range(4000):
        (tmp_path / f"{number}.yaml").write_bytes(GOOD.replace(b"E07900006", b"E0790%04d" % number))
    line = [sys.executable, "-m", "sharedcli", "validate", str(tmp_path), "--format", format_]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"sharedcli: stopped before the end.\n")

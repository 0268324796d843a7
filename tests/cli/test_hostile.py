"""Inputs that could hang, crash or mislead the command, through the command itself.

What could hang or fill the memory runs in a process of its own, against the clock.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT, Invoke, program

GOOD = (Path(__file__).parent / "data/good.yaml").read_bytes()
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")


Found = list[tuple[str, str, str]]


def findings(command: Command, *words: object, code: int, **options: object) -> Found:
    """File, code and message of every finding; the exit code must be `code`, and nothing may be a traceback."""
    done = command("validate", "--format", "json", *words, **options)
    return _told(done.returncode, done.stdout.decode(), done.stderr.decode(), code=code)


def found(invoke: Invoke, *words: object, code: int, **options: Any) -> Found:
    """The same in this process."""
    done = invoke("validate", "--format", "json", *words, **options)
    return _told(done.code, done.out, done.err, code=code)


def _told(ended: int, out: str, err: str, *, code: int) -> Found:
    assert "Traceback" not in err, err
    assert ended == code, err
    return [(row["file"], row["code"], row["message"]) for row in json.loads(out)["rows"]]


def test_pipe_without_a_writer(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "good.yaml").write_bytes(GOOD)
    expected = [("pipe.yaml", "CF002", "This is not an ordinary file.")]
    assert findings(command, ".", "pipe.yaml", code=3, cwd=tmp_path) == expected


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_device_behind_a_link(command: Command, tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    told = findings(command, "zero.yaml", ".", "/dev/zero", code=3, cwd=tmp_path)
    assert [code for _, code, _ in told] == ["CF002", "CF002"], "the link once, and the device"


def test_link_out_of_the_folder(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_bytes(GOOD)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    ((_, code, message),) = found(invoke, folder, code=3)
    assert (code, message) == ("CF002", "This link leads out of the folder given.")
    assert found(invoke, folder / "link.yaml", code=0) == []  # whoever names the link means it


def test_link_inside_the_folder(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(GOOD)
    (tmp_path / "two.yaml").symlink_to("one.yaml")
    assert [code for _, code, _ in found(invoke, tmp_path, code=1)] == ["CF501"]


def test_links_in_a_circle(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "up").symlink_to(tmp_path)
    assert [code for _, code, _ in found(invoke, tmp_path, code=3)] == ["CF001", "CF001"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_no_permission(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_bytes(GOOD)
    (tmp_path / "file.yaml").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    told = found(invoke, ".", code=3, cwd=tmp_path)
    assert [(file, code) for file, code, _ in told] == [("file.yaml", "CF001"), ("folder", "CF001")]
    assert found(invoke, tmp_path / "folder/inside.yaml", code=3)[0][1] == "CF001"


def test_folder_named_like_a_file(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    expected = [("folder.yaml", "CF001", "This folder holds no .yaml or .yml file.")]
    assert found(invoke, "folder.yaml", code=3, cwd=tmp_path) == expected
    (tmp_path / "folder.yaml/good.YAML").write_bytes(GOOD)
    assert found(invoke, tmp_path, code=0) == []


def test_empty_folder_beside_a_good_one(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full/good.yaml").write_bytes(GOOD)
    (tmp_path / "full/notes.txt").write_bytes(b"not read")
    (tmp_path / "full/.hidden.yaml").write_bytes(b"not read")
    done = invoke("validate", "empty", "full", cwd=tmp_path)
    assert done.code == 3
    assert "sharedcli: empty: This folder holds no .yaml or .yml file.\n" in done.err
    assert "2 files: 1 ready, 1 could not be read (1 error)" in done.err


def test_missing_path(invoke: Invoke, tmp_path: Path) -> None:
    message = "This file could not be opened: No such file or directory."
    assert found(invoke, "none.yaml", code=3, cwd=tmp_path) == [("none.yaml", "CF001", message)]
    assert found(invoke, "", code=3, cwd=tmp_path)[0][1] in {"CF001", "CF002"}
    assert found(invoke, "x" * 5000, code=3)[0][1] == "CF001"


def test_names_that_would_forge_output(invoke: Invoke, tmp_path: Path) -> None:
    name = "a\n::error::b\x1b[31m\u202e.yaml"
    (tmp_path / name).write_bytes(b"profile: 1\n")
    (tmp_path / os.fsdecode(b"latin-\xe9.yaml")).write_bytes(b"profile: 1\n")
    for format_ in ("text", "json", "github", "sarif", "junit"):
        done = invoke("validate", ".", "--format", format_, cwd=tmp_path)
        assert done.code == 1, done.err
        text = done.out + done.err
        assert not {"\x1b", "\u202e"} & set(text)
        assert not any(line.startswith("::error::") for line in text.splitlines())


def test_not_utf_8(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"profile: 1\ncouncil: \xff\xfe\n")
    (tmp_path / "wide.yaml").write_bytes("profile: 1\n".encode("utf-16"))
    assert [code for _, code, _ in found(invoke, tmp_path, code=1)] == ["CF004", "CF004"]


def test_standard_input(command: Command, invoke: Invoke, tmp_path: Path) -> None:
    assert findings(command, "-", code=0, input=GOOD, stdin=None) == []
    assert [code for _, code, _ in found(invoke, "-", code=1, stdin=b"\xff")] == ["CF004"]
    with tmp_path.joinpath("big").open("wb") as big:
        big.truncate(50 << 20)
    with tmp_path.joinpath("big").open("rb") as big:
        assert [code for _, code, _ in findings(command, "-", code=1, stdin=big)] == ["CF003"]


def test_huge_and_deep_files(command: Command, tmp_path: Path) -> None:
    with (tmp_path / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(8 << 30)
    (tmp_path / "deep.yaml").write_bytes(b"[" * 200_000)
    (tmp_path / "bomb.yaml").write_bytes(b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a]\n" % n for n in range(20)))
    told = {file: code for file, code, _ in findings(command, ".", code=1, cwd=tmp_path)}
    assert told == {"sparse.yaml": "CF003", "deep.yaml": "CF013", "bomb.yaml": "CF010"}


def test_one_broken_file_hides_no_other(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"{")
    (tmp_path / "b.yaml").write_bytes(GOOD.replace(b"2028-03-31", b"31/03/2028"))
    (tmp_path / "c.yaml").write_bytes(b"\xff")
    assert [code for _, code, _ in found(invoke, tmp_path, code=1)] == ["CF006", "CF203", "CF004"]


def test_same_bytes_every_time(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_bytes(GOOD.replace(b"planning", b"plannning"))
    formats = ("text", "json", "github", "sarif", "junit")
    line = program(*(("validate", ".", "--format", format_) for format_ in formats))
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    one, two = (
        subprocess.run(
            line, cwd=tmp_path, env=environment | {"PYTHONHASHSEED": seed}, capture_output=True, timeout=60, check=False
        )
        for seed in ("1", "2")
    )
    assert (one.returncode, one.stdout, one.stderr) == (1, two.stdout, two.stderr)
    assert one.stdout.count(b"plannning") > len(formats)


def test_interrupt(tmp_path: Path) -> None:
    """Before the result begins, whatever its format."""
    for number in range(4000):
        (tmp_path / f"{number}.yaml").write_bytes(GOOD.replace(b"E07900006", b"E0790%04d" % number))
    line = [sys.executable, "-m", "sharedcli", "validate", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"sharedcli: stopped before the end.\n")

"""Results are written whole or not at all, and are never lost without a word."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sharedcli.cli import output
from sharedcli.cli.output import NotWrittenError, deliver
from tests.conftest import Invoke

DATA = Path(__file__).parent / "data"
Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")


def test_never_overwrites_without_force(invoke: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("kept")
    found = invoke("validate", DATA / "good.yaml", "--output", target)
    assert (found.code, found.out, target.read_text()) == (3, "", "kept")
    assert found.err == f"sharedcli: {target} exists already; give --force to write over it.\n"
    assert invoke("validate", DATA / "good.yaml", "--output", target, "--force").code == 0
    assert target.read_text("utf-8").startswith("{")


def test_file_that_appears_meanwhile_is_kept(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    target = tmp_path / "out.json"
    target.write_text("kept")
    with pytest.raises(NotWrittenError, match="File exists"):
        deliver("result", str(target))
    assert (capfdbinary.readouterr().out, target.read_text()) == (b"result", "kept")


def test_file_appears_meanwhile_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    deliver("result", str(tmp_path / "new.json"))
    assert (tmp_path / "new.json").read_text() == "result"
    with pytest.raises(NotWrittenError):
        deliver("other", str(tmp_path / "new.json"))
    assert (tmp_path / "new.json").read_text() == "result"


@pytest.mark.parametrize("path", ["no/such/folder/a.json", "good.yaml/a.json", ".", "x" * 300 + ".json"])
def test_what_a_file_does_not_take_goes_to_standard_output(invoke: Invoke, path: str) -> None:
    found = invoke("validate", "good.yaml", "--format", "json", "--output", path, cwd=DATA)
    assert found.code == 3
    assert (found.out[:2], found.out[-2:]) == ("{\n", "}\n")
    assert "could not be written:" in found.err
    assert "The result went to standard output instead." in found.err
    assert not list(DATA.glob(".sharedcli-*"))


@on_linux
def test_full_disk(command: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        done = command("validate", DATA / "broken", stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 3
        assert b"could not be written to standard output: No space left on device" in done.stderr
        assert len(done.stderr.splitlines()) == 2
        done = command("--help", stdout=full, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr) == (3, b"sharedcli: No space left on device.\n")
    done = command("validate", DATA / "broken", "--format", "json", "--output", "/dev/full")
    assert done.returncode == 3
    assert done.stdout.startswith(b"{")
    assert b"/dev/full could not be written: No space left on device." in done.stderr
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@on_linux
def test_devices_are_written_to_and_not_replaced(command: Command) -> None:
    assert command("validate", DATA / "good.yaml", "--format", "json", "--output", "/dev/null").returncode == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    done = command("validate", DATA / "good.yaml", "--format", "json", "--output", "/dev/stdout")
    assert done.stdout.startswith(b"{")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("close", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(command: Command, close: str) -> None:
    line = f'exec {sys.executable} -m sharedcli validate "$1" {close}'
    environment = {**os.environ, "PYTHONPATH": str(DATA.parents[2])}
    words = ["/bin/sh", "-c", line, "sh", str(DATA / "good.yaml")]
    done = subprocess.run(words, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == (3 if close.startswith(">&-") else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_reader_that_goes_away(command: Command) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = command("validate", DATA / "broken", stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert done.returncode == 3
    assert b"could not be written to standard output: Broken pipe." in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_link_is_followed_and_mode_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    deliver("new", str(link), force=True)
    assert link.is_symlink()
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new", 0o640)


def test_interrupted_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **_by_name: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "_put_in_place", interrupt)
    with pytest.raises(KeyboardInterrupt):
        deliver("result", str(tmp_path / "out.json"))
    assert list(tmp_path.iterdir()) == []


def test_output_to_a_dash_is_standard_output(invoke: Invoke) -> None:
    assert invoke("explain", "CF203", "--output", "-").out.startswith("CF203 date-not-iso")
    assert invoke("explain", "CF203", "--output", "").code == 2

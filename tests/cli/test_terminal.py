"""Colours and progress: on a terminal only, and only where nobody asked otherwise."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sharedcli.cli.progress import Progress
from tests.conftest import PROJECT

DATA = Path(__file__).parent / "data"


def on_a_terminal(*words: str, **environment: str) -> str:
    """What the command writes when both its outputs are one terminal."""
    import pty

    mine, its = pty.openpty()
    line = [sys.executable, "-m", "sharedcli", "validate", "broken/ambleford.yaml", *words]
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    asked = {**plain, "PYTHONPATH": str(PROJECT), "TERM": "xterm", **environment}
    with subprocess.Popen(line, stdin=its, stdout=its, stderr=its, cwd=DATA, env=asked) as process:
        os.close(its)
        text = b""
        while True:
            try:
                part = os.read(mine, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            text += part
        process.wait(30)
    os.close(mine)
    return text.decode()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colours_on_a_terminal() -> None:
    assert "\x1b[33mwarning\x1b[0m" in on_a_terminal()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("words", "environment"),
    [(["--no-colour"], {}), (["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
)
def test_no_colours_where_nobody_wants_them(words: list[str], environment: dict[str, str]) -> None:
    text = on_a_terminal(*words, **environment)
    assert "warning CF201" in text
    assert "\x1b" not in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def counted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, wanted: bool = True) -> str:
    """What a count of 100 files writes that takes 20 ms for each."""
    now = iter(range(10_000))
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: next(now) * 0.02)
    with Progress("files", wanted=wanted) as shown:
        for done in range(100):
            shown(done + 1, 100)
    return stream.getvalue()


def test_progress_appears_after_a_second_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = counted(monkeypatch, Terminal())
    first, *_, last = text.split("\r\x1b[K")[1:]
    assert int(first.split(" of ")[0]) > 40
    assert first.endswith(" of 100 files")
    assert last == ""
    assert text.count("\r") < 20


def test_no_progress_in_a_pipe_or_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(monkeypatch, io.StringIO()) == ""
    assert counted(monkeypatch, Terminal(), wanted=False) == ""


def test_progress_says_how_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    with Progress("services") as progress:
        monkeypatch.setattr(time, "monotonic", lambda: 2.0)
        progress(3, 16, "gap 0.4%")
    assert "3 of 16 services, gap 0.4%" in terminal.getvalue()

"""What all tests share: goldens, and the command run in this process or in one of its own.

A golden is a file in a folder called `goldens` beside the test that compares with it. `pytest --update-goldens`
writes them anew; a whole run fails on a golden that no test asked for, and with the flag deletes it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer.main

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
# Typer builds every command anew at each call, 20 ms of it; commands do not change within one process of tests.
typer.main.get_command = cache(typer.main.get_command)
_USED = pytest.StashKey[set[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens and help pages anew")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_USED] = set()


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether files that are compared with are to be written anew."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def golden(request: pytest.FixtureRequest, updating: bool) -> Callable[[str, str], None]:
    """Compare a text with the golden of that name."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "goldens" / name
        request.config.stash[_USED].add(str(path))
        if updating:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing; pytest --update-goldens writes it"
        assert text == path.read_bytes().decode(), f"{path.name} differs; pytest --update-goldens writes it anew"

    return compare


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    used = session.config.stash[_USED]
    if hasattr(session.config, "workeroutput"):  # a worker of pytest-xdist tells the main process
        session.config.workeroutput["goldens"] = sorted(used)
        return
    unused = [path for path in TESTS.rglob("goldens/*") if str(path) not in used]
    if exitstatus != pytest.ExitCode.OK or not _is_whole_run(session.config) or not unused:
        return
    if session.config.getoption("--update-goldens"):
        for path in unused:
            path.unlink()
        return
    print("\nGoldens that no test compares with:", *unused, sep="\n  ")
    session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    output = getattr(node, "workeroutput", {})
    node.config.stash[_USED].update(output.get("goldens", ()))  # type: ignore[attr-defined]


def _is_whole_run(config: pytest.Config) -> bool:
    narrowed = config.getoption("keyword") or config.getoption("lf", default=False) or config.getoption("collectonly")
    if config.getoption("markexpr") not in {"", "not slow"}:  # no golden is left to the slow tests alone
        return False
    return not narrowed and config.args in (config.getini("testpaths"), [str(TESTS)], ["tests"], ["tests/"])


def seeds(few: int, most: int) -> pytest.MarkDecorator:
    """The same test with seeds from 0 up: a few of them always, the rest among the slow tests."""
    rest = (pytest.param(seed, marks=pytest.mark.slow) for seed in range(few, most))
    return pytest.mark.parametrize("seed", [*range(few), *rest])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Invoke = Callable[..., Outcome]


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Invoke:
    """Run the command in this process: quick, and enough where the process itself is not in question."""

    def run(*words: object, stdin: bytes = b"", cwd: Path | None = None) -> Outcome:
        from sharedcli.cli.app import main

        monkeypatch.setattr(sys, "argv", ["sharedcli", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        if cwd is not None:
            monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as ending:
            main()
        out, err = capfdbinary.readouterr()
        code = ending.value.code
        # A workbook is no text: its bytes come back by encoding in the same way.
        return Outcome(code if isinstance(code, int) else 0, out.decode("utf-8", "surrogateescape"), err.decode())

    return run


_IN_TURN = """
import sys
from sharedcli.cli.app import main
codes = []
for words in {lines!r}:
    sys.argv = ["sharedcli", *words]
    try:
        main()
    except SystemExit as ending:
        codes.append(ending.code or 0)
    sys.stdout.flush()
    {then}
sys.exit(max(codes))
"""


def program(*lines: Sequence[object], then: str = "pass") -> list[str]:
    """A process that runs some command lines one after the other, where one process each would say nothing more.

    Args:
        lines: Words of each.
        then: What to run after each.
    """
    words = [list(map(str, line)) for line in lines]
    return [sys.executable, "-c", _IN_TURN.format(lines=words, then=then)]


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command as people do, in a process of its own that must end within a minute."""

    def run(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
        chosen: dict[str, object] = {"env": environment, "stdin": subprocess.DEVNULL, "timeout": 60, **options}
        if "stdout" not in chosen:
            chosen |= {"capture_output": True}
        return subprocess.run([sys.executable, "-m", "sharedcli", *map(str, words)], check=False, **chosen)  # type: ignore[call-overload,no-any-return]

    return run

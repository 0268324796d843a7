"""README shows what the tool really prints: every console block is run and compared.

A block's first line is the command; a last line of dots means that the rest of the output is left out.
`pytest --update-goldens` writes the output anew, up to the number of lines in `SHOWN`.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Invoke

README = PROJECT / "README.md"
SHOWN = {
    "assess sample_councils/article_2006 --service crm": 60, "--council Cardiff": 17, "--why-not": 46,
    "cli timeline": 33, "cli savings": 76, "cli share": 27, "cli incentives": 17, "cli risk": 92, "cli csr": 62,
    "cli explain": 62, "cli compare": 40, "cli proposals": 29, "cli validate": 60,
    "cli import": 60, "cli show": 40, "cli init": 40,
}  # fmt: skip
"""How much of the output is shown, by words of the command."""
_BLOCK = re.compile(r"```console\n\$ (?P<command>sharedcli [^\n]*)\n(?P<shown>.*?)\n```", re.DOTALL)


def block_of(command: str) -> re.Match[str]:
    return next(found for found in _BLOCK.finditer(README.read_text("utf-8")) if found["command"] == command)


COMMANDS = [found["command"] for found in _BLOCK.finditer(README.read_text("utf-8"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_output_shown_is_the_output_printed(
    command: str, invoke: Invoke, updating: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    printed = invoke(*shlex.split(command)[1:]).out.rstrip("\n").split("\n")
    most = next(number for words, number in SHOWN.items() if words in command)
    wanted = "\n".join(printed if len(printed) <= most else [*printed[:most], "..."])
    block = block_of(command)
    if updating:
        start, end = block.span("shown")
        README.write_text(block.string[:start] + wanted + block.string[end:], "utf-8")
    else:
        assert block["shown"] == wanted


def test_every_block_is_closed() -> None:
    """A block without its end would take in the next, and what stands between them."""
    fences = re.findall(r"^```(\w*)$", README.read_text("utf-8"), re.MULTILINE)
    assert all(fences[0::2])
    assert not any(fences[1::2])


def test_there_are_two_commands_to_set_up_and_run() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands)
    assert commands[0].endswith("sharedcli assess sample_councils/")
    assert "pytest" in commands[1]


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8"))
    assert len(links) > 4
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_what_the_readme_promises_of_python_is_what_the_package_asks() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or later" in README.read_text("utf-8")


def test_the_top_level_is_as_the_architecture_says() -> None:
    wanted = {"pyproject.toml", "README.md", "LICENSE", "sharedcli", "tests", "sample_councils"}
    assert {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")} == wanted


def test_nothing_names_the_machine_it_was_made_on() -> None:
    suspects = re.compile(r"/work/|/root/|/tmp/bench")
    files = [p for p in PROJECT.rglob("*") if p.is_file() and p.suffix in {".py", ".md", ".yaml", ".toml"}]
    kept = [path for path in files if not any(part.startswith(".v") for part in path.relative_to(PROJECT).parts)]
    assert len(kept) > 100
    named = [path for path in kept if suspects.search(path.read_text("utf-8")) and path != Path(__file__)]
    assert named == []

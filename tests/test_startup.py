"""Which modules a command loads. The clock differs from machine to machine; this does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import program

GOOD = Path(__file__).parent / "cli/data/good.yaml"
RECORD = str(Path(__file__).parent / "cli/goldens/worked.json")
NUMBERS = {
    "pandas",
    "numpy",
    "highspy",
    "rich",
    "matplotlib",
    "openpyxl",
    "xlsxwriter",
    "joblib",
    "jinja2",
    "icalendar",
}
PAGES = {"highspy", "matplotlib", "jinja2", "icalendar", "pandas"}
LOADED = 'print("loaded:", *sys.modules, file=sys.stderr)'

HELP = {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}
TOLD = {*NUMBERS, "click", "xml"}
COMMANDS = (
    "assess", "validate", "match", "share", "savings", "incentives", "risk", "csr", "compare", "proposals", "explain",
    "parameters", "timeline", "show", "init", "import", "template",
)  # fmt: skip
# Lines that must never load the same, one after the other in one process: none of them has loaded any of it.
TABLE: dict[str, tuple[list[list[str]], set[str]]] = {
    "help": ([["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)], HELP),
    "told": (
        [
            ["validate", "--format", "json", "--quiet", str(GOOD)],
            ["validate", "--quiet", str(GOOD)],
            ["validate", "--format", "sarif", "--quiet", str(GOOD)],
            ["explain", "CF203"],
            ["explain", "tender_gbp"],
            ["schema"],
            ["parameters", "--format", "json"],
        ],
        TOLD,
    ),
    "compare": ([["compare", "--format", "md", "--quiet", RECORD, RECORD]], TOLD - {"numpy"}),
    "template": (
        [["template", "--output", "-", "--council", "Lichfield"]],
        {*NUMBERS - {"xlsxwriter"}, "python_calamine", "click"},
    ),
    "timeline as json": ([["timeline", "--format", "json", "--quiet", str(GOOD)]], {*PAGES, "rich", "click", "xml"}),
    "timeline": ([["timeline", "--quiet", str(GOOD)], ["show", "--quiet", str(GOOD)]], {*PAGES, "click", "xml"}),
    "timeline as svg": (
        [["timeline", "--format", "svg", "--quiet", str(GOOD)]],
        {*PAGES - {"matplotlib"}, "rich", "click"},
    ),
    "timeline as html": (
        [["timeline", "--format", "html", "--quiet", str(GOOD)]],
        {"highspy", "icalendar", "pandas", "rich", "click"},
    ),
}


@pytest.mark.parametrize(("lines", "never"), TABLE.values(), ids=list(TABLE))
def test_what_is_not_loaded(lines: list[list[str]], never: set[str]) -> None:
    line = program(*lines, then=LOADED)
    done = subprocess.run(line, capture_output=True, encoding="utf-8", errors="replace", check=True, timeout=60)
    told = [text.split() for text in done.stderr.splitlines() if text.startswith("loaded:")]
    for words, loaded in zip(lines, told, strict=True):
        assert "typer" in loaded
        assert set(loaded) & never == set(), words


def test_the_package_itself_loads_nothing() -> None:
    program = "import sys; before = set(sys.modules); import sharedcli; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) <= {"sharedcli"}

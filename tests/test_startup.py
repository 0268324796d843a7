"""Which modules a command loads. The clock differs from machine to machine; this does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
_RUN = """
import sys
sys.argv = {argv!r}
from sharedcli.cli.app import main
try:
    main()
except SystemExit:
    sys.stderr.write(" ".join(sys.modules))
"""

TABLE = [
    (["--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["--version"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["validate", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["match", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["share", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["savings", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["compare", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["compare", "--format", "md", "--quiet", RECORD, RECORD], {*NUMBERS - {"numpy"}, "click", "xml"}),
    (["proposals", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["validate", "--format", "json", "--quiet", str(GOOD)], {*NUMBERS, "click", "xml"}),
    (["validate", "--quiet", str(GOOD)], {*NUMBERS, "click", "xml"}),
    (["validate", "--format", "sarif", "--quiet", str(GOOD)], {*NUMBERS, "click", "xml"}),
    (["explain", "CF203"], {*NUMBERS, "click", "xml"}),
    (["explain", "tender_gbp"], {*NUMBERS, "click", "xml"}),
    (["schema"], {*NUMBERS, "click", "xml"}),
    (["parameters", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["parameters", "--format", "json"], {*NUMBERS, "click", "xml"}),
    (["timeline", "--help"], {*NUMBERS, "pydantic", "yaml", "json", "hashlib", "asyncio", "click"}),
    (["timeline", "--quiet", str(GOOD)], {*PAGES, "click", "xml"}),
    (["timeline", "--format", "json", "--quiet", str(GOOD)], {*PAGES, "rich", "click", "xml"}),
    (["timeline", "--format", "svg", "--quiet", str(GOOD)], {*PAGES - {"matplotlib"}, "rich", "click"}),
    (["timeline", "--format", "html", "--quiet", str(GOOD)], {"highspy", "icalendar", "pandas", "rich", "click"}),
]


@pytest.mark.parametrize(
    ("words", "never"), TABLE, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_is_not_loaded(words: list[str], never: set[str]) -> None:
    program = _RUN.format(argv=["sharedcli", *words])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stderr.split())
    assert "typer" in loaded
    assert loaded & never == set()


def test_the_package_itself_loads_nothing() -> None:
    program = "import sys; before = set(sys.modules); import sharedcli; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) <= {"sharedcli"}

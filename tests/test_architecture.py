"""The rooms import one way, guarded libraries stay in theirs, and nothing below the command line asks the time.

Imports inside functions count too. The tests also fail where they have looked at less than they must.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sharedcli"
MOST_LINES = 300
FEWEST_ARROWS, FEWEST_FILES = 250, 60

STAGES = ("errors", "model", "loading", "checks", "drafting", "matching", "costing", "consortia", "appraisal", "risk")
MAY_IMPORT: dict[str, frozenset[str]] = {
    **{room: frozenset(STAGES[: place + 1]) for place, room in enumerate(STAGES)},
    "api": frozenset(STAGES),
    "reports": frozenset({*STAGES, "api", "reports"}),
    "render": frozenset({*STAGES, "api", "reports", "render"}),
    # The command line reaches the stages through the front door, and speaks their first words itself.
    "cli": frozenset({"errors", "model", "api", "reports", "render", "cli"}),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset({"api"}),
}
GUARDED: dict[str, tuple[str, ...]] = {
    "yaml": ("loading/",),
    "typer": ("cli/",),
    "rich": ("render/text.py", "cli/"),
    "highspy": ("consortia/solver.py",),
    "matplotlib": ("render/charts.py",),
    "jinja2": ("render/html.py",),
    "markupsafe": ("render/html.py",),
    "icalendar": ("render/ics.py",),
    "python_calamine": ("loading/importers/",),
    "ftfy": ("loading/importers/",),
    "xlsxwriter": ("render/",),
    "openpyxl": (),
    "click": (),
    "multiprocessing": (),
}
ASKS_THE_WORLD = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns",
    "os.environ", "os.getenv", "os.getcwd", "Path.cwd",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrow:
    """One import: the file it stands in, its line, and the module it names."""

    file: str
    line: int
    module: str

    @property
    def room(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


FILES = {str(path.relative_to(PACKAGE).as_posix()): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}


def arrows() -> Iterator[Arrow]:
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield Arrow(file, node.lineno, name.name)
            elif isinstance(node, ast.ImportFrom):
                module = "." * node.level + (node.module or "")
                if module == "sharedcli":
                    yield from (Arrow(file, node.lineno, f"sharedcli.{name.name}") for name in node.names)
                else:
                    yield Arrow(file, node.lineno, module)


ARROWS = tuple(arrows())


def test_enough_was_looked_at() -> None:
    inside = [arrow for arrow in ARROWS if arrow.module.startswith("sharedcli.")]
    assert len(inside) >= FEWEST_ARROWS
    assert len(FILES) >= FEWEST_FILES


def test_no_relative_imports() -> None:
    assert [str(arrow) for arrow in ARROWS if arrow.module.startswith(".")] == []


def test_arrows_run_one_way() -> None:
    wrong = []
    for arrow in ARROWS:
        top, _, rest = arrow.module.partition(".")
        target = rest.split(".")[0]
        if top == "sharedcli" and target not in {"", "__version__", *MAY_IMPORT[arrow.room]}:
            wrong.append(str(arrow))
    assert wrong == []


@pytest.mark.parametrize("library", GUARDED)
def test_guarded_libraries_stay_in_their_rooms(library: str) -> None:
    wrong = [
        str(arrow)
        for arrow in ARROWS
        if arrow.module.split(".")[0] == library and not arrow.file.startswith(GUARDED[library] or ("-",))
    ]
    assert wrong == []


def test_nothing_below_the_command_line_asks_the_world() -> None:
    wrong = []
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or file.startswith("cli/"):
                continue
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if f"{owner}.{node.attr}" in ASKS_THE_WORLD:
                wrong.append(f"{file}:{node.lineno} uses {owner}.{node.attr}")
    assert wrong == []


def test_long_files_say_why() -> None:
    """A file of more than 300 lines has a sentence in its docstring that begins "Long because"."""
    wrong = [
        name
        for name, path in FILES.items()
        if len(path.read_text("utf-8").splitlines()) > MOST_LINES
        and "Long because" not in (ast.get_docstring(TREES[name]) or "")
    ]
    assert wrong == []


def test_every_room_and_module_says_what_it_is() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []

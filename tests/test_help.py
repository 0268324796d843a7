"""The generated help pages are current. `pytest --update-goldens` writes them anew."""

from __future__ import annotations

import pytest

from sharedcli.reports.handbook import PAGES
from tests.conftest import PROJECT

HELP = PROJECT / "sharedcli/help"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str, updating: bool) -> None:
    page = HELP / name
    text = PAGES[name]()
    if updating:
        page.write_bytes(text.encode())
    assert page.read_bytes().decode() == text, f"{name} is out of date; pytest --update-goldens writes it"


def test_pages_are_tables_that_line_up() -> None:
    for text in (make() for make in PAGES.values()):
        for line in text.splitlines():
            if line.startswith("|"):
                assert line.replace("\\|", "").count("|") == 5, line

"""Numbers of options as people type them: read, or refused in words that say what to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.cli import asking
from sharedcli.cli.options import whole_number
from tests.conftest import TESTS, Invoke

NO_NUMBERS = [
    "abc",
    "-1",
    "+1",
    "1e99",
    "1.5",
    "99999999999999999999999",
    "9" * 5000,
    "",
    " ",
    "\u0663",
    "nan",
    "1\n2",
    "0x10",
]


@pytest.fixture
def drawing(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """A command with nothing but `--draws`, in place of ours."""

    def run(*words: str) -> tuple[int, str, str]:
        from sharedcli.cli import app as module

        app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

        @app.command()
        def command(draws: asking.Draws = 1_000) -> None:
            typer.echo(draws)

        monkeypatch.setattr(module, "app", app)
        done = invoke(*words)
        return done.code, done.out, " ".join(done.err.split())

    return run


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_seed_that_is_no_number(text: str, invoke: Invoke) -> None:
    done = invoke("share", TESTS / "appraisal" / "worked", f"--seed={text}")
    assert (done.code, done.out) == (2, "")
    said = " ".join(done.err.split())
    assert "Invalid value for '--seed': " in said
    assert "is not a whole number from 0 to 999,999,999; write it in digits, such as 20060301." in said
    assert "Traceback" not in said
    assert len(said) < 400, "what was typed is cut short"


@pytest.mark.parametrize("text", [*NO_NUMBERS, "1000001"])
def test_draws_that_are_no_number(text: str, drawing: Callable[..., tuple[int, str, str]]) -> None:
    code, out, said = drawing(f"--draws={text}")
    assert (code, out) == (2, "")
    assert "Invalid value for '--draws': " in said
    assert "is not a whole number from 0 to 1,000,000; write it in digits, such as 10000." in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "number"),
    [((), 1_000), (("--draws", "0"), 0), (("--draws", "1000000"), 1_000_000), (("--draws", "10,000"), 10_000),
     (("--draws", " 5_000"), 5_000)],
)  # fmt: skip
def test_draws_that_are(words: tuple[str, ...], number: int, drawing: Callable[..., tuple[int, str, str]]) -> None:
    assert drawing(*words) == (0, f"{number}\n", "")


def test_both_ends_are_included() -> None:
    read = whole_number(1, 12, such_as=6)
    assert (read("1"), read("12"), read(12)) == (1, 12, 12)
    for text in ("0", "13"):
        with pytest.raises(typer.BadParameter, match=f"^{text} is not a whole number from 1 to 12; "):
            read(text)


@given(st.text(max_size=30) | st.integers().map(str))
def test_whatever_is_typed_is_a_number_or_refused(text: str) -> None:
    try:
        number = whole_number(0, 1_000_000, such_as=10_000)(text)
    except typer.BadParameter:
        return
    assert 0 <= number <= 1_000_000

"""Text out of a file someone else wrote must not command the terminal it is printed on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.model.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lichfield District Council", "Lichfield District Council"),
        ("Cyngor Sir Ynys Môn, £3m – agreed", "Cyngor Sir Ynys Môn, £3m – agreed"),
        ("", ""),
        ("red\x1b[31m", "red\\x1b[31m"),
        ("two\nlines\r\n", "two\\nlines\\r\\n"),
        ("a\tb", "a\\tb"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("abc\u202edcba", "abc\\u202edcba"),
        ("pay\u200broll\ufeff", "pay\\u200broll\\ufeff"),
        ("42\xa0000", "42\\xa0000"),
        ("a\u2028b\u2029", "a\\u2028b\\u2029"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 37 + "..."),
        ("\x1b" * 10, "\\x1b" * 10),
        ("\x1b" * 11, "\\x1b" * 9 + "..."),
    ],
)
def test_what_is_shown(text, shown):
    assert printable(text) == shown


@given(st.text(st.characters(), max_size=60), st.integers(3, 50))
def test_any_text_becomes_one_short_line_that_can_be_written(text, most):
    shown = printable(text, most=most)
    assert len(shown) <= most
    assert shown.isprintable()
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in shown)
    shown.encode()


def test_a_long_text_is_not_looked_at_beyond_the_cut():
    assert printable("\x00" * 10_000_000, most=10) == "\\x00..."

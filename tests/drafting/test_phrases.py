"""Phrases are found by whole words, the longest first, whatever the writing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sharedcli.drafting.phrases import Phrases, Text

BOOK = Phrases(
    (("housing", "h"), ("housing management", "hm"), ("management system", "ms"), ("e-forms", "f"), ("HR", "hr"))
)


def found(text: str) -> list[tuple[str, str]]:
    words = Text.of(text)
    return [(words.said(each.start, each.end), each.meanings[0]) for each in BOOK.found(words.words)]


def test_the_longest_phrase_is_found_and_none_inside_it() -> None:
    assert found("A Housing-Management System") == [("Housing-Management", "hm")]
    assert found("housing & management") == [("housing & management", "hm")]
    assert found("Housing (a management system)") == [("Housing", "h"), ("management system", "ms")]


def test_whole_words_only() -> None:
    assert found("rehousing; HR1; chr; HRs' e.form") == [("e.form", "f")]
    assert found("HR/e forms") == [("HR", "hr"), ("e forms", "f")]


def test_every_phrase_is_found_also_inside_another() -> None:
    words = Text.of("housing management system").words
    assert [each.meanings for each in BOOK.every(words)] == [("h",), ("hm",), ("ms",)]


def test_singular_and_plural_are_one_and_endings_that_look_like_plurals_stay() -> None:
    assert Text.of("libraries taxes GIS business status ICTs").words == (
        "library",
        "taxe",
        "gis",
        "business",
        "status",
        "ict",
    )
    assert Text.of("Children’s children's childrens").words == ("children",) * 3


def test_marks_of_a_list() -> None:
    assert Text.of("HR, payroll").lists(0, 1)
    assert Text.of("HR and payroll").lists(0, 1)
    assert not Text.of("HR payroll").lists(0, 1)


def test_a_phrase_given_twice_means_both() -> None:
    both = Phrases((("payroll", 1), ("Payroll", 2)))
    assert [each.meanings for each in both.found(("payroll",))] == [(1, 2)]


@given(st.text())
def test_any_text_is_its_words_again_where_it_is_quoted(text: str) -> None:
    words = Text.of(text)
    if words.words:
        assert Text.of(words.said(0, len(words.words))).words == words.words

"""Saved records read back: whatever the bytes, a record or one sentence that says what is wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.loading.records import MOST_BYTES, RecordRefusedError, load_record, read_record, saved
from sharedcli.loading.sides import kind_of
from sharedcli.model.saved import SavedConsortium, SavedFigure, SavedInput

GOLDENS = Path(__file__).parents[1] / "cli" / "goldens"
HEAD = '"schema": "sharedcli/assessment/1"'


def test_a_record_of_ours() -> None:
    """By hand from the golden of the worked example."""
    record = load_record(str(GOLDENS / "worked.json"))
    (part,) = record.parts
    assert record.inputs[0] == SavedInput("ambleford.yaml", record.inputs[0].sha256)
    assert part.consortia == (
        SavedConsortium(
            "planning.1", "planning", ("E07998001", "E07998002", "E07998003"), product="Sitebook", go_live="2028-11"
        ),
    )
    assert part.figures["planning.1.first-net-benefit"] == SavedFigure("2028-11", "month")
    assert part.names["E07998003"] == "Corsley"
    assert part.rows["planning", "E07998003"].facts["reason_code"] == "better-off"
    assert part.options["planning", "one-large"].facts["losers"] == ""
    assert (part.as_at, part.settings["price_base"]) == ("2026-11-01", "2026-27")


@pytest.mark.parametrize("name", ["timeline.json", "announced.json"])
def test_other_records_with_figures_or_rows(name: str) -> None:
    (part,) = load_record(str(GOLDENS / name)).parts
    assert part.figures
    assert part.rows


REFUSED = {
    "": "is not whole JSON: line 1, column 1",
    "{%s": "is not whole JSON",
    "{%s, }": "is not whole JSON",
    "[]": "is no record of sharedcli",
    "7": "is no record of sharedcli",
    '{"schema": 1}': "is no record of sharedcli",
    '{"schema": "other/assessment/1"}': "other/assessment/1, which is none of ours",
    '{"schema": "sharedcli/assessment/2", "figures": {}}': "version 2 of its kind",
    '{"schema": "sharedcli/matching/1"}': "sharedcli/matching/1 has neither figures nor rows",
    '{%s, "figures": {"a.npv": {"value": NaN}}}': "NaN is no number",
    '{%s, "figures": {"a.npv": {"value": -Infinity}}}': "-Infinity is no number",
    '{%s, "figures": {"a.npv": {"value": 1e999}}}': "value is inf, which cannot be",
    '{%s, "figures": {"a.npv": {"value": 1e14}}}': "value is 1e+14, which cannot be",
    '{%s, "figures": {"a.npv": {"value": ' + "9" * 5000 + "}}}": "a number has 5,000 digits",
    '{%s, "figures": {"a.npv": {"value": {}}}}': "value is a group, not a value",
    '{%s, "figures": {"a.npv": 7}}': "a.npv is no group",
    '{%s, "figures": []}': "figures is no group",
    '{%s, "rows": {}}': "rows is no list of groups",
    '{%s, "rows": [7]}': "rows is no list of groups",
    '{%s, "rows": [{"verdict": "Go"}]}': "an entry of rows names neither an id nor a service",
    '{%s, "rows": [{"id": "a"}, {"id": "a"}]}': "a row is given twice: a",
    '{%s, "rows": [], "consortia": [{"id": "a", "members": "E1"}]}': "the members of a consortium",
    '{%s, "rows": [], "rows": []}': '"rows" is given twice in one group',
    '{%s, "rows": [], "provenance": {"inputs": [{"file": ["\\ud800", {"x": 1}], "sha256": {}}]}}': "sha256 is a group",
    "[" * 200_000: "nested too deeply",
    '{"a":' * 100_000: "nested too deeply",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_no_record(text: str, said: str) -> None:
    with pytest.raises(RecordRefusedError, match=r"^x\.json cannot be (read|compared): ") as refused:
        read_record(text.replace("%s", HEAD).encode("utf-8", "surrogatepass"), name="x.json")
    assert said in str(refused.value)
    assert len(str(refused.value)) < 300


def test_not_utf_8() -> None:
    with pytest.raises(RecordRefusedError, match="not UTF-8 text"):
        read_record("{}".encode("utf-16"), name="x.json")


def test_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(RecordRefusedError, match="larger than 64 MiB"):
        load_record(str(large))


def test_texts_are_cleaned() -> None:
    record = saved(
        {"schema": "sharedcli/x/1", "rows": [{"id": "\x1b[31m\u202e", "reason": "a\nb", "free": [{"to": 2}, "b"]}]},
        name="x",
    )
    ((key, row),) = record.parts[0].rows.items()
    assert key == (r"\x1b[31m\u202e",)
    assert row.facts["reason"] == r"a\nb"
    assert row.facts["free"] == "b; to 2"


@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    with pytest.raises(RecordRefusedError):
        read_record(content, name="x.json")


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("as_at", "provenance", "coverage", "figures", "rows", "options", "consortia", "earlier")


@given(
    st.dictionaries(
        st.sampled_from(KEYS),
        plain
        | st.lists(
            st.dictionaries(
                st.sampled_from(("id", "service", "council_code", "members", "verdict", "file", "value")),
                plain,
                max_size=4,
            ),
            max_size=2,
        ),
    )
)
def test_any_record(parts: dict[str, Any]) -> None:
    text = json.dumps({"schema": "sharedcli/assessment/1", "rows": [], **parts})
    with suppress(RecordRefusedError):
        assert read_record(text.encode(), name="x.json").name == "x.json"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.json", "profile: 1", "record"),
        ("a.txt", ' {"schema": 1}', "record"),
        ("a.yaml", "{assumptions: 1, values: {}}", "assumptions"),
        ("a.yaml", "assumptions: 1\nvalues: {}", "assumptions"),
        ("a", "assumptions: 1", "assumptions"),
        ("a.yaml", "profile: 1", "profiles"),
        ("a.yaml", "- [", "profiles"),
        ("a.yaml", "", "profiles"),
    ],
)  # fmt: skip
def test_what_a_file_stands_for(name: str, content: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert kind_of(str(tmp_path / name)) == kind
    assert kind_of(str(tmp_path)) == "profiles"
    assert kind_of(str(tmp_path / "nowhere.yaml")) == "profiles"
    assert kind_of("-") == "record"

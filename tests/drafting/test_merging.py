"""Drafts merged into files that councils wrote: nothing of theirs changes, whatever the style, and twice is once."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.checks.run import profile_findings
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.comparing import leaves
from sharedcli.drafting.drafts import Draft, draft
from sharedcli.drafting.merging import Merged, merge
from sharedcli.drafting.writing import profile_text
from sharedcli.loading.profile import read_profile
from sharedcli.loading.yamldoc import read_yaml
from sharedcli.model.authority import Authority
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from tests.drafting.published import AMBLEFORD, AS_AT, WRENSHIRE, chosen

TOP = """\
profile: 1
as_at: 2026-10-01
figures: internal
council: {name: Ambleford, code: E07009991, tier: district, region: East Midlands, county: Wrenshire, population: 90000}
"""
TERMS = {"start": "2024-04-01", "last_day": "2028-03-31", "value_gbp": 400_000.0}
PAYROLL = draft(AMBLEFORD, [chosen(7, by="MHR", product="iTrent", **TERMS)], as_at=AS_AT)
SAMPLES = [
    path for path in sorted(Path(__file__).parents[2].glob("sample_councils/*/*.yaml")) if path.name != "proposals.yaml"
]
CASES = yaml.safe_load((Path(__file__).parent / "merges.yaml").read_text("utf-8"))
NOTE = "  # Ambleford register, register.csv row 7"


def profile_of(content: bytes) -> Profile:
    reading = read_profile(content, file="own.yaml")
    assert reading.profile is not None, (reading.findings, content.decode())
    return reading.profile


def merged(own: bytes, made: Draft = PAYROLL) -> Merged:
    """A merge that is written, keeps every character of the council's own in order, and is the same when done again."""
    once = merge(own, made, file="own.yaml")
    assert once.content is not None, once.refusal
    left = iter(once.content.decode())
    assert all(char in left for char in own.decode())
    was, now = dict(leaves(profile_of(own))), dict(leaves(profile_of(once.content)))
    assert {place: now[place] for place in was if was[place] not in ((), "empty")} == {
        place: value for place, value in was.items() if value not in ((), "empty")
    }
    twice = merge(once.content, made, file="own.yaml")
    assert twice.content == once.content
    assert twice.added == ()
    assert [(one.pointer, one.own) for one in twice.conflicts] == [(one.pointer, one.own) for one in once.conflicts]
    return once


def after(own: str, made: Draft = PAYROLL) -> str:
    """What `own`, below the usual top, looks like after a merge that adds something."""
    content = merged((TOP + own).encode(), made).content
    assert content is not None
    return content.decode().removeprefix(TOP)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fields_are_added_where_they_belong(case: dict[str, str]) -> None:
    assert after(case["own"]) == case["expected"]


@pytest.mark.parametrize(
    "opening", ["", "systems:\n", "systems:   # none yet\n", "systems: []\n", "systems: [ ]  # none\n"]
)
@pytest.mark.parametrize("rest", ["", "# the end", "conditions: {most_one_off_gbp: 5000}\n# the end\n"])
def test_a_system_is_added_to_no_list_or_an_empty_one(opening: str, rest: str) -> None:
    text = after(opening + rest)
    system = profile_of((TOP + text).encode()).systems[0]
    assert system == PAYROLL.profile.systems[0]
    assert text.endswith(rest) or not opening


def test_a_new_system_comes_below_what_is_said_of_the_one_before() -> None:
    own = "systems:\n- service: crm\n  status: none\n  # plan: not known\n\n# the end\n"
    text = after(own)
    assert text.startswith(
        "systems:\n- service: crm\n  status: none\n  # plan: not known\n\n# Payroll system.\n- service: "
    )
    assert text.endswith("  # plan: not known yet (what is planned)\n\n# the end\n")


def test_a_file_that_is_json_stays_json() -> None:
    own = {"profile": "1", "as_at": "2026-10-01", "figures": "internal",
           "council": {"name": "Ambleford", "code": "E07009991", "tier": "district", "region": "East Midlands"},
           "systems": [{"service": "crm", "status": "live"}, {"service": "payroll", "status": "live"}]}  # fmt: skip
    content = merged(json.dumps(own, indent=2).encode()).content
    assert content is not None
    data = json.loads(content)
    assert data["council"]["population"] == "90000"
    assert data["systems"][1]["contract"]["last_day"] == "2028-03-31"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n...\n", "  # end"])
def test_line_breaks_and_marks_stay(line_break: str, mark: bytes, end: str) -> None:
    own = TOP + "systems:\n- service: payroll\n  status:\tlive\t# now" + end
    content = merged(mark + own.replace("\n", line_break).encode()).content
    assert content is not None
    assert content.startswith(mark + b"profile")
    text = content.removeprefix(mark).decode()
    assert text.replace(line_break, "").count("\r") == text.replace(line_break, "").count("\n") == 0
    assert "\tlive\t# now" in text


def test_conflicts_are_listed_and_nothing_of_another_contract_is_added() -> None:
    own = TOP + (
        "systems:\n- service: payroll\n  status: live\n  product: ResourceLink\n  supplier: MHR International UK Ltd\n"
        "  contract: {last_day: 2030-03-31}\n"
    )
    result = merged(own.encode())
    assert result.content == own.encode()
    assert [(c.pointer[2:], c.own, c.published, c.at.line, c.source) for c in result.conflicts] == [
        (("product",), "ResourceLink", "iTrent", 8, "Ambleford register, register.csv row 7"),
        (("contract", "last_day"), "2030-03-31", "2028-03-31", 10, "Ambleford register, register.csv row 7"),
    ]
    (withheld,) = result.not_added
    assert withheld.lines == (f"start: 2024-04-01{NOTE}", f"value_gbp: 400000{NOTE}")
    assert withheld.why_not == "product differs, so what was published may be about another contract."
    assert result.agreed == 9  # name, code, tier, region, county, population; service, status and supplier


@pytest.mark.parametrize(
    ("system", "line"),
    [
        ("", "      value_gbp: 400000  # {said}"),
        ("systems:\n- service: payroll\n  status: live\n", "    value_gbp: 400000  # {said}\n"),
        (
            "systems:\n- service: payroll\n  status: live\n  contract: {{}}\n",
            "# last_day, start, value_gbp: {said}; {source}",
        ),
        ("systems:\n- {{service: payroll, status: live}}\n", "# contract, product, source, supplier: {said}; {source}"),
    ],
)
def test_pounds_of_another_year_are_said_to_be(system: str, line: str) -> None:
    """The draft of November 2026 is in pounds of 2026-27; a file of the same year takes them without a word."""
    said, source = "pounds of 2026-27, where this file is in prices of 2020-21", NOTE.removeprefix("  # ")
    older = f"price_year: 2020-21\n{system.format()}"
    assert line.format(said=said, source=source) in after(older)
    assert "pounds of" not in after(system.format())


def test_a_conflict_about_pounds_of_another_year_says_so() -> None:
    own = TOP + "price_year: 2020-21\nsystems:\n- {service: payroll, status: live, contract: {value_gbp: 300000}}\n"
    assert [(conflict.published, conflict.source) for conflict in merged(own.encode()).conflicts] == [
        ("400000", f"pounds of 2026-27, where this file is in prices of 2020-21; {NOTE.removeprefix('  # ')}")
    ]


def test_a_council_that_says_it_has_no_system_is_believed() -> None:
    own = (TOP + "systems:\n- {service: payroll, status: none, plan: {action: buy}}\n").encode()
    result = merged(own)
    assert result.content == own
    assert [conflict.own for conflict in result.conflicts] == ["none"]
    assert {added.why_not for added in result.not_added} == {"The council says that it has no system for payroll."}


def test_what_the_supplier_is_paid_is_compared_as_a_whole() -> None:
    yearly = draft(AMBLEFORD, [chosen(7, annual_gbp=50_000.0)], as_at=AS_AT)
    system = "systems:\n- {service: payroll, status: live, annual_cost_gbp: {%s}}\n"
    assert merged((TOP + system % "support: 8000, hosting: 42000").encode(), yearly).conflicts == ()
    differs = merged((TOP + system % "support: 8000").encode(), yearly)
    assert [(one.own, one.published) for one in differs.conflicts] == [("8000", "50000")]
    added = merged((TOP + system % "staff: 8000").encode(), yearly)
    assert [one.lines[-1].split("  #")[0] for one in added.added] == ["licence: 50000"]


def test_another_price_year_is_a_conflict() -> None:
    """2026-10-01 lies in the financial year 2026-27, which is the price year where a file states none."""
    filled = Draft(PAYROLL.profile.model_copy(update={"price_year": FinancialYear(2024)}), {}, (), ())
    (conflict,) = merged(TOP.encode(), filled).conflicts
    assert (conflict.pointer, conflict.own, conflict.published) == (("price_year",), "2026-27", "2024-25")


def test_what_would_be_an_error_is_not_added() -> None:
    ending = draft(AMBLEFORD, [chosen(7, last_day="2028-03-31")], as_at=AS_AT)
    own = (TOP + "systems:\n- {service: payroll, status: implementing, contract: {start: 2029-04-01}}\n").encode()
    result = merged(own, ending)
    assert result.content == own
    assert result.not_added[0].why_not.startswith(
        "With it the file would have an error: payroll starts on 1 April 2029"
    )


def test_where_there_is_no_safe_place_the_lines_are_given() -> None:
    own = (TOP + "systems: ~\n").encode()
    result = merged(own)
    assert result.content == own
    assert result.not_added[0].why_not == "There is no safe place for it in the file."
    assert "- service: payroll" in result.not_added[0].lines


@pytest.mark.parametrize(
    ("own", "made", "refusal"),
    [
        (b"", PAYROLL, "has errors"),
        (b"profile: 1\n", PAYROLL, "has errors"),
        (b"\xff\xfea", PAYROLL, "has errors"),
        ((TOP + "systems:\n- {service: payrol, status: live}\n").encode(), PAYROLL, "has errors"),
        ((TOP + "systems: [{service: crm, status: live}, {service: crm, status: live}]").encode(), PAYROLL, "errors"),
        (TOP.encode(), draft(WRENSHIRE, [], as_at=AS_AT), "The file is of Ambleford, and the draft of Wrenshire"),
    ],
)  # fmt: skip
def test_a_file_with_errors_or_of_another_council_is_refused(own: bytes, made: Draft, refusal: str) -> None:
    result = merge(own, made, file="own.yaml")
    assert result.content is None
    assert refusal in result.refusal
    assert bool(result.findings) == ("error" in refusal)


@dataclass(frozen=True)
class Style:
    """How somebody writes YAML."""

    step: int
    dash: int
    after_dash: int
    line_break: str
    mark: bytes
    ends_open: bool
    in_brackets: Sequence[bool]
    comments: Sequence[str]

    def text(self, data: Mapping[str, Any]) -> bytes:
        choice, comment = cycle(self.in_brackets), cycle(self.comments)
        lines = list(self._group(data, choice, comment))
        text = self.line_break.join(lines) + ("" if self.ends_open else self.line_break)
        return self.mark + text.encode()

    def _group(self, data: Mapping[str, Any], choice: Iterator[bool], comment: Iterator[str]) -> Iterator[str]:
        for name, value in data.items():
            yield from filter(None, [next(comment)])
            if not isinstance(value, dict | list):
                yield f"{name}: {value}{'  # said' if next(choice) else ''}"
            elif not value or next(choice):
                yield f"{name}: {bracketed(value)}"
            elif isinstance(value, dict):
                yield f"{name}:"
                yield from (" " * self.step + line for line in self._group(value, choice, comment))
            elif isinstance(value[0], dict):
                yield f"{name}:"
                for entry in value:
                    inside = [*self._group(entry, choice, comment)]
                    while inside[0].startswith("#"):
                        yield inside.pop(0)
                    pad = " " * (self.after_dash + 1)
                    yield from (
                        " " * self.dash + ("-" + pad[1:] if not n else pad) + line for n, line in enumerate(inside)
                    )
            else:
                yield f"{name}: {bracketed(value)}"


def bracketed(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {bracketed(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(map(bracketed, value)) + "]" if isinstance(value, list) else str(value)


styles = st.builds(
    Style,
    step=st.integers(1, 5), dash=st.sampled_from([0, 0, 2, 4]), after_dash=st.integers(1, 3),
    line_break=st.sampled_from(["\n", "\n", "\r\n"]), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    ends_open=st.booleans(), in_brackets=st.lists(st.booleans(), min_size=1, max_size=9),
    comments=st.lists(st.sampled_from(["", "", "# ours", "#"]), min_size=1, max_size=7),
)  # fmt: skip
_KEYS = ("payroll", "crm", "finance")
_DAYS = ("2020-04-01", "2024-04-01", "2027-04-01", "2028-03-31", "2030-03-31")
_FIRMS = ("MHR", "MHR Ltd", '"Civica: UK"', "Idox")


@st.composite
def own_systems(draw: st.DrawFn) -> list[dict[str, Any]]:
    contract = st.fixed_dictionaries({}, optional={
        "start": st.sampled_from(_DAYS), "last_day": st.sampled_from(_DAYS), "notice_months": st.just("6"),
        "value_gbp": st.sampled_from(["400_000", "20000"]), "extensions_months": st.just(["12", "12"]),
    })  # fmt: skip
    optional: dict[str, st.SearchStrategy[Any]] = {
        "product": st.sampled_from(["iTrent", "'x y'", ""]), "supplier": st.sampled_from(_FIRMS), "contract": contract,
        "annual_cost_gbp": st.fixed_dictionaries({}, optional={"licence": st.just("4000"), "staff": st.just("9000")}),
        "staff_fte": st.just("2"), "source": st.just({"title": "Our books"}),
    }  # fmt: skip
    keys = draw(st.lists(st.sampled_from(_KEYS), unique=True, min_size=1))
    status = st.sampled_from(["live", "live", "live", "implementing"])
    return [
        {"service": key, "status": draw(status), **draw(st.fixed_dictionaries({}, optional=optional))} for key in keys
    ]


@st.composite
def published(draw: st.DrawFn) -> Chosen:
    said = draw(st.fixed_dictionaries({}, optional={
        "start": st.sampled_from(_DAYS), "last_day": st.sampled_from(_DAYS), "value_gbp": st.just(400_000.0),
        "annual_gbp": st.just(4_000.0), "by": st.sampled_from(["MHR", "Civica: UK", "Idox, #1"]),
        "product": st.sampled_from(["iTrent", "A, {B} & [C]", "no", "“£”"]), "extensions_months": st.just((12, 12)),
        "published_on": st.just(dt.date(2025, 1, 1)), "title": st.sampled_from(["Pay # roll", "x" * 300]),
    }))  # fmt: skip
    return chosen(draw(st.integers(2, 9)), draw(st.sampled_from(_KEYS)), **said)


@settings(max_examples=100, deadline=None)
@given(
    systems=own_systems(), contracts=st.lists(published(), min_size=1, max_size=4), style=styles, council=st.booleans()
)
def test_any_draft_into_any_style(
    systems: list[dict[str, Any]], contracts: list[Chosen], style: Style, council: bool
) -> None:
    said = {"name": "Ambleford Borough Council", "code": "E07009991", "tier": "district", "region": "East Midlands"}
    data = {"profile": "1", "as_at": "2026-10-01", "figures": "internal", "systems": systems,
            "council": said | ({"population": "91_000"} if council else {})}  # fmt: skip
    own = style.text(data)
    reading = read_profile(own, file="own.yaml")
    had_errors = any(found.severity is Severity.ERROR for found in profile_findings(reading))
    made = draft(AMBLEFORD, contracts, as_at=AS_AT)
    if had_errors:
        assert merge(own, made, file="own.yaml").content is None
        return
    result = merged(own, made)
    assert result.content is not None
    again = read_profile(result.content, file="own.yaml")
    assert not any(found.severity is Severity.ERROR for found in profile_findings(again))
    rest = iter(result.content.decode().splitlines())
    # Lines with brackets, or with a name and no value, are those that something can be put into.
    was = [line for line in own.decode().splitlines() if not re.search(r"[\[{]|: +(#|$)", line)]
    assert all(line in rest for line in was)
    given_places = {place for place, _ in leaves(profile_of(own))}
    added = {place for place, _ in leaves(profile_of(result.content))} - given_places
    assert bool(added) == bool(result.added)


_OWN = TOP + (
    "systems:\n- service: payroll\n  status: live\n  contract: {notice_months: 6}  # ours\n"
    "- {service: crm, status: none}\n"
)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(_OWN)), cut=st.integers(0, 3), put=st.text(" \t\r\n#:-?,[]{}'\"|>~ax\x85", max_size=4))
def test_a_file_with_anything_in_it_is_merged_or_refused(at: int, cut: int, put: str) -> None:
    own = (_OWN[:at] + put + _OWN[at + cut :]).encode()
    result = merge(own, PAYROLL, file="own.yaml")
    if result.content is None:
        assert result.refusal
    else:
        merged(own)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_draft_into_each_sample_council(path: Path) -> None:
    own = path.read_bytes()
    council = profile_of(own).council
    authority = Authority(council.code, council.name, council.tier, council.region, "Wrenshire", population=90_000)
    several = [chosen(row, key, product="Alpha", **TERMS) for row, key in enumerate(("finance", "planning", "crm"), 2)]
    result = merged(own, draft(authority, several, as_at=AS_AT))
    assert result.added or result.conflicts


_NEEDED = frozenset(
    {"profile", "price_year", "as_at", "figures", "council", "name", "code", "tier", "region", "service", "status"}
    | {"title", "action", "forbids", "reason", "vesting_on", "successor", "unit", "per_year"}
)


def thinned(data: Any, drop: Iterator[bool]) -> Any:
    """The data of a profile with some of what may be left out left out."""
    if isinstance(data, list):
        return [thinned(entry, drop) for entry in data]
    if not isinstance(data, dict):
        return data
    kept = {name: value for name, value in data.items() if name in _NEEDED or not next(drop)}
    # A list of red lines is compared as a whole.
    return {name: value if name == "red_lines" else thinned(value, drop) for name, value in kept.items()}


@settings(max_examples=25, deadline=None)
@given(path=st.sampled_from(SAMPLES), drops=st.lists(st.booleans(), min_size=1, max_size=40), as_json=st.booleans())
def test_a_whole_profile_into_a_part_of_itself(path: Path, drops: list[bool], as_json: bool) -> None:
    """As where a council fills in a template and merges it into the file it began with."""
    doc, _ = read_yaml(path.read_bytes(), file=path.name)
    assert doc is not None
    part = thinned(doc.data, cycle(drops))
    own = json.dumps(part, ensure_ascii=False) if as_json else profile_text(Profile.model_validate(part))
    if any(found.severity is Severity.ERROR for found in profile_findings(read_profile(own.encode(), file="own.yaml"))):
        return
    whole = profile_of(path.read_bytes())
    result = merged(own.encode(), Draft(whole, {}, (), ()))
    assert result.conflicts == ()
    assert result.content is not None
    if not result.not_added:
        now = dict(leaves(profile_of(result.content)))
        assert [place for place, _ in leaves(whole) if place not in now] == []

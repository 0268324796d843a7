"""The JSON Schema agrees with the reader: what one accepts or refuses, so does the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from sharedcli.drafting.writing import editor_hint
from sharedcli.loading.profile import read_profile
from sharedcli.loading.services import services
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Sharing, Standing, Tier
from sharedcli.model.system import Action, Status
from sharedcli.reports.choices import choice_meanings
from sharedcli.reports.schema import fields_of, models, profile_schema, schema_file
from sharedcli.reports.snippets import SNIPPETS
from tests.conftest import PROJECT, Invoke

GOOD = (Path(__file__).parent / "data/good.yaml").read_text("utf-8")
SAMPLES = sorted((PROJECT / "sample_councils").rglob("*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """What editors make of YAML 1.2: numbers are numbers, dates stay text, and `on` is a name like any other."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":timestamp", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(json.dumps(profile_schema()))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def mistakes(text: str) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator().iter_errors(load(text))]


def load(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def is_read(text: str) -> bool:
    """Whether the reader itself finds no error."""
    found = read_profile(text.encode(), file="a.yaml").findings
    return not any(finding.rule.severity is Severity.ERROR for finding in found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_valid(path: Path) -> None:
    text = path.read_text("utf-8")
    if text.lstrip().startswith("profile:") or "\nprofile:" in text:
        assert mistakes(text) == []


def replaced(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


ALIKE = [
    ("profile: 1", 'profile: "1"'),
    ("last_day: 2028-03-31", "last_day: 2028"),
    ("last_day: 2028-03-31", "last_day: 2028-03"),
    ("last_day: 2028-03-31", 'last_day: "2028"'),
    ("last_day: 2028-03-31", "last_day: 31/03/2028"),
    ("last_day: 2028-03-31", "last_day: 12"),
    ("as_at: 2026-11-01", "as_at: 2026-11"),
    ("as_at: 2026-11-01", "as_at: 2026"),
    ("population: 94000", "population: 94_000"),
    ("population: 94000", 'population: "94000"'),
    ("population: 94000", "population: 94000.5"),
    ("population: 94000", "population: -1"),
    ("population: 94000", "population: many"),
    ("licence: 42000", "licence: 42000.50"),
    ("licence: 42000", 'licence: "£42,000"'),
    ("licence: 42000", "licence: -5"),
    ("notice_months: 6", "notice_months: 600"),
    ("notice_months: 6", "notice_months: 601"),
    ("notice_months: 6", "notice_month: 6"),
    ("exit_fee_share: 0.5", "exit_fee_share: 1.5"),
    ("exit_fee_share: 0.5", "exit_fee_share: 1"),
    ("exit_fee_share: 0.5", "exit_fee_share: half"),
    ("status: live", "status: alive"),
    ("status: live", "state: live"),
    ("tier: district", "tier: borough"),
    ("price_year: 2026-27", "price_year: 2026"),
    ("supplier: Plans Ltd", "supplier: 365"),
    ("supplier: Plans Ltd", "supplier:"),
    ("supplier: Plans Ltd", "supplier: [Plans Ltd]"),
    ("plan: {action: renew}", "plan: renew"),
    ("plan: {action: renew}", "plan: {}"),
    ("  name: Fenwold District Council\n", ""),
    ("figures: illustrative\n", ""),
    ("systems:", "system:"),
]


@pytest.mark.parametrize(("old", "new"), ALIKE)
def test_schema_and_reader_agree(old: str, new: str) -> None:
    text = replaced(old, new)
    assert (mistakes(text) == []) is is_read(text), mistakes(text)


def test_the_good_profile_is_good_to_both() -> None:
    assert mistakes(GOOD) == []
    assert is_read(GOOD)


def test_services_are_listed_with_their_labels() -> None:
    schema: Any = profile_schema()
    service = schema["$defs"]["System"]["properties"]["service"]
    assert service["enum"] == list(services())
    assert service["enumDescriptions"][service["enum"].index("payroll")].startswith("Payroll: ")
    assert mistakes(replaced("service: planning", "service: plannning")) != []
    red_line = schema["$defs"]["RedLine"]["properties"]["service"]
    assert red_line["enum"][-1] == "all"


def _groups(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema["$defs"].values()


def test_every_group_is_closed_and_every_field_described() -> None:
    schema: Any = profile_schema()
    for group in _groups(schema):
        assert group["additionalProperties"] is False
        assert group["description"]
        for name, field in group["properties"].items():
            assert field["description"].endswith("."), name


def test_examples_are_valid_themselves() -> None:
    for model in models():
        for field in fields_of(model):
            if field.example is not None and "$ref" not in str(field.schema):
                Draft202012Validator(json.loads(json.dumps(field.schema))).validate(field.example)


def test_snippets_write_fields_that_there_are() -> None:
    groups: Any = {"Profile": profile_schema(), **profile_schema()["$defs"]}  # type: ignore[dict-item]
    assert SNIPPETS.keys() <= groups.keys()
    for name, offered in SNIPPETS.items():
        for snippet in offered:
            body: Any = snippet["body"]  # type: ignore[index, call-overload]
            assert set(groups[name]["required"]) <= body.keys() <= groups[name]["properties"].keys()


def test_every_word_to_choose_is_explained_or_its_field_says_it() -> None:
    for choice in (Tier, Standing, Status, Action, Sharing):
        assert list(choice_meanings(get_args(choice))) == list(get_args(choice))
    assert choice_meanings(("none", "volume")) == {}


def test_a_schema_in_a_file_comes_with_the_line_that_names_it(tmp_path: Path, invoke: Invoke) -> None:
    done = invoke("schema", "--kind", "proposals", "--output", tmp_path / "proposals.schema.json")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("# yaml-language-server: $schema=proposals.schema.json\n")
    assert invoke("schema").err == ""


def test_the_file_of_profiles_is_called_as_the_hint_calls_it() -> None:
    assert editor_hint() == f"# yaml-language-server: $schema={schema_file('profile')}"


def test_command_prints_it(invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    printed = invoke("schema").out
    assert json.loads(printed) == json.loads(json.dumps(profile_schema()))
    assert printed == invoke("schema").out
    golden("profile.schema.json", printed)

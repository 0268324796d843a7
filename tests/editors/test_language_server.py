"""What an editor shows while a profile is written: fields and services completed, explained, and misspellings flagged.

Asked of the YAML language server itself, which VS Code, Neovim, Helix and others run. Skipped where it is not
installed; `.ci/run` installs it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sharedcli.drafting.writing import editor_hint
from sharedcli.loading.services import services
from sharedcli.model.system import Contract
from sharedcli.render.json import render_json
from sharedcli.reports.schema import KINDS, schema_file
from tests.conftest import PROJECT
from tests.editors.language_server import LanguageServer, program

pytestmark = pytest.mark.skipif(program() is None, reason="needs yaml-language-server, an npm package")

SAMPLES = [path for path in sorted((PROJECT / "sample_councils").glob("*/*.yaml")) if path.name != "proposals.yaml"]
HEAD = f"""\
{editor_hint()}
profile: 1
as_at: 2026-11-01
figures: internal
council:
  name: no
  code: E07999201
  tier: district
  region: East Midlands
  population: 042_000
systems:
"""
LINE = HEAD.count("\n")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("profiles")
    for kind, schema in KINDS.items():
        (folder / schema_file(kind)).write_text(render_json(schema()), "utf-8")
    with LanguageServer(folder) as running:
        yield running


def test_sample_councils_have_nothing_wrong(server: LanguageServer) -> None:
    wrong = {}
    for path in SAMPLES:
        uri = server.open(path.name, f"{editor_hint()}\n{path.read_text('utf-8')}")
        if found := server.diagnostics(uri):
            wrong[path.name] = found
    assert len(SAMPLES) > 20
    assert wrong == {}


def test_what_yaml_guesses_at_is_taken_as_our_reader_takes_it(server: LanguageServer) -> None:
    body = (
        "  - service: payroll\n    status: none\n    product: 012\n    supplier: 2028\n    annual_cost_gbp:\n"
        "    contract: {last_day: 2028, start: 2028-03, value_gbp: 042_000, notice_months: 6}\n"
        "    alone_gbp: {tender: 42_000, implementation: 0.5}\n    source: {title: no, on: 2026-01-31}\n"
    )
    assert server.diagnostics(server.open("guesses.yaml", HEAD + body)) == []


def test_services_are_completed_with_their_descriptions(server: LanguageServer) -> None:
    uri = server.open("services.yaml", f"{HEAD}  - service: ")
    offered = server.completions(uri, LINE, 13)
    assert list(offered) == list(services())
    for key, service in services().items():
        assert offered[key]["documentation"] == f"{service.label}: {service.description}"


def test_fields_and_choices_are_completed(server: LanguageServer) -> None:
    body = "  - service: payroll\n    status: \n    contract:\n      last_day: 2028\n      \n"
    uri = server.open("fields.yaml", HEAD + body)
    offered = server.completions(uri, LINE + 4, 6)
    assert offered.keys() >= Contract.model_fields.keys() - {"last_day"}
    assert offered["notice_months"]["documentation"] == "Notice the council must give to leave."
    states = server.completions(uri, LINE + 1, 12)
    assert list(states) == ["none", "implementing", "live", "retiring"]
    assert states["live"]["documentation"] == "In use."


def test_a_whole_system_is_offered(server: LanguageServer) -> None:
    uri = server.open("snippets.yaml", f"{HEAD}  - \n")
    offered = server.completions(uri, LINE, 4)
    assert offered["a live system"]["insertText"].startswith("service: $1\n  status: live\n")
    assert "action: buy" in offered["no system yet"]["insertText"]


def test_pointing_at_a_field_explains_it(server: LanguageServer) -> None:
    uri = server.open("hover.yaml", f"{HEAD}  - service: payroll\n    status: live\n    contract: {{last_day: 2028}}\n")
    shown = server.hover(uri, LINE + 2, 17)
    assert "Last day of service under the current term, inclusive." in shown
    assert "2028-03-31" in shown
    assert "||" not in shown, "one rule for each field, so that an editor does not join several"


@pytest.mark.parametrize(
    ("body", "said", "line"),
    [
        ("  - service: payroll\n    status: live\n    statuss: live\n", "Property statuss is not allowed.", 2),
        ("  - service: payrol\n    status: live\n", "Value is not accepted.", 0),
        ("  - service: payroll\n", 'Missing property "status".', 0),
        ("  - service: crm\n    status: live\n    contract: {last_day: 31/03/2028}\n", "It takes a date written", 2),
        ("  - service: crm\n    status: live\n    annual_cost_gbp: {licence: £4}\n", "It takes plain digits such", 2),
    ],
)
def test_a_mistake_is_flagged_where_it_is(server: LanguageServer, body: str, said: str, line: int) -> None:
    (found,) = server.diagnostics(server.open("mistake.yaml", HEAD + body))
    assert said in found["message"]
    assert found["range"]["start"]["line"] == LINE + line


@pytest.mark.parametrize("kind", KINDS)
def test_other_kinds_of_file_are_completed_too(server: LanguageServer, kind: str) -> None:
    uri = server.open(f"a_{kind}.yaml", f"{editor_hint(schema_file(kind))}\n")
    assert kind in server.completions(uri, 1, 0)

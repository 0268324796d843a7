"""The exit codes of COMMANDS, for every command: 0 nothing found, 1 findings, 2 wrong command line, 3 not done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Invoke

DATA = Path(__file__).parent / "data"

TABLE = [
    ("validate good.yaml", 0),
    ("validate good.yaml --format json", 0),
    ("validate broken/ambleford.yaml", 0),  # a warning
    ("validate broken/ambleford.yaml --fail-on warning", 1),
    ("validate broken/ambleford.yaml --fail-on note", 1),
    ("validate broken/ambleford.yaml --fail-on warning --ignore CF201", 0),
    ("validate broken/ambleford.yaml --severity CF201=error", 1),
    ("validate broken/ambleford.yaml --severity contract-already-ended=error", 1),
    ("validate broken/ambleford.yaml --severity CF201=note --fail-on warning", 0),
    ("validate broken/ambleford.yaml --fail-on note --select CF201 --ignore CF201", 0),
    ("validate broken/ambleford.yaml --fail-on note --select CF202,CF203", 0),
    ("validate broken", 1),
    ("validate broken --format json", 1),
    ("validate broken --format sarif", 1),
    ("validate broken --format junit", 1),
    ("validate broken --format github", 1),
    ("validate broken --fail-on never", 0),
    ("validate broken/brackenham.yaml --ignore CF203", 1),
    ("validate broken/carrowby.yaml --ignore CF006", 1),  # what keeps a file from being read cannot be ignored
    ("validate broken/carrowby.yaml --select CF201", 1),
    ("validate good.yaml --min-completeness 100", 0),
    ("validate broken/ambleford.yaml --min-completeness 99.5%", 1),
    ("validate broken/ambleford.yaml --min-completeness 99.5 --severity CF601=warning", 0),
    ("validate missing.yaml", 3),
    ("validate good.yaml missing.yaml", 3),
    ("validate broken missing.yaml", 3),
    ("validate missing.yaml --fail-on never", 3),
    ("validate missing.yaml --ignore CF001", 3),
    ("validate missing.yaml --severity CF001=note", 3),
    ("validate -", 1),  # nothing on standard input
    ("validate", 2),
    ("validate good.yaml --format pdf", 2),
    ("validate good.yaml --select CF999", 2),
    ("validate good.yaml --severity CF201", 2),
    ("validate good.yaml --severity CF201=fatal", 2),
    ("validate good.yaml --min-completeness nan", 2),
    ("validate good.yaml --min-completeness 101", 2),
    ("validate good.yaml --min-completeness -1", 2),
    ("validate good.yaml --min-completeness ²", 2),
    ("validate good.yaml --output out.pdf", 2),
    ("validate good.yaml --fail-on fatal", 2),
    ("validate --no-such-option", 2),
    ("no-such-command", 2),
    ("template --output -", 0),
    ("template --output - --council Lichfield --service crm", 0),
    ("template --output - --from good.yaml", 0),
    ("template --output - --from missing.yaml", 3),
    ("template --output - --service no-such-service", 2),
    ("template --output council.pdf", 2),
    ("proposals announced/proposals.yaml good.yaml", 0),
    ("proposals announced/proposals.yaml good.yaml --format json", 0),
    ("proposals announced/proposals.yaml good.yaml --fail-on warning", 1),  # a claim without source
    ("proposals announced/proposals.yaml good.yaml --service planning", 0),
    ("proposals announced/proposals.yaml good.yaml --service payroll", 2),
    ("proposals announced/proposals.yaml good.yaml --as-at yesterday", 2),
    ("proposals announced/proposals.yaml broken good.yaml", 1),
    ("proposals announced/proposals.yaml broken good.yaml --fail-on never", 0),
    ("proposals announced/proposals.yaml good.yaml missing.yaml", 3),
    ("proposals announced/proposals.yaml", 3),  # no profile in its folder
    ("proposals announced/broken.yaml good.yaml", 3),
    ("proposals announced/broken.yaml good.yaml --fail-on never", 3),
    ("proposals good.yaml", 3),
    ("proposals missing.yaml good.yaml", 3),
    ("proposals -", 2),
    ("proposals - good.yaml", 3),  # nothing on standard input
    ("proposals", 2),
    ("explain", 0),
    ("explain CF203", 0),
    ("explain cf203", 0),
    ("explain date-not-iso --format json", 0),
    ("explain CF999", 2),
    ("schema", 0),
    ("init", 2),  # nobody is there to ask
    ("init --help", 0),
    ("savings good.yaml", 0),
    ("savings good.yaml --option mandated --model shared-operation --format html", 0),
    ("savings good.yaml --fail-if-none", 1),
    ("savings good.yaml --option best", 2),
    ("savings missing.yaml", 3),
    ("share good.yaml", 0),
    ("share good.yaml --option one-large --savings lead:Good=73%,spend", 2),
    ("share good.yaml --fail-if-none", 1),
    ("share good.yaml --rule best", 2),
    ("share missing.yaml", 3),
    ("match good.yaml", 0),
    ("match good.yaml --format html", 0),
    ("match good.yaml --format md", 0),
    ("match good.yaml --fail-if-none", 1),
    ("match good.yaml --quick --time-limit 0", 0),
    ("match missing.yaml", 3),
    ("match", 2),
    ("match good.yaml --size 1", 2),
    ("match good.yaml --tier countee", 2),
    ("show good.yaml", 0),
    ("show good.yaml --format html", 0),
    ("show broken/ambleford.yaml --fail-on warning", 1),
    ("show good.yaml --format xlsx", 2),
    ("show", 2),
    ("show missing.yaml", 3),
    ("show broken/brackenham.yaml", 3),
    ("timeline good.yaml", 0),
    ("timeline good.yaml --format html", 0),
    ("timeline good.yaml --format md", 0),
    ("timeline broken/ambleford.yaml --fail-on warning", 1),
    ("timeline good.yaml --format xlsx", 2),
    ("timeline", 2),
    ("timeline missing.yaml", 3),
    ("timeline good.yaml missing.yaml --fail-on never", 3),
    ("timeline broken/brackenham.yaml", 3),  # nothing is ready
    ("timeline --help", 0),
    ("compare good.yaml good.yaml", 0),
    ("compare good.yaml good.yaml --format md", 0),
    ("compare broken good.yaml", 1),
    ("compare broken good.yaml --fail-on never", 0),
    ("compare broken good.yaml --fail-on never --fail-if-changed", 1),
    ("compare good.yaml missing.yaml", 3),
    ("compare good.yaml missing.json --fail-on never", 3),
    ("compare good.yaml", 2),
    ("compare --help", 0),
    ("schema --kind proposals", 0),
    ("schema --kind council", 2),
    ("--version", 0),
    ("--help", 0),
    ("validate --help", 0),
]


@pytest.mark.parametrize(("line", "code"), TABLE)
def test_exit_code(invoke: Invoke, line: str, code: int) -> None:
    assert invoke(*line.split(), cwd=DATA).code == code


@pytest.mark.parametrize(
    "name",
    ["", "assess", "match", "timeline", "savings", "share", "proposals", "compare", "validate", "explain", "schema"],
)
def test_every_help_ends_with_the_exit_codes(invoke: Invoke, name: str) -> None:
    lines = invoke(*name.split(), "--help").out.rstrip().splitlines()
    assert [line.strip()[:1] for line in lines[-5:]] == ["E", "0", "1", "2", "3"]


def test_a_wrong_code_is_answered_with_the_nearest(invoke: Invoke) -> None:
    assert "Did you mean date-not-iso?" in invoke("explain", "date-not-isso").err
    assert "Did you mean" in invoke("validate", "x", "--select", "CF20").err
    assert "sharedcli explain" in invoke("explain", "\x1b[2J???").err.replace("\n", " ")

"""Where a risk stands on a matrix, at each edge; and a matrix of one's own, which has to hold every risk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sharedcli.checks.ready import MatrixNotReadyError, load_matrix
from sharedcli.checks.registry import matrix_checks
from sharedcli.loading.risk_matrices import DEFAULT_MATRIX, risk_matrices
from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.risk.matrix import MARKS, placed

FIVE = risk_matrices()["5x5"]


@pytest.mark.parametrize(
    ("share", "step"),
    [(0, 0), (0.0999, 0), (0.1, 1), (0.2499, 1), (0.25, 2), (0.4999, 2), (0.5, 3), (0.7499, 3), (0.75, 4), (1, 4)],
)
def test_steps_of_likelihood(share: float, step: int) -> None:
    assert placed(share, 1.0, FIVE).likelihood == step


@pytest.mark.parametrize(
    ("loss_gbp", "step"),
    [
        (-5.0, 0), (0, 0), (49_999.99, 0), (50_000, 1), (249_999.99, 1), (250_000, 2), (499_999.99, 2),
        (500_000, 3), (749_999.99, 3), (750_000, 4), (1e12, 4),
    ],
)  # fmt: skip
def test_steps_of_impact(loss_gbp: float, step: int) -> None:
    assert placed(0.3, loss_gbp, FIVE).impact == step


@pytest.mark.parametrize(
    ("share", "loss_gbp", "rag"),
    [
        (0.25, 250_000, "RED"), (0.2499, 250_000, "AMBER"), (0.25, 249_999, "AMBER"), (0.1, 750_000, "RED"),
        (0.0999, 750_000, "AMBER"), (0.0999, 250_000, "AMBER"), (0.0999, 249_999, "GREEN"), (0.1, 50_000, "AMBER"),
        (0.9, 49_999, "GREEN"),
    ],
)  # fmt: skip
def test_squares_are_rated_as_the_rule_beside_them_says(share: float, loss_gbp: float, rag: str) -> None:
    assert placed(share, loss_gbp, FIVE).rag == rag


def test_act_from_c1_upwards() -> None:
    """Maidstone's line: at impact 1, likelihood C, B and A."""
    six = risk_matrices()["6x4"]
    red = {(label, six.impact[n].label) for label, row in six.squares.items() for n, r in enumerate(row) if r == "RED"}
    assert red == {("A", "1"), ("B", "1"), ("C", "1")}


@pytest.mark.parametrize(("name", "rows", "columns"), [("5x5", 5, 5), ("4x4", 4, 4), ("6x4", 6, 4)])
def test_matrices_that_ship(name: str, rows: int, columns: int) -> None:
    matrix = risk_matrices()[name]
    assert (len(matrix.likelihood), len(matrix.impact)) == (rows, columns)
    assert [hit for check in matrix_checks() for hit in check.ask(matrix)] == []
    assert matrix.source
    assert DEFAULT_MATRIX in risk_matrices()
    for places in ((share / 40, loss) for share in range(41) for loss in (0, 1e5, 3e5, 6e5, 1e6)):
        assert placed(*places, matrix).words.split()[1] in MARKS.values()


GOOD = """\
matrix: 1
name: Ours
likelihood:
  - {label: Seldom, below_per_cent: 30}
  - {label: Often, from_per_cent: 30}
impact:
  - {label: Little, below_gbp: 1000}
  - {label: Some, from_gbp: 1000, below_gbp: 9000}
  - {label: Much, from_gbp: 9000}
squares:
  Seldom: [GREEN, GREEN, AMBER]
  Often: [GREEN, AMBER, RED]
rule: RED is much and often.
"""


WRONG = [
    ("from_per_cent: 30}", "from_per_cent: 40}", "40}", "RM103", "ends below 30, and it begins at 40"),
    ("from_per_cent: 30}", "from_per_cent: 20}", "20}", "RM104", "ends below 30, and it begins at 20"),
    ("Little, below_gbp: 1000", "Little", "1000, below_gbp: 9000", "RM104", "has no end"),
    ("Seldom, below", "Seldom, from_per_cent: 5, below", "5, below", "RM103", "begins at 5, not at 0"),
    ("Much, from_gbp: 9000", "Much, from_gbp: 1000", "1000}\nsq", "RM102", "the step before it at 1,000"),
    ("below_gbp: 9000", "below_gbp: 1000", "1000}\n  - {label: Much", "RM101", "at 1,000 and ends below 1,000"),
    ("Much, from_gbp: 9000", "Much, from_gbp: 9000, below_gbp: 90000", "90000}", "RM105", "ends below 90,000"),
    ("label: Much", "label: little", "little", "RM106", '"little" is the label'),
    (
        "Often: [GREEN, AMBER, RED]", "Often: [GREEN, AMBER]", "[GREEN, AMBER]\nrule", "RM107",
        "2 ratings for 3 steps",
    ),
    ("  Often: [GREEN, AMBER, RED]\n", "", "squares", "RM107", 'no row for "Often"'),
    (
        "  Often: [", "  Often: [GREEN, AMBER, RED]\n  often: [", "[GREEN, AMBER, RED]\nrule", "RM108",
        '"often" is the label of no step',
    ),
    ("[GREEN, AMBER, RED]", "[GREEN, AMBER, PINK]", "PINK", "CF", "PINK"),
    ("matrix: 1", "matrix: 2", "2\n", "CF", "matrix is 2"),
    ("matrix: 1\n", "", "name", "RM001", "No field 'matrix' here"),
    ("rule: RED is much and often.\n", "", "matrix", "CF", "rule is missing"),
    ("below_gbp: 1000}", "below_gbp: a lot}", "a lot", "CF", "a lot"),
]  # fmt: skip
"""What is changed in the good one and into what, the text at whose place it is found, the code and words of it."""


def test_a_matrix_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "matrix.yaml"
    file.write_text(GOOD, "utf-8")
    matrix, run = load_matrix(str(file))
    assert isinstance(matrix, RiskMatrix)
    assert not run.findings
    assert placed(0.3, 9000, matrix).words == "RED ▲"


@pytest.mark.parametrize(("was", "now", "at", "code", "says"), WRONG)
def test_a_matrix_that_is_wrong_is_refused_with_its_place(
    was: str, now: str, at: str, code: str, says: str, tmp_path: Path
) -> None:
    assert was in GOOD
    file = tmp_path / "matrix.yaml"
    text = GOOD.replace(was, now, 1)
    file.write_text(text, "utf-8")
    with pytest.raises(MatrixNotReadyError, match="cannot be used") as refused:
        load_matrix(str(file))
    found = [(f"{f.location.line}:{f.location.column}", f.rule.code, f.message) for f in refused.value.run.findings]
    before = text[: text.index(at)]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert any(there == place and rule.startswith(code) and says in said for there, rule, said in found), (place, found)
    assert all(finding.rule.remedy for finding in refused.value.run.findings)
    assert all(re.fullmatch(r"\S.*[.?]", said) for _, _, said in found)


def test_a_rating_that_falls_is_pointed_out(tmp_path: Path) -> None:
    file = tmp_path / "matrix.yaml"
    file.write_text(GOOD.replace("[GREEN, AMBER, RED]", "[AMBER, GREEN, RED]"), "utf-8")
    _, run = load_matrix(str(file))
    assert [finding.rule.code for finding in run.findings] == ["RM109"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MatrixNotReadyError):
        load_matrix(str(tmp_path / "none.yaml"))


def test_every_check_of_a_matrix_is_tried_and_says_what_to_do() -> None:
    codes = {check.rule.code for check in matrix_checks()}
    assert codes == {code for *_, code, _ in WRONG if code.startswith("RM1")} | {"RM109"}
    for check in matrix_checks():
        for paragraph in (check.rule.summary, check.rule.why, check.rule.remedy):
            assert paragraph[0].isupper()
            assert paragraph.endswith(".")
        assert len(check.rule.summary) <= 110

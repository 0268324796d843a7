"""The risk matrix that a command is given: its name or a file, and what is said where it is neither."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
import yaml
from jsonschema import Draft202012Validator

from sharedcli import api
from sharedcli.checks.ready import MatrixNotReadyError
from sharedcli.cli.matrix import matrix_of
from sharedcli.loading.risk_matrices import risk_matrices
from sharedcli.reports.schema import matrix_schema
from tests.conftest import TESTS

OWN = TESTS / "cli" / "data" / "matrix.yaml"


def test_a_name_or_a_file() -> None:
    assert matrix_of("6x4") is risk_matrices()["6x4"]
    assert matrix_of(str(OWN)).name == "Board"


@pytest.mark.parametrize("word", ["", "-"])
def test_nothing_is_no_file(word: str) -> None:
    with pytest.raises(typer.BadParameter, match="--matrix needs a file"):
        matrix_of(word)


def test_neither_a_name_nor_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MatrixNotReadyError, match="neither a file that can be read nor one of 5x5, 4x4, 6x4"):
        matrix_of("7x7")
    assert "7x7" in capsys.readouterr().err


def test_a_file_that_is_wrong_says_where_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "matrix.yaml"
    file.write_text(OWN.read_text("utf-8").replace("from_gbp: 100000", "from_gbp: 200000"), "utf-8")
    with pytest.raises(MatrixNotReadyError, match="The risk matrix cannot be used: 1 error in the file"):
        matrix_of(str(file))
    said = " ".join(capsys.readouterr().err.split())
    assert "matrix.yaml 10:37 error RM103 gap-between-steps" in said
    assert "Begin each step where the one before it ends" in said


def test_a_folder_of_profiles_leaves_a_matrix_alone(tmp_path: Path) -> None:
    profile = TESTS / "appraisal" / "worked" / "ambleford.yaml"
    (tmp_path / "ambleford.yaml").write_bytes(profile.read_bytes())
    (tmp_path / "matrix.yaml").write_bytes(OWN.read_bytes())
    assert [file.file.rsplit("/", 1)[-1] for file in api.load([str(tmp_path)]).run.files] == ["ambleford.yaml"]


def test_the_schema_takes_what_ships_and_refuses_a_rating_of_its_own() -> None:
    schema = matrix_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = yaml.safe_load(OWN.read_text("utf-8"))
    assert not list(validator.iter_errors(good))
    assert list(validator.iter_errors({**good, "squares": {"Unlikely": ["PINK", "RED"]}}))
    assert list(validator.iter_errors({**good, "likelihood": "Likely"}))

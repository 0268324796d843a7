"""What tests of the commands share: a folder to run them in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import COUNCILS, WORKED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three councils of the worked example, in a folder of their own and the working directory."""
    for name in COUNCILS:
        shutil.copy(WORKED / f"{name}.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path

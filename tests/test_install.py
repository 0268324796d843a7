"""As on a fresh machine: README's first command, to the letter, in a copy of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "build", "dist")


@pytest.mark.slow
def test_the_first_command_sets_up_and_assesses(tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(PROJECT, copy, ignore=LEFT_BEHIND)
    (first, _) = re.findall(r"```sh\n(.*?)\n```", (copy / "README.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run(["bash", "-ec", first], cwd=copy, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    assert "WHO COULD SHARE WHAT: 9 COUNCILS" in done.stdout
    assert "WHO COULD SHARE WHAT: 15 COUNCILS" in done.stdout
    assert "Traceback" not in done.stderr
    installed = next((copy / ".venv").rglob("site-packages/sharedcli"))
    assert (installed / "services.yaml").is_file()
    assert (installed / "councils.csv").is_file()
    assert (installed / "help" / "method.md").is_file()
    assert (installed / "render" / "page.html.j2").is_file()
    assert list((installed / "parameters").glob("*.yaml"))

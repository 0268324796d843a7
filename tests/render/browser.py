"""A real browser to look at pages with, where one is installed: Chromium without a window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--enable-logging=stderr", "--v=0",
)  # fmt: skip


def look(page: Path, *options: str) -> tuple[str, str]:
    """What Chromium writes and what it complains of, with a profile of its own that is thrown away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        line = [str(CHROMIUM), *_QUIET, f"--user-data-dir={profile}", *options, page.as_uri()]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout, done.stderr

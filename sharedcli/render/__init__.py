"""What is shown to bytes: one module per format, named here and imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {".json": "json", ".sarif": "sarif", ".xml": "junit", ".txt": "text", ".csv": "csv", ".md": "md", ".html": "html"}
)
"""The format that the suffix of an output file stands for; `.txt` and the like."""

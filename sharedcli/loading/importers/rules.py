"""Why a file of somebody else's, or a row of it, cannot be read: each with what it means and what to do.

Numbers: IM0 opening the file, IM1 tables, IM2 JSON, IM3 the template workbook, IM4 what a row says.
"""

from __future__ import annotations

from sharedcli.model.finding import Rule, Severity


def _error(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, why, remedy)


def _note(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.NOTE, summary, why, remedy)


UNKNOWN_KIND = _error(
    "IM001", "import-kind-unknown", "The file is none of the kinds that can be imported.",
    "Reading it as something it is not would make up contracts.",
    "Save it as CSV or Excel with a heading in the first row, or give --from.",
)  # fmt: skip

"""Why a file of somebody else's, or a row of it, cannot be read: each with what it means and what to do.

Numbers: IM0 opening the file, IM1 tables, IM2 JSON, IM3 the template workbook, IM4 what a row says.
"""

from __future__ import annotations

from sharedcli.model.finding import Rule, Severity


def _error(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, why, remedy)


def _warning(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.WARNING, summary, why, remedy)


def _note(code: str, name: str, summary: str, why: str, remedy: str) -> Rule:
    return Rule(code, name, Severity.NOTE, summary, why, remedy)


UNKNOWN_KIND = _error(
    "IM001", "import-kind-unknown", "The file is none of the kinds that can be imported.",
    "Reading it as something it is not would make up contracts.",
    "Save it as CSV or Excel with a heading in the first row, or give --from.",
)  # fmt: skip


TEMPLATE_UNREADABLE = _error(
    "IM301", "template-unreadable", "The file is no workbook that can be opened.",
    "Nothing of it can be read.",
    "Open it in a spreadsheet program, without a password, and save it as .xlsx.",
)  # fmt: skip
TEMPLATE_OF_ANOTHER_VERSION = _error(
    "IM302", "template-version-unknown", "The workbook is a template of another version of sharedcli.",
    "Its fields may mean something else.",
    "Write a new one with `sharedcli template` and copy the answers into it.",
)  # fmt: skip
TEMPLATE_SHEET_MISSING = _error(
    "IM303", "template-sheet-missing", "A sheet of the template, or its row of headings, is not there.",
    "What belongs on it cannot be found.",
    "Give the sheet and its headings their names back, or copy the answers into a new template.",
)  # fmt: skip
TEMPLATE_FIELD_TWICE = _error(
    "IM304", "template-field-twice", "A field of the template stands there twice.",
    "Which of the two is meant would be a guess.",
    "Keep one of the two.",
)  # fmt: skip
TEMPLATE_NOT_TAKEN = _warning(
    "IM305", "template-cells-not-taken", "Cells of the workbook were not taken.",
    "They are under no heading of the template, or on a sheet of your own, and are not part of the profile.",
    "Leave them if they are notes; if they are answers, move them under the heading they belong to.",
)  # fmt: skip
TEMPLATE_SHEET_RENAMED = _note(
    "IM306", "template-sheet-renamed", "A sheet was recognised by its headings, not by its name.",
    "It was taken for the sheet of the template that is not there.",
    "Nothing needs to be done if that is right.",
)  # fmt: skip

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


_ONE_NOTICE = "The notice is left out, and the others are read."
_NOT_READ = "What cannot be read as it was meant is not read at all, so that no contract is made up."

JSON_BROKEN = _error(
    "IM201", "json-broken", "The text is not whole JSON.",
    f"Nothing after this place can be relied on. {_NOT_READ}",
    "Download the file again; a download that was cut short is the usual cause.",
)  # fmt: skip
JSON_NOT_TEXT = _error(
    "IM202", "json-not-text", "The bytes are not text in UTF-8, or in UTF-16 or UTF-32 with its mark.",
    _NOT_READ, "Save the file as UTF-8, or download it again.",
)  # fmt: skip
JSON_TOO_DEEP = _error(
    "IM203", "json-too-deep", "Lists or groups are nested too deeply.",
    "A notice is about ten levels deep, and deep nesting stops some readers altogether.",
    "Look for a bracket that was never closed, or download the file again.",
)  # fmt: skip
JSON_NAME_TWICE = _error(
    "IM204", "json-name-twice", "A field of a notice is given twice, differently.",
    f"Other readers keep one or the other, so that two people would read two contracts. {_ONE_NOTICE}",
    "Look the notice up where it was published, and delete the wrong one of the two.",
)  # fmt: skip
JSON_TOO_LARGE = _error(
    "IM205", "json-too-large", "A piece of JSON is too large to be read whole.",
    "It is held in memory seven times over while it is read.",
    "Save it with one release a line (JSON lines), which may be of any length, or in several files.",
)  # fmt: skip
NOT_A_NOTICE = _error(
    "IM206", "not-a-notice", "JSON stands here that is no notice, package, record or release.",
    _NOT_READ, "Give what a portal publishes: OCDS release or record packages, releases, or Contracts Finder notices.",
)  # fmt: skip
NOTICE_EMPTY = _error(
    "IM207", "notice-empty", "A notice, or the whole file, says nothing of a contract.",
    "Without as much as a title nobody can tell what was bought.", "Look the notice up where it was published.",
)  # fmt: skip
NOTICE_SUPERSEDED = _note(
    "IM208", "notice-superseded", "A later notice of the file is about the same contract.",
    "Counting both would count the contract twice.", "Nothing is to be done; the later notice is read.",
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
NOT_A_TEMPLATE = _error(
    "IM307", "not-a-template", "The workbook is none that sharedcli template wrote.",
    "Its cells could mean anything.", "Give a filled-in template, or leave --from out where it is a register.",
)  # fmt: skip

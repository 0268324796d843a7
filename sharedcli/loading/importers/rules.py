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

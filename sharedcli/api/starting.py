"""Starting a profile, for scripts and the command line: a person's answers, a workbook, a council's facts."""

from __future__ import annotations

from sharedcli.checks.ready import ProfileNotReadyError, load_profile
from sharedcli.drafting.file_names import file_name
from sharedcli.drafting.interview import Interview
from sharedcli.drafting.questions import Question
from sharedcli.drafting.register import council_called, notes_of
from sharedcli.drafting.starting import first_answers
from sharedcli.loading.services import services

__all__ = [
    "Interview", "ProfileNotReadyError", "Question", "council_called", "file_name", "first_answers", "load_profile",
    "notes_of", "services",
]  # fmt: skip

"""Starting a profile, for scripts and the command line: a person's answers, a workbook, a council's facts."""

from __future__ import annotations

from sharedcli.checks.ready import ProfileNotReadyError, load_profile
from sharedcli.drafting.interview import Interview
from sharedcli.drafting.questions import Question
from sharedcli.drafting.starting import UnknownCouncilError, council_called, first_answers
from sharedcli.loading.services import services

__all__ = [
    "Interview", "ProfileNotReadyError", "Question", "UnknownCouncilError", "council_called", "first_answers",
    "load_profile", "services",
]  # fmt: skip

"""`sharedcli assess`: the verdict for every council and service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli.appraising import appraising

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.assessment import AssessmentReport

NAME = "assess"


@appraising
def command(asked: Appraised) -> AssessmentReport:
    """Tell every council with whom it could share what, when, and what it is worth.

    For each service: which consortia to form, what each member gains or loses, and one verdict for each
    council: Go, Go if, Wait or Do not join. Profiles with errors are left out, and named at the top.
    """
    from sharedcli.reports.assessment import AssessmentReport

    return AssessmentReport(asked)

"""`sharedcli assess`: the verdict for every council and service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import asking
from sharedcli.cli.appraising import appraising
from sharedcli.model.division import SEED
from sharedcli.model.drawing import DRAWS, Drawing

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.assessment import AssessmentReport

NAME = "assess"


@appraising
def command(asked: Appraised, *, draws: asking.Draws = DRAWS, seed: asking.Seed = SEED) -> AssessmentReport:
    """Tell every council with whom it could share what, when, and what it is worth.

    For each service: which consortia to form, what each member gains or loses, and one verdict for each council: Go,
    Go if, Wait or Do not join. Likely ranges come from futures drawn; `risk` has more of them. Profiles with errors are
    left out, and named at the top.
    """
    from sharedcli.reports.assessment import AssessmentReport

    return AssessmentReport(asked, Drawing(seed, draws))

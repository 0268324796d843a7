"""A figure of `proposals` explained: a claim by its lines in the file of centres, our appraisal by its rows."""

from __future__ import annotations

from difflib import get_close_matches

from sharedcli.api import Appraised
from sharedcli.appraisal.announced_figures import announced_figures, as_assessment
from sharedcli.appraisal.explaining import explained, part_of
from sharedcli.model.asking import PLAIN
from sharedcli.model.printable import printable
from sharedcli.reports.claims import claims
from sharedcli.reports.figure import FigureReport, NoFigureError
from sharedcli.reports.proposals import ProposalsReport


def announced_figure(name: str, report: ProposalsReport, council: str | None, *, full: bool = False) -> FigureReport:
    """The figure called `name`, or the part of our appraisal that is one council's, by its ONS code.

    Raises:
        NoFigureError: There is none; the message says which come near.
    """
    known: list[str] = []
    whole, (file,) = as_assessment(report.whole), report.read.files
    asked = Appraised(report.loaded, council, (whole,))
    for amount in announced_figures(report.whole):
        known.append(amount.id)
        if amount.id == name:
            told = explained(part_of(amount, council) if council else amount, whole)
            return FigureReport(asked, PLAIN, full, (told,))
    for words in claims(report.whole, file):
        known.append(words.id)
        if words.id == name:
            return FigureReport(asked, PLAIN, full, (), (words,))
    close = get_close_matches(printable(name, most=80).lower(), known, n=3)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    msg = f"No figure of these centres is called {printable(name, most=80)}.{hint}"
    raise NoFigureError(msg)

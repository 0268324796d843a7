"""What inputs are called beside a chart: few words, for every parameter that may stand there."""

from __future__ import annotations

import datetime as dt

from sharedcli.loading.parameters import assumptions
from sharedcli.reports.risk_inputs import CALLED, MOST_LETTERS


def test_every_parameter_with_a_range_has_words_that_fit() -> None:
    given = assumptions(dt.date(2026, 11, 1))
    assert {name for name in given.parameters if given.range_of(name)} <= set(CALLED)
    assert all(len(words) <= MOST_LETTERS and "_" not in words for words in CALLED.values())
    assert len(set(CALLED.values())) == len(CALLED)

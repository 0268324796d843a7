"""Extensions in prose: what stands plainly is read, and nothing else. Phrases as published, or near to what was."""

from __future__ import annotations

import pytest

from sharedcli.loading.importers.renewals import extensions_months


@pytest.mark.parametrize(
    ("prose", "months"),
    [
        ("2 x 12 months", (12, 12)),
        ("2x12 month", (12, 12)),
        ("4 x 1 year", (12, 12, 12, 12)),
        ("24 months plus 2 x 12 months", (12, 12)),
        ("2 x 12 months and 1 x 6 months", (12, 12, 6)),
        ("2 one-year extension options", (12, 12)),
        ("Option to extend for up to two (2) further periods of twelve (12) months each", (12, 12)),
        ("let for three years with the option to extend for two further 12-month periods (3 +1 +1)", (12, 12)),
        ("up to 24 months", (24,)),
        ("Option to extend for a further 2 years", (24,)),
        ("36 month initial contract period with a 24 month extension option", (24,)),
        ("The initial term is for 36 months, extendable by 12 months", (12,)),
        ("two (2) one year extensions", (12, 12)),
        ("2 x 12 months, in total 24 months", (12, 12)),
        ("periods of up to 1 year with a maximum of 2 such extensions", (12, 12)),
    ],
)
def test_what_is_plain_is_read(prose, months):
    assert extensions_months(prose) == months


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "Yes",
        "3+1+1",  # whether the first is the term itself is not said
        "Optional extension period of 1 year + 1 year",
        "12 months",  # of what?
        "12 month defect period to be included from Contract end date",
        "The contract will be re-tendered in 48 months",
        "Six months' notice is to be given of a 12 month extension",
        "option to extend by 12 months or 24 months",
        "Option to extend for a further 12 months, and then a further 24 months",
        "There is no option to extend the term of 24 months",
        "up to 99 x 99 years",
        "option to extend by 6-12 months",  # not six times twelve
        "option to extend by 6 \N{EN DASH} 12 months",
        "option to extend by two to three years",
        "option to extend by 2 12 month",
        "option to extend by 12 months x 2",
        "option to extend by 36 months in total",
        "option to extend to a total contract length of 60 months",
        "up to 24 months " * 100,
    ],
)
def test_what_could_mean_two_things_is_not(prose):
    assert extensions_months(prose) == ()

"""Risks of what the benefit is made of: bias avoided, staff time, a saving that is only assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sharedcli.costing.charges import WITHOUT_BIAS
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import LIKELY, judged, overruns_not
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

MOST_SHARE = 0.50
"""Of what the consortium is worth: beyond it one kind of benefit carries the case."""


@risk_rule(
    "RK601",
    Category.MONEY,
    Owner.FINANCE,
    f"without the optimism bias on either side more than {MOST_SHARE:.0%} of what the consortium is worth is gone",
)
def value_is_bias(about: About) -> Iterator[Hit]:
    """Most of the benefit is overruns that one project has and several would have had.

    Where projects end near their estimate there is little to avoid.

    Decide on the figure without optimism bias too; it stands beside the other in every report.

    IT projects published: the part that does not overrun at all. Reference class.
    """
    plain = about.saving.only(line=WITHOUT_BIAS).npv_gbp
    if about.npv_gbp > 0 and plain < (1 - MOST_SHARE) * about.npv_gbp:
        near = about.planned.overrunning(0.0, alone_share=0.0)
        says = "Most of the net benefit is optimism bias avoided; priced as no overrun, together or alone."
        yield Hit(says, overruns_not(about.given), about.change_in(near), about.award_on)


@risk_rule(
    "RK602",
    Category.MONEY,
    Owner.FINANCE,
    f"more than {MOST_SHARE:.0%} of what the consortium is worth is time of the councils' own staff",
)
def value_is_staff_time(about: About) -> Iterator[Hit]:
    """Most of the benefit is staff time, which is cash only where posts go.

    Audits found that most shared services could not show what became of it (Victoria's Auditor-General, 2014).

    Name the posts or hours, and who gives them up, before counting them.

    Judgement: of over 300 English councils those that shared administration did not have less of it (Elston and
    Dixon 2020).
    """
    time = about.saving.only(is_time=True).npv_gbp
    if about.npv_gbp > 0 and time > MOST_SHARE * about.npv_gbp:
        says = f"{time / about.npv_gbp:.0%} of the net benefit is staff time; priced as none of it."
        yield Hit(says, judged(LIKELY), about.forgone(is_time=True), about.award_on)


@risk_rule(
    "RK603",
    Category.MONEY,
    Owner.HEAD,
    "one team is assumed to save staff (operating_saving_share is above 0)",
)
def operating_saving_assumed(about: About) -> Iterator[Hit]:
    """One team is assumed to need less staff, and the studies that counted found that it does not.

    The base rate is nothing: tax collection and administration shared cost as much as before.

    Pilot it between two members, or keep each council's team and share the contract alone.

    Judgement: three studies of English councils found no saving (Elston and Dixon 2020; Dixon and Elston 2019; Elston,
    Bel and Wang 2023).
    """
    if about.formed.posts(about.given) and about.given.operating_saving_share > 0:
        says = f"One team is assumed to save {about.given.operating_saving_share:.0%} of staff cost; priced as none."
        none = replace(about.planned, operating_saving_share=0.0)
        yield Hit(says, judged(LIKELY), about.change_in(none), about.award_on)

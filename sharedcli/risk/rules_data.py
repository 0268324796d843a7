"""Risks of the facts themselves: old, incomplete, invented. What they would change is in no figure here."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.completeness import completeness
from sharedcli.matching.terms import day_words
from sharedcli.model.calendar import months_after
from sharedcli.risk.about import About
from sharedcli.risk.likelihood import LIKELY, POSSIBLE, judged
from sharedcli.risk.registry import Category, Hit, Owner, risk_rule

OLD_MONTHS = 12
"""Months: within them a contract register is gone through once."""
LEAST_COMPLETE = 0.60
"""Share of the facts asked for: below it most of a system's dates or costs are missing."""


@risk_rule(
    "RK701",
    Category.DATA,
    Owner.IT,
    f"a member's facts are more than {OLD_MONTHS} months older than the day of the appraisal",
)
def facts_are_old(about: About) -> Iterator[Hit]:
    """A member's facts are old.

    A contract may have been extended or a system bought since, and the month planned be out of reach.

    Ask for the register of this quarter, and run this again.

    Judgement: with contracts of five years about one in five changes each year, and plans change sooner.
    """
    old = tuple(
        member.council
        for _, member in about.members
        if months_after(about.profile(member).as_at, OLD_MONTHS) < about.given.as_at
    )
    if old:
        oldest = min(about.whole.profiles[code].as_at for code in old)
        says = f"Facts of {about.names.few(old)} go back to {day_words(oldest)}."
        yield Hit(says, judged(POSSIBLE), "what has changed since is in no file", about.award_on, old)


@risk_rule(
    "RK702",
    Category.DATA,
    Owner.IT,
    f"a member states less than {LEAST_COMPLETE:.0%} of the facts asked for",
)
def profile_incomplete(about: About) -> Iterator[Hit]:
    """A member's profile leaves out much of what an appraisal uses.

    What is missing is filled in or counts as nothing, and may be what decides.

    `sharedcli validate` lists the gaps; close those of this service first.

    Judgement: what is not stated is seldom what was assumed.
    """
    thin = tuple(m.council for _, m in about.members if completeness(about.profile(m)).share < LEAST_COMPLETE)
    if thin:
        says = f"Less than {LEAST_COMPLETE:.0%} of the facts asked for: {about.names.few(thin)}."
        yield Hit(says, judged(POSSIBLE), "what is not stated cannot be priced", about.award_on, thin)


@risk_rule(
    "RK703",
    Category.DATA,
    Owner.FINANCE,
    "a member's figures are marked illustrative",
)
def figures_illustrative(about: About) -> Iterator[Hit]:
    """A member's figures are illustrations, not its own.

    A case made of them shows how the sum goes, and nothing about this council.

    Replace them by figures from the ledger and the contract before anybody decides.

    Judgement: the council's own figures will differ; whether the answer does is not known.
    """
    made = tuple(m.council for _, m in about.members if about.profile(m).figures == "illustrative")
    if made:
        says = f"Figures of {about.names.few(made)} are illustrations."
        yield Hit(says, judged(LIKELY), "the councils' own figures are in no file", about.award_on, made)

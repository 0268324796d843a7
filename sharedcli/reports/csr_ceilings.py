"""How far sharing could reach at best: the best option, all that is spent on the services, the back office.

METHOD 13, and Cardiff's claim that a target of the whole budget cannot be met from a small part of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.options import OPTION_WORDS
from sharedcli.appraisal.spending_review import InReview
from sharedcli.appraisal.target_reach import Step
from sharedcli.loading.tables import back_office_claims
from sharedcli.model.printable import printable
from sharedcli.reports.csr_words import met_words, per_cent, saving
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import pounds


def ceilings(found: InReview, names: Names) -> Iterator[str]:
    """How far sharing could reach at best: the options, all that is spent on these services, the whole back office."""
    reach, step = found.reach, found.reach.last_step
    if reach.baseline_gbp is None:
        return
    target_gbp = found.target_gbp
    yield from _best(found)
    if reach.spent is not None:
        of_target = f", {per_cent(reach.spent.gbp / target_gbp)} of the target" if target_gbp else ""
        who = "this council spends" if _is_one(found) else "these councils spend"
        yield (
            f"All that {who} as usual on the services appraised is {pounds(reach.spent.gbp)} in "
            f"{reach.within.releasing.cash.usual.years[reach.within.inside[-1]]}, money and staff time: "
            f"{per_cent(reach.spent.gbp / reach.baseline_gbp)} of {_base(found)}{of_target}. No sharing of these "
            "services could release more."
        )
    yield from _back_office(found, step, names)


def at_best(found: InReview) -> Iterator[str]:
    """The same in a sentence: which part of an efficiency target sharing could meet at best; nothing where none is."""
    reach, step = found.reach, found.reach.last_step
    if step is None or found.target_gbp is None:
        return
    target_gbp = found.target_gbp
    best = max((other.counted.reached.gbp for other in found.compared), default=0.0)
    told = [f"the best of the options compared meets {met_words(best / target_gbp)}"]
    if reach.spent is not None:
        told.append(f"all that is spent as usual on the services appraised is {per_cent(reach.spent.gbp / target_gbp)}")
    share = reach.back_office_share
    if share is not None and not reach.is_given:
        told.append(f"the whole back office is {per_cent(share / step.share)} of it")
    yield f"At best: {', '.join(told)}."


def beside(found: InReview) -> Iterator[str]:
    """What the other options come to in the period, and what of its target each would meet."""
    told, target_gbp = [], found.target_gbp
    for other in found.compared:
        if other.option == found.scope.option or not other.group.inside:
            continue
        met = f", {met_words(other.counted.reached.gbp / target_gbp)} of the target met" if target_gbp else ""
        told.append(f"{_named(other.option)}, {saving(other.group.split.net)}{met}")
    if told:
        yield f"The other options inside it: {'; '.join(told)}."


def _named(option: str) -> str:
    return OPTION_WORDS[option].partition(",")[0].lower()


def published() -> tuple[str, ...]:
    """What others published on the reach of back offices, each with its source."""
    return tuple(
        f"{claim.says[0].upper()}{claim.says[1:]} ({printable(claim.source.title, most=300)})."
        for claim in back_office_claims()
    )


def _best(found: InReview) -> Iterator[str]:
    best = max(found.compared, key=lambda other: other.counted.reached.gbp, default=None)
    if best is None or best.counted.reached.gbp <= 0:
        yield "None of the options compared releases anything a year by its end."
        return
    gbp, target_gbp = best.counted.reached.gbp, found.target_gbp
    of_target = f", {per_cent(gbp / target_gbp)} of the target" if target_gbp else ""
    share = found.reach.of_baseline(best.counted.reached) or 0.0
    yield (
        f"The best of the options compared by its end is {_named(best.option)}: "
        f"{pounds(gbp)} a year, {per_cent(share)} of {_base(found)}{of_target}."
    )


def _is_one(found: InReview) -> bool:
    return len(found.councils) == 1


def _base(found: InReview) -> str:
    if found.reach.is_given:
        return "the baseline"
    return "its budget" if _is_one(found) else "the budgets"


def _back_office(found: InReview, step: Step | None, names: Names) -> Iterator[str]:
    reach, base = found.reach, _base(found)
    share = reach.back_office_share
    if share is None or reach.back_office_gbp is None or reach.is_given:
        return
    told = (
        f"The back office is {pounds(reach.back_office_gbp)} a year, {per_cent(share)} of {base}"
        f"{'' if _is_one(found) else ' of those that state both'}"
    )
    if step is None or not share:
        yield f"{told}; back-office sharing can touch no more than that."
    elif step.share > share:
        yield (
            f"{told}; the target is {per_cent(step.share)} of {base}, {per_cent(step.share / share)} of the back "
            "office, and could not be met from it even if all of it went."
        )
    else:
        yield f"{told}; to meet the target from it alone, {per_cent(step.share / share)} of it would have to go."
    if reach.no_back_office:
        yield f"No back office stated, so not in that share: {names.listed(reach.no_back_office)}."

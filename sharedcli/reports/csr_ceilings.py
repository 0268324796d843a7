"""How far sharing could reach at best: the best option, all that is spent on the services, the back office.

METHOD 13, and Cardiff's claim that a target of the whole budget cannot be met from a small part of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.options import OPTION_WORDS
from sharedcli.appraisal.spending_review import InReview, SpendingReviews
from sharedcli.model.printable import printable
from sharedcli.reports.csr_words import met_words, per_cent, saving
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import pounds


def ceilings(found: InReview, names: Names) -> Iterator[str]:
    """How far sharing could reach at best: the options, all that is spent on these services, the whole back office."""
    reach = found.reach
    if reach.baseline_gbp is None:
        return
    yield from _best(found)
    if reach.spent is not None:
        part = reach.of_target(reach.spent)
        of_target = "" if part is None else f", {per_cent(part)} of the target"
        who = "this council spends" if _is_one(found) else "these councils spend"
        yield (
            f"All that {who} as usual on the services appraised is {pounds(reach.spent.gbp)} in "
            f"{reach.within.releasing.cash.usual.years[reach.within.inside[-1]]}, money and staff time: "
            f"{per_cent(reach.of_baseline(reach.spent) or 0.0)} of {_base(found)}{of_target}. No sharing of these "
            "services could release more."
        )
    yield from _back_office(found, names)


def at_best(found: InReview) -> Iterator[str]:
    """The same in a sentence: which part of an efficiency target sharing could meet at best; nothing where none is."""
    reach, best = found.reach, found.best
    if reach.final is None:
        return
    met = reach.of_target(best.counted.reached) if best is not None else None
    told = [f"the best of the options compared meets {met_words(met or 0.0)}"]
    if reach.spent is not None:
        part = reach.of_target(reach.spent) or 0.0
        told.append(f"all that is spent as usual on the services appraised is {per_cent(part)}")
    share = reach.back_office_of_target
    if share is not None and not reach.is_given:
        told.append(f"the whole back office is {per_cent(share)} of it")
    yield f"At best: {', '.join(told)}."


def beside(found: InReview) -> Iterator[str]:
    """What the other options come to in the period, and what of its target each would meet."""
    told = []
    for other in found.compared:
        if other.option == found.scope.option or not other.group.inside:
            continue
        met = found.reach.of_target(other.counted.reached)
        of_target = "" if met is None else f", {met_words(met)} of the target met"
        told.append(f"{_named(other.option)}, {saving(other.group.split.net)}{of_target}")
    if told:
        yield f"The other options inside it: {'; '.join(told)}."


def _named(option: str) -> str:
    return OPTION_WORDS[option].partition(",")[0].lower()


def published(found: SpendingReviews) -> tuple[str, ...]:
    """What others published on the reach of back offices, each with its source."""
    return tuple(
        f"{claim.says[0].upper()}{claim.says[1:]} ({printable(claim.source.title, most=300)})."
        for claim in found.published
    )


def _best(found: InReview) -> Iterator[str]:
    best, reach = found.best, found.reach
    if best is None:
        yield "None of the options compared releases anything a year by its end."
        return
    reached = best.counted.reached
    met, share = reach.of_target(reached), reach.of_baseline(reached) or 0.0
    of_target = "" if met is None else f", {per_cent(met)} of the target"
    yield (
        f"The best of the options compared by its end is {_named(best.option)}: "
        f"{pounds(reached.gbp)} a year, {per_cent(share)} of {_base(found)}{of_target}."
    )


def _is_one(found: InReview) -> bool:
    return len(found.councils) == 1


def _base(found: InReview) -> str:
    if found.reach.is_given:
        return "the baseline"
    return "its budget" if _is_one(found) else "the budgets"


def _back_office(found: InReview, names: Names) -> Iterator[str]:
    reach, step, base = found.reach, found.reach.last_step, _base(found)
    share = reach.back_office_share
    if share is None or reach.back_office_gbp is None or reach.is_given:
        return
    told = (
        f"The back office is {pounds(reach.back_office_gbp)} a year, {per_cent(share)} of {base}"
        f"{'' if _is_one(found) else ' of those that state both'}"
    )
    of_it = reach.target_of_back_office
    if step is None or of_it is None:
        yield f"{told}; back-office sharing can touch no more than that."
    elif of_it > 1:
        yield (
            f"{told}; the target is {per_cent(step.share)} of {base}, {per_cent(of_it)} of the back "
            "office, and could not be met from it even if all of it went."
        )
    else:
        yield f"{told}; to meet the target from it alone, {per_cent(of_it)} of it would have to go."
    if reach.no_back_office:
        yield f"No back office stated, so not in that share: {names.listed(reach.no_back_office)}."

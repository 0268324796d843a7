"""Every figure in pounds of an appraisal by its id: what reports show and `explain` takes apart.

A report that shows pounds of a new kind adds a function to `SUBJECTS`. It names its figures and says how each is made,
so that looking one up makes no other: some rest on a group that is not formed, whose rows are posted when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.outcome import group_of
from sharedcli.appraisal.verdicts import Verdict
from sharedcli.appraisal.worth import MAIN, Worth, of_all, of_consortium, of_member, of_one_team, of_option
from sharedcli.costing.amounts import Amount
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import USUAL, View
from sharedcli.costing.saving import Saving
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.naming import Names

Named = tuple[str, Callable[[], Amount]]
"""A figure's id, and how it is made."""

IF = "if"
"""The option of groups that are not formed."""
WITH, WITHOUT = "with", "without"
"""How such a group is called after its consortium: one council more, or one fewer."""


def figures(whole: Assessment) -> Iterator[Named]:
    """Every figure, the cheap kinds first; of two with one id the first counts."""
    for subject in SUBJECTS:
        yield from subject(whole)


def figure(whole: Assessment, name: str) -> Amount | None:
    """The figure with this id, `None` where there is none."""
    return next((make() for found, make in figures(whole) if found == name), None)


def _formed(whole: Assessment) -> Iterator[tuple[ServiceAssessment, Formed]]:
    return ((assessed, formed) for assessed in whole.services for formed in assessed.formed)


def _main(name: str, make: Callable[[], Worth], whole: Assessment, *, by_year: bool = True) -> Iterator[Named]:
    for key, part in MAIN.items():
        if key != "review" or whole.given.review_in_force():
            yield f"{name}.{key}", partial(_part, make, part)
    for place, year in enumerate(whole.ledger.years if by_year else ()):
        yield f"{name}.cash.{year}", partial(_year, make, place)


def _part(make: Callable[[], Worth], part: Callable[[Worth], Amount]) -> Amount:
    return part(make())


def _year(make: Callable[[], Worth], place: int) -> Amount:
    return make().in_year(place)


def ready(amounts: Iterable[Amount]) -> Iterator[Named]:
    """Figures that are made already."""
    return ((amount.id, partial(_same, amount)) for amount in amounts)


def _same(amount: Amount) -> Amount:
    return amount


def of_consortia(whole: Assessment) -> Iterator[Named]:
    """Of every consortium proposed, and of all together."""
    for _, formed in _formed(whole):
        yield from _main(formed.id, partial(of_consortium, formed, whole), whole)
        if formed.model is DeliveryModel.SHARED_OPERATION:
            yield from ready(of_one_team(formed, whole))
    yield from _main("all", partial(of_all, whole), whole)


def of_members(whole: Assessment) -> Iterator[Named]:
    """Of every council in a consortium proposed."""
    names = Names.of(whole.cohort)
    for _, formed in _formed(whole):
        for code in formed.codes:
            name = f"{formed.service}.{names.slug[code]}"
            yield from _main(name, partial(of_member, formed, code, whole, names), whole)


def of_options(whole: Assessment) -> Iterator[Named]:
    """Of every option that is compared, for each service."""
    for assessed in whole.services:
        for result in assessed.results:
            make = partial(of_option, result.option, assessed, whole)
            yield from _main(f"{assessed.service}.{result.option}", make, whole, by_year=False)


def of_outsiders(whole: Assessment) -> Iterator[Named]:
    """What all would gain by taking in each council outside."""
    names = Names.of(whole.cohort)
    for assessed in whole.services:
        for verdict in assessed.verdicts:
            if verdict.gain_of_all_gbp is not None:
                yield gain_name(verdict, names), partial(_taking_in, verdict, assessed, whole, names)


def gain_name(verdict: Verdict, names: Names) -> str:
    """The id of what all would gain by taking the council in."""
    return f"{verdict.service}.{names.slug[verdict.council]}.gain-of-all"


def _taking_in(verdict: Verdict, assessed: ServiceAssessment, whole: Assessment, names: Names) -> Amount:
    formed, one = verdict.consortium, verdict.council
    if formed is None:
        raise ValueError("all can gain only by taking a council into a consortium")
    larger = hypothetical((*formed.codes, one), formed, assessed, name=f"{formed.id}.{WITH}.{names.slug[one]}")
    now, alone = formed.saving(whole.ledger), whole.ledger.about(option=USUAL, service=assessed.service, councils=[one])
    plus = whole.ledger.more(() if larger is None else larger.entries(costing_of(whole)))
    less = whole.ledger.more((*now.option.postings, *alone.postings))
    label = f"what {formed.id} and {names.short[one]} would gain together by its joining"
    return Amount.of(gain_name(verdict, names), label, plus=plus, less=less, view=View.PRESENT)


def of_leavers(whole: Assessment) -> Iterator[Named]:
    """What the rest of each consortium would gain without one of its members."""
    names = Names.of(whole.cohort)
    for assessed, formed in _formed(whole):
        if len(formed.codes) > 2:
            for code in formed.codes:
                yield rest_name(formed, code, names), partial(of_the_rest, formed, code, assessed, whole, names)


def rest_name(formed: Formed, council: str, names: Names) -> str:
    """The id of what the rest of a consortium would gain without one member."""
    return f"{formed.id}.{WITHOUT}.{names.slug[council]}"


def of_the_rest(formed: Formed, council: str, assessed: ServiceAssessment, whole: Assessment, names: Names) -> Amount:
    """What the rest of a consortium would gain without one member; nothing where no month suits them."""
    codes = tuple(code for code in formed.codes if code != council)
    name = rest_name(formed, council, names)
    rest = hypothetical(codes, formed, assessed, name=name)
    together = whole.ledger.more(() if rest is None else rest.entries(costing_of(whole)))
    usual = whole.ledger.about(option=USUAL, service=assessed.service, councils=() if rest is None else codes)
    label = f"what the rest of {formed.id} would gain without {names.short[council]}"
    return Saving(together, usual).amount(name, label, View.PRESENT)


def hypothetical(councils: tuple[str, ...], like: Formed, assessed: ServiceAssessment, *, name: str) -> Formed | None:
    """A group of the willing that is not formed, at its best product and months; `None` where no month suits all."""
    market = assessed.options.market
    by_code = {member.council: member for member in assessed.candidates.willing}
    formed = group_of((market.codes.index(code) for code in councils), market, by_code, option=IF, like=like)
    return None if formed is None else replace(formed, id=name)


def group_called(name: str, whole: Assessment) -> Formed | None:
    """A group by the id of its consortium, formed or not; `None` where none is called so."""
    for assessed in whole.services:
        for formed in assessed.options.formed:
            if formed.id == name:
                return formed
    names = Names.of(whole.cohort)
    for assessed, formed in _formed(whole):
        for code in formed.codes:
            if name == rest_name(formed, code, names):
                return hypothetical(tuple(c for c in formed.codes if c != code), formed, assessed, name=name)
        for verdict in assessed.verdicts:
            if verdict.consortium is formed and name == f"{formed.id}.{WITH}.{names.slug[verdict.council]}":
                return hypothetical((*formed.codes, verdict.council), formed, assessed, name=name)
    return None


def costing_of(whole: Assessment) -> Costing:
    """What the rows of an appraisal were worked out with."""
    return Costing.over(whole.horizon, whole.given)


SUBJECTS: tuple[Callable[[Assessment], Iterator[Named]], ...] = (
    of_consortia, of_members, of_options, of_outsiders, of_leavers,
)  # fmt: skip

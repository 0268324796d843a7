"""Checks of one council's figures and spellings against those of the councils beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from sharedcli.checks.digest import Digest
from sharedcli.checks.registry import CohortHit, cohort_check
from sharedcli.checks.services import called
from sharedcli.checks.wording import pounds, quoted
from sharedcli.model.finding import Pointer, Severity

_FEWEST_PEERS = 5
_TIMES_OUT = 8
Digests = tuple[Digest, ...]
Spelling = tuple[Digest, Pointer, str]


@cohort_check("CF310", Severity.WARNING)
def cost_out_of_range(digests: Digests) -> Iterator[CohortHit]:
    """A supplier's yearly cost is more than eight times the median of the other councils, or less than an eighth.

    Volume prices are worked out from it, so one figure in pence or in thousands would carry a whole group.

    Check the unit. If the figure is right, a note in the product's name will save the next reader the question.
    """
    costs: dict[str, list[tuple[Digest, int, float]]] = {}
    for digest in digests:
        for index, system in enumerate(digest.systems):
            if system.supplier_gbp:
                costs.setdefault(system.service, []).append((digest, index, system.supplier_gbp))
    for service, stated in costs.items():
        if len(stated) > _FEWEST_PEERS:
            yield from _out_of_range(service, stated)


def _out_of_range(service: str, stated: list[tuple[Digest, int, float]]) -> Iterator[CohortHit]:
    """The costs that are out of range, also for each resident where enough councils give a population.

    A large council rightly pays many times what a small one does; an error of unit shows in both.
    """
    plain = sorted(cost for _, _, cost in stated)
    heads = sorted(cost / digest.population for digest, _, cost in stated if digest.population)
    for digest, index, cost in stated:
        times = cost / _median_of_others(plain, cost)
        if 1 / _TIMES_OUT <= times <= _TIMES_OUT:
            continue
        if digest.population and len(heads) > _FEWEST_PEERS:
            each = cost / digest.population
            by_head = each / _median_of_others(heads, each)
            if not (by_head > _TIMES_OUT if times > 1 else by_head < 1 / _TIMES_OUT):
                continue
        ratio = f"{times:,.0f} times" if times > 1 else f"1/{1 / times:,.0f} of"
        doubt = "Pounds, not pence?" if times > 1 else "Pounds, not thousands?"
        said = f"Supplier cost {pounds(cost)} is {ratio} the median for {called(service)} here. {doubt}"
        yield digest, ("systems", index, "annual_cost_gbp"), said


def _median_of_others(ordered: list[float], one: float) -> float:
    """The median of `ordered` without one entry equal to `one`.

    >>> _median_of_others([1.0, 2.0, 4.0, 90.0], 90.0), _median_of_others([1.0, 2.0, 4.0], 1.0)
    (2.0, 3.0)
    """
    from bisect import bisect_left

    gap, others = bisect_left(ordered, one), len(ordered) - 1
    low, high = (others - 1) // 2, others // 2
    return (ordered[low + (low >= gap)] + ordered[high + (high >= gap)]) / 2


@cohort_check("CF510", Severity.NOTE)
def product_spelt_two_ways(digests: Digests) -> Iterator[CohortHit]:
    """One product is spelt in two ways.

    Councils on the same product pay less to share it, and a product spelt differently counts as another.

    Use one spelling in every file; the supplier's own is best.
    """
    yield from _spelt_otherwise(digests, _products)


@cohort_check("CF511", Severity.NOTE)
def supplier_spelt_two_ways(digests: Digests) -> Iterator[CohortHit]:
    """One supplier is spelt in two ways.

    Contracts are added up by supplier, for the limit of section 24 and to see how much hangs on one firm.

    Use one spelling in every file.
    """
    yield from _spelt_otherwise(digests, _suppliers)


@cohort_check("CF512", Severity.NOTE)
def county_spelt_two_ways(digests: Digests) -> Iterator[CohortHit]:
    """One county area is spelt in two ways.

    Neighbours are found by their county, so two spellings part them.

    Use one spelling in every file.
    """
    yield from _spelt_otherwise(digests, _counties)


@cohort_check("CF513", Severity.NOTE)
def successor_spelt_two_ways(digests: Digests) -> Iterator[CohortHit]:
    """One successor council is spelt in two ways.

    Councils that vest into one successor share a deadline, and they are found by its name.

    Use one spelling in every file.
    """
    yield from _spelt_otherwise(digests, _successors)


def _spelt_otherwise(digests: Digests, spellings: Callable[[Digest], Iterable[Spelling]]) -> Iterator[CohortHit]:
    """Every spelling that differs from the commonest only in capitals, spaces or hyphens."""
    counts: dict[str, Counter[str]] = {}
    for digest in digests:
        for _, _, text in spellings(digest):
            counts.setdefault(_same(text), Counter())[text] += 1
    if all(len(ways) == 1 for ways in counts.values()):
        return
    commonest = {key: ways.most_common(1)[0] for key, ways in counts.items()}
    for digest in digests:
        for owner, pointer, text in spellings(digest):
            usual, files = commonest[_same(text)]
            if text != usual:
                yield owner, pointer, f"{quoted(text)} here is {quoted(usual)} elsewhere ({files} times)."


def _same(text: str) -> str:
    return text.casefold().replace(" ", "").replace("-", "")


def _products(digest: Digest) -> Iterator[Spelling]:
    for index, system in enumerate(digest.systems):
        if system.product:
            yield digest, ("systems", index, "product"), system.product


def _suppliers(digest: Digest) -> Iterator[Spelling]:
    for index, system in enumerate(digest.systems):
        if system.supplier:
            yield digest, ("systems", index, "supplier"), system.supplier


def _counties(digest: Digest) -> Iterator[Spelling]:
    if digest.county:
        yield digest, ("council", "county"), digest.county


def _successors(digest: Digest) -> Iterator[Spelling]:
    if digest.successor:
        yield digest, ("reorganisation", "successor"), digest.successor

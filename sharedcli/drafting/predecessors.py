"""What councils that are no more bought, in the draft of the one that does their work today.

Several of them may each have a contract for one service, and these are what a reorganised council must line up: the
profile holds one, and the others stand beside it by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.present import Dated, by_firm
from sharedcli.drafting.term import describe
from sharedcli.loading.authorities import authorities
from sharedcli.loading.services import services
from sharedcli.model.authority import Authority
from sharedcli.model.printable import printable


def did_hold(chosen: Chosen, service: str) -> bool:
    """Whether the council that bought it held the service; true where that is the council of the draft."""
    return chosen.former is None or chosen.former.tier in services()[service].tiers


def is_for_part(chosen: Chosen, service: str) -> bool:
    """Whether it was bought for a part of the area: on the buyer's last day others held the service in other parts."""
    if chosen.bought_by is None or chosen.former is None or chosen.former.ended_on is None:
        return False
    former, heir = chosen.former, chosen.bought_by.authority
    beside = (council for council in (*authorities().before(heir), heir) if council != former)
    last_day = chosen.former.ended_on
    return any(council.exists_on(last_day) and council.tier in services()[service].tiers for council in beside)


def of_others(taken: Dated, others: Iterable[tuple[Dated, str]]) -> Iterator[tuple[Authority, str]]:
    """For every other council before this one, what is known of its foremost contract, a sentence.

    `others` are the contracts not taken, the foremost first.
    """
    seen = {taken.chosen.former}
    for other, _ in others:
        former = other.chosen.former
        if former is None or former in seen:
            continue
        seen.add(former)
        entry = other.entry
        yield (
            former,
            f"{printable(entry.title)}{by_firm(entry)}, {describe(other.term)} ({entry.place}); line it up too.",
        )

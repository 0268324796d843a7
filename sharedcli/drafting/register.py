"""The council that somebody means who types a name or a code. What buyers' names mean is in `buyers.py`."""

from __future__ import annotations

from sharedcli.drafting.buyers import whose
from sharedcli.loading.authorities import authorities
from sharedcli.model.authority import Authority


def in_register(typed: str) -> tuple[tuple[Authority, ...], tuple[str, ...]]:
    """The councils of today that a name or a code may mean, and a sentence for whatever in it means none.

    A council that is no more means none: whoever typed it is told who took over, and decides.

    >>> [council.name for council in in_register("lichfield")[0]]
    ['Lichfield District Council']
    >>> in_register("Taunton Deane")[1]
    ('Taunton Deane Borough Council was succeeded by Somerset Council on 1 April 2019',)
    """
    coded = authorities().by_code(typed)
    if coded is not None and coded.ended_on is None:
        return (coded,), ()
    buyer = whose((typed if coded is None else coded.name,))
    gone = tuple(str(found) for found in buyer.councils if found.formerly is not None)
    return tuple(found.authority for found in buyer.councils if found.formerly is None), (*buyer.reasons, *gone)

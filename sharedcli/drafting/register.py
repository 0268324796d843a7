"""The council that somebody means who types a name or a code. What buyers' names mean is in `buyers.py`."""

from __future__ import annotations

import datetime as dt

from sharedcli.checks.wording import day
from sharedcli.drafting.buyers import whose
from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called
from sharedcli.model.authority import Authority


def in_register(typed: str, on: dt.date) -> tuple[tuple[Authority, ...], tuple[str, ...]]:
    """The councils of a day that a name or a code may mean, and a sentence for whatever in it means none.

    A council that is no more on that day, or not yet, means none: whoever typed it is told who took over or since when
    it exists, and decides.

    >>> [council.name for council in in_register("lichfield", dt.date(2026, 11, 1))[0]]
    ['Lichfield District Council']
    >>> in_register("Taunton Deane", dt.date(2026, 11, 1))[1]
    ('Taunton Deane Borough Council was abolished on 31 March 2019; Somerset Council has its work now',)
    >>> [council.name for council in in_register("Somerset", dt.date(2010, 4, 1))[0]]
    ['Somerset County Council']
    """
    register, words = authorities(), called(typed)
    coded = register.by_code(typed)
    if coded is None:
        named = register.spelled(typed) or (() if words.several else register.fitting(words))
    else:
        named = (coded,)
    then = tuple(council for council in named if council.exists_on(on))
    if len(then) == 1:
        return then, ()
    buyer = whose((typed if coded is None else coded.name,))
    gone = [str(found) for found in buyer.councils if found.formerly is not None]
    named = tuple(found.authority for found in buyer.councils if found.formerly is None)
    early = [_not_yet(council, on) for council in named if not council.exists_on(on)]
    return tuple(council for council in named if council.exists_on(on)), (*buyer.reasons, *gone, *early)


def _not_yet(council: Authority, on: dt.date) -> str:
    return f"{council.name} exists since {day(council.started_on)} only, not on {day(on)}" if council.started_on else ""

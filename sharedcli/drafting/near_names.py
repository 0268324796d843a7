"""What is said of a buyer's name that is no council's: that it is none, and which council is near, as a question.

Only for the person who reads it: no council is ever taken because its name is near.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from sharedcli.drafting.buyer_names import MOST_SHOWN
from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called
from sharedcli.model.authority import Authority
from sharedcli.model.printable import printable

_NEAR_SHARE = 0.85
_MOST_ASKED = 3
_BEGINS = re.compile(r"^(.*?\b(?:council|mbc|mdc|lbc|bc|dc|cc))\b", re.IGNORECASE)


def unknown(name: str) -> str:
    """The sentence for a name that means no council.

    >>> unknown("LASER")
    'LASER is not a council in the register'
    >>> unknown("Staffordshre County Council")
    'Staffordshre County Council is not a council in the register. Did you mean Staffordshire County Council?'
    """
    shown, words = printable(name, most=MOST_SHOWN), called(name)
    if words.several and words.says_council:
        return f"{shown} means several councils and does not say which"
    near = _near(name)
    if not near:
        return f"{shown} is not a council in the register"
    asked = " or ".join(council.name for council in near[:_MOST_ASKED])
    return f"{shown} is not a council in the register. Did you mean {asked}?"


def _near(name: str) -> tuple[Authority, ...]:
    """Councils whose place is the same, begins with the same words, opens the name, or is spelled nearly so."""
    register, words = authorities(), called(name)
    longer = [place for place in register.places if place.startswith(f"{words.place} ")]
    opening = _BEGINS.match(name)
    places = [words.place, *(longer if len(longer) <= _MOST_ASKED else ())]
    found = _bearers(places)
    if not found and opening and opening[1] != name:
        found = register.fitting(called(opening[1]))
    if not found and words.place:
        alike = [
            place
            for place in register.places
            if place[0] == words.place[0] and abs(len(place) - len(words.place)) <= len(place) * (1 - _NEAR_SHARE)
        ]
        found = _bearers(get_close_matches(words.place, alike, n=_MOST_ASKED, cutoff=_NEAR_SHARE))
    return found


def _bearers(places: list[str]) -> tuple[Authority, ...]:
    """The councils of those places, those that still exist where there are any."""
    every = {council.code: council for place in places for council in authorities().places.get(place, ())}
    existing = tuple(council for council in every.values() if council.ended_on is None)
    return existing or tuple(every.values())

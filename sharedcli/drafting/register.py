"""What the register of UK councils says: which council somebody means, and what a profile has from it.

What buyers' names in other people's files mean is in `buyers.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from sharedcli.checks.wording import day
from sharedcli.drafting.buyers import whose
from sharedcli.drafting.comparing import leaves
from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called
from sharedcli.loading.importers.template.cells import value_text
from sharedcli.model.authority import Authority
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Council, OtherCodes

REGISTER_NOTE = "from the register of UK councils"
_NOTES: Mapping[Pointer, str] = MappingProxyType({("council", "population"): "ONS, mid-2020"})


def council_called(typed: str, on: dt.date | None = None) -> Authority | str:
    """The council that a name or a code means, in whatever spelling, or a whole sentence that says why none.

    A council that is no more on the day, or not yet, means none: whoever typed it is told who took over or since when
    it exists, and decides. `on` is the day; `None` is the newest day of the register.

    >>> council_called("lichfield").name
    'Lichfield District Council'
    >>> council_called("Taunton Deane")
    "Taunton Deane Borough Council ended on 31 March 2019, and its work is Somerset Council's now."
    >>> council_called("Somerset", dt.date(2010, 4, 1)).name
    'Somerset County Council'
    """
    coded = authorities().by_code(typed)
    then = [council for council in _named(typed, coded) if _exists(council, on)]
    if len(then) == 1:
        return then[0]
    buyer = whose((typed if coded is None else coded.name,))
    now = [found.authority for found in buyer.councils if found.formerly is None]
    then = [council for council in now if _exists(council, on)]
    if len(then) == 1:
        return then[0]
    if then:
        return f"{printable(typed)} means more than one council: {', '.join(council.name for council in then)}."
    gone = [str(found) for found in buyer.councils if found.formerly is not None]
    early = [_not_yet(council, on) for council in now if on]
    why = "; ".join((*buyer.reasons, *gone, *early)) or "No council is named"
    return why if why.endswith((".", "?")) else f"{why}."


def _named(typed: str, coded: Authority | None) -> tuple[Authority, ...]:
    """Every council of any day with this code or name."""
    if coded is not None:
        return (coded,)
    words = called(typed)
    return authorities().spelled(typed) or (() if words.several else authorities().fitting(words))


def _exists(council: Authority, on: dt.date | None) -> bool:
    return council.ended_on is None if on is None else council.exists_on(on)


def _not_yet(council: Authority, on: dt.date) -> str:
    since = f" since {day(council.started_on)} only" if council.started_on else ""
    return f"{council.name} exists{since}, not on {day(on)}"


def council_of(authority: Authority) -> Council:
    """Who a council is, as its profile says it; what the register does not know is left out."""
    codes = {name: code for name, code in (("snac", authority.snac), ("govuk", authority.govuk)) if code}
    stated: dict[str, object] = {
        "name": authority.name,
        "code": authority.code,
        "tier": authority.tier,
        "region": authority.region,
        "county": authority.county or None,
        "other_codes": OtherCodes(**codes) if codes else None,
        "population": authority.population,
    }
    return Council.model_validate({name: value for name, value in stated.items() if value is not None})


def facts_of(authority: Authority) -> dict[Pointer, str]:
    """The same as texts, by their places in a profile."""
    return {place: value_text(value) for place, value in leaves(council_of(authority), ("council",))}


def notes_of(authority: Authority) -> dict[Pointer, str]:
    """What is to be said beside those that were true on one day, by the same places."""
    known = facts_of(authority)
    return {place: note for place, note in _NOTES.items() if place in known}

"""Whose a contract is: the councils that a buyer's name as published means, or why it means none.

Nothing is guessed: a name that is nearly a council's is reported with the question whether that one was meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sharedcli.checks.wording import day
from sharedcli.drafting.buyer_names import MOST_SHOWN, Part, beside, each, for_whom, lists, tidy, together
from sharedcli.drafting.near_names import unknown
from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called, plain
from sharedcli.model.authority import Authority
from sharedcli.model.printable import printable

How = Literal["exact name", "spelling", "former name", "by hand"]
_COUNCIL = re.compile(r"\bcouncils?\b", re.IGNORECASE)
_KEPT, _LONGEST = 20_000, 1_000
_IN_WORDS: Mapping[int, str] = MappingProxyType({2: "two", 3: "three", 4: "four"})


@dataclass(frozen=True, slots=True)
class Found:
    """A council that a buyer's name means: one that exists on the newest day of the register.

    Attributes:
        authority: The council.
        how: By its full name, by another spelling of it, by the name of a council whose work it took over, or because
            whoever imports says so.
        written: The words it was found by.
        formerly: The council named, where that is no more.
    """

    authority: Authority
    how: How
    written: str
    formerly: Authority | None = None

    def __str__(self) -> str:
        if self.formerly is None or self.formerly.ended_on is None:
            return f"{printable(self.written, most=MOST_SHOWN)}: {self.how} of {self.authority.name}"
        if self.formerly.successors != (self.authority.code,):  # nor is the one that took over there any more
            ended = day(self.formerly.ended_on)
            return f"{self.formerly.name} ended on {ended}, and its work is {self.authority.name}'s now"
        since = day(self.formerly.ended_on + dt.timedelta(days=1))
        return f"{self.formerly.name} was succeeded by {self.authority.name} on {since}"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Everyone whom the buyers' names of one contract mean.

    Attributes:
        councils: Each once, in the order named; empty where no council was found.
        joint: Whether more than one buys: several councils, or a council and somebody who is none. Whoever only buys
            on behalf of a council does not count.
        reasons: A sentence for every name, or part of one, that means no council of the register.
    """

    councils: tuple[Found, ...] = ()
    joint: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """ONS codes of the councils, in the order named."""
        return tuple(found.authority.code for found in self.councils)


def whose(names: tuple[str, ...], on: dt.date | None = None) -> Buyer:
    """The councils that names of buyers mean.

    A council that is no more means the one that took over, since a draft is for a council that exists; where two or
    more took over it means none of them. `on`, the day of the contract or its notice, decides between councils that
    bore one name at different times.

    >>> whose(("LGSS on behalf of Cambridgeshire County Council",)).codes
    ('E10000003',)
    >>> whose(("Cumbria County Council",)).reasons[0].split("; ")[1]
    'two councils took over: Cumberland, Westmorland and Furness'
    """
    since = authorities().unchanged_since(on) if on else None
    return _merged([_read(tidy(name), since) for name in names if name.strip()])


def _merged(buyers: Iterable[Buyer]) -> Buyer:
    """Several who buy together, as one answer."""
    buyers = tuple(buyers)
    councils: dict[str, Found] = {}
    for found in (found for buyer in buyers for found in buyer.councils):
        councils.setdefault(found.authority.code, found)
    reasons = tuple(dict.fromkeys(reason for buyer in buyers for reason in buyer.reasons))
    somebody_else = bool(councils) and any(not buyer.councils for buyer in buyers)
    joint = len(councils) > 1 or somebody_else or any(buyer.joint for buyer in buyers)
    return Buyer(tuple(councils.values()), joint, reasons)


@lru_cache(maxsize=_KEPT)
def _read(name: str, on: dt.date | None) -> Buyer:
    """One name. A register of 100,000 rows has few different names, so answers are kept; `on` is a day of change."""
    if len(name) > _LONGEST:
        return Buyer(reasons=(f"{printable(name, most=MOST_SHOWN)} is too long for a name",))
    whole = _council(name, on) or _no_council(name)
    if whole:
        return whole
    agency = for_whom(name)
    if agency:
        return _bought_for(*agency, on)
    if "(" in name and ")" in name:
        return _beside(name, on)
    parts = together(name)
    if len(parts) > 1:
        return _together(parts, on)
    return _listed(name, on) or _beside(name, on)


def _beside(name: str, on: dt.date | None) -> Buyer:
    """A name with something beside it, of which only what says "Council" can be one."""
    said = (text for text in beside(name) if text != name and (_COUNCIL.search(text) or called(text).says_council))
    read = [_read(text, on) for text in said]
    return _merged(read) if read else Buyer(reasons=(unknown(name),))


def _council(name: str, on: dt.date | None) -> Buyer | None:
    """A name that is one council's, now or before, or `None` where it is nobody's."""
    register, words = authorities(), called(name)
    spelled = register.spelled(name)
    named = spelled or (() if words.several else register.fitting(words))
    if not named:
        return None
    then = [council for council in named if on and council.exists_on(on)] or named
    outcomes = {register.now(council) for council in then}
    if len(outcomes) > 1:
        bearers = ", ".join(council.name for council in then)
        many = _in_words(len(then)).capitalize()
        return Buyer(reasons=(f"{many} councils are called {printable(name, most=MOST_SHOWN)}: {bearers}",))
    (heirs,) = outcomes
    if len(heirs) > 1:
        return Buyer(reasons=(_divided(then[0], heirs),))
    if heirs[0] not in named:
        return Buyer((Found(heirs[0], "former name", name, then[0]),))
    is_exact = plain(name) == plain(heirs[0].name)
    return Buyer((Found(heirs[0], "exact name" if is_exact else "spelling", name),))


def _no_council(name: str) -> Buyer | None:
    body = authorities().body(name)
    return Buyer(reasons=(f"{body.name} is a {body.kind}, not a council",)) if body else None


def _divided(council: Authority, heirs: tuple[Authority, ...]) -> str:
    places = ", ".join(heir.name.removesuffix(" Council") for heir in heirs)
    abolished = f" was abolished on {day(council.ended_on)}" if council.ended_on else " is no more"
    return f"{council.name}{abolished}; {_in_words(len(heirs))} councils took over: {places}"


def _in_words(number: int) -> str:
    return _IN_WORDS.get(number, str(number))


def _bought_for(agent: str, principals: str, on: dt.date | None) -> Buyer:
    """Whoever buys on behalf of others counts as a buyer only where it is a council itself."""
    buyer, others = _if_said(agent, _read(agent, on)), _if_said(principals, _read(principals, on))
    if buyer.councils:
        return _merged((buyer, others))
    reason = f"{printable(agent, most=MOST_SHOWN)} is not a council in the register; it bought on behalf of others"
    return Buyer(others.councils, others.joint, (reason, *others.reasons))


def _together(parts: tuple[Part, ...], on: dt.date | None) -> Buyer:
    """Several who buy together. A place that is not said to be a council counts only among nothing but councils."""
    read = [_read(part.text, on) for part in parts]
    only_councils = all(buyer.councils and part.stands_alone for part, buyer in zip(parts, read, strict=True))
    return _merged(
        buyer if only_councils else _if_said(part.text, buyer) for part, buyer in zip(parts, read, strict=True)
    )


def _if_said(text: str, buyer: Buyer) -> Buyer:
    """What was found where each name says that it is a council, else the reason: a bare place may be anything."""
    if all(called(found.written).says_council for found in buyer.councils):
        return buyer
    return Buyer(reasons=(f"{printable(text, most=MOST_SHOWN)} is not said to be a council",))


def _listed(name: str, on: dt.date | None) -> Buyer | None:
    """A list such as "Adur and Worthing Councils", where every place in it is a council and the last word says so."""
    if not called(name).says_council:
        return None
    for texts in lists(name):
        read = [_council(text, on) for text in each(texts)]
        if all(buyer and buyer.councils for buyer in read):
            return _merged(buyer for buyer in read if buyer)
    return None

"""What each word means where a field takes one of a few, for editors and for `init`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from sharedcli.loading.importers.wording import EntryField
from sharedcli.model.profile import Sharing, Standing, Tier
from sharedcli.model.system import Action, Status

_MEANINGS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        Tier,
        (
            "English county council, above districts.",
            "English district or borough below a county.",
            "English council that does the work of county and district.",
            "English metropolitan borough.",
            "London borough, or the City of London.",
            "Scottish council; unitary.",
            "Welsh council; unitary.",
            "Northern Irish district; it holds less than a British council.",
        ),
    ),
    (
        Standing,
        (
            "Anybody can read them: registers, notices, accounts.",
            "The council's own, not published.",
            "Made up, or standing in for what is not known; every report says so.",
        ),
    ),
    (
        Status,
        (
            "No system: the easiest partner of all.",
            "Bought, and not yet in use.",
            "In use.",
            "In use, and about to be switched off.",
        ),
    ),
    (
        Action,
        (
            "Buy one where there is none.",
            "Keep it, under a new contract when this one ends.",
            "Buy another in its place.",
            "Switch it off and buy none.",
        ),
    ),
    (
        Sharing,
        (
            "Buying together, each running its own.",
            "One team that runs it for all.",
            "Posts moving out of the area.",
            "Fewer posts.",
        ),
    ),
    (
        EntryField,
        (
            "What the publisher calls the contract: a number or a code.",
            "What was bought, in a line.",
            "What was bought, at length.",
            "The kind of thing bought, or the department that buys.",
            "The council that buys.",
            "Who supplies; one or several.",
            "The name of the system.",
            "Codes of the Common Procurement Vocabulary.",
            "The first day of service.",
            "The last day of service under the current term.",
            "The last day of service if every extension is taken.",
            "The first day that was asked for in the tender; taken where there is no start.",
            "The last day that was asked for in the tender; taken where there is no last day.",
            "Start, end and review date in one cell.",
            "An option to extend, or several.",
            'How long the contract runs, in words such as "3 years" or "3+1+1".',
            "How many months the contract runs, as a number.",
            "Pounds for the whole contract.",
            "Pounds a year.",
            "Pounds for the whole contract with every extension.",
            "The least expected before the award, in pounds.",
            "The most expected before the award, in pounds.",
            "Pounds for the whole contract or for a year, and nobody can tell; not taken.",
            "Something else to know about the contract or its value.",
            "The day it was published.",
            "Where it can be read.",
            "How far the contract has come.",
            "Which kind of notice it is.",
            "Nothing that is to be taken.",
        ),
    ),
)
_BY_WORDS = {get_args(choice): dict(zip(get_args(choice), told, strict=True)) for choice, told in _MEANINGS}


def choice_meanings(words: tuple[str, ...]) -> Mapping[str, str]:
    """What each of the words of a choice means; empty where the words say it themselves."""
    return MappingProxyType(_BY_WORDS.get(words, {}))

"""What each word means where a field takes one of a few, for editors and for `init`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

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
)
_BY_WORDS = {get_args(choice): dict(zip(get_args(choice), told, strict=True)) for choice, told in _MEANINGS}


def choice_meanings(words: tuple[str, ...]) -> Mapping[str, str]:
    """What each of the words of a choice means; empty where the words say it themselves."""
    return MappingProxyType(_BY_WORDS.get(words, {}))

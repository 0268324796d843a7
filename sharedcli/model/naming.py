"""What councils are called: without their form, so that a name is recognised however it is written, and in short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.model.profile import Cohort

MOST_NAMED = 8
"""Councils named where they are not the answer itself."""

_FORMS = re.compile(
    r"^(?:London Borough of |Royal Borough of |City (?:and County )?of |Borough Council of |Council of the )|"
    r" (?:Metropolitan |County |City and )?(?:District|Borough|City|County|Metropolitan|Town)? ?Council$",
    re.IGNORECASE,
)
_WRITTEN_IN_TWO_WAYS = str.maketrans({"-": " ", "&": " and ", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": "", ".": ""})


def short_name(name: str) -> str:
    """A council's place without its form.

    >>> short_name("London Borough of Newham"), short_name("Stoke-on-Trent City Council")
    ('Newham', 'Stoke-on-Trent')
    >>> short_name("Conwy County Borough Council"), short_name("City and County of Swansea")
    ('Conwy', 'Swansea')
    """
    return _FORMS.sub("", name) or name


def is_called(name: str) -> str:
    """What two ways of writing one council's name have in common.

    >>> is_called("Lichfield District Council") == is_called(" LICHFIELD ")
    True
    >>> is_called("Stoke on Trent") == is_called("Stoke-on-Trent City Council")
    True
    >>> is_called("Stafford Borough Council") == is_called("Staffordshire County Council")
    False
    """
    return " ".join(short_name(" ".join(name.split())).translate(_WRITTEN_IN_TWO_WAYS).split()).casefold()


@dataclass(frozen=True, slots=True)
class Names:
    """Short names and slugs by ONS code; each belongs to one council only."""

    short: Mapping[str, str]
    slug: Mapping[str, str]

    @classmethod
    def of(cls, cohort: Cohort) -> Names:
        """Names for a cohort: the place alone where that is clear, else the whole name, else with the code."""
        whole = {profile.council.code: printable(profile.council.name) for profile in cohort.profiles}
        short = _unless_shared({code: short_name(name) for code, name in whole.items()}, whole)
        short = _unless_shared(short, {code: f"{name} ({code})" for code, name in whole.items()})
        return cls(short, {code: slug(name) for code, name in short.items()})

    def listed(self, codes: tuple[str, ...]) -> str:
        """Names in a sentence, by alphabet.

        >>> Names({"1": "Tamworth", "2": "Cardiff", "3": "Stoke"}, {}).listed(("1", "2", "3"))
        'Cardiff, Stoke and Tamworth'
        """
        names = sorted(self.short[code] for code in codes)
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"

    def few(self, codes: Sequence[str]) -> str:
        """The same where they are not the answer itself: of many the first by alphabet, and how many more."""
        if len(codes) <= MOST_NAMED:
            return self.listed(tuple(codes))
        names = sorted(self.short[code] for code in codes)
        return f"{', '.join(names[:MOST_NAMED])} and {len(codes) - MOST_NAMED:,} more"


def slug(name: str) -> str:
    """A name for ids: lower case, hyphens.

    >>> slug("East Staffordshire")
    'east-staffordshire'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _unless_shared(names: Mapping[str, str], longer: Mapping[str, str]) -> dict[str, str]:
    count = Counter(names.values())
    return {code: name if count[name] == 1 else longer[code] for code, name in names.items()}

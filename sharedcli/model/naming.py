"""What a council is called without its form, so that its name can be recognised however it is written."""

from __future__ import annotations

import re

_FORMS = re.compile(
    r"^(?:London Borough of |Royal Borough of |City of )|"
    r" (?:Metropolitan )?(?:District|Borough|City|County|Metropolitan|Town)? ?Council$",
    re.IGNORECASE,
)
_WRITTEN_IN_TWO_WAYS = str.maketrans({"-": " ", "&": " and ", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": "", ".": ""})


def short_name(name: str) -> str:
    """A council's place without its form.

    >>> short_name("London Borough of Newham"), short_name("Stoke-on-Trent City Council")
    ('Newham', 'Stoke-on-Trent')
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

"""What the file of a council's profile is called."""

from __future__ import annotations

import unicodedata

from sharedcli.model.authority import Authority
from sharedcli.model.naming import short_name, slug


def file_name(authority: Authority) -> str:
    """A name for the file of a council's profile: its place in plain letters, which no other council of today has.

    >>> newcastle = Authority("E08000021", "Newcastle upon Tyne City Council", "metropolitan", "North East")
    >>> file_name(newcastle)
    'newcastle-upon-tyne.yaml'
    """
    letters = unicodedata.normalize("NFKD", short_name(authority.name)).replace("'", "")
    plain = letters.encode("ascii", "ignore").decode()
    return f"{slug(plain) or slug(authority.code)}.yaml"

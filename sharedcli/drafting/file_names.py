"""What the file of a council's profile is called."""

from __future__ import annotations

import unicodedata

from sharedcli.model.naming import short_name, slug
from sharedcli.model.profile import Council


def file_name(council: Council) -> str:
    """A name for the file of a council's profile: its place in plain letters, which no other council of today has.

    >>> kind = {"code": "E08000021", "tier": "metropolitan", "region": "North East"}
    >>> newcastle = Council(name="Newcastle upon Tyne City Council", **kind)
    >>> file_name(newcastle)
    'newcastle-upon-tyne.yaml'
    """
    letters = unicodedata.normalize("NFKD", short_name(council.name)).replace("'", "")
    plain = letters.encode("ascii", "ignore").decode()
    return f"{slug(plain) or slug(council.code)}.yaml"

"""What the file of a council's profile is called."""

from __future__ import annotations

import unicodedata

from sharedcli.model.naming import short_name, slug


def file_name(name: str, *, code: str = "") -> str:
    """A name for the file of a council's profile: its place in plain letters, which no other council of today has.

    Where none of its letters is plain the council's `code` stands for it.

    >>> file_name("Newcastle upon Tyne City Council")
    'newcastle-upon-tyne.yaml'
    """
    letters = unicodedata.normalize("NFKD", short_name(name)).replace("'", "")
    plain = letters.encode("ascii", "ignore").decode()
    return f"{slug(plain) or slug(code) or 'council'}.yaml"

"""How the ids of figures begin: those of all consortia of an option, of one, and of a council's part in it.

The option stands in an id only where it is not the one proposed.
"""

from __future__ import annotations

from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.model.naming import Names

ALL = "all"


def all_subject(option: str) -> str:
    """All consortia of an option together.

    >>> all_subject("consortia"), all_subject("small")
    ('all', 'all.small')
    """
    return _joined(ALL, option)


def council_subject(option: str, slug: str) -> str:
    """One council over all its consortia of an option.

    >>> council_subject("consortia", "lichfield"), council_subject("small", "lichfield")
    ('lichfield', 'small.lichfield')
    """
    return _joined(option, slug)


def member_subject(formed: Formed, slug: str) -> str:
    """A member's part in a consortium, such as `crm.lichfield`."""
    return _joined(formed.service, formed.option, slug)


def group_subject(option: str, council: str | None, names: Names) -> str:
    """Those asked about: all, or the one council with this ONS code."""
    return all_subject(option) if council is None else council_subject(option, names.slug[council])


def part_subject(formed: Formed, council: str | None, names: Names) -> str:
    """What of a consortium is asked about: all of it, or the part of the council with this ONS code."""
    return formed.id if council is None else member_subject(formed, names.slug[council])


def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part != PROPOSED)

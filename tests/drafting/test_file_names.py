"""No two councils of today share a file name."""

from __future__ import annotations

from collections import Counter

import pytest

from sharedcli.drafting.file_names import file_name
from tests.drafting.published import COUNCILS, authorities


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Lichfield District Council", "lichfield.yaml"),
        ("Newcastle upon Tyne City Council", "newcastle-upon-tyne.yaml"),
        ("Newcastle-under-Lyme Borough Council", "newcastle-under-lyme.yaml"),
        ("Stafford Borough Council", "stafford.yaml"),
        ("Staffordshire County Council", "staffordshire.yaml"),
        ("Borough Council of King's Lynn and West Norfolk", "kings-lynn-and-west-norfolk.yaml"),
        ("Cyngor Sir Ynys Môn", "cyngor-sir-ynys-mon.yaml"),
        ("\N{CYRILLIC SMALL LETTER A}", "e07009991.yaml"),
    ],
)
def test_names(name: str, file: str) -> None:
    assert file_name(name, code="E07009991") == file


def test_no_two_councils_share_one() -> None:
    if not COUNCILS.exists():
        pytest.skip(f"no list of councils at {COUNCILS}")
    names = Counter(file_name(authority.name, code=authority.code) for authority in authorities().values())
    assert len(names) == len(authorities()) == 382
    assert all(name.isascii() for name in names)

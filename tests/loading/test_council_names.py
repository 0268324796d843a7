"""Names taken apart: the place, the kind, and which kinds are used for one another."""

from __future__ import annotations

import pytest

from sharedcli.loading.authorities import authorities
from sharedcli.loading.council_names import called, fits, plain


@pytest.mark.parametrize(
    ("name", "place", "kinds"),
    [
        ("City of Bradford Metropolitan District Council", "bradford", "city council metropolitan"),
        ("Bristol, City of", "bristol", "city"),
        ("Edinburgh (City of)", "edinburgh", "city"),
        ("Cyngor Sir Ddinbych", "ddinbych", "council welsh"),
        ("Cyngor Bwrdeistref Sirol Conwy", "conwy", "council welsh"),
        ("Armagh City and District Council", "armagh", "city council district"),
        ("Armagh City, Banbridge and Craigavon", "armagh city banbridge and craigavon", ""),
        ("barnet london boro", "barnet", "london"),
        ("Mayor and Burgesses of the London Borough of Camden", "camden", "council london"),
        ("Bridgend County Borough Council", "bridgend", "council county-borough"),
        ("Merthyr Tydfil UA", "merthyr tydfil", "unitary"),
        ("NEWCASTLE-UNDER-LYME B.C.", "newcastle under lyme", "borough council"),
        ("Knowsley MBC", "knowsley", "council metropolitan"),
        ("Vale Royal Borough Council", "vale royal", "borough council"),
        ("County Durham", "county durham", ""),
        ("Council", "council", ""),
        ("", "", ""),
    ],
)
def test_place_and_kind(name: str, place: str, kinds: str) -> None:
    words = called(name)
    assert (words.place, " ".join(sorted(words.kinds))) == (place, kinds)


def test_several_are_told_from_one() -> None:
    assert called("Adur and Worthing Councils").several
    assert called("London Boroughs of Brent and Barnet").several
    assert not called("Adur District Council").several


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ynys Môn", "YNYS MON"),
        ("King&#039;s Lynn &amp; West Norfolk", "Kings Lynn and West Norfolk"),
        ("St. Helens", "Saint Helens"),
        ("The Highland Council", "Highland Council"),
        ("Stoke-on-Trent", "Stoke on  Trent"),
    ],
)
def test_two_ways_of_writing_are_one_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("asked", "name", "fit"),
    [
        ("Lichfield City Council", "Lichfield District Council", False),  # a parish council's name
        ("Chelmsford Borough Council", "Chelmsford City Council", True),  # what it was until 2012
        ("Stafford County Council", "Stafford Borough Council", False),
        ("Kent Borough Council", "Kent County Council", False),
        ("Wiltshire County Council", "Wiltshire Council", True),
        ("London Borough of Reading", "Reading Borough Council", False),
        ("Reading MBC", "Reading Borough Council", False),
        ("Leicester CC", "Leicester City Council", True),
        ("Leicestershire CC", "Leicestershire County Council", True),
        ("Swindon CC", "Swindon Borough Council", False),
        ("Reading UA", "Reading Borough Council", True),
        ("Reading County Borough Council", "Reading Borough Council", False),
    ],
)
def test_which_kind_may_be_meant(asked: str, name: str, *, fit: bool) -> None:
    (council,) = authorities().spelled(name)
    assert fits(called(asked).kinds, called(name).kinds, council.tier) is fit
